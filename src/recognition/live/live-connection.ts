/** One connection of a Speech SDK: turns one after another, each after what the client said it wants. @module */
import type { RawData, WebSocket } from 'ws'
import { z } from 'zod'
import type { Endpoints } from '../../endpoints/index.ts'
import type { Models } from '../../models/index.ts'
import type { Principal } from '../../platform/index.ts'
import type { Engine } from '../../recognizers/index.ts'
import type { Admission } from './admission.ts'
import { type ClientMessage, FrameUnreadable, readBinaryFrame, readTextFrame, writeFrame } from './frames.ts'
import { type LiveModel, liveModel, OptionsRejected } from './live-model.ts'
import {
  type Address,
  type LiveOptions,
  readConfig,
  readContext,
  readLiveOptions,
  type SpeechContext
} from './live-options.ts'
import { LiveTurn } from './live-turn.ts'

export type ConnectionParts = Readonly<{
  engine: Engine
  endpoints: Endpoints
  models: Models
  admission: Admission
  /** Who opened the connection. */
  principal: Principal
  /** Whether the key behind the connection is still accepted. */
  isAccepted: () => boolean
  failed: (error: unknown) => void
}>

/** Close codes of RFC 6455 and of the registry at IANA, with what the Speech SDK makes of them. */
const GOING_AWAY = 1001
/** The client cancels with BadRequestParameters and the reason. */
const CLOSE_UNSUPPORTED_DATA = 1007
const TOO_MUCH = 1008
/** The client connects again and sends its audio from the last phrase on. */
const TRY_AGAIN = 1013

const IDLE_MS = 5 * 60_000
const PING_MS = 30_000
/** Messages that wait, by count and by bytes, before the connection is read no further. */
const WAITING_MESSAGES = 64
const WAITING_BYTES = 1 << 20
/** Far more than any client sends beside its audio. */
const MAX_HYPOTHESES_PER_MINUTE = 1_000
/** A close frame has room for 123 bytes of reason. */
const MAX_REASON_BYTES = 123
/** Turns that have ended, whose last audio may still be on its way. */
const REMEMBERED_TURNS = 8

type Waiting = Readonly<{ data: Buffer; binary: boolean }>

export class LiveConnection {
  readonly #socket: WebSocket
  readonly #address: Address
  readonly #parts: ConnectionParts
  readonly #waiting: Waiting[] = []
  #waitingBytes = 0
  #working = false
  #closed = false
  #alive = true
  #texts = 0
  #config: ReturnType<typeof readConfig> = {}
  #context: SpeechContext = {}
  #prepared: Readonly<{ options: LiveOptions; model: LiveModel }> | undefined
  #turn: Readonly<{ id: string; turn: LiveTurn }> | undefined
  #idle: NodeJS.Timeout
  readonly #pings: NodeJS.Timeout
  readonly #minutes: NodeJS.Timeout
  readonly #ended: string[] = []

