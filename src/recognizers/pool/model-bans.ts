/** Models that ended decoder processes: after the second time they are not loaded any more. @module */

import type { BannedModel } from '../engine.ts'
import { ModelBanned } from '../errors.ts'
import type { RecognitionModel } from '../recognizer.ts'

const MAX_DEATHS = 2
/** Models remembered; the oldest are forgotten. */
const MAX_REMEMBERED = 1000

/** How an engine tells models apart. */
export type ModelIdentity = Readonly<{
  /** The same for the same files, wherever they are and whatever the model is called. */
  key(model: RecognitionModel): string
  /** What the model is called in messages. */
  name(model: RecognitionModel): string
}>

export class ModelBans {
  readonly identity: ModelIdentity
  readonly #deaths = new Map<string, BannedModel>()
  readonly #warn: (line: string) => void

  constructor(identity: ModelIdentity, warn: (line: string) => void) {
    this.identity = identity
    this.#warn = warn
  }

  /** Counts a process that ended while at work on `model`; base models, without which nothing works, are never banned. */
  count(model: RecognitionModel, detail: string): void {
    if (!model.custom) return
    const key = this.identity.key(model)
    const deaths = (this.#deaths.get(key)?.deaths ?? 0) + 1
    this.#deaths.set(key, { model: this.identity.name(model), deaths, detail, since: new Date() })
    for (const oldest of this.#deaths.keys()) {
      if (this.#deaths.size <= MAX_REMEMBERED) break
      this.#deaths.delete(oldest)
    }
    if (deaths === MAX_DEATHS) {
      this.#warn(
        `The model ${this.identity.name(model)} ended its decoder process ${deaths} times (last: ${detail}) and is not loaded again until its files change or this process is restarted`
      )
    }
  }

  /** @throws ModelBanned */
  check(model: RecognitionModel): void {
    if (!model.custom || this.#deaths.size === 0) return
    const key = this.identity.key(model)
    const known = this.#deaths.get(key)
    if (known && known.deaths >= MAX_DEATHS) throw new ModelBanned(known)
    // The model of that name has other files now.
    for (const [other, { model: name }] of this.#deaths) {
      if (other !== key && name === this.identity.name(model)) this.#deaths.delete(other)
    }
  }

  all(): readonly BannedModel[] {
    return [...this.#deaths.values()].filter(({ deaths }) => deaths >= MAX_DEATHS)
  }
}
