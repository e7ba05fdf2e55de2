/** One stream inside a child: audio in, a slice at a time; partials and a final for each phrase out. @module */
import { VoiceActivityDetector } from '../../speech/audio/index.ts'
import { CommittedWords } from '../committed-words.ts'
import type { StreamRequest } from '../pool/messages.ts'
import { PcmQueue } from '../pool/pcm-queue.ts'
import type { RecognitionEvent, RecognizedWord } from '../recognizer.ts'
import type { DecoderLease } from './decoders.ts'
import { withoutVariant } from './dictionary.ts'
import { isFiller, readAlternatives, readSegments, TICKS_PER_FRAME } from './hypothesis.ts'
import { FRONT_END_SAMPLES, type Library } from './library.ts'
import { Listener } from './listener.ts'
import { PhraseEnd } from './phrase-end.ts'

/** A turn's worth of audio: 100 ms. Results do not depend on the sizes that the caller writes in. */
export const SLICE_SAMPLES = FRONT_END_SAMPLES
const SAMPLES_PER_FRAME = 160
const TICKS_PER_SAMPLE = 625

/**
 * Speech heard before the decoder starts: cepstral means of one second are nearly as good as those of the whole
 * clip, and means of none (the model's own) cost three words in a hundred. 60 frames do as well on long sentences (13.6
 * against 14.2 % of 912 words), and 60 to 90 lose words of short commands, the more so over a telephone.
 */
const FRAMES_BEFORE_START = 100
/** Past 15 s a phrase ends at the first short pause, past 25 s at once: memory and the last pass stay bounded. */
const LONG_PHRASE_FRAMES = 1500
const LONGEST_PHRASE_FRAMES = 2500
const SHORT_PAUSE_FRAMES = 8

export class Decoding {
  readonly #library: Library
  readonly #lent: DecoderLease
  readonly #wish: StreamRequest
  readonly #emit: (event: RecognitionEvent) => void
  readonly #listener: Listener
  readonly #phraseEnd: PhraseEnd
  /** Live audio holds whatever a microphone hears; that of files was cut to its speech before it came here. */
  readonly #gate: VoiceActivityDetector | undefined
  readonly #incoming = new PcmQueue()
  /** Heard by the listener, not yet by the decoder. */
  #heard: Int16Array[] = []
  #finishing = false
  #done = false
  #inPhrase = false
  #released = false
  /** The phrase was over while the listener, which waits for longer silence, still took it for speech. */
  #endedEarly = false
  #toldSpeech = false
  #decodedFrames = 0
  #phraseFrames = 0
  #voiced = false
  #samples = 0
  #finals = 0
  #committed = new CommittedWords()
  #shown = ''

  constructor(
    library: Library,
    lease: DecoderLease,
    wish: StreamRequest,
    emit: (event: RecognitionEvent) => void
  ) {
    this.#library = library
    this.#lent = lease
    this.#wish = wish
    this.#emit = emit
    this.#listener = new Listener(library, lease.frontEnd, lease.initialMean)
    this.#phraseEnd = new PhraseEnd(library, lease.decoder, lease.languageModel, wish.pauseTicks)
    this.#gate = wish.partials ? new VoiceActivityDetector() : undefined
    // All that a decoder remembers of what it heard before: noise levels, and the means.
    library.startStream(lease.decoder)
    library.setCepstralMean(lease.decoder, lease.initialMean)
    this.#startUtterance()
  }

  /** Nothing further will come out. */
  get done(): boolean {
    return this.#done
  }

