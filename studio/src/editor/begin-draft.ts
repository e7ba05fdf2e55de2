/** A draft made of a batch transcription's results: audio cut where the service found pauses. @module */
import type { Entity, Reference } from '../api/entities.ts'
import { idOf } from '../api/entities.ts'
import type { Rest } from '../api/rest.ts'
import type { Draft, DraftRecording, Segment, Word } from './draft.ts'

export type Transcription = Entity &
  Readonly<{
    model: Reference
    dataset?: Reference
    properties?: Readonly<{
      progress?: number
      duration?: string
      error?: Readonly<{ code: string; message: string }>
    }>
  }>

type Span = Readonly<{ offsetInTicks: number; durationInTicks: number }>
export type Phrase = Span &
  Readonly<{
    channel: number
    nBest: readonly Readonly<{
      display: string
      confidence: number
      words?: readonly (Span & Readonly<{ word: string; confidence: number }>)[]
      displayWords?: readonly (Span & Readonly<{ displayText: string }>)[]
    }>[]
  }>

export type RecordingResult = Readonly<{
  source: string
  durationInTicks: number
  combinedRecognizedPhrases: readonly Readonly<{ channel: number; display: string }>[]
  recognizedPhrases: readonly Phrase[]
}>

/** What the editor needs of a transcription: word times, and nothing masked that is to be trained on. */
export const EDITOR_OPTIONS = {
  wordLevelTimestampsEnabled: true,
  displayFormWordLevelTimestampsEnabled: true,
  profanityFilterMode: 'None'
} as const

const TICKS = 10_000_000
const seconds = (ticks: number): number => ticks / TICKS

/** @param files of the dataset whose clips were heard, if they are those of one */
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
    const duration = seconds(result.durationInTicks)
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
  const duration = seconds(result.durationInTicks)
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
    return [seconds(phrase.offsetInTicks), seconds(phrase.offsetInTicks + phrase.durationInTicks)]
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
      start: seconds(start),
      end: seconds(end),
      confidence: sure.length > 0 ? Math.min(...sure) : confidence
    }
  })
}
