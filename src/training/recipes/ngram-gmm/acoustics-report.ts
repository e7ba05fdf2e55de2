/** What is told of the choice of an acoustic part. @module */
import type { AdaptationMethod } from '../../../recognizers/pocketsphinx/index.ts'
import { errorRate, errors } from '../../../speech/scoring/index.ts'
import type { Candidate, CandidateScore, HeldOutMeasure } from './choose-acoustics.ts'
import type { SureWords } from './transcribe-audio-files.ts'

export type Measured = Readonly<{ errors: number; words: number; errorRate: number }> & Partial<SureWords>

export type AcousticsReport = Readonly<{
  utterances: number
  seconds: number
  /** The audio came through a telephone. */
  narrowBand?: true
  /** What the model has. */
  method: 'none' | AdaptationMethod
  because: string
  /** How the choice was made; absent when there was too little audio to hold any back. */
  heldBack?: Readonly<{
    method: string
    /** `confidence`: nobody has transcribed the audio, so that errors are those to be expected. */
    judgedBy: HeldOutMeasure
    utterances: number
    seconds: number
    /** Recognition errors, each candidate on the same utterances, none of which it was trained on. */
    candidates: Readonly<Partial<Record<Candidate, Measured>>>
  }>
  /** Of audio without transcripts beside audio with: whether it is learnt from, and the fewest errors either way. */
  heard?: Readonly<{ used: boolean; errorsWith: number; errorsWithout: number }>
  /** Utterances whose transcript could not be fitted to the audio, and so taught nothing. */
  notAligned: readonly Readonly<{ id: string; reason: string }>[]
}>

export const measured = (counts: CandidateScore): Measured => ({
  errors: errors(counts),
  words: counts.words,
  errorRate: Math.round(errorRate(counts) * 10_000) / 10_000,
  ...(counts.sureWords === undefined || counts.sureWordsLost === undefined
    ? {}
    : { sureWords: counts.sureWords, sureWordsLost: counts.sureWordsLost })
})

export const rounded = (value: number): number => Math.round(value * 100) / 100
