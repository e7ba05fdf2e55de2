/** Speech as it arrives to text as it is understood: the live protocol over one WebSocket. @module */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { CommandFailed, EXIT } from '../command-failed.ts'
import type { Service } from '../service.ts'
import type { Alternative, Partial, Phrase, Timed } from './heard.ts'
import type { Source } from './sources.ts'
import type { Wish } from './wish.ts'

/** Every stream that the service has is taken; one that asks again later is heard. */
export class AllTaken extends CommandFailed {
  override readonly name = 'AllTaken'
}

const PATH = '/speech/recognition/MODE/cognitiveservices/v1'
const TICKS_PER_MS = 10_000
/** What waits for the line before more is read. */
const WAITING_BYTES = 256 * 1024
const WAIT_MS = 20
/** The longest that a turn may be silent. */
const SILENCE_MS = 120_000

type Message = Readonly<{
  Id?: string
  RecognitionStatus?: string
  DisplayText?: string
  Text?: string
  Offset?: number
  Duration?: number
  NBest?: readonly Alternative[]
}>
type Listener = Readonly<{ onPartial: (partial: Partial) => void; onPhrase: (phrase: Phrase) => void }>

export const millisecondsOf = (ticks: number): number => Math.round(ticks / TICKS_PER_MS)

/**
 * Sends the audio and tells what is heard until all of it was, or the first phrase when no more is wanted. A turn that
 * the service ends in a long silence is followed by the next.
 * @returns the id of the session, and the milliseconds of audio that were sent where that can be told
 * @throws CommandFailed when the service refuses or the line breaks, AllTaken
 */
export async function hearLive(
  service: Service,
  source: Source,
  wish: Wish,
  { onPartial, onPhrase }: Listener
): Promise<Readonly<{ sessionId: string; sentMs: number | undefined }>> {
  const sessionId = randomBytes(16).toString('hex')
  const socket = await opened(service, wish, sessionId)
  const { header, bytesPerMs } = source
  let id = ''
  let sentBytes = 0
  let baseMs = 0
  /** Everything was sent. */
  let over = false
  /** Everything was answered. */
  let told = false
  let fault: CommandFailed | undefined
  const refuse = (error: CommandFailed): void => {
    fault ??= error
    socket.close()
  }
  const begin = (): void => {
    id = randomBytes(16).toString('hex')
    baseMs = bytesPerMs === undefined ? 0 : sentBytes / bytesPerMs
    socket.send(`Path: speech.context\r\nX-RequestId: ${id}\r\n\r\n${JSON.stringify(contextOf(wish))}`)
    if (header) sendAudio(socket, id, header)
  }
  const timed = ({ Offset = 0, Duration = 0 }: Message, text: string): Timed => ({
    offsetMilliseconds: Math.round(baseMs + Offset / TICKS_PER_MS),
    durationMilliseconds: millisecondsOf(Duration),
    text
  })
  const tell = (message: Message): void => {
    const { RecognitionStatus = '', DisplayText, NBest, Id } = message
    if (RecognitionStatus === 'Success') {
      onPhrase({
        ...timed(message, DisplayText ?? NBest?.[0]?.Display ?? ''),
        ...(NBest?.[0] ? { nBest: NBest, confidence: NBest[0].Confidence } : {}),
        ...(Id === undefined ? {} : { resultId: Id })
      })
    } else if (RecognitionStatus === 'TooManyRequests') {
      refuse(new AllTaken('Nothing more can be heard: every stream of the service is taken.'))
    } else if (RecognitionStatus === 'BadRequest') {
      refuse(
        new CommandFailed('The service cannot read this audio.', {
          hint: 'USE: recordings that say what they are, as WAV, MP3, Ogg, FLAC, WebM or MP4; --format alaw or mulaw for bare samples of telephones; --file - for bare samples of 16 kHz'
        })
      )
    } else if (RecognitionStatus === 'Error') {
      refuse(new CommandFailed('Nothing more can be heard: the service answered Error.'))
    }
  }
  const ended = new Promise<void>((resolve) => {
    socket.on('close', (_code, reason) => {
      if (!told) {
        const why = reason.toString() || 'the connection was closed'
        fault ??= new CommandFailed(`Nothing more can be heard: ${why}.`)
      }
      resolve()
    })
    socket.on('message', (data) => {
      const [head = '', body = ''] = String(data).split('\r\n\r\n')
      const path = /^Path:\s*(\S+)/im.exec(head)?.[1]?.toLowerCase()
      const message = JSON.parse(body || '{}') as Message
      if (path === 'speech.hypothesis') {
        const { Id } = message
        onPartial({ ...timed(message, message.Text ?? ''), ...(Id === undefined ? {} : { resultId: Id }) })
      }
      if (path === 'speech.phrase') tell(message)
      if (path !== 'turn.end') return
      if (over || wish.once) {
        told = true
        return resolve()
      }
      if (header) return begin()
      // Its format is told at its beginning, which is long past.
      refuse(
        new CommandFailed('Nothing more can be heard: the recording was silent for two minutes.', {
          hint: 'TRY: --fast, which hears whole recordings'
        })
      )
    })
  })
  const late =
    wish.timeoutMs === undefined ? new Promise<void>(() => undefined) : elapsed(wish.timeoutMs, ended)
  try {
    begin()
    for await (const chunk of until(source.audio, Promise.race([ended, late]))) {
      if (socket.readyState !== WebSocket.OPEN) break
      sendAudio(socket, id, chunk)
      sentBytes += chunk.length
      while (socket.bufferedAmount > WAITING_BYTES && socket.readyState === WebSocket.OPEN) {
        await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
      }
    }
    over = true
    if (socket.readyState === WebSocket.OPEN) sendAudio(socket, id, new Uint8Array(0))
    await ended
  } finally {
    // Open, it would keep the command from ending.
    socket.terminate()
  }
  if (fault) throw fault
  return { sessionId, sentMs: bytesPerMs === undefined ? undefined : Math.round(sentBytes / bytesPerMs) }
}

