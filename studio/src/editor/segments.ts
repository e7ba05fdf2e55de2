/** Segments from the transcription of a recording, cut at pauses. @module */
import { type RecognizedPhrase, type RecordingTranscription, ticksToSeconds } from '../api/transcriptions.ts'
import type { Segment, Word } from './draft.ts'

/**
 * One segment per phrase. A recording that already has a transcript stays one segment, because it is not known which of
 * its words belong to which phrase; the recognized words are kept next to it.
 */
export function toSegments(
  result: RecordingTranscription,
  recording: number,
  transcript?: string
): readonly Segment[] {
  const phrases = result.recognizedPhrases.filter(({ channel, nBest }) => channel === 0 && nBest.length > 0)
  const words = phrases.map(wordsOf)
  const duration = ticksToSeconds(result.durationInTicks)
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

/** Part of the pause around a phrase, so that no speech is cut off. */
const MARGIN_SECONDS = 0.25

function withMargin(
  phrases: readonly RecognizedPhrase[],
  index: number,
  duration: number
): { start: number; end: number } {
  const edge = (at: number): readonly [number, number] => {
    const phrase = phrases[at]
    if (!phrase) return at < 0 ? [0, 0] : [duration, duration]
    return [
      ticksToSeconds(phrase.offsetInTicks),
      ticksToSeconds(phrase.offsetInTicks + phrase.durationInTicks)
    ]
  }
  const [start, end] = edge(index)
  return {
    start: Math.max(start - MARGIN_SECONDS, (edge(index - 1)[1] + start) / 2, 0),
    end: Math.min(end + MARGIN_SECONDS, (end + edge(index + 1)[0]) / 2, duration)
  }
}

/** Display words, each with the lowest confidence of the spoken words in it. */
function wordsOf({ nBest }: RecognizedPhrase): readonly Word[] {
  const { words = [], displayWords = [], confidence = 0 } = nBest[0] ?? {}
  return displayWords.map((shown) => {
    const start = shown.offsetInTicks
    const end = start + shown.durationInTicks
    const covered = words.filter((word) => {
      const middle = word.offsetInTicks + word.durationInTicks / 2
      return middle >= start && middle <= end
    })
    const confidences = covered.map((word) => word.confidence)
    return {
      text: shown.displayText,
      start: ticksToSeconds(start),
      end: ticksToSeconds(end),
      confidence: confidences.length > 0 ? Math.min(...confidences) : confidence
    }
  })
}
