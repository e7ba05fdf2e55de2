/** Speech as it arrives to text as it is understood: the live protocol over one WebSocket. @module */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { CommandFailed, EXIT } from './command-failed.ts'
import type { Service } from './service.ts'

export type LivePhrase = Readonly<{ offsetMilliseconds: number; durationMilliseconds: number; text: string }>

export type LiveWish = Readonly<{
  language: string
  /** Id of an endpoint; the base model answers without one. */
  endpoint?: string
  logging: boolean
  onPartial: (text: string) => void
  onPhrase: (phrase: LivePhrase) => void
}>

const PATH = '/speech/recognition/conversation/cognitiveservices/v1'
const TICKS_PER_MS = 10_000
const BYTES_PER_MS = 32
/** What waits for the line before more is read. */
const WAITING_BYTES = 256 * 1024
const WAIT_MS = 20
/** The longest that a turn may be silent. */
const SILENCE_MS = 120_000

type Message = Readonly<{
  RecognitionStatus?: string
  DisplayText?: string
  Text?: string
  Offset?: number
  Duration?: number
}>

/**
 * Sends `audio` and tells what is heard until all of it was. A turn that the service ends in a long silence is followed
 * by the next.
 * @param header what each turn begins with: a WAV header for bare samples, nothing for audio that has one
 * @throws CommandFailed when the service refuses or the line breaks
 */
export async function hearLive(
  service: Service,
  audio: AsyncIterable<Uint8Array>,
  header: Uint8Array | undefined,
  wish: LiveWish
): Promise<void> {
  const socket = await opened(service, wish)
  let id = ''
  let sentBytes = 0
  let baseMs = 0
  let over = false
  let refusal: string | undefined
  const ended = new Promise<void>((resolve) => {
    socket.on('close', (_code, reason) => {
      if (!over) refusal ??= reason.toString() || 'the connection was closed'
      resolve()
    })
    socket.on('message', (data) => {
      const [head = '', body = ''] = String(data).split('\r\n\r\n')
      const path = /^Path:\s*(\S+)/im.exec(head)?.[1]?.toLowerCase()
      const message = JSON.parse(body || '{}') as Message
      if (path === 'speech.hypothesis') wish.onPartial(message.Text ?? '')
      if (path === 'speech.phrase') tell(message)
      if (path !== 'turn.end') return
      if (over) return resolve()
      if (header) return begin()
      // Its format is told at its beginning, which is long past.
      refusal = 'the recording was silent for two minutes; leave out --live for such recordings'
      socket.close()
    })
  })
  const begin = (): void => {
    id = randomBytes(16).toString('hex')
    baseMs = sentBytes / BYTES_PER_MS
    const context = { phraseDetection: { initialSilenceTimeout: SILENCE_MS } }
    socket.send(`Path: speech.context\r\nX-RequestId: ${id}\r\n\r\n${JSON.stringify(context)}`)
    if (header) sendAudio(socket, id, header)
  }
  const tell = ({ RecognitionStatus, DisplayText = '', Offset = 0, Duration = 0 }: Message): void => {
    if (RecognitionStatus === 'Success') {
      wish.onPhrase({
        offsetMilliseconds: Math.round(baseMs + Offset / TICKS_PER_MS),
        durationMilliseconds: Math.round(Duration / TICKS_PER_MS),
        text: DisplayText
      })
    } else if (/^(Error|TooManyRequests|BadRequest)$/.test(RecognitionStatus ?? '')) {
      refusal = `the service answered ${RecognitionStatus}`
      socket.close()
    }
  }
  try {
    begin()
    for await (const chunk of audio) {
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
  if (refusal !== undefined) throw new CommandFailed(`Nothing more can be heard: ${refusal}.`)
}

function sendAudio(socket: WebSocket, id: string, bytes: Uint8Array): void {
  const head = Buffer.from(`Path: audio\r\nX-RequestId: ${id}\r\n`)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(head.length)
  socket.send(Buffer.concat([length, head, bytes]))
}

async function opened(service: Service, { language, endpoint, logging }: LiveWish): Promise<WebSocket> {
  const query = new URLSearchParams({ language })
  if (endpoint !== undefined) query.set('cid', endpoint)
  if (logging) query.set('storeAudio', 'true')
  const socket = new WebSocket(`${service.origin.replace(/^http/i, 'ws')}${PATH}?${query}`, {
    headers: { 'Ocp-Apim-Subscription-Key': service.key }
  })
  const refused = new Promise<never>((_resolve, reject) => {
    socket.once('unexpected-response', (_request, response) => {
      response.resume()
      const unauthorized = response.statusCode === 401
      reject(
        new CommandFailed(
          unauthorized
            ? 'The access key is wrong.'
            : `The service answered ${response.statusCode} ${response.statusMessage ?? ''}.`,
          { exitCode: unauthorized ? EXIT.unauthorized : EXIT.failed }
        )
      )
    })
    socket.once('error', (error) =>
      reject(new CommandFailed(`Nothing answers at ${service.origin} (${error.message}).`))
    )
  })
  await Promise.race([once(socket, 'open'), refused])
  socket.on('error', () => undefined)
  return socket
}
