/** Models that ended decoder processes: after the second time they are not loaded any more. @module */
import { ModelBanned } from '../../errors.ts'
import type { BannedModel, RecognitionModel } from '../../recognizer.ts'
import { modelKey, modelName } from './model-files.ts'

const MAX_DEATHS = 2
/** Models remembered; the oldest are forgotten. */
const MAX_REMEMBERED = 1000

export class ModelBans {
  readonly #deaths = new Map<string, BannedModel>()
  readonly #warn: (line: string) => void

  constructor(warn: (line: string) => void) {
    this.#warn = warn
  }

  /** Counts a process that ended while at work on `model`; base models, without which nothing works, are never banned. */
  count(model: RecognitionModel, detail: string): void {
    if (!model.custom) return
    const key = modelKey(model)
    const deaths = (this.#deaths.get(key)?.deaths ?? 0) + 1
    this.#deaths.set(key, { model: modelName(model), deaths, detail, since: new Date() })
    for (const oldest of this.#deaths.keys()) {
      if (this.#deaths.size <= MAX_REMEMBERED) break
      this.#deaths.delete(oldest)
    }
    if (deaths === MAX_DEATHS) {
      this.#warn(
        `The model ${modelName(model)} ended its decoder process ${deaths} times (last: ${detail}) and is not loaded again until its files change or this process is restarted`
      )
    }
  }

  /** @throws ModelBanned */
  check(model: RecognitionModel): void {
    if (!model.custom || this.#deaths.size === 0) return
    const key = modelKey(model)
    const known = this.#deaths.get(key)
    if (known && known.deaths >= MAX_DEATHS) throw new ModelBanned(known)
    // The model of that name has other files now.
    for (const [other, { model: name }] of this.#deaths) {
      if (other !== key && name === modelName(model)) this.#deaths.delete(other)
    }
  }

  all(): readonly BannedModel[] {
    return [...this.#deaths.values()].filter(({ deaths }) => deaths >= MAX_DEATHS)
  }
}
