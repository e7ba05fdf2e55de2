/** Pairs references with hypotheses, by ID or by the times of words. @module */
import type { WordOrAlternatives } from '../../speech/scoring/index.ts'
import { CommandError } from '../command-error.ts'
import type { TimedWord } from './alternatives.ts'
import { groupBy } from './group-by.ts'
import type { Segment, Transcript, Utterance } from './read-transcript.ts'

export type Pair = Readonly<{
  id: string
  speaker: string
  reference: readonly WordOrAlternatives[]
  hypothesis: readonly WordOrAlternatives[]
}>

/** @throws CommandError when a reference has no hypothesis, or the formats cannot be combined */
export function pairUtterances(reference: Transcript, hypothesis: Transcript): readonly Pair[] {
  if (reference.form === 'utterances' && hypothesis.form === 'utterances') {
    return byId(reference.utterances, hypothesis.utterances)
  }
  if (reference.form === 'segments' && hypothesis.form === 'words') {
    return byTime(reference.segments, hypothesis.words)
  }
  if (reference.form === 'words' && hypothesis.form === 'words') {
    return byId(recordings(reference.words), recordings(hypothesis.words))
  }
  throw new CommandError(
    'These formats cannot be combined. Use trn with trn, lines with lines, stm with ctm, or ctm with ctm.'
  )
}

function byId(references: readonly Utterance[], hypotheses: readonly Utterance[]): readonly Pair[] {
  const hypothesisOf = new Map(hypotheses.map((one) => [one.id, one.words]))
  const missing = references.find(({ id }) => !hypothesisOf.has(id))
  if (missing) throw new CommandError(`The hypothesis file has no line for ${missing.id}.`)
  return references.map(({ id, speaker, words }) => ({
    id,
    speaker,
    reference: words,
    hypothesis: hypothesisOf.get(id) ?? []
  }))
}

const recordings = (words: readonly TimedWord[]): readonly Utterance[] =>
  [...groupBy(words, ({ recording }) => recording)].map(([recording, own]) => ({
    id: recording.replace(' ', '-'),
    speaker: recording.split(' ')[0] ?? recording,
    words: [...own].sort((a, b) => a.from - b.from).map(({ word }) => word)
  }))

/** A word belongs to the segment that contains its middle, else to the nearest segment of its recording. */
function byTime(segments: readonly Segment[], words: readonly TimedWord[]): readonly Pair[] {
  const wordsOf = new Map<Segment, TimedWord[]>(segments.map((segment) => [segment, []]))
  for (const word of words) {
    const middle = (word.from + word.to) / 2
    const distance = ({ from, to }: Segment): number => Math.max(from - middle, middle - to, 0)
    const nearest = segments
      .filter(({ recording }) => recording === word.recording)
      .reduce<Segment | undefined>(
        (best, one) => (best && distance(best) <= distance(one) ? best : one),
        undefined
      )
    if (nearest) wordsOf.get(nearest)?.push(word)
  }
  return segments.flatMap((segment) =>
    segment.words === undefined
      ? []
      : [
          {
            id: segment.id,
            speaker: segment.speaker,
            reference: segment.words,
            hypothesis: (wordsOf.get(segment) ?? []).sort((a, b) => a.from - b.from).map(({ word }) => word)
          }
        ]
  )
}
