/** The answer of short audio recognition, in the shapes its clients know. @module */
import type { Final } from '../recognizers/index.ts'

export type Wording = Readonly<{
  /** Words as written, without sentence capitals or punctuation. */
  written: (lexical: string) => string
  /** What a reader sees. */
  display: (lexical: string) => string
}>

export type SimpleAnswer = Readonly<{
  RecognitionStatus: 'Success' | 'NoMatch'
  DisplayText?: string
  /** Ticks of 100 ns. */
  Offset: number
  Duration: number
}>

type Best = Readonly<{ Confidence: number; Lexical: string; ITN: string; MaskedITN: string; Display: string }>

export type DetailedAnswer = Readonly<{
  RecognitionStatus: 'Success' | 'NoMatch'
  Offset: number
  Duration: number
  NBest?: readonly Best[]
}>

type Span = Readonly<{ RecognitionStatus: 'Success' | 'NoMatch'; Offset: number; Duration: number }>

/** From the first word's start to the last one's end; nothing heard is `NoMatch` over the whole audio. */
function span(finals: readonly Final[], audioTicks: number): Span {
  const [first, last] = [finals[0], finals.at(-1)]
  if (!first || !last) return { RecognitionStatus: 'NoMatch', Offset: 0, Duration: audioTicks }
  return {
    RecognitionStatus: 'Success',
    Offset: first.offsetTicks,
    Duration: last.offsetTicks + last.durationTicks - first.offsetTicks
  }
}

const spoken = (finals: readonly Final[]): readonly Final[] => finals.filter(({ text }) => text !== '')

export function simpleAnswer(finals: readonly Final[], audioTicks: number, wording: Wording): SimpleAnswer {
  const heard = spoken(finals)
  const answer = span(heard, audioTicks)
  if (heard.length === 0) return answer
  const { RecognitionStatus, Offset, Duration } = answer
  const DisplayText = wording.display(heard.map(({ text }) => text).join(' '))
  return { RecognitionStatus, DisplayText, Offset, Duration }
}

/** One phrase keeps its n-best; of several phrases each gives its best, joined, with their mean confidence. */
export function detailedAnswer(
  finals: readonly Final[],
  audioTicks: number,
  wording: Wording
): DetailedAnswer {
  const heard = spoken(finals)
  const answer = span(heard, audioTicks)
  const [only, ...others] = heard
  if (!only) return answer
  if (others.length === 0) {
    return {
      ...answer,
      NBest: only.alternatives.map(({ text, confidence }) => best(text, confidence, wording))
    }
  }
  const confidences = heard.map(({ alternatives }) => alternatives[0]?.confidence ?? 0)
  const confidence = confidences.reduce((sum, value) => sum + value, 0) / confidences.length
  return { ...answer, NBest: [best(heard.map(({ text }) => text).join(' '), confidence, wording)] }
}

function best(lexical: string, confidence: number, { written, display }: Wording): Best {
  const itn = written(lexical)
  return { Confidence: confidence, Lexical: lexical, ITN: itn, MaskedITN: itn, Display: display(lexical) }
}
