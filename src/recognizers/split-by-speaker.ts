/** Phrases parted where the speaker changes. @module */
import type { WordTiming } from '../speech/diarization/index.ts'
import type { Alternative, FinalResult, RecognizedWord } from './recognizer.ts'

/** A phrase of one speaker, numbered from 1 in the order in which they first speak. */
export type SpeakerResult = FinalResult & Readonly<{ speaker: number }>

/**
 * Phrases that one speaker says are left as they are. One that several say is parted between its words; the parts have
 * the best alternative alone, as the others were never parted.
 * @param diarize of each word its speaker, from 0
 */
export function splitBySpeaker(
  finals: readonly FinalResult[],
  diarize: (words: readonly WordTiming[]) => readonly number[]
): readonly SpeakerResult[] {
  const wordsOf = ({ alternatives }: FinalResult): readonly RecognizedWord[] => alternatives[0]?.words ?? []
  const speakers = diarize(finals.flatMap(wordsOf)).values()
  return finals.flatMap((final) => {
    const runs: { speaker: number; words: RecognizedWord[] }[] = []
    for (const word of wordsOf(final)) {
      const speaker = (speakers.next().value ?? 0) + 1
      const last = runs.at(-1)
      if (last?.speaker === speaker) last.words.push(word)
      else runs.push({ speaker, words: [word] })
    }
    const [only, ...others] = runs
    if (only && others.length === 0) return [{ ...final, speaker: only.speaker }]
    return runs.map(({ speaker, words }) => ({ ...partOf(final, words), speaker }))
  })
}

function partOf(final: FinalResult, words: readonly RecognizedWord[]): FinalResult {
  const [first, last] = [words[0], words.at(-1)]
  const offsetTicks = first?.offsetTicks ?? final.offsetTicks
  const text = words.map(({ word }) => word).join(' ')
  const confidence = words.reduce((sum, word) => sum + word.confidence, 0) / Math.max(1, words.length)
  const alternative: Alternative = { text, confidence, words }
  return {
    kind: 'final',
    text,
    offsetTicks,
    durationTicks: last ? last.offsetTicks + last.durationTicks - offsetTicks : 0,
    alternatives: [alternative]
  }
}
