/** Live recognition: the protocol of Speech SDKs over one WebSocket. @module */

import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { TICKS_PER_MS } from '../../speech/audio/ticks.ts'
import { CommandError, EXIT } from '../command-error.ts'
import type { ServiceClient } from '../service/service-client.ts'
import type { Source } from './audio-sources.ts'
import type { RecognitionRequest } from './recognition-request.ts'
import type { Alternative, Hypothesis, Phrase, TimedText } from './recognition-result.ts'

/** All streams of the service are in use; a later attempt can succeed. */
export class TooManyStreams extends CommandError {
  override readonly name = 'TooManyStreams'
}

const PATH = '/speech/recognition/MODE/cognitiveservices/v1'
/** The socket buffers this much before more audio is read. */
const MAX_BUFFERED_BYTES = 256 * 1024
const BUFFER_POLL_MS = 20
/** A turn ends after this much silence. */
const DEFAULT_SILENCE_MS = 120_000

type Message = Readonly<{
  Id?: string
  RecognitionStatus?: string
  DisplayText?: string
  Text?: string
  Offset?: number
  Duration?: number
  NBest?: readonly Alternative[]
}>
type Listener = Readonly<{
  onHypothesis: (hypothesis: Hypothesis) => void
  onPhrase: (phrase: Phrase) => void
}>

export const millisecondsOf = (ticks: number): number => Math.round(ticks / TICKS_PER_MS)

/**
 * Streams the audio until it ends, or until the first phrase of a `once` request. When the service ends a turn after a
 * long silence, the next turn follows.
 * @returns the session ID, and how many milliseconds of raw samples were sent (undefined for audio in a container)
 * @throws TooManyStreams, CommandError when the service rejects the audio or the connection breaks
 */
export async function recognizeLive(
  service: ServiceClient,
  source: Source,
  request: RecognitionRequest,
  { onHypothesis, onPhrase }: Listener
): Promise<Readonly<{ sessionId: string; sentMs: number | undefined }>> {
  const sessionId = randomBytes(16).toString('hex')
  const socket = await openSocket(service, request, sessionId)
  const { header, bytesPerMs } = source
  let id = ''
  let sentBytes = 0
  let baseMs = 0
  let isSent = false
  let isAnswered = false
  let failure: CommandError | undefined
  const fail = (error: CommandError): void => {
    failure ??= error
    socket.close()
  }
  const beginTurn = (): void => {
    id = randomBytes(16).toString('hex')
    baseMs = bytesPerMs === undefined ? 0 : sentBytes / bytesPerMs
    socket.send(`Path: speech.context\r\nX-RequestId: ${id}\r\n\r\n${JSON.stringify(contextOf(request))}`)
    if (header) sendAudio(socket, id, header)
  }
  const timed = ({ Offset = 0, Duration = 0 }: Message, text: string): TimedText => ({
    offsetMilliseconds: Math.round(baseMs + Offset / TICKS_PER_MS),
    durationMilliseconds: millisecondsOf(Duration),
    text
  })
  const handlePhrase = (message: Message): void => {
    const { RecognitionStatus = '', DisplayText, NBest, Id } = message
    if (RecognitionStatus === 'Success') {
      onPhrase({
        ...timed(message, DisplayText ?? NBest?.[0]?.Display ?? ''),
        ...(NBest?.[0] ? { nBest: NBest, confidence: NBest[0].Confidence } : {}),
        ...(Id === undefined ? {} : { resultId: Id })
      })
    } else if (RecognitionStatus === 'TooManyRequests') {
      fail(new TooManyStreams('All streams of the service are in use.'))
    } else if (RecognitionStatus === 'BadRequest') {
      fail(
        new CommandError('The service cannot read this audio.', {
          hint: 'USE: WAV, MP3, Ogg, FLAC, WebM or MP4; --format alaw or mulaw for telephone samples; --file - for 16 kHz samples on standard input'
        })
      )
    } else if (RecognitionStatus === 'Error') {
      fail(new CommandError('Recognition stopped: the service reported an error.'))
    }
  }
  const ended = new Promise<void>((resolve) => {
    socket.on('close', (_code, reason) => {
      if (!isAnswered) {
        const why = reason.toString() || 'the connection was closed'
        failure ??= new CommandError(`Recognition stopped: ${why}.`)
      }
      resolve()
    })
    socket.on('message', (data) => {
      const [head = '', body = ''] = String(data).split('\r\n\r\n')
      const path = /^Path:\s*(\S+)/im.exec(head)?.[1]?.toLowerCase()
      const message = JSON.parse(body || '{}') as Message
      if (path === 'speech.hypothesis') {
        const { Id } = message
        onHypothesis({ ...timed(message, message.Text ?? ''), ...(Id === undefined ? {} : { resultId: Id }) })
      }
      if (path === 'speech.phrase') handlePhrase(message)
      if (path !== 'turn.end') return
      if (isSent || request.once) {
        isAnswered = true
        return resolve()
      }
      if (header) return beginTurn()
      // A new turn would need the header of the container again.
      fail(
        new CommandError('Recognition stopped: the recording is silent for two minutes.', {
          hint: 'TRY: --fast, which transcribes whole recordings'
        })
      )
    })
  })
  const timeLimit =
    request.timeoutMs === undefined ? new Promise<void>(() => undefined) : elapsed(request.timeoutMs, ended)
  try {
    beginTurn()
    for await (const chunk of until(source.audio, Promise.race([ended, timeLimit]))) {
      if (socket.readyState !== WebSocket.OPEN) break
      sendAudio(socket, id, chunk)
      sentBytes += chunk.length
      while (socket.bufferedAmount > MAX_BUFFERED_BYTES && socket.readyState === WebSocket.OPEN) {
        await new Promise((resolve) => setTimeout(resolve, BUFFER_POLL_MS))
      }
    }
    isSent = true
    if (socket.readyState === WebSocket.OPEN) sendAudio(socket, id, new Uint8Array(0))
    await ended
  } finally {
    // An open socket would keep the process alive.
    socket.terminate()
  }
  if (failure) throw failure
  return { sessionId, sentMs: bytesPerMs === undefined ? undefined : Math.round(sentBytes / bytesPerMs) }
}

