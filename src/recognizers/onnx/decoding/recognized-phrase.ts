/** What the search found, as callers get it: times in ticks of the stream, words that do not overlap. @module */
import { TICKS_PER_SECOND } from '../../../speech/audio/index.ts'
import type { Alternative, RecognizedWord } from '../../recognizer.ts'
import type { SearchAlternative, SearchWord } from '../search/index.ts'

export type PhrasePlace = Readonly<{
  offsetTicks: number
  /** Where the first sound was. */
  onsetTicks: number
  /** Of the phrase's audio: no word lasts longer. */
  endTicks: number
  frameSeconds: number
}>

/** The shortest word. */
const MIN_WORD_TICKS = 0.01 * TICKS_PER_SECOND
/**
 * Models put tokens out later than they are spoken, streaming ones by up to a few tenths of a second: by as much as the
 * first token comes after the first sound.
 */
const MAX_DELAY_TICKS = 0.3 * TICKS_PER_SECOND
/** A token lasts about so long after the frame that it comes in. */
const TOKEN_TICKS = 0.06 * TICKS_PER_SECOND

/** Words in order, none longer than the phrase or beginning before the last one's end. */
export function recognizedWords(words: readonly SearchWord[], place: PhrasePlace): readonly RecognizedWord[] {
  const { offsetTicks, onsetTicks, endTicks, frameSeconds } = place
  const ticksOf = (frame: number): number => offsetTicks + Math.round(frame * frameSeconds * TICKS_PER_SECOND)
  const late = ticksOf(words[0]?.from ?? 0) - onsetTicks
  const delay = Math.max(0, Math.min(MAX_DELAY_TICKS, late))
  // Nothing is said before the first sound.
  let before = onsetTicks
  return words.map(({ word, from, to, confidence }, index) => {
    // Room for the words that follow.
    const latest = endTicks - MIN_WORD_TICKS * (words.length - index)
    const start = Math.max(before, Math.min(ticksOf(from) - delay, latest))
    const next = words[index + 1]
    const most = Math.min(latest + MIN_WORD_TICKS, next ? ticksOf(next.from) - delay : endTicks)
    const end = Math.max(start + MIN_WORD_TICKS, Math.min(ticksOf(to) - delay + TOKEN_TICKS, most))
    before = end
    return {
      word,
      offsetTicks: start,
      durationTicks: end - start,
      confidence: Math.max(MIN_CONFIDENCE, Math.min(1, confidence))
    }
  })
}

/** Nothing that was recognized is impossible. */
const MIN_CONFIDENCE = 1e-6

export const textOf = (words: readonly Readonly<{ word: string }>[]): string =>
  words.map(({ word }) => word).join(' ')

/** Those with words, the best first; confidences are means of the words', never above a better alternative's. */
export function recognizedAlternatives(
  alternatives: readonly SearchAlternative[],
  place: PhrasePlace
): readonly Alternative[] {
  let most = 1
  return alternatives
    .filter(({ words }) => words.length > 0)
    .map(({ words }) => {
      const timed = recognizedWords(words, place)
      const mean = timed.reduce((sum, { confidence }) => sum + confidence, 0) / timed.length
      most = Math.min(most, mean)
      return { text: textOf(timed), confidence: most, words: timed }
    })
}
