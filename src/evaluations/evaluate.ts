/** Background work: each utterance of the test set recognised once per model and aligned with its reference. @module */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Engine, EngineDied, type RecognitionModel, recogniseSamples } from '../recognizers/index.ts'
import { AudioUnreadable, decodeAudio } from '../speech/audio/index.ts'
import type { Normaliser } from '../speech/text/index.ts'
import { detailsName } from './evaluation-results.ts'
import { scoreUtterance, type UtteranceScore } from './utterance-score.ts'

export type TestUtterance = Readonly<{
  /** Name of its audio file in the dataset. */
  id: string
  audioPath: string
  reference: string
  durationTicks: number
}>

export type TestedModel = Readonly<{ model: RecognitionModel; display: (lexical: string) => string }>

export type EvaluationWork = Readonly<{
  engine: Engine
  normaliser: Normaliser
  utterances: readonly TestUtterance[]
  /** One entry when both models are the same one: it is heard once and counted for both. */
  models: readonly TestedModel[]
  signal: AbortSignal
  progress: (fraction: number, stage?: string) => void
}>

/** A stream whose decoder process died is tried again this often before its words count as deletions. */
const DECODING_TRIES = 3
/** Utterances in flight: the engine's pool spreads them over its processes. */
const AT_ONCE = 2

/** Writes the alignments of each model into `folder`, and a file for each utterance into `folder/details`. */
export async function evaluate(work: EvaluationWork, folder: string): Promise<void> {
  await mkdir(join(folder, 'details'))
  const total = work.utterances.length * work.models.length
  let done = 0
  for (const [index, tested] of work.models.entries()) {
    const scores = await inOrder(work.utterances, async (utterance) => {
      const score = await hear(work, tested, utterance)
      work.progress(++done / total, `model ${index + 1} of ${work.models.length}`)
      return score
    })
    const numbers = work.models.length === 1 ? ([1, 2] as const) : [index === 0 ? (1 as const) : (2 as const)]
    for (const number of numbers) await writeScores(folder, scores, number)
  }
}

async function writeScores(folder: string, scores: readonly UtteranceScore[], number: 1 | 2): Promise<void> {
  await writeFile(
    join(folder, `model${number}.jsonl`),
    scores.map((score) => `${JSON.stringify(score)}\n`).join('')
  )
  for (const score of scores) {
    await writeFile(join(folder, 'details', detailsName(score.audio, number)), JSON.stringify(score, null, 2))
  }
}

async function hear(
  { engine, normaliser, signal }: EvaluationWork,
  { model, display }: TestedModel,
  { id, audioPath, reference, durationTicks }: TestUtterance
): Promise<UtteranceScore> {
  const started = performance.now()
  let hypothesis = ''
  let failure: string | undefined
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted()
    try {
      const samples = decodeAudio(audioPath, { signal })
      const finals = await recogniseSamples(engine, model, samples, { words: false, partials: false, signal })
      hypothesis = finals
        .map(({ text }) => text)
        .filter((text) => text !== '')
        .join(' ')
      break
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof EngineDied && attempt < DECODING_TRIES) continue
      // What cannot be decoded is still part of the test set: an empty hypothesis deletes every word.
      if (!(error instanceof EngineDied || error instanceof AudioUnreadable)) throw error
      failure = error.message
      break
    }
  }
  const decodingMs = Math.round(performance.now() - started)
  const heard = { audio: id, reference, recognition: display(hypothesis), durationTicks, decodingMs }
  return scoreUtterance({ ...heard, ...(failure === undefined ? {} : { failure }) }, normaliser)
}

/** Results stay in the order of the test set, however the work was spread. */
async function inOrder<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results = new Map<number, R>()
  const pending = items.entries()
  const worker = async (): Promise<void> => {
    for (const [index, item] of pending) results.set(index, await work(item))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result)
}