/** The chunks of the source until it ends or `stop` resolves, even if no chunk arrives for a long time. */
async function* until(audio: AsyncIterable<Uint8Array>, stop: Promise<unknown>): AsyncGenerator<Uint8Array> {
  const chunks = audio[Symbol.asyncIterator]()
  const stopped = stop.then(() => ({ done: true, value: undefined }) as const)
  for (;;) {
    const next = await Promise.race([chunks.next(), stopped])
    if (next.done) return
    yield next.value
  }
}

/** Resolves after `ms`; the timer is cleared once `over` resolves. */
function elapsed(ms: number, over: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    void over.then(() => clearTimeout(timer))
  })
}

const contextOf = ({
  phrases,
  once,
  silenceMs = DEFAULT_SILENCE_MS,
  pauseMs
}: RecognitionRequest): unknown => ({
  phraseDetection: {
    initialSilenceTimeout: silenceMs,
    ...(pauseMs === undefined
      ? {}
      : {
          [once ? 'interactive' : 'conversation']: {
            segmentation: { segmentationSilenceTimeoutMs: pauseMs }
          }
        })
  },
  ...(phrases.length === 0
    ? {}
    : { dgi: { groups: [{ type: 'Generic', items: phrases.map((text) => ({ text })) }] } })
})

function sendAudio(socket: WebSocket, id: string, bytes: Uint8Array): void {
  const head = Buffer.from(`Path: audio\r\nX-RequestId: ${id}\r\n`)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(head.length)
  socket.send(Buffer.concat([length, head, bytes]))
}

async function openSocket(
  service: ServiceClient,
  request: RecognitionRequest,
  sessionId: string
): Promise<WebSocket> {
  const query = new URLSearchParams({ language: request.language })
  if (request.endpoint !== undefined) query.set('cid', request.endpoint)
  if (request.logging) query.set('storeAudio', 'true')
  if (request.profanity !== undefined) query.set('profanity', request.profanity)
  if (request.detailed) query.set('format', 'detailed')
  if (request.wordTimes) query.set('wordLevelTimestamps', 'true')
  const path = PATH.replace('MODE', request.once ? 'interactive' : 'conversation')
  const socket = new WebSocket(`${service.origin.replace(/^http/i, 'ws')}${path}?${query}`, {
    headers: { 'Ocp-Apim-Subscription-Key': service.key, 'X-ConnectionId': sessionId }
  })
  const rejected = new Promise<never>((_resolve, reject) => {
    socket.once('unexpected-response', (_request, response) => {
      response.resume()
      const unauthorized = response.statusCode === 401
      const message = `The service returned HTTP ${response.statusCode} ${response.statusMessage ?? ''}.`
      reject(
        response.statusCode === 429
          ? new TooManyStreams(message)
          : new CommandError(unauthorized ? 'Invalid access key.' : message, {
              exitCode: unauthorized ? EXIT.unauthorized : EXIT.failed
            })
      )
    })
    socket.once('error', (error) =>
      reject(
        new CommandError(`${service.origin} cannot be reached (${error.message}).`, {
          exitCode: EXIT.unreachable
        })
      )
    )
  })
  await Promise.race([once(socket, 'open'), rejected])
  socket.on('error', () => undefined)
  return socket
}
