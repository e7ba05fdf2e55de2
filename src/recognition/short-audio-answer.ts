/** The answer of short audio recognition, in the shapes its clients know. @module */
import type { DisplayFormatter } from '../models/index.ts'
import type { FinalResult } from '../recognizers/index.ts'
import type { TimedDisplay } from '../speech/display/index.ts'
import type { ShortAudioAnswers } from './short-audio-schema.ts'

export type SimpleAnswer = ShortAudioAnswers['SimpleRecognition']
export type DetailedAnswer = ShortAudioAnswers['DetailedRecognition']
type Best = ShortAudioAnswers['RecognitionAlternative']
/** Why there is no text: nobody spoke, there was only noise, or speech that no words were found in. */
export type NoMatchReason = Exclude<ShortAudioAnswers['RecognitionStatus'], 'Success'>

const spoken = (finals: readonly FinalResult[]): readonly FinalResult[] =>
  finals.filter(({ text }) => text !== '')

export const hasWords = (finals: readonly FinalResult[]): boolean => spoken(finals).length > 0

/** Nothing is left to read where profanity was removed and nothing else was said. */
export const isReadable = (finals: readonly FinalResult[], formatter: DisplayFormatter): boolean =>
  joined(spoken(finals), formatter).display !== ''

/** Nothing was heard, over the whole audio. */
export const noMatchAnswer = (status: NoMatchReason, audioTicks: number): SimpleAnswer => ({
  RecognitionStatus: status,
  Offset: 0,
  Duration: audioTicks
})

/** From the first word's start to the last one's end. */
function span(recognized: readonly FinalResult[]): Readonly<{ Offset: number; Duration: number }> {
  const [first, last] = [recognized[0], recognized.at(-1)]
  const Offset = first?.offsetTicks ?? 0
  return { Offset, Duration: last ? last.offsetTicks + last.durationTicks - Offset : 0 }
}

/** @param finals of which at least one has words */
export function simpleAnswer(finals: readonly FinalResult[], formatter: DisplayFormatter): SimpleAnswer {
  const finalResults = spoken(finals)
  return {
    RecognitionStatus: 'Success',
    DisplayText: joined(finalResults, formatter).display,
    ...span(finalResults)
  }
}

/** One phrase keeps its n-best; of several phrases each gives its best, joined, with their mean confidence. */
export function detailedAnswer(finals: readonly FinalResult[], formatter: DisplayFormatter): DetailedAnswer {
  const recognized = spoken(finals)
  const answer = { RecognitionStatus: 'Success', ...span(recognized) } as const
  const [only, ...others] = recognized
  if (only && others.length === 0) {
    const NBest = only.alternatives.map((one) => best(formatter.format(one), one.confidence))
    return { ...answer, NBest }
  }
  const confidences = recognized.map(({ alternatives }) => alternatives[0]?.confidence ?? 0)
  const confidence = confidences.reduce((sum, value) => sum + value, 0) / confidences.length
  return { ...answer, NBest: [best(joined(recognized, formatter), confidence)] }
}

const joined = (recognized: readonly FinalResult[], formatter: DisplayFormatter): TimedDisplay =>
  formatter.format(...recognized.map(({ alternatives, text }) => alternatives[0] ?? { text, words: [] }))

function best({ lexical, itn, maskedITN, display }: TimedDisplay, confidence: number): Best {
  return { Confidence: confidence, Lexical: lexical, ITN: itn, MaskedITN: maskedITN, Display: display }
}
