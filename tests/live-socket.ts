/** A client of the live protocol that sends what it likes: what the Speech SDK would send, or would never. @module */
import { randomBytes } from 'node:crypto'
import { WebSocket } from 'ws'
import { wavHeader } from '../src/speech/audio/index.ts'
import { KEY, type RunningService } from './in-process-service.ts'

export type ServiceMessage = Readonly<{ path: string; id: string; body: Readonly<Record<string, unknown>> }>

export const CONVERSATION = '/speech/recognition/conversation/cognitiveservices/v1'
export const INTERACTIVE = '/speech/recognition/interactive/cognitiveservices/v1'

export class LiveSocket {
  readonly received: ServiceMessage[] = []
  readonly socket: WebSocket
  readonly closed: Promise<Readonly<{ code: number; reason: string }>>
  #waiting: (() => void)[] = []

  constructor(socket: WebSocket) {
    this.socket = socket
    socket.on('error', () => undefined)
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => {
        resolve({ code, reason: reason.toString() })
        this.#wake()
      })
    })
    socket.on('message', (data) => {
      const [head = '', body = ''] = String(data).split('\r\n\r\n')
      const header = (name: string): string => new RegExp(`^${name}:(.*)$`, 'm').exec(head)?.[1]?.trim() ?? ''
      this.received.push({ path: header('Path'), id: header('X-RequestId'), body: JSON.parse(body) })
      this.#wake()
    })
  }

  /** Resolves once open. Rejects with the status when the upgrade is refused. */
  static open(
    { address }: Pick<RunningService, 'address'>,
    path: string,
    key: string = KEY
  ): Promise<LiveSocket> {
    const headers = key === '' ? {} : { 'Ocp-Apim-Subscription-Key': key }
    const socket = new WebSocket(`${address.replace('http', 'ws')}${path}`, { headers })
    const live = new LiveSocket(socket)
    return new Promise((resolve, reject) => {
      socket.on('open', () => resolve(live))
      socket.on('unexpected-response', (_request, response) => {
        reject(new Error(String(response.statusCode)))
        response.resume()
        socket.terminate()
      })
    })
  }

  text(path: string, body: unknown, id = hexId()): void {
    this.socket.send(`Path: ${path}\r\nX-RequestId: ${id}\r\n\r\n${JSON.stringify(body)}`)
  }

  audio(id: string, bytes: Uint8Array): void {
    const head = Buffer.from(`Path: audio\r\nX-RequestId: ${id}\r\n`)
    const length = Buffer.alloc(2)
    length.writeUInt16BE(head.length)
    this.socket.send(Buffer.concat([length, head, bytes]))
  }

  /** Opens a turn as the SDK does. */
  begin(context: unknown = {}): string {
    const id = hexId()
    this.text('speech.context', context, id)
    this.audio(id, wavHeader({ dataBytes: 0 }))
    return id
  }

  /** The first message of that path and turn, when it comes. */
  async until(path: string, id: string): Promise<ServiceMessage> {
    for (;;) {
      const found = this.received.find((message) => message.path === path && message.id === id)
      if (found) return found
      if (this.socket.readyState !== WebSocket.OPEN) throw new Error(`Closed before ${path}`)
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  statuses(id: string): readonly unknown[] {
    return this.received
      .filter((received) => received.path === 'speech.phrase' && received.id === id)
      .map(({ body }) => body.RecognitionStatus)
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake()
  }

  /** Ends the connection without a word. */
  drop(): void {
    this.socket.terminate()
  }
}

export const hexId = (): string => randomBytes(16).toString('hex').toUpperCase()
