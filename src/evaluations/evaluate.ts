/** Background work: each utterance of the test set recognized once per model and aligned with its reference. @module */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DisplayFormatter } from '../models/index.ts'
import { JobRejected } from '../platform/index.ts'
import {
  type Engine,
  ModelUnusable,
  modelFault,
  type RecognitionModel,
  recognizeFiles
} from '../recognizers/index.ts'
import type { Normalizer } from '../speech/text/index.ts'
import { detailsName } from './evaluation-results.ts'
import { hasDisplayText } from './token-score.ts'
import { scoreUtterance, type UtteranceScore } from './utterance-score.ts'

export type TestUtterance = Readonly<{
  /** Name of its audio file in the dataset. */
  id: string
  audioPath: string
  reference: string
  /** The reference in lexical form. */
  lexical: string
  durationTicks: number
}>

export type TestedModel = Readonly<{ model: RecognitionModel; formatter: DisplayFormatter }>

export type EvaluationWork = Readonly<{
  engine: Engine
  normalizer: Normalizer
  utterances: readonly TestUtterance[]
  /** One entry when both models are the same one: it is heard once and counted for both. */
  models: readonly TestedModel[]
  signal: AbortSignal
  progress: (fraction: number, stage?: string) => void
}>

/**
 * Writes the alignments of each model into `folder`, and a file for each utterance into `folder/details`.
 * @returns how many hypotheses are empty because decoding failed
 * @throws JobRejected when a model cannot be loaded, and the signal's reason
 */
export async function evaluate(work: EvaluationWork, folder: string): Promise<number> {
  await mkdir(join(folder, 'details'))
  let failures = 0
  for (const [index, tested] of work.models.entries()) {
    const scores = await scoresOf(work, tested, index)
    failures += scores.filter(({ failure }) => failure !== undefined).length
    const numbers = work.models.length === 1 ? ([1, 2] as const) : [index === 0 ? (1 as const) : (2 as const)]
    for (const number of numbers) await writeScores(folder, scores, number)
  }
  return failures
}

/** In the order of the test set. What cannot be decoded is still part of it: an empty hypothesis deletes every word. */
async function scoresOf(
  { engine, normalizer, utterances, models, signal, progress }: EvaluationWork,
  { model, formatter }: TestedModel,
  index: number
): Promise<readonly UtteranceScore[]> {
  let done = index * utterances.length
  const displayed = hasDisplayText(utterances)
  const paths = utterances.map(({ audioPath }) => audioPath)
  const recognized = await recognizeFiles(engine, model, paths, {
    signal,
    onHeard: () =>
      progress(++done / (utterances.length * models.length), `model ${index + 1} of ${models.length}`)
  }).catch((error: unknown) => {
    if (!(error instanceof ModelUnusable)) throw error
    throw new JobRejected('InvalidModel', `model${index + 1} cannot be loaded: ${modelFault(error, model)}`)
  })
  return utterances.map(({ id, reference, durationTicks }, at) => {
    const { phrases = [], milliseconds: decodingMs = 0, failure = undefined } = recognized[at] ?? {}
    const recognizedAs = { audio: id, reference, durationTicks, decodingMs, phrases }
    return scoreUtterance(
      failure === undefined ? recognizedAs : { ...recognizedAs, failure },
      formatter,
      normalizer,
      displayed
    )
  })
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
