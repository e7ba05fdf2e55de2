/** One turn: audio in as it arrives, phrases out as they are understood, and an end that the client can rely on. @module */
import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import type { SessionFault, SessionLog } from '../../endpoints/index.ts'
import {
  type Engine,
  EngineDied,
  type FinalResult,
  type RecognitionEvent,
  type RecognizerStream,
  type SpeakerResult,
  splitBySpeaker
} from '../../recognizers/index.ts'
import { AudioUnreadable, decodeAudio, ticksOfSamples } from '../../speech/audio/index.ts'
import { OnlineDiarizer } from '../../speech/diarization/index.ts'
import type { Admission } from './admission.ts'
import { hexId, LiveAnswers, type Status } from './live-answers.ts'
import type { LiveModel } from './live-model.ts'
import type { LiveOptions } from './live-options.ts'
import { PhraseJoiner } from './phrase-joiner.ts'
import { RealTimeMonitor } from './real-time-monitor.ts'

export type TurnParts = Readonly<{
  engine: Engine
  admission: Admission
  options: LiveOptions
  model: LiveModel
  /** Where the turn is to be logged. */
  openLog: () => SessionLog | undefined
  send: (path: string, body: unknown) => void
  /** What nobody foresaw. */
  failed: (error: unknown) => void
}>

/** `reconnect`: the engine failed under a client that still has its audio, and would send it again. */
export type TurnEnd = 'ended' | 'reconnect'

/** Why a turn has no more phrases. */
type Ending =
  | Readonly<{ kind: 'phrase' | 'audio' | 'silence' | 'left' | 'again' }>
  | Readonly<{ kind: 'refused'; status: Status }>

const ALTERNATIVES = 5
/** Bytes that wait for the decoder before the client has to. */
const WAITING_BYTES = 1 << 18
/** A phrase comes at most so much audio after the silence that ends it; what did not come by then had no words. */
const DEFAULT_END_SILENCE_TICKS = 5_000_000
/** Speech is noticed a little after it began. */
const ONSET_TICKS = 5_000_000
/** People in a conversation, at most: clients do not say. */
const MAX_SPEAKERS = 8
/** A client that sends neither audio nor its end gives its place back after so long. */
const STALLED_MS = 30_000

export class LiveTurn {
  readonly #parts: TurnParts
  readonly #answers: LiveAnswers
  readonly #joiner: PhraseJoiner
  readonly #audio = new PassThrough({ highWaterMark: WAITING_BYTES })
  readonly #gone = new AbortController()
  readonly #log: SessionLog | undefined
  readonly #logged: unknown[] = []
  readonly #diarizer: OnlineDiarizer | undefined
  readonly done: Promise<TurnEnd>
  #stall: NodeJS.Timeout | undefined
  #audioEnded = false
  #samples = 0
  #startSent = false
  #recognizedTicks = 0
  /** Where the silence began that goes on; undefined while there is speech. */
  #quietSince: number | undefined = 0
  /** There was speech, and its phrase has not come yet. */
  #awaiting = false

  constructor(parts: TurnParts) {
    this.#parts = parts
    this.#answers = new LiveAnswers(parts.options, parts.model)
    this.#joiner = new PhraseJoiner(parts.options.pauseTicks ?? 0)
    this.#log = parts.openLog()
    this.#diarizer = parts.options.speakers ? new OnlineDiarizer(MAX_SPEAKERS) : undefined
    // Ended from outside, it is not for its reader to report.
    this.#audio.on('error', () => undefined)
    parts.send('turn.start', { context: { serviceTag: hexId() } })
    this.done = this.#run()
  }

  /** The client has said that there is no more audio. */
  get audioEnded(): boolean {
    return this.#audioEnded
  }

