/** Which reference belongs to which hypothesis: by id, or by the times of words. @module */
import type { Spoken } from '../../speech/scoring/index.ts'
import { CommandFailed } from '../command-failed.ts'
import type { TimedWord } from './alternatives.ts'
import { groupBy } from './group-by.ts'
import type { Segment, Transcript, Utterance } from './read-words.ts'

export type Pair = Readonly<{
  id: string
  speaker: string
  reference: readonly Spoken[]
  hypothesis: readonly Spoken[]
}>

/** @throws CommandFailed when a reference has no hypothesis, or the forms do not go together */
export function pairUp(reference: Transcript, hypothesis: Transcript): readonly Pair[] {
  if (reference.form === 'utterances' && hypothesis.form === 'utterances') {
    return byId(reference.utterances, hypothesis.utterances)
  }
  if (reference.form === 'segments' && hypothesis.form === 'words') {
    return byTime(reference.segments, hypothesis.words)
  }
  if (reference.form === 'words' && hypothesis.form === 'words') {
    return byId(recordings(reference.words), recordings(hypothesis.words))
  }
  throw new CommandFailed(
    'These formats do not go together; accepted are trn with trn, lines with lines, stm with ctm, ctm with ctm.'
  )
}

function byId(references: readonly Utterance[], hypotheses: readonly Utterance[]): readonly Pair[] {
  const heard = new Map(hypotheses.map((one) => [one.id, one.words]))
  const missing = references.find(({ id }) => !heard.has(id))
  if (missing) throw new CommandFailed(`The hypothesis has nothing for ${missing.id}.`)
  return references.map(({ id, speaker, words }) => ({
    id,
    speaker,
    reference: words,
    hypothesis: heard.get(id) ?? []
  }))
}

const recordings = (words: readonly TimedWord[]): readonly Utterance[] =>
  [...groupBy(words, ({ recording }) => recording)].map(([recording, own]) => ({
    id: recording.replace(' ', '-'),
    speaker: recording.split(' ')[0] ?? recording,
    words: [...own].sort((a, b) => a.from - b.from).map(({ word }) => word)
  }))

/** A word belongs to the segment in which its middle lies, else to the nearest of its recording. */
function byTime(segments: readonly Segment[], words: readonly TimedWord[]): readonly Pair[] {
  const heard = new Map<Segment, TimedWord[]>(segments.map((segment) => [segment, []]))
  for (const word of words) {
    const middle = (word.from + word.to) / 2
    const distance = ({ from, to }: Segment): number => Math.max(from - middle, middle - to, 0)
    const nearest = segments
      .filter(({ recording }) => recording === word.recording)
      .reduce<Segment | undefined>(
        (best, one) => (best && distance(best) <= distance(one) ? best : one),
        undefined
      )
    if (nearest) heard.get(nearest)?.push(word)
  }
  return segments.flatMap((segment) =>
    segment.words === undefined
      ? []
      : [
          {
            id: segment.id,
            speaker: segment.speaker,
            reference: segment.words,
            hypothesis: (heard.get(segment) ?? []).sort((a, b) => a.from - b.from).map(({ word }) => word)
          }
        ]
  )
}
