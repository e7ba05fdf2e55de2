/** What a model wishes to be trained from: base and data that are there, are ready and fit its locale. @module */
import type { DatasetKind, Datasets } from '../datasets/index.ts'
import { Problem } from '../platform/index.ts'
import type { AdaptationOption } from '../recognizers/index.ts'
import { invalidPayload } from '../resources/index.ts'
import { normalizerFor } from '../speech/text/index.ts'
import type { BaseModels, ListedBase } from './base-models.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { ModelStore } from './model-store.ts'

/** Each throws a Problem for what does not fit. */
export class TrainingReferences {
  readonly #bases: BaseModels
  readonly #datasets: Datasets
  readonly #lifecycle: Lifecycle
  readonly #store: ModelStore

  constructor(
    parts: Readonly<{ bases: BaseModels; datasets: Datasets; lifecycle: Lifecycle; store: ModelStore }>
  ) {
    this.#bases = parts.bases
    this.#datasets = parts.datasets
    this.#lifecycle = parts.lifecycle
    this.#store = parts.store
  }

  async base(id: string | undefined, locale: string): Promise<ListedBase> {
    const base = id === undefined ? this.#bases.defaultFor(locale) : this.#bases.find(id)
    if (base?.locale === locale) {
      const { adaptation } = this.#lifecycle.baseDates(base.firstSeen)
      if (!this.#lifecycle.over(adaptation)) return base
      throw new Problem(
        'InvalidRequest',
        'ModelDeprecated',
        `The base model ${base.id} has not accepted training since ${adaptation.toISOString().slice(0, 10)}. Use a newer base model of ${locale}.`,
        'baseModel'
      )
    }
    if (base) {
      throw new Problem(
        'InvalidRequest',
        'InvalidLocale',
        `locale is ${locale}, but the base model's locale is ${base.locale}; they must match.`,
        'baseModel'
      )
    }
    if (id !== undefined && (await this.#store.find(id))) {
      throw new Problem(
        'InvalidRequest',
        'InvalidBaseModel',
        `baseModel ${id} is a custom model; only a base model can be adapted. Train again from all data.`,
        'baseModel'
      )
    }
    throw invalidPayload(`The base model ${id ?? ''} does not exist.`, 'baseModel')
  }

  async dataset(id: string, base: ListedBase, target: string): Promise<void> {
    const dataset = await this.#datasets.get(id)
    if (!dataset) throw invalidPayload(`The dataset ${id} does not exist.`, target)
    if (dataset.status !== 'Succeeded') {
      throw new Problem(
        'InvalidRequest',
        dataset.status === 'Failed' ? 'FailedDataset' : 'InvalidDataset',
        `The dataset ${id} is ${dataset.status}; use a dataset whose status is Succeeded.`,
        target
      )
    }
    if (dataset.locale !== base.locale) {
      throw new Problem(
        'InvalidRequest',
        'InvalidLocale',
        `locale is ${base.locale}, but the locale of the dataset ${id} is ${dataset.locale}; they must match.`,
        target
      )
    }
    checkAdaptsWith(base, dataset.kind, target)
  }
}

/** @throws Problem for data that the base model cannot learn from */
export function checkAdaptsWith(
  { id, adaptsWith }: Pick<ListedBase, 'id' | 'adaptsWith'>,
  kind: DatasetKind,
  target: string
): void {
  if (adaptsWith.includes(kind)) return
  const accepted =
    adaptsWith.length === 0 ? 'It cannot be adapted.' : `It adapts with ${adaptsWith.join(', ')}.`
  throw invalidPayload(`The base model ${id} does not adapt with ${kind} data. ${accepted}`, target)
}

/** @throws Problem for an option that trainings of this base model do not take */
export function checkTakesOption(
  { id, adaptationOptions }: Pick<ListedBase, 'id' | 'adaptationOptions'>,
  option: AdaptationOption,
  target: string
): void {
  if (adaptationOptions.includes(option)) return
  const accepted =
    adaptationOptions.length === 0
      ? 'Its trainings have no options.'
      : `Its trainings take ${adaptationOptions.join(', ')}.`
  throw invalidPayload(`The base model ${id} does not take ${option}. ${accepted}`, target)
}

/** Looks no further than the first line with a word. */
export function checkHasWords(text: string, locale: string): void {
  const normalizer = normalizerFor(locale)
  if (text.split(/\r\n|\r|\n/).some((line) => /\p{L}/u.test(normalizer.apply(line)))) return
  throw invalidPayload(
    'text contains no words after normalization. Send text with one sentence per line.',
    'text'
  )
}
