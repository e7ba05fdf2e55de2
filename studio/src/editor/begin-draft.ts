/** A draft made of a batch transcription's results: audio cut where the service found pauses. @module */
import { idOf } from '../api/entities.ts'
import type { Rest } from '../api/rest.ts'
import { type Phrase, type RecordingResult, secondsOf, type Transcription } from '../api/transcriptions.ts'
import type { Draft, DraftRecording, Segment, Word } from './draft.ts'

/** What the editor needs of a transcription: word times, and nothing masked that is to be trained on. */
export const EDITOR_OPTIONS = {
  wordLevelTimestampsEnabled: true,
  displayFormWordLevelTimestampsEnabled: true,
  profanityFilterMode: 'None'
} as const

export async function beginDraft(rest: Rest, project: string, transcription: Transcription): Promise<Draft> {
  const { dataset } = transcription
  const [results, clips] = await Promise.all([
    rest.files(transcription),
    dataset ? rest.files(dataset) : Promise.resolve([])
  ])
  const audio = new Map(clips.filter(({ kind }) => kind === 'Audio').map((file) => [file.name, file]))
  const recordings: DraftRecording[] = []
  const segments: Segment[] = []
  for (const file of results) {
    if (file.kind !== 'Transcription') continue
    const result = await rest.content<RecordingResult>(file)
    const clip = audio.get(result.source)
    const recording = recordings.length
    const duration = secondsOf(result.durationInTicks)
    recordings.push({ name: result.source, duration, ...(clip ? { audio: clip.self } : {}) })
    segments.push(...segmentsOf(result, recording, clip?.properties.transcript))
  }
  return {
    id: idOf(transcription),
    project,
    title: transcription.displayName,
    locale: transcription.locale,
    recordings,
    segments,
    at: 0,
    savedAt: Date.now()
  }
}

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