/** What the source gives until it ends or `stop` resolves, though nothing may have come for long. */
async function* until(audio: AsyncIterable<Uint8Array>, stop: Promise<unknown>): AsyncGenerator<Uint8Array> {
  const chunks = audio[Symbol.asyncIterator]()
  const stopped = stop.then(() => ({ done: true, value: undefined }) as const)
  for (;;) {
    const next = await Promise.race([chunks.next(), stopped])
    if (next.done) return
    yield next.value
  }
}

/** Resolves after so long; its timer goes when `over` does. */
function elapsed(ms: number, over: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    void over.then(() => clearTimeout(timer))
  })
}

const contextOf = ({ phrases, once, silenceMs = SILENCE_MS, pauseMs }: Wish): unknown => ({
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

async function opened(service: Service, wish: Wish, sessionId: string): Promise<WebSocket> {
  const query = new URLSearchParams({ language: wish.language })
  if (wish.endpoint !== undefined) query.set('cid', wish.endpoint)
  if (wish.logging) query.set('storeAudio', 'true')
  if (wish.profanity !== undefined) query.set('profanity', wish.profanity)
  if (wish.detailed) query.set('format', 'detailed')
  if (wish.wordTimes) query.set('wordLevelTimestamps', 'true')
  const path = PATH.replace('MODE', wish.once ? 'interactive' : 'conversation')
  const socket = new WebSocket(`${service.origin.replace(/^http/i, 'ws')}${path}?${query}`, {
    headers: { 'Ocp-Apim-Subscription-Key': service.key, 'X-ConnectionId': sessionId }
  })
  const refused = new Promise<never>((_resolve, reject) => {
    socket.once('unexpected-response', (_request, response) => {
      response.resume()
      const unauthorized = response.statusCode === 401
      const told = `The service answered ${response.statusCode} ${response.statusMessage ?? ''}.`
      reject(
        response.statusCode === 429
          ? new AllTaken(told)
          : new CommandFailed(unauthorized ? 'The access key is wrong.' : told, {
              exitCode: unauthorized ? EXIT.unauthorized : EXIT.failed
            })
      )
    })
    socket.once('error', (error) =>
      reject(
        new CommandFailed(`Nothing answers at ${service.origin} (${error.message}).`, {
          exitCode: EXIT.unreachable
        })
      )
    )
  })
  await Promise.race([once(socket, 'open'), refused])
  socket.on('error', () => undefined)
  return socket
}
