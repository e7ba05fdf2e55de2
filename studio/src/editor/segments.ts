/** What the service heard of a recording, cut where it found pauses. @module */
import { type Phrase, type RecordingResult, secondsOf } from '../api/transcriptions.ts'
import type { Segment, Word } from './draft.ts'

/**
 * One segment a phrase. A recording that has a transcript already stays whole, because nobody knows which of its words
 * belong to which phrase; what the machine heard stands beside it.
 */
export function segmentsOf(
  result: RecordingResult,
  recording: number,
  transcript?: string
): readonly Segment[] {
  const phrases = result.recognizedPhrases.filter(({ channel, nBest }) => channel === 0 && nBest.length > 0)
  const words = phrases.map(wordsOf)
  const duration = secondsOf(result.durationInTicks)
  if (transcript !== undefined || phrases.length === 0) {
    const text = transcript ?? ''
    return [
      { id: `${recording}`, recording, start: 0, end: duration, text, words: words.flat(), state: 'open' }
    ]
  }
  return phrases.map((phrase, index) => ({
    id: `${recording}.${index}`,
    recording,
    ...withMargin(phrases, index, duration),
    text: phrase.nBest[0]?.display ?? '',
    words: words[index] ?? [],
    state: 'open'
  }))
}

/** Of the pause around it, so that no sound at its edges is cut off. */
const MARGIN = 0.25

function withMargin(
  phrases: readonly Phrase[],
  index: number,
  duration: number
): { start: number; end: number } {
  const edge = (at: number): readonly [number, number] => {
    const phrase = phrases[at]
    if (!phrase) return at < 0 ? [0, 0] : [duration, duration]
    return [secondsOf(phrase.offsetInTicks), secondsOf(phrase.offsetInTicks + phrase.durationInTicks)]
  }
  const [start, end] = edge(index)
  return {
    start: Math.max(start - MARGIN, (edge(index - 1)[1] + start) / 2, 0),
    end: Math.min(end + MARGIN, (end + edge(index + 1)[0]) / 2, duration)
  }
}

/** Words as written, each as sure as the least sure of the spoken words in it. */
function wordsOf({ nBest }: Phrase): readonly Word[] {
  const { words = [], displayWords = [], confidence = 0 } = nBest[0] ?? {}
  return displayWords.map((shown) => {
    const start = shown.offsetInTicks
    const end = start + shown.durationInTicks
    const within = words.filter((word) => {
      const middle = word.offsetInTicks + word.durationInTicks / 2
      return middle >= start && middle <= end
    })
    const sure = within.map((word) => word.confidence)
    return {
      text: shown.displayText,
      start: secondsOf(start),
      end: secondsOf(end),
      confidence: sure.length > 0 ? Math.min(...sure) : confidence
    }
  })
}