  constructor(socket: WebSocket, address: Address, parts: ConnectionParts) {
    this.#socket = socket
    this.#address = address
    this.#parts = parts
    this.#idle = this.#startIdle()
    this.#pings = setInterval(() => this.#ping(), PING_MS)
    this.#minutes = setInterval(() => {
      this.#texts = 0
    }, 60_000)
    socket.on('message', (data, binary) => this.#arrived(data, binary))
    socket.on('pong', () => {
      this.#alive = true
    })
    // Its close follows, and says all that is to be known.
    socket.on('error', () => undefined)
    socket.on('close', () => this.#end())
  }

  /** Before the service stops: a turn whose audio is all here is answered, others go on with the next service. */
  async drain(): Promise<void> {
    if (this.#turn?.turn.audioEnded) await this.#turn.turn.done
    this.#close(GOING_AWAY, 'The service is stopping')
  }

  /** The key behind it was withdrawn or has expired. */
  revoke(): void {
    this.#close(TOO_MUCH, 'The access key was withdrawn or has expired')
  }

  #arrived(data: RawData, binary: boolean): void {
    if (this.#closed) return
    if (!this.#parts.isAccepted()) {
      this.revoke()
      return
    }
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer)
    if (!binary && ++this.#texts > MAX_HYPOTHESES_PER_MINUTE) {
      this.#close(TOO_MUCH, `More than ${MAX_HYPOTHESES_PER_MINUTE} text messages per minute`)
      return
    }
    this.#waiting.push({ data: bytes, binary })
    this.#waitingBytes += bytes.length
    if (this.#waiting.length > WAITING_MESSAGES || this.#waitingBytes > WAITING_BYTES) this.#socket.pause()
    void this.#work()
  }

  /** One message after another; those that come meanwhile wait. */
  async #work(): Promise<void> {
    if (this.#working) return
    this.#working = true
    for (let next = this.#waiting.shift(); next && !this.#closed; next = this.#waiting.shift()) {
      this.#waitingBytes -= next.data.length
      try {
        await this.#handle(
          next.binary ? readBinaryFrame(next.data) : readTextFrame(next.data.toString('utf8'))
        )
      } catch (error) {
        this.#refuse(error)
      }
      if (this.#socket.isPaused && this.#waiting.length < WAITING_MESSAGES / 2) this.#socket.resume()
    }
    this.#working = false
  }

  async #handle(message: ClientMessage): Promise<void> {
    this.#idle.refresh()
    const { path, body } = message
    if (path === 'audio') return this.#audio(message)
    if (typeof body !== 'string') return
    if (path === 'speech.config') this.#config = readConfig(body)
    if (path !== 'speech.context') return
    this.#context = readContext(body)
    this.#prepared = undefined
    await this.#prepare()
  }

  /** Whatever cannot be served is refused before the first answer, which is when clients listen to reasons. */
  async #prepare(): Promise<Readonly<{ options: LiveOptions; model: LiveModel }>> {
    const options = readLiveOptions(this.#address, this.#context, this.#config)
    this.#prepared ??= { options, model: await liveModel(options, this.#parts) }
    return this.#prepared
  }

  async #audio({ requestId, body }: ClientMessage): Promise<void> {
    if (this.#ended.includes(requestId)) return
    if (requestId === '') throw new FrameUnreadable('A message with audio has no X-RequestId header')
    if (this.#turn?.id !== requestId) {
      // A client that begins a turn has given up the one before.
      this.#turn?.turn.cancel()
      const prepared = await this.#prepare()
      if (this.#closed) return
      this.#turn = { id: requestId, turn: this.#begin(requestId, prepared) }
    }
    const { turn } = this.#turn
    const bytes = typeof body === 'string' ? Buffer.from(body, 'latin1') : body
    if (bytes.length === 0) turn.endAudio()
    else await turn.write(bytes)
  }

  #begin(id: string, { options, model }: Readonly<{ options: LiveOptions; model: LiveModel }>): LiveTurn {
    const { engine, admission, endpoints, failed } = this.#parts
    const { locale, logs } = model
    const turn = new LiveTurn({
      engine,
      admission,
      options,
      model,
      openLog: () => logs && endpoints.openLog({ locale, storeAudio: options.storeAudio, ...logs }),
      send: (path, body) => {
        if (!this.#closed) this.#socket.send(writeFrame(path, id, body))
      },
      failed
    })
    clearTimeout(this.#idle)
    void turn.done.then((end) => {
      this.#ended.push(id)
      if (this.#ended.length > REMEMBERED_TURNS) this.#ended.shift()
      if (this.#turn?.turn !== turn) return
      this.#turn = undefined
      this.#prepared = undefined
      if (!this.#closed) this.#idle = this.#startIdle()
      if (end === 'reconnect')
        this.#close(TRY_AGAIN, 'The recognition process ended; connect again to continue')
    })
    return turn
  }

  #refuse(error: unknown): void {
    if (error instanceof OptionsRejected || error instanceof FrameUnreadable)
      this.#close(CLOSE_UNSUPPORTED_DATA, error.message)
    else if (error instanceof SyntaxError || error instanceof z.ZodError) {
      this.#close(
        CLOSE_UNSUPPORTED_DATA,
        'The body of a message is not the JSON object that its path requires'
      )
    } else {
      this.#parts.failed(error)
      this.#close(CLOSE_UNSUPPORTED_DATA, 'The service failed; see the service log')
    }
  }

  #startIdle(): NodeJS.Timeout {
    return setTimeout(() => this.#close(GOING_AWAY, 'The connection was idle for too long'), IDLE_MS)
  }

  /** A peer that vanished without a word is found out: its place is wanted by others. */
  #ping(): void {
    if (this.#alive) this.#socket.ping()
    else this.#socket.terminate()
    this.#alive = false
  }

  #close(code: number, reason: string): void {
    if (this.#closed) return
    this.#socket.close(code, cut(reason))
    this.#end()
  }

  #end(): void {
    this.#closed = true
    this.#waiting.length = 0
    clearTimeout(this.#idle)
    clearInterval(this.#pings)
    clearInterval(this.#minutes)
    this.#turn?.turn.cancel()
    // The answer to the close frame comes behind whatever the client has sent.
    if (this.#socket.isPaused) this.#socket.resume()
  }
}

function cut(reason: string): string {
  const bytes = Buffer.from(reason)
  return bytes.length <= MAX_REASON_BYTES
    ? reason
    : `${bytes.toString('utf8', 0, MAX_REASON_BYTES - 3).replace(/\uFFFD+$/, '')}…`
}