  /** Resolves when there is room for more. Audio begins with the header of a WAV file. */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.#audio.writableEnded || this.#audio.destroyed) return
    clearTimeout(this.#stall)
    this.#stall = setTimeout(() => this.#audio.end(), STALLED_MS)
    if (!this.#audio.write(bytes)) {
      await once(this.#audio, 'drain', { signal: this.#gone.signal }).catch(() => undefined)
    }
  }

  endAudio(): void {
    this.#audioEnded = true
    this.#audio.end()
  }

  /** Nobody wants the rest. */
  cancel(): void {
    this.#gone.abort()
  }

  async #run(): Promise<TurnEnd> {
    const ending = await this.#hear().catch((error: unknown) => this.#endingOf(error))
    clearTimeout(this.#stall)
    this.#audio.destroy()
    const clientListens = ending.kind !== 'left' && ending.kind !== 'again'
    if (clientListens) this.#sendEnd(ending)
    if (this.#logged.length > 0) await this.#log?.finish(this.#logged, faultOf(ending))
    else this.#log?.drop(faultOf(ending))
    return ending.kind === 'again' ? 'reconnect' : 'ended'
  }

  #endingOf(error: unknown): Ending {
    if (this.#gone.signal.aborted) return { kind: 'left' }
    if (error instanceof AudioUnreadable) return { kind: 'refused', status: 'BadRequest' }
    // Clients send what was not answered again as long as they have not sent all.
    if (error instanceof EngineDied && !this.#audioEnded) return { kind: 'again' }
    if (!(error instanceof EngineDied)) this.#parts.failed(error)
    return { kind: 'refused', status: 'Error' }
  }

  async #hear(): Promise<Ending> {
    const { engine, admission, model, options } = this.#parts
    const { signal } = this.#gone
    const over = new AbortController()
    const samples = decodeAudio(this.#audio, { signal: AbortSignal.any([signal, over.signal]) })
    const first = await firstOf(samples)
    if (!first) return { kind: 'audio' }
    // A place is taken only now: clients open turns long before anybody speaks.
    const release = admission.enter()
    if (!release) return { kind: 'refused', status: 'TooManyRequests' }
    try {
      const stream = await engine.open(model.model, {
        nBest: options.detailed ? ALTERNATIVES : 1,
        voiceActivity: true,
        ...pauseOf(options),
        ...model.options,
        signal
      })
      let broken: unknown
      const fed = this.#feed(stream, first, samples).catch((error: unknown) => {
        broken = error
        stream.cancel()
      })
      try {
        for await (const event of stream.events) {
          const ending = this.#take(event)
          if (ending) return ending
        }
      } catch (error) {
        throw broken ?? error
      }
      await fed
      return this.#lastPhrase() ?? { kind: 'audio' }
    } finally {
      release()
      // More audio may never come, and nobody waits for it any more.
      over.abort()
      await samples.return()
    }
  }

  async #feed(stream: RecognizerStream, first: Int16Array, rest: AsyncIterable<Int16Array>): Promise<void> {
    const monitor = new RealTimeMonitor(() => this.#parts.admission.fellBehind())
    await this.#write(stream, first)
    try {
      for await (const chunk of rest) {
        await this.#write(stream, chunk)
        monitor.processed(chunk.length, this.#audio.readableLength > 0)
      }
    } catch (error) {
      // Some clients state a length and send less; what they did send is all that there is.
      if (!(error instanceof AudioUnreadable) || error.code !== 'truncated') throw error
    }
    await stream.finish()
  }

  #write(stream: RecognizerStream, chunk: Int16Array): Promise<void> {
    this.#samples += chunk.length
    this.#log?.write(chunk)
    this.#diarizer?.push(chunk)
    return stream.write(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength))
  }

