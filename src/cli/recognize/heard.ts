/** What was heard of one recording, whichever way it was heard. @module */

/** Times in milliseconds from the start of the recording. */
export type Timed = Readonly<{ offsetMilliseconds: number; durationMilliseconds: number; text: string }>

/** As Speech SDKs know it; times of words in ticks of 100 ns. */
export type Alternative = Readonly<{
  Confidence: number
  Lexical: string
  ITN: string
  MaskedITN: string
  Display: string
  Words?: readonly Readonly<{ Word: string; Offset: number; Duration: number; Confidence?: number }>[]
}>

export type Phrase = Timed &
  Readonly<{
    words?: readonly Timed[]
    channel?: number
    /** From 1; where speakers are told apart. */
    speaker?: number
    confidence?: number
    locale?: string
    /** The best first; where detail was asked for. */
    nBest?: readonly Alternative[]
    resultId?: string
  }>

/** A text on its way to a phrase. */
export type Partial = Timed & Readonly<{ resultId?: string }>

export type Heard = Readonly<{
  /** As it was named. */
  file: string
  /** What outputs call it by. */
  id: string
  text: string
  durationMilliseconds: number
  phrases: readonly Phrase[]
}> &
  Session

/** How it was heard, for outputs by events. */
export type Session = Readonly<{ sessionId?: string; partials?: readonly Partial[] }>

/** Hears one recording, whatever outputs call it. */
export type Hear = (file: string) => Promise<Omit<Heard, 'id'>>
