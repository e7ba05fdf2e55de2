/** The base models of the engine, under ids of their own. @module */
import { createHash } from 'node:crypto'
import type { BaseModel } from '../recognizers/index.ts'
import type { BaseModelDetails } from './base-model-details.ts'

/** A name space of ours (RFC 9562, version 5): the same base model has the same id on every machine. */
const NAME_SPACE = 'b7c1f7a2-5d0e-5c3f-9a64-1d8f0c2e7b35'

/** @example baseModelId('some-base-model') // the same UUID, always */
export function baseModelId(name: string): string {
  const digest = createHash('sha1')
    .update(Buffer.from(NAME_SPACE.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6)
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = digest.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-'
  )
}

export type ListedBase = BaseModel &
  Readonly<{
    id: string
    /** Its release. */
    createdDateTime: Date
    /** When this service first had it. */
    firstSeen: Date
    /** Of one that was installed as files. */
    details?: BaseModelDetails
  }>

export class BaseModels {
  #all: readonly ListedBase[]
  readonly #defaults: Readonly<Record<string, string>>

  /** @param defaults names by locale, in lowercase */
  constructor(models: readonly BaseModel[], defaults: Readonly<Record<string, string>> = {}) {
    this.#all = []
    this.#defaults = defaults
    this.replace(models)
  }

  /** After base models were added or removed; those that stay keep what is known of them. */
  replace(models: readonly BaseModel[]): void {
    const today = new Date()
    const known = new Map(this.#all.map((base) => [base.name, base]))
    this.#all = models
      .map((model) => ({
        ...known.get(model.name),
        ...model,
        id: baseModelId(model.name),
        firstSeen: known.get(model.name)?.firstSeen ?? today,
        createdDateTime: new Date(model.release.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3T00:00:00Z'))
      }))
      .sort((a, b) => a.release.localeCompare(b.release) || a.name.localeCompare(b.name))
  }

  /** By release, then name. */
  get all(): readonly ListedBase[] {
    return this.#all
  }

  /** What the database knows of them, once it has been asked. */
  remember(firstSeen: ReadonlyMap<string, Date>): void {
    this.#all = this.#all.map((base) => ({ ...base, firstSeen: firstSeen.get(base.name) ?? base.firstSeen }))
  }

  describe(name: string, details: BaseModelDetails): void {
    this.#all = this.#all.map((base) => (base.name === name ? { ...base, details } : base))
  }

  find(id: string): ListedBase | undefined {
    return this.all.find((model) => model.id === id.toLowerCase())
  }

  named(name: string): ListedBase | undefined {
    return this.all.find((model) => model.name === name)
  }

  /** The one that the settings name for a locale, where it is installed; otherwise the newest of the locale. */
  defaultFor(locale: string): ListedBase | undefined {
    const own = this.all.filter((model) => model.locale.toLowerCase() === locale.toLowerCase())
    return own.find(({ name }) => name === this.#defaults[locale.toLowerCase()]) ?? own.at(-1)
  }

  get locales(): readonly string[] {
    return [...new Set(this.all.map(({ locale }) => locale))].sort()
  }
}
