/** Cuts aligned utterances at long pauses into what training hears: speech with a little silence around. @module */
import { type FittedUtterance, TICKS_PER_FRAME } from './align.ts'

export type TrainingWord = Readonly<{ phones: string; firstFrame: number; frames: number }>

/** Frames `[firstFrame, endFrame)` of an utterance's features, and the words in them. */
export type TrainingSegment = Readonly<{
  utteranceId: string
  firstFrame: number
  endFrame: number
  words: readonly TrainingWord[]
}>

/** A pause this long ends a segment, unless the segment is still too short for its mean to be removed well. */
const longPauseFrames = 60
const shortestFrames = 300
/** Silence kept before and after the words of a segment. */
const marginFrames = 20

/** The segments of one aligned utterance, in order. */
export function cutAtPauses(utterance: FittedUtterance & { aligned: true }): readonly TrainingSegment[] {
  const words = utterance.words.map((word, index) => ({
    phones: utterance.phones[index] ?? '',
    firstFrame: word.offsetTicks / TICKS_PER_FRAME,
    frames: word.durationTicks / TICKS_PER_FRAME
  }))
  const groups: TrainingWord[][] = []
  let group: TrainingWord[] = []
  for (const word of words) {
    const first = group[0]
    const previous = group.at(-1)
    if (first && previous) {
      const end = previous.firstFrame + previous.frames
      if (word.firstFrame - end >= longPauseFrames && end - first.firstFrame >= shortestFrames) {
        groups.push(group)
        group = []
      }
    }
    group.push(word)
  }
  if (group.length > 0) groups.push(group)
  const utteranceFrames = Math.floor(utterance.durationTicks / TICKS_PER_FRAME)
  return groups.map((inside) => {
    const last = inside.at(-1)
    return {
      utteranceId: utterance.id,
      firstFrame: Math.max(0, (inside[0]?.firstFrame ?? 0) - marginFrames),
      endFrame: Math.min(utteranceFrames, (last ? last.firstFrame + last.frames : 0) + marginFrames),
      words: inside
    }
  })
}

/**
 * What was heard in a segment, as training names it: pronunciations by number, `<sil>` where there is a pause long
 * enough for the three states of silence.
 */
export function trainingTranscript(segment: TrainingSegment, nameOf: (phones: string) => string): string {
  const transcript: string[] = []
  let end = segment.firstFrame
  for (const word of segment.words) {
    if (word.firstFrame - end >= 3) transcript.push('<sil>')
    transcript.push(nameOf(word.phones))
    end = word.firstFrame + word.frames
  }
  if (segment.endFrame - end >= 3) transcript.push('<sil>')
  return transcript.join(' ')
}
