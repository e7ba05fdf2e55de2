/**
 * One stream inside a child: audio in, a slice at a time; partials and a final for each phrase out. The gate begins a
 * phrase, a little before its first sound; silence ends it.
 * @module
 */
import {
  SAMPLE_RATE,
  TICKS_PER_SECOND,
  ticksOfSamples,
  VoiceActivityDetector
} from '../../../speech/audio/index.ts'
import { CommittedWords } from '../../committed-words.ts'
import type { StreamRequest } from '../../pool/messages.ts'
import { PcmQueue } from '../../pool/pcm-queue.ts'
import type { SlicedDecoding } from '../../pool/serve-parent.ts'
import type { RecognitionEvent } from '../../recognizer.ts'
import type { Fusion } from '../search/index.ts'
import { GATE_FRAMES_PER_SECOND, SpeechGate } from '../speech-gate.ts'
import type { DecodedPhrase, PhraseModel } from './decoded-phrase.ts'
import { type PhrasePlace, recognizedAlternatives, recognizedWords } from './recognized-phrase.ts'

/** A turn's worth of audio: 100 ms. Results do not depend on the sizes that the caller writes in. */
const SLICE_SAMPLES = 1600
const SAMPLES_PER_GATE_FRAME = SAMPLE_RATE / GATE_FRAMES_PER_SECOND
/** Audio before the first loud sound: words begin faintly. */
const LEAD_SAMPLES = 0.3 * SAMPLE_RATE
/** Silence that ends a phrase; a "t" is as silent as a pause for the shortest. */
const PAUSE_FRAMES = 50
const MIN_PAUSE_FRAMES = 10
/** In noise that is never silent, so much time without a further word ends a phrase. */
const WORDLESS_SECONDS = 1.2
/** Past 15 s a phrase ends at the first short pause, past 25 s at once. */
const LONG_SAMPLES = 15 * SAMPLE_RATE
const MAX_SAMPLES = 25 * SAMPLE_RATE
const SHORT_PAUSE_FRAMES = 8

type Phrase = Readonly<{
  decoder: DecodedPhrase
  start: number
  /** The sample of its first sound. */
  onset: number
  committed: CommittedWords
}> & {
  end: number
  shown: string
  voiced: boolean
  /** End of the last word, in seconds from the start. */
  spokenSeconds: number
}

export class Decoding implements SlicedDecoding {
  readonly #model: PhraseModel
  readonly #fusion: Fusion
  readonly #request: StreamRequest
  readonly #emit: (event: RecognitionEvent) => void
  readonly #gate = new SpeechGate()
  readonly #activity = new VoiceActivityDetector()
  readonly #pauseFrames: number
  readonly #incoming = new PcmQueue()
  /** The last samples before a phrase, from number `#leadStart` of the stream on. */
  #lead = new Float32Array(0)
  #leadStart = 0
  #samples = 0
  #phrase: Phrase | undefined
  /** The phrase has all its audio, and is decoded to its end. */
  #ending = false
  /** There may be chunks to decode. */
  #behind = false
  #finishing = false
  #done = false
  #closed = false
  #finals = 0

  constructor(
    model: PhraseModel,
    fusion: Fusion,
    request: StreamRequest,
    emit: (event: RecognitionEvent) => void
  ) {
    this.#model = model
    this.#fusion = fusion
    this.#request = request
    this.#emit = (event) => {
      if (!this.#closed) emit(event)
    }
    const asked = Math.ceil(
      ((request.pauseTicks ?? Number.POSITIVE_INFINITY) / TICKS_PER_SECOND) * GATE_FRAMES_PER_SECOND
    )
    this.#pauseFrames = Math.min(PAUSE_FRAMES, Math.max(MIN_PAUSE_FRAMES, asked))
  }

  get done(): boolean {
    return this.#done
  }

