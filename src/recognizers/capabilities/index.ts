/** What only some engines can do: each is an interface of its own. @module */
import type { AcousticAdapter } from './acoustic-adapter.ts'
import type { Aligner } from './aligner.ts'
import type { GeneralNgrams } from './general-ngrams.ts'
import type { Pronouncer } from './pronouncer.ts'
import type { TextAdapter } from './text-adapter.ts'
import type { TextScorer } from './text-scorer.ts'

export type * from './acoustic-adapter.ts'
export type * from './aligner.ts'
export {
  type BaseModelInstaller,
  BaseModelRejected,
  type InspectedBaseModel
} from './base-model-installer.ts'
export type * from './general-ngrams.ts'
export type * from './pronouncer.ts'
export type * from './text-adapter.ts'
export type * from './text-scorer.ts'

/** What an engine can do with a base model beside recognition; what it cannot do is absent. */
export type Capabilities = Readonly<{
  acousticAdapter?: AcousticAdapter
  aligner?: Aligner
  generalNgrams?: GeneralNgrams
  /** Streams take a `phraseList`. */
  phraseLists?: true
  pronouncer?: Pronouncer
  textAdapter?: TextAdapter
  textScorer?: TextScorer
}>

const WORK = {
  acousticAdapter: 'adapt its acoustic model',
  aligner: 'align transcripts with audio',
  generalNgrams: 'be mixed with text of its own',
  phraseLists: 'use phrase lists',
  pronouncer: 'tell how words are pronounced',
  textAdapter: 'be adapted to a text at once',
  textScorer: 'score text'
} as const satisfies Record<keyof Capabilities, string>

/** The engine of a base model lacks a capability. The message can be shown to customers. */
export class CapabilityMissing extends Error {
  override readonly name = 'CapabilityMissing'
  constructor(
    readonly base: string,
    readonly capability: keyof Capabilities
  ) {
    super(`The base model ${base} cannot ${WORK[capability]}. Use another base model.`)
  }
}

/** @throws CapabilityMissing; ModelUnusable when there is no such base model */
export function requireCapability<Name extends keyof Capabilities>(
  engine: Readonly<{ capabilities(base: string): Capabilities }>,
  base: string,
  name: Name
): NonNullable<Capabilities[Name]> {
  const capability = engine.capabilities(base)[name]
  if (capability === undefined) throw new CapabilityMissing(base, name)
  return capability
}
