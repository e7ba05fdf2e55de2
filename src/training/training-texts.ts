/** Reads the texts and transcripts of a training as sentences of words. @module */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Dataset, Datasets, Utterance } from '../datasets/index.ts'
import type { TextSource } from '../speech/language-model/index.ts'
import type { Normalizer } from '../speech/text/index.ts'

const LINES_PER_YIELD = 100

export type TrainingUtterance = Readonly<{
  id: string
  audioPath: string
  reference: string
  words: readonly string[]
  durationTicks: number
  /** Of words that nobody has written down: how sure each was heard, 0 to 1. */
  confidences?: readonly number[]
}>

type Words = readonly string[]

export type Reading = Readonly<{
  datasets: Pick<Datasets, 'pronunciations' | 'sentences' | 'utterances'>
  /** The words of a lexical sentence. */
  wordsOf: (lexical: string) => Words
  turns: TurnTaker
  signal: AbortSignal
}>

/** A normalizer that leaves some words whole. */
export type KeepingNormalizer = Readonly<{ apply: (text: string) => string; kept: ReadonlySet<string> }>

/** Only what normalizing would tear apart (`KX9`) needs to be held together in the text. */
export function normalizerKeeping(words: readonly string[], normalizer: Normalizer): KeepingNormalizer {
  const kept = new Set(words.filter((word) => normalizer.apply(word) !== word))
  return { apply: (text) => normalizer.apply(text, kept), kept }
}

/** Words of a lexical sentence, each word one string however often it stands in the text: hundreds of megabytes fit. */
export function wordReader(): (lexical: string) => readonly string[] {
  const known = new Map<string, string>()
  return (lexical) => {
    const words = lexical.toLowerCase().split(' ')
    return words.flatMap((word) => {
      if (word === '') return []
      const same = known.get(word)
      if (same === undefined) known.set(word, word)
      return [same ?? word]
    })
  }
}

/** Normalizing is slow enough that others must get a turn between its lines. */
export type TurnTaker = () => Promise<void> | undefined

export function turnTaker(signal: AbortSignal): TurnTaker {
  let lines = 0
  return () => {
    signal.throwIfAborted()
    return ++lines % LINES_PER_YIELD === 0 ? nextTurn() : undefined
  }
}

export async function readPronunciations(
  { datasets }: Reading,
  chosen: readonly Dataset[]
): Promise<
  Readonly<{ spokenForms: ReadonlyMap<string, readonly string[]>; display: Record<string, string> }>
> {
  const spokenForms = new Map<string, string[]>()
  const display: Record<string, string> = {}
  for (const { id } of chosen) {
    for await (const { display: written, spoken } of datasets.pronunciations(id)) {
      const word = written.toLowerCase()
      spokenForms.set(word, [...(spokenForms.get(word) ?? []), spoken])
      if (written !== word) display[word] = written
    }
  }
  return { spokenForms, display }
}

/** The text that came with the request itself. */
export async function readOwnText(
  { wordsOf, turns }: Reading,
  text: string,
  normalizer: KeepingNormalizer
): Promise<TextSource> {
  const sentences: Words[] = []
  for (const line of text.split(/\r\n|\r|\n/)) {
    await turns()
    const words = wordsOf(normalizer.apply(line))
    if (words.length > 0) sentences.push(words)
  }
  return { source: 'text', kind: 'Language', sentences }
}

/** @param kept words left whole */
export async function readSentences(
  { datasets, wordsOf, signal }: Reading,
  chosen: readonly Dataset[],
  kept: ReadonlySet<string>
): Promise<readonly TextSource[]> {
  const sources: TextSource[] = []
  for (const { id } of chosen) {
    const sentences: Words[] = []
    for await (const sentence of datasets.sentences(id, kept)) {
      signal.throwIfAborted()
      sentences.push(wordsOf(sentence))
    }
    sources.push({ source: id, kind: 'Language', sentences })
  }
  return sources
}

export type TranscribedAudio = Readonly<{
  sources: readonly TextSource[]
  utterances: readonly TrainingUtterance[]
  /** Audio that has to be cut first. */
  recordings: readonly TrainingUtterance[]
}>

export async function readTranscribed(
  { datasets, wordsOf, turns }: Reading,
  chosen: readonly Dataset[],
  normalizer: KeepingNormalizer
): Promise<TranscribedAudio> {
  const sources: TextSource[] = []
  const utterances: TrainingUtterance[] = []
  const recordings: TrainingUtterance[] = []
  for (const { id, textNormalizationKind } of chosen) {
    const sentences: Words[] = []
    for (const utterance of await datasets.utterances(id)) {
      await turns()
      const words = wordsOf(
        textNormalizationKind === 'None' ? utterance.lexical : normalizer.apply(utterance.reference)
      )
      sentences.push(words)
      const list = utterance.tooLongForTraining ? recordings : utterances
      list.push(trainingUtterance(id, utterance, words))
    }
    sources.push({ source: id, kind: 'Acoustic', sentences })
  }
  return { sources, utterances, recordings }
}

/** Two datasets may name their clips alike. */
const trainingUtterance = (
  dataset: string,
  { id, audioPath, reference, durationTicks }: Utterance,
  words: readonly string[]
): TrainingUtterance => ({ id: `${dataset}/${id}`, audioPath, reference, words, durationTicks })
