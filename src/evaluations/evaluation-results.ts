/** What an evaluation found, read back from its folder: one file of alignments a model. @module */
import { createInterface } from 'node:readline'
import type { FileStore } from '../platform/index.ts'
import type { EntityFile } from '../resources/index.ts'
import { type ComparedModels, compareModels } from './comparison.ts'
import type { Evaluation } from './evaluation.ts'
import { type Figures, figuresOf } from './figures.ts'
import type { UtteranceScore } from './utterance-score.ts'

export const DETAILS_KIND = 'EvaluationDetails'
export const resultsPrefix = (id: string): string => `evaluations/${id}`
export const detailsName = (audio: string, number: 1 | 2): string => `${audio}.model${number}_score.json`
const scoresKey = (id: string, number: 1 | 2): string => `${resultsPrefix(id)}/model${number}.jsonl`

/** There while the results of a deleted evaluation are being removed. */
export const DELETED_EVALUATIONS = 'deleted-evaluations'
const deletedKey = (id: string): string => `${DELETED_EVALUATIONS}/${id}`

/** Results never change once they are there, so the sums of the evaluations looked at last are kept. */
const FIGURES_KEPT = 1000
const COMPARISONS_KEPT = 100

/** Of these words, those that the dictionary of the base model lacks. */
type FindUnknownWords = (words: readonly string[]) => Promise<ReadonlySet<string>>

export class EvaluationResults {
  readonly #files: FileStore
  readonly #figures = new Map<string, readonly [Figures, Figures]>()
  readonly #comparisons = new Map<string, ComparedModels>()

  constructor(files: FileStore) {
    this.#files = files
  }

  async exist(id: string): Promise<boolean> {
    return (await this.#files.stat(scoresKey(id, 2))) !== undefined
  }

  /** In the order of the test set; line by line, as a large set would hold everything else up. */
  async *scores(id: string, number: 1 | 2): AsyncGenerator<UtteranceScore> {
    const input = await this.#files.read(scoresKey(id, number))
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line !== '') yield JSON.parse(line) as UtteranceScore
    }
  }

  /** Of both models, computed from the stored alignments. */
  async figures(id: string): Promise<readonly [Figures, Figures]> {
    const kept = this.#figures.get(id)
    if (kept) return kept
    const [first, second] = await this.#both(id)
    return keep(this.#figures, FIGURES_KEPT, id, [figuresOf(first), figuresOf(second)])
  }

  async comparison(id: string, findUnknownWords: FindUnknownWords): Promise<ComparedModels> {
    const kept = this.#comparisons.get(id)
    if (kept) return kept
    const [first, second] = await this.#both(id)
    return keep(this.#comparisons, COMPARISONS_KEPT, id, await compareModels(first, second, findUnknownWords))
  }

  async #both(id: string): Promise<readonly [readonly UtteranceScore[], readonly UtteranceScore[]]> {
    return [await whole(this.scores(id, 1)), await whole(this.scores(id, 2))]
  }

  /** Names of the details, two an utterance, in the order of the test set. */
  async detailNames({ id, status }: Evaluation): Promise<readonly string[]> {
    if (status !== 'Succeeded') return []
    const scores = await whole(this.scores(id, 1))
    return scores.flatMap(({ audio }) => [detailsName(audio, 1), detailsName(audio, 2)])
  }

  /** @param name one of `detailNames` */
  async detail({ id, lastActionDateTime }: Evaluation, name: string): Promise<EntityFile> {
    const key = `${resultsPrefix(id)}/details/${name}`
    const size = (await this.#files.stat(key))?.size ?? 0
    return { name, kind: DETAILS_KIND, key, size, createdDateTime: lastActionDateTime }
  }

  /** Leads the next start to the results if the process ends before all of them are gone. */
  async markDeleted(id: string): Promise<void> {
    await this.#files.put(deletedKey(id), '')
  }

  async remove(id: string): Promise<void> {
    this.#figures.delete(id)
    this.#comparisons.delete(id)
    await this.#files.removeAll(resultsPrefix(id))
    await this.#files.removeAll(deletedKey(id))
  }
}

async function whole<T>(values: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = []
  for await (const value of values) all.push(value)
  return all
}

/** The oldest goes when there are too many. */
function keep<T>(kept: Map<string, T>, most: number, id: string, value: T): T {
  const [oldest] = kept.keys()
  if (oldest !== undefined && kept.size >= most) kept.delete(oldest)
  kept.set(id, value)
  return value
}
