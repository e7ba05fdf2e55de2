/** The answer of fast transcription, as its clients know it. @module */
import { TICKS_PER_MS } from '../../speech/audio/index.ts'
import type { Phrase } from '../recognize-recording.ts'
import type { FastAnswers } from './fast-schema.ts'

export type FastAnswer = FastAnswers['FastTranscription']

const milliseconds = (ticks: number): number => Math.round(ticks / TICKS_PER_MS)

const span = (of: Readonly<{ offsetTicks: number; durationTicks: number }>) => ({
  offsetMilliseconds: milliseconds(of.offsetTicks),
  durationMilliseconds: milliseconds(of.durationTicks)
})

/** @param voices the phrases of each channel, or of the mixture */
export function fastAnswer(
  durationTicks: number,
  voices: readonly Readonly<{ channel?: number; phrases: readonly Phrase[] }>[],
  locale: string
): FastAnswer {
  const phrases = voices.flatMap((voice) => voice.phrases).sort((a, b) => a.offsetTicks - b.offsetTicks)
  return {
    durationMilliseconds: milliseconds(durationTicks),
    combinedPhrases: voices.map(({ channel, phrases: own }) => ({
      ...(channel === undefined ? {} : { channel }),
      text: own.map(({ text }) => text).join(' ')
    })),
    phrases: phrases.map(({ channel, speaker, text, words, confidence, ...place }) => ({
      ...(channel === undefined ? {} : { channel }),
      ...(speaker === undefined ? {} : { speaker }),
      ...span(place),
      text,
      words: words.map((word) => ({ text: word.text, ...span(word) })),
      locale,
      confidence
    }))
  }
}
