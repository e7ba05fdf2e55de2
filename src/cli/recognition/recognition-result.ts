/** The recognition result of one recording, in every recognition mode. @module */

/** Times in milliseconds from the start of the recording. */
export type TimedText = Readonly<{ offsetMilliseconds: number; durationMilliseconds: number; text: string }>

/** As in Speech SDKs; word times in ticks of 100 ns. */
export type Alternative = Readonly<{
  Confidence: number
  Lexical: string
  ITN: string
  MaskedITN: string
  Display: string
  Words?: readonly Readonly<{ Word: string; Offset: number; Duration: number; Confidence?: number }>[]
}>

export type Phrase = TimedText &
  Readonly<{
    words?: readonly TimedText[]
    channel?: number
    /** From 1; with diarization. */
    speaker?: number
    confidence?: number
    locale?: string
    /** Best first; in detailed results. */
    nBest?: readonly Alternative[]
    resultId?: string
  }>

/** A partial result on the way to a phrase. */
export type Hypothesis = TimedText & Readonly<{ resultId?: string }>

export type RecognizedAudio = Readonly<{
  /** As the options name it. */
  file: string
  /** Its name in outputs. */
  id: string
  text: string
  durationMilliseconds: number
  phrases: readonly Phrase[]
}> &
  Session

/** For tables of events. */
export type Session = Readonly<{ sessionId?: string; hypotheses?: readonly Hypothesis[] }>

/** Recognizes one recording. */
export type Recognize = (file: string) => Promise<Omit<RecognizedAudio, 'id'>>