  /** There is something for `turn` to do. */
  get hasWork(): boolean {
    return (
      !this.#done &&
      (this.#finishing ||
        this.#incoming.bytes >= SLICE_SAMPLES * 2 ||
        (this.#heard.length > 0 && !this.#mustWait()))
    )
  }

  write(pcm: Uint8Array): void {
    this.#incoming.push(pcm)
  }

  finish(): void {
    this.#finishing = true
  }

  /** Leaves the decoder between utterances, fit for the next stream. */
  stop(): void {
    if (!this.#done) this.#library.endUtterance(this.#lent.decoder)
    this.#done = true
  }

  /** Works on one slice; answers the bytes taken of what was written. */
  turn(): number {
    const next = this.#mustWait() ? undefined : this.#heard.shift()
    if (next) {
      this.#decode(next)
      return 0
    }
    const wanted = Math.min(SLICE_SAMPLES * 2, this.#incoming.bytes)
    if (wanted === SLICE_SAMPLES * 2 || (this.#finishing && wanted >= 2)) {
      const slice = this.#incoming.take(wanted)
      const before = this.#listener.inSpeech
      this.#listener.hear(slice)
      this.#gate?.push(slice)
      // The end of a phrase, as heard ahead: with whole phrases wanted, it is what the decoder waits for.
      if (before && !this.#listener.inSpeech) this.#released = true
      else if (!before && this.#listener.inSpeech) this.#released = false
      this.#heard.push(slice)
      this.#samples += slice.length
      this.#tellListening()
      return wanted
    }
    if (this.#finishing) this.#finish()
    return 0
  }

  #tellListening(): void {
    if (!this.#wish.voiceActivity) return
    // A phrase found to be over is followed by silence until the decoder finds speech again, which is soon after.
    if (!this.#listener.inSpeech) this.#endedEarly = false
    const speech = this.#listener.inSpeech && !this.#endedEarly
    if (speech && this.#toldSpeech) return
    this.#toldSpeech = speech
    this.#emit({ kind: 'voiceActivity', speech, positionTicks: this.#samples * TICKS_PER_SAMPLE })
  }

  #mustWait(): boolean {
    if (this.#released || !this.#listener.inSpeech) return false
    if (this.#finishing && this.#incoming.bytes < 2) return false
    const waiting = this.#heard.length * (SLICE_SAMPLES / SAMPLES_PER_FRAME)
    if (
      this.#wish.partials ? this.#listener.speechFrames < FRAMES_BEFORE_START : waiting < LONG_PHRASE_FRAMES
    ) {
      return true
    }
    this.#released = true
    return false
  }

  #decode(slice: Int16Array): void {
    const { decoder } = this.#lent
    if (!this.#inPhrase) this.#library.setCepstralMean(decoder, this.#listener.mean())
    if (this.#library.processRaw(decoder, slice, slice.length, 0, 0) < 0) {
      throw new Error('The decoder failed on this audio')
    }
    this.#decodedFrames += slice.length / SAMPLES_PER_FRAME
    const inSpeech = this.#library.inSpeech(decoder) !== 0
    if (this.#inPhrase && !inSpeech) {
      this.#endPhrase()
      return
    }
    if (inSpeech && !this.#inPhrase) this.#endedEarly = false
    this.#inPhrase = inSpeech
    if (!inSpeech) return
    this.#phraseFrames += slice.length / SAMPLES_PER_FRAME
    if (this.#phraseFrames > LONGEST_PHRASE_FRAMES) this.#endPhrase()
    else if (this.#wish.partials || this.#phraseFrames > LONG_PHRASE_FRAMES) this.#readPartial()
  }

  #readPartial(): void {
    const segments = readSegments(this.#library, this.#lent.decoder)
    const last = segments.at(-1)
    if (this.#phraseFrames > LONG_PHRASE_FRAMES && last && isFiller(last.word)) {
      if (last.last - last.first >= SHORT_PAUSE_FRAMES) {
        this.#endPhrase()
        return
      }
    }
    if (!this.#wish.partials) return
    if (this.#phraseEnd.reached(segments)) {
      this.#endEarly()
      return
    }
    const spoken = segments.filter(({ word }) => !isFiller(word))
    const [first] = spoken
    if (!first || !this.#isSpeech(first.first * TICKS_PER_FRAME)) return
    const text = this.#committed.next(spoken.map(({ word }) => withoutVariant(word))).join(' ')
    if (text === this.#shown) return
    this.#shown = text
    const offsetTicks = first.first * TICKS_PER_FRAME
    const durationTicks = Math.max(0, Math.round(this.#decodedFrames) * TICKS_PER_FRAME - offsetTicks)
    this.#emit({ kind: 'partial', text, offsetTicks, durationTicks })
  }

  #endEarly(): void {
    this.#endedEarly = true
    if (this.#toldSpeech) this.#tellListening()
    this.#endPhrase()
  }

  #endPhrase(): void {
    const { decoder } = this.#lent
    this.#library.endUtterance(decoder)
    this.#emitFinal()
    this.#startUtterance()
  }

  #emitFinal(): void {
    const alternatives = readAlternatives(this.#library, this.#lent.decoder, this.#wish.nBest)
    const [best] = alternatives
    const last = best?.words.at(-1)
    const first = best?.words[0]
    // A cough between phrases is no news; a caller of a stream without a word still gets one, empty, answer.
    if (!best || !first || !last) return
    // Judged anew, by all of the phrase: the first second of a melody may have passed for speech.
    if (this.#gate?.hasSpeechSince(first.offsetTicks) === false) return
    this.#finals++
    this.#emit({
      kind: 'final',
      text: best.text,
      offsetTicks: first.offsetTicks,
      durationTicks: last.offsetTicks + last.durationTicks - first.offsetTicks,
      alternatives: this.#wish.words
        ? alternatives
        : alternatives.map((alternative) => ({ ...alternative, words: [] as RecognizedWord[] }))
    })
  }

  /** Whether the phrase that began at `offsetTicks` has had speech in it, and not only sound that words can be fitted to. */
  #isSpeech(offsetTicks: number): boolean {
    this.#voiced ||= this.#gate?.hasSpeechSince(offsetTicks) ?? true
    return this.#voiced
  }

  #startUtterance(): void {
    if (this.#library.startUtterance(this.#lent.decoder) < 0) throw new Error('The decoder does not start')
    this.#inPhrase = false
    this.#phraseFrames = 0
    this.#voiced = false
    this.#committed = new CommittedWords()
    this.#shown = ''
  }

  #finish(): void {
    this.#library.endUtterance(this.#lent.decoder)
    this.#done = true
    this.#emitFinal()
    if (this.#finals > 0) return
    const durationTicks = this.#samples * TICKS_PER_SAMPLE
    this.#emit({ kind: 'final', text: '', offsetTicks: 0, durationTicks, alternatives: [] })
  }
}