  #take(event: RecognitionEvent): Ending | undefined {
    if (event.kind === 'partial') {
      const partial = this.#joiner.partial(event)
      this.#sendStart(partial.offsetTicks)
      this.#parts.send('speech.hypothesis', this.#answers.hypothesis(partial))
      return undefined
    }
    if (event.kind === 'voiceActivity') return this.#listened(event.speech, event.positionTicks)
    if (event.text === '') return undefined
    this.#joiner.final(event)
    this.#awaiting = this.#quietSince === undefined
    return this.#release(Math.max(this.#recognizedTicks, event.offsetTicks + event.durationTicks))
  }

  #listened(speech: boolean, recognizedTicks: number): Ending | undefined {
    this.#recognizedTicks = recognizedTicks
    if (speech) {
      this.#quietSince = undefined
      this.#awaiting = true
      return undefined
    }
    this.#quietSince ??= recognizedTicks
    // The phrase that has just ended may belong to the one that is held.
    if (this.#awaiting && recognizedTicks - this.#quietSince < DEFAULT_END_SILENCE_TICKS) return undefined
    this.#awaiting = false
    const ending = this.#release(recognizedTicks)
    if (ending || this.#joiner.holding) return ending
    // Once the client's audio has ended, an early end of the turn would lose what follows the silence.
    if (this.#parts.options.mode !== 'interactive' && this.#audioEnded) return undefined
    return recognizedTicks - this.#quietSince >= this.#parts.options.silenceTicks
      ? { kind: 'silence' }
      : undefined
  }

  #lastPhrase(): Ending | undefined {
    return this.#release(Number.POSITIVE_INFINITY)
  }

  #release(quietUntil: number): Ending | undefined {
    const final = this.#joiner.release(quietUntil)
    if (!final) return undefined
    this.#sendStart(final.offsetTicks)
    // The phrase of a turn with one comes after the end of the speech, others before it.
    if (this.#parts.options.mode === 'interactive')
      this.#sendEndOfSpeech(final.offsetTicks + final.durationTicks)
    this.#sendPhrase(final)
    return this.#parts.options.mode === 'interactive' ? { kind: 'phrase' } : undefined
  }

  #sendPhrase(final: FinalResult): void {
    for (const phrase of this.#spoken(final)) {
      const body = this.#answers.phrase(phrase)
      if (this.#log) this.#logged.push(body)
      this.#parts.send('speech.phrase', body)
    }
  }

  /** In a conversation, a phrase for each who said something of it. */
  #spoken(final: FinalResult): readonly (FinalResult | SpeakerResult)[] {
    const diarizer = this.#diarizer
    return diarizer ? splitBySpeaker([final], (words) => diarizer.assignSpeakers(words)) : [final]
  }

  #sendStart(offsetTicks: number): void {
    if (this.#startSent) return
    this.#startSent = true
    this.#parts.send('speech.startDetected', { Offset: offsetTicks })
  }

  #sendEndOfSpeech(offsetTicks: number): void {
    this.#parts.send('speech.endDetected', { Offset: offsetTicks })
  }

  #sendStatus(status: Status, offsetTicks: number, endTicks: number): void {
    const span = { offsetTicks, durationTicks: endTicks - offsetTicks }
    this.#parts.send('speech.phrase', this.#answers.status(status, span))
  }

  #sendEnd(ending: Ending): void {
    const { options, send } = this.#parts
    const end = ending.kind === 'silence' ? this.#recognizedTicks : ticksOfSamples(this.#samples)
    if (ending.kind === 'refused') {
      this.#sendStatus(ending.status, 0, end)
      this.#sendEndOfSpeech(end)
    } else if (options.mode !== 'interactive') {
      // Clients forget the audio up to there: what was not listened to, or may be a first sound, they must send again.
      const onset = end - ONSET_TICKS
      if (ending.kind === 'silence')
        this.#sendStatus('NoMatch', Math.min(this.#quietSince ?? 0, onset), onset)
      // Transcribers of conversations would show it as a phrase without words.
      else if (!options.speakers) this.#sendStatus('EndOfDictation', end, end)
      this.#sendEndOfSpeech(end)
    } else if (ending.kind !== 'phrase') {
      this.#sendEndOfSpeech(end)
      this.#sendStatus(this.#startSent ? 'NoMatch' : 'InitialSilenceTimeout', 0, end)
    }
    send('turn.end', {})
  }
}

/** Of a turn with one phrase the rest would be lost, were it ended within a sentence. */
function pauseOf({ mode, pauseTicks }: LiveOptions): Readonly<{ pauseTicks?: number }> {
  const pause = pauseTicks ?? (mode === 'interactive' ? DEFAULT_END_SILENCE_TICKS : undefined)
  return pause === undefined ? {} : { pauseTicks: pause }
}

/** Who is to blame for an end before its time, when the turn is counted. */
function faultOf(ending: Ending): SessionFault | undefined {
  if (ending.kind === 'again') return 'failed'
  if (ending.kind !== 'refused') return undefined
  return ending.status === 'Error' ? 'failed' : 'refused'
}

/** Undefined for audio without a sample, or none at all. */
async function firstOf(samples: AsyncIterator<Int16Array>): Promise<Int16Array | undefined> {
  try {
    const { value } = await samples.next()
    return value
  } catch (error) {
    if (error instanceof AudioUnreadable && error.code === 'empty') return undefined
    throw error
  }
}
