/** What accepted text is held against: the base model of its locale, and the other datasets of its project. @module */
import type { AcceptedData } from './accepted-data.ts'
import type { Dataset } from './dataset.ts'
import type { DatasetStore } from './dataset-store.ts'
import type { ImportTask } from './import-task.ts'
import type { BaseLanguage, OtherText } from './text-insight.ts'
import { type CheckEngine, checkTranscripts } from './transcript-check.ts'

/** A project with more datasets is not looked through whole at each import. */
const MAX_COMPARED = 100

export type ComparisonEngine = CheckEngine
/** A dataset that is there, or the draft of one. */
type Compared = Pick<Dataset, 'kind' | 'locale' | 'projectId'> & Readonly<{ id?: string }>

export class TextComparison {
  readonly #store: DatasetStore
  readonly #accepted: AcceptedData
  readonly #engine: ComparisonEngine | undefined
  constructor(store: DatasetStore, accepted: AcceptedData, engine: ComparisonEngine | undefined) {
    this.#store = store
    this.#accepted = accepted
    this.#engine = engine
  }

  /** Of the newest base model of the locale; undefined without one, or where its engine cannot align. */
  transcripts(locale: string): ImportTask['transcripts'] {
    const engine = this.#engine
    const base = this.#base(locale)?.name
    if (engine === undefined || base === undefined) return undefined
    const { aligner, pronouncer } = engine.capabilities(base)
    if (aligner === undefined || pronouncer === undefined) return undefined
    return (clips, directory, work) => checkTranscripts(engine, base, clips, directory, work)
  }

  of(dataset: Compared): NonNullable<ImportTask['insight']> {
    return { base: this.#base(dataset.locale), others: () => this.#others(dataset) }
  }

  #base(locale: string): BaseLanguage | undefined {
    const engine = this.#engine
    // The newest, which is what a model is trained from unless another is named.
    const base = engine?.baseModels
      .filter((model) => model.locale === locale)
      .toSorted((a, b) => a.release.localeCompare(b.release) || a.name.localeCompare(b.name))
      .at(-1)
    if (engine === undefined || base === undefined) return undefined
    const { pronouncer, textScorer } = engine.capabilities(base.name)
    if (pronouncer === undefined || textScorer === undefined) return undefined
    return {
      name: base.name,
      findMissing: async (words) => {
        const pronunciations = await pronouncer.pronounce(base.name, words)
        return words.filter((_, index) => (pronunciations[index] ?? []).length === 0)
      },
      score: (sentences, signal) => textScorer.scoreText(base.name, sentences, { signal })
    }
  }

  /** Texts beside recordings, recordings beside both: texts share sentences as they please. */
  async *#others(own: Compared): AsyncGenerator<OtherText> {
    const kinds = own.kind === 'Acoustic' ? ['Acoustic', 'Language'] : ['Acoustic']
    const { values } = await this.#store.list({ skip: 0, top: MAX_COMPARED }, own.projectId)
    for (const other of values) {
      if (other.id === own.id || other.status !== 'Succeeded' || other.locale !== own.locale) continue
      if (!kinds.includes(other.kind) || other.projectId !== own.projectId) continue
      const { id, displayName, kind } = other
      yield { id, displayName, kind, sentences: this.#accepted.lexicalLines(other) }
    }
  }
}
