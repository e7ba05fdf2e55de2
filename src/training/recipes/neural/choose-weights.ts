/** The fusion weights of a model, chosen on recordings with transcripts that its text was trained without. @module */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { modelDisplay } from '../../../models/index.ts'
import type { RecognitionModel } from '../../../recognizers/index.ts'
import { neuralCustomization } from '../../../recognizers/onnx/index.ts'
import { utteranceFolds } from '../../../speech/language-model/index.ts'
import type { ErrorCounts } from '../../outcome.ts'
import type { RecipeContext } from '../../recipe.ts'
import { recognizeHeldOut } from '../../recognize-held-out.ts'
import { trainIfAny } from '../../text/train-domain-model.ts'
import {
  AS_THE_BASE,
  bestCandidate,
  type Candidate,
  candidatesFor,
  type FusionWeights
} from './fusion-candidates.ts'
import { type GeneralModel, writeNetwork } from './language.ts'

export type ChosenWeights = Readonly<{
  /** Absent where the base made the fewest errors. */
  weights?: FusionWeights
  utterances: number
  base: ErrorCounts
  chosen: ErrorCounts
  candidates: readonly (ErrorCounts & Readonly<{ name: string }>)[]
}>

type Counts = { errors: number; words: number }

/** Undefined where there is too little transcribed audio to hold any back. */
export async function chooseWeights(
  { engine, model: { base }, data, normalizer, scratch, signal, progress }: RecipeContext,
  parts: Readonly<{
    general: GeneralModel | undefined
    domainWeight: number
    respellings: ReadonlyMap<string, readonly string[]>
  }>
): Promise<ChosenWeights | undefined> {
  const folds = utteranceFolds(data.utterances)
  if (folds.length === 0) return undefined
  const { spell } = modelDisplay(data.display)
  const { general, domainWeight, respellings } = parts
  const candidates = candidatesFor({ hasGeneral: general !== undefined, domainWeight })
  const ofBase: Counts = { errors: 0, words: 0 }
  const counts = candidates.map((): Counts => ({ errors: 0, words: 0 }))
  const runs = folds.length * (candidates.length + 1)
  let done = 0
  let utterances = 0
  for (const [fold, { heldOut }] of folds.entries()) {
    const unread = new Set(heldOut.map(({ words }) => words.join(' ')))
    const sentences = data.sentences.filter((words) => !unread.has(words.join(' ')))
    const folder = join(scratch, `fusion-${fold}`)
    await mkdir(folder)
    const networkPath = await writeNetwork(folder, {
      domain: await trainIfAny(sentences, data.classes, signal),
      general,
      respellings,
      signal
    })
    const measure = async (model: RecognitionModel, sum: Counts): Promise<void> => {
      progress(done++ / runs, 'trying how far to trust the language')
      const found = await recognizeHeldOut({ engine, normalizer, spell, signal }, model, heldOut)
      sum.errors += found.substitutions + found.deletions + found.insertions
      sum.words += found.words
    }
    await measure({ base }, ofBase)
    for (const [index, { weights }] of candidates.entries()) {
      const custom = neuralCustomization({
        networkPath,
        ...(general ? { generalPath: general.path } : {}),
        weights
      })
      await measure({ base, custom }, counts[index] ?? { errors: 0, words: 0 })
    }
    utterances += heldOut.length
  }
  const tried = candidates.map((candidate, index) => ({ candidate, counts: counts[index] ?? ofBase }))
  const best: Candidate | undefined = bestCandidate(ofBase, tried)
  const chosen = tried.find(({ candidate }) => candidate === best)?.counts ?? ofBase
  return {
    ...(best ? { weights: best.weights } : {}),
    utterances,
    base: withRate(ofBase),
    chosen: withRate(chosen),
    candidates: [
      { name: AS_THE_BASE, ...withRate(ofBase) },
      ...tried.map(({ candidate: { name }, counts: own }) => ({ name, ...withRate(own) }))
    ]
  }
}

const withRate = ({ errors, words }: Counts): ErrorCounts => ({
  errors,
  words,
  errorRate: words === 0 ? 0 : Number((errors / words).toFixed(4))
})
