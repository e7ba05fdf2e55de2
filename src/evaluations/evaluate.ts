/** Background work: each utterance of the test set recognised once per model and aligned with its reference. @module */

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileStore } from '../platform/index.ts'
import { type Engine, EngineDied, type RecognitionModel, recogniseSamples } from '../recognizers/index.ts'
import { AudioUnreadable, decodeAudio } from '../speech/audio/index.ts'
import type { Normaliser } from '../speech/text/index.ts'
import { scoreUtterance, type UtteranceScore } from './utterance-score.ts'

export type TestUtterance = Readonly<{
  id: string
  /** Name of the audio file in the dataset. */
  audio: string
  audioPath: string
  reference: string
  durationTicks: number
}>

export type TestedModel = Readonly<{ model: RecognitionModel; display: (lexical: string) => string }>

export type EvaluationWork = Readonly<{
  engine: Engine
  files: FileStore
  normaliser: Normaliser
  utterances: readonly TestUtterance[]
  /** One entry when both models are the same one: it is heard once and counted for both. */
  models: readonly [TestedModel] | readonly [TestedModel, TestedModel]
  signal: AbortSignal
  progress: (fraction: number, stage?: string) => void
}>

/** A stream whose decoder process died is tried again this often before its words count as deletions. */
const DECODING_TRIES = 3
/** Utterances in flight: the engine's pool spreads them over its processes. */
const AT_ONCE = 2

/** Writes the result files into the evaluation's folder, all at once. */
export async function evaluate(work: EvaluationWork, folder: string): Promise<void> {
  await work.files.withScratch(async (scratch) => {
    let done = 0
    const total = work.utterances.length * work.models.length
    for (const [index, tested] of work.models.entries()) {
      const scores = await inOrder(work.utterances, async (utterance) => {
        const score = await hear(work, tested, utterance)
        work.progress(++done / total, `model ${index + 1} of ${work.models.length}`)
        return score
      })
      const copies = work.models.length === 1 ? [1, 2] : [index + 1]
      for (const number of copies) await writeScores(scratch, scores, number)
    }
    work.signal.throwIfAborted()
    await work.files.commit(scratch, folder)
  })
}

export const scoresFile = (number: number): string => `model${number}.jsonl`
export const detailsFile = (audio: string, number: number): string => `${audio}.model${number}_score.json`

async function writeScores(
  scratch: string,
  scores: readonly UtteranceScore[],
  number: number
): Promise<void> {
  const lines = scores.map((score) => `${JSON.stringify(score)}\n`).join('')
  await writeFile(join(scratch, scoresFile(number)), lines)
}

async function hear(
  { engine, normaliser, signal }: EvaluationWork,
  { model, display }: TestedModel,
  utterance: TestUtterance
): Promise<UtteranceScore> {
  const started = performance.now()
  let hypothesis = ''
  let failure: string | undefined
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted()
    try {
      const samples = decodeAudio(utterance.audioPath, { signal })
      const finals = await recogniseSamples(engine, model, samples, { words: false, signal })
      hypothesis = finals.map(({ text }) => text).join(' ')
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
  return scoreUtterance(
    {
      utterance: utterance.id,
      audio: utterance.audio,
      reference: utterance.reference,
      hypothesis: display(hypothesis),
      durationTicks: utterance.durationTicks,
      decodingMs: Math.round(performance.now() - started),
      ...(failure === undefined ? {} : { failure })
    },
    normaliser
  )
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
