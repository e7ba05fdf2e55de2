/** What an evaluation found, read back from its folder: one file of alignments a model. @module */
import type { EntityFile, FileStore } from '../platform/index.ts'
import type { Evaluation } from './evaluation.ts'
import { type Figures, figuresOf } from './figures.ts'
import type { UtteranceScore } from './utterance-score.ts'

export const resultsPrefix = (id: string): string => `evaluations/${id}`
export const detailsName = (audio: string, number: 1 | 2): string => `${audio}.model${number}_score.json`
const scoresKey = (id: string, number: 1 | 2): string => `${resultsPrefix(id)}/model${number}.jsonl`

/** Results never change once they are there, so the sums of the evaluations looked at last are kept. */
const FIGURES_KEPT = 1000

export class EvaluationResults {
  readonly #files: FileStore
  readonly #figures = new Map<string, readonly [Figures, Figures]>()

  constructor(files: FileStore) {
    this.#files = files
  }

  async exist(id: string): Promise<boolean> {
    return (await this.#files.stat(scoresKey(id, 2))) !== undefined
  }

  async scores(id: string, number: 1 | 2): Promise<readonly UtteranceScore[]> {
    const text = await this.#files.readText(scoresKey(id, number))
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as UtteranceScore)
  }

  /** Of both models, computed from the stored alignments. */
  async figures(id: string): Promise<readonly [Figures, Figures]> {
    const kept = this.#figures.get(id)
    if (kept) return kept
    const figures = [figuresOf(await this.scores(id, 1)), figuresOf(await this.scores(id, 2))] as const
    const [oldest] = this.#figures.keys()
    if (oldest !== undefined && this.#figures.size >= FIGURES_KEPT) this.#figures.delete(oldest)
    this.#figures.set(id, figures)
    return figures
  }

  /** A file an utterance and model, in the order of the test set. */
  async details({ id, status, lastActionDateTime }: Evaluation): Promise<readonly EntityFile[]> {
    if (status !== 'Succeeded') return []
    const files: EntityFile[] = []
    for (const { audio } of await this.scores(id, 1)) {
      for (const number of [1, 2] as const) {
        const name = detailsName(audio, number)
        const key = `${resultsPrefix(id)}/details/${name}`
        const size = (await this.#files.stat(key))?.size ?? 0
        files.push({ name, kind: 'EvaluationDetails', key, size, createdDateTime: lastActionDateTime })
      }
    }
    return files
  }

  async remove(id: string): Promise<void> {
    this.#figures.delete(id)
    await this.#files.removeAll(resultsPrefix(id))
  }
}
