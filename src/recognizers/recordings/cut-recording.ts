/** Cuts what a recording is known to say into segments short enough to train on. @module */
import type { RecognizedWord } from '../recognizer.ts'

/** A word of the transcript whose place is known. `index` counts the words of the transcript. */
export type PlacedWord = RecognizedWord & Readonly<{ index: number }>

/** Words `[firstWord, endWord)` of the transcript, said within `[fromTicks, toTicks)` of the recording. */
export type RecordingSegment = Readonly<{
  fromTicks: number
  toTicks: number
  words: readonly PlacedWord[]
}>

const TENTH = 1_000_000
/** Silence around the words. */
const MARGIN = 2 * TENTH
/** A pause to cut at, once a segment is long enough that its mean can be removed well. */
const PAUSE = 3 * TENTH
const LONG_ENOUGH = 50 * TENTH
/** Past this the next shortest pause will do; past twice this none is needed. */
const LONG = 150 * TENTH
const SHORT_PAUSE = TENTH
const MIN_SEGMENT_TICKS = 10 * TENTH
const MIN_SEGMENT_WORDS = 3

/**
 * @param words in order of their times
 * @param barriers times in ticks at which the recording says something else than the transcript, in order
 * @returns segments, which never cross a barrier, and the words that stand too alone to train on
 */
export function cutRecording(
  words: readonly PlacedWord[],
  barriers: readonly Readonly<{ fromTicks: number; toTicks: number }>[],
  durationTicks: number
): Readonly<{ segments: readonly RecordingSegment[]; alone: readonly (readonly PlacedWord[])[] }> {
  const groups: PlacedWord[][] = []
  for (const word of words) {
    const group = groups.at(-1)
    const [first, last] = [group?.[0], group?.at(-1)]
    if (!group || !first || !last || endsBefore(first, last, word, barriers)) groups.push([word])
    else group.push(word)
  }
  const fits = (group: readonly PlacedWord[]): boolean =>
    group.length >= MIN_SEGMENT_WORDS && endOf(group) - startOf(group) >= MIN_SEGMENT_TICKS
  return {
    segments: groups.filter(fits).map((group) => withMargins(group, words, barriers, durationTicks)),
    alone: groups.filter((group) => !fits(group))
  }
}

function endsBefore(
  first: PlacedWord,
  last: PlacedWord,
  next: PlacedWord,
  barriers: readonly Readonly<{ fromTicks: number; toTicks: number }>[]
): boolean {
  const end = last.offsetTicks + last.durationTicks
  // Words left out of the transcript's order, or speech that is not in it.
  if (next.index !== last.index + 1) return true
  if (
    barriers.some(
      ({ fromTicks, toTicks }) => fromTicks >= end - MARGIN && toTicks <= next.offsetTicks + MARGIN
    )
  )
    return true
  const pause = next.offsetTicks - end
  const length = end - first.offsetTicks
  return (
    (length >= LONG_ENOUGH && pause >= PAUSE) ||
    (length >= LONG && pause >= SHORT_PAUSE) ||
    length >= 2 * LONG
  )
}

function withMargins(
  group: readonly PlacedWord[],
  words: readonly PlacedWord[],
  barriers: readonly Readonly<{ fromTicks: number; toTicks: number }>[],
  durationTicks: number
): RecordingSegment {
  const [start, end] = [startOf(group), endOf(group)]
  const others = [
    ...words.map((word) => [word.offsetTicks, word.offsetTicks + word.durationTicks] as const),
    ...barriers.map(({ fromTicks, toTicks }) => [fromTicks, toTicks] as const)
  ]
  let [before, after] = [0, durationTicks]
  for (const [from, to] of others) {
    if (to <= start) before = Math.max(before, to)
    if (from >= end) after = Math.min(after, from)
  }
  return {
    fromTicks: Math.max(
      start - MARGIN,
      (start + before) / 2 < start ? Math.round((start + before) / 2) : start
    ),
    toTicks: Math.min(end + MARGIN, Math.round((end + after) / 2)),
    words: group
  }
}

const startOf = (group: readonly PlacedWord[]): number => group[0]?.offsetTicks ?? 0
const endOf = (group: readonly PlacedWord[]): number => {
  const last = group.at(-1)
  return last ? last.offsetTicks + last.durationTicks : 0
}