  get hasWork(): boolean {
    return (
      !this.#done &&
      (this.#behind || this.#ending || this.#finishing || this.#incoming.bytes >= SLICE_SAMPLES * 2)
    )
  }

  write(pcm: Uint8Array): void {
    this.#incoming.push(pcm)
  }

  finish(): void {
    this.#finishing = true
  }

  /** Nothing is told any more; a turn that is under way ends by itself. */
  close(): void {
    this.#closed = true
    this.#done = true
  }

  /** Takes a slice, or decodes a chunk of what was taken: never more than one inference a turn. */
  async turn(): Promise<number> {
    if (this.#ending) {
      await this.#advanceToEnd()
      return 0
    }
    if (this.#behind) {
      await this.#advance()
      return 0
    }
    const wanted = Math.min(SLICE_SAMPLES * 2, this.#incoming.bytes)
    if (wanted === SLICE_SAMPLES * 2 || (this.#finishing && wanted >= 2)) {
      this.#hear(this.#incoming.take(wanted))
      return wanted
    }
    if (!this.#finishing) return 0
    if (this.#phrase) this.#endPhrase(this.#phrase)
    else this.#finishStream()
    return 0
  }

  #hear(slice: Int16Array): void {
    this.#gate.push(slice)
    this.#activity.push(slice)
    this.#samples += slice.length
    const samples = Float32Array.from(slice, (sample) => sample / 32_768)
    if (this.#phrase) this.#extend(this.#phrase, samples)
    else this.#await(samples)
    if (this.#request.voiceActivity && !this.#phrase) this.#emitVoiceActivity(false)
  }

  #await(samples: Float32Array): void {
    const joined = new Float32Array(this.#lead.length + samples.length)
    joined.set(this.#lead)
    joined.set(samples, this.#lead.length)
    this.#lead = joined
    const { onset } = this.#gate
    if (onset === undefined) {
      this.#keepLead(LEAD_SAMPLES + SLICE_SAMPLES)
      return
    }
    const start = Math.max(this.#leadStart, onset * SAMPLES_PER_GATE_FRAME - LEAD_SAMPLES)
    const phrase: Phrase = {
      decoder: this.#model.openPhrase(this.#fusion, this.#request.nBest),
      committed: new CommittedWords(),
      start,
      onset: Math.max(start, onset * SAMPLES_PER_GATE_FRAME),
      end: start,
      shown: '',
      voiced: false,
      spokenSeconds: 0
    }
    this.#phrase = phrase
    if (this.#request.voiceActivity) this.#emitVoiceActivity(true)
    this.#extend(phrase, this.#lead.subarray(start - this.#leadStart))
    this.#keepLead(0)
  }

  #keepLead(samples: number): void {
    const dropped = Math.max(0, this.#lead.length - samples)
    this.#lead = this.#lead.slice(dropped)
    this.#leadStart += dropped
  }

  #extend(phrase: Phrase, samples: Float32Array): void {
    phrase.decoder.accept(samples)
    phrase.end += samples.length
    this.#behind = true
    const length = phrase.end - phrase.start
    const pause = length > LONG_SAMPLES ? SHORT_PAUSE_FRAMES : this.#pauseFrames
    if (this.#gate.quietFrames >= pause || length > MAX_SAMPLES) this.#endPhrase(phrase)
  }

  async #advance(): Promise<void> {
    const phrase = this.#phrase
    if (!phrase) return
    const advanced = await phrase.decoder.advance(this.#request.partials)
    if (!advanced) {
      this.#behind = false
      return
    }
    const { words } = phrase.decoder.partial()
    phrase.spokenSeconds = (words.at(-1)?.to ?? 0) * this.#model.frameSeconds
    if (this.#request.partials) this.#tellPartial(phrase)
    const wordless = phrase.decoder.decodedSeconds - phrase.spokenSeconds
    if (wordless > WORDLESS_SECONDS && words.length > 0 && this.#model.streaming) this.#endPhrase(phrase)
  }

  #tellPartial(phrase: Phrase): void {
    const words = recognizedWords(phrase.decoder.partial().words, this.#placeOf(phrase))
    const [first] = words
    if (!first) return
    phrase.voiced ||= this.#activity.hasSpeechSince(ticksOfSamples(phrase.start))
    if (!phrase.voiced) return
    const text = phrase.committed.next(words.map(({ word }) => word)).join(' ')
    if (text === phrase.shown) return
    phrase.shown = text
    const { offsetTicks } = first
    const durationTicks = Math.max(0, ticksOfSamples(phrase.end) - offsetTicks)
    this.#emit({ kind: 'partial', text, offsetTicks, durationTicks })
  }

  #endPhrase(phrase: Phrase): void {
    if (this.#ending) return
    phrase.decoder.finish()
    this.#ending = true
    this.#behind = false
  }

  async #advanceToEnd(): Promise<void> {
    const phrase = this.#phrase
    if (phrase && (await phrase.decoder.advanceToEnd())) return
    this.#ending = false
    this.#phrase = undefined
    if (!phrase) return
    this.#gate.reset()
    this.#leadStart = phrase.end
    if (this.#request.voiceActivity) this.#emitVoiceActivity(false)
    this.#tellFinal(phrase)
  }

  #tellFinal(phrase: Phrase): void {
    const place = this.#placeOf(phrase)
    const alternatives = recognizedAlternatives(phrase.decoder.alternatives(this.#request.nBest), place)
    const [best] = alternatives
    const [first, last] = [best?.words[0], best?.words.at(-1)]
    // A cough between phrases is no news.
    if (!best || !first || !last) return
    if (!this.#activity.hasSpeechSince(place.offsetTicks)) return
    this.#finals++
    this.#emit({
      kind: 'final',
      text: best.text,
      offsetTicks: first.offsetTicks,
      durationTicks: last.offsetTicks + last.durationTicks - first.offsetTicks,
      alternatives: this.#request.words ? alternatives : alternatives.map((one) => ({ ...one, words: [] }))
    })
  }

  #finishStream(): void {
    this.#done = true
    if (this.#finals > 0) return
    const durationTicks = ticksOfSamples(this.#samples)
    this.#emit({ kind: 'final', text: '', offsetTicks: 0, durationTicks, alternatives: [] })
  }

  #emitVoiceActivity(speech: boolean): void {
    this.#emit({ kind: 'voiceActivity', speech, positionTicks: ticksOfSamples(this.#samples) })
  }

  #placeOf({ start, onset, end }: Phrase): PhrasePlace {
    return {
      offsetTicks: ticksOfSamples(start),
      onsetTicks: ticksOfSamples(onset),
      endTicks: ticksOfSamples(end),
      frameSeconds: this.#model.frameSeconds
    }
  }
}
