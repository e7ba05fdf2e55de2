/** What every engine must do, as tests, one file per capability: each engine's own test file calls `engineContract`. @module */
import { expect, test } from 'vitest'
import type { Capabilities } from '../capabilities/index.ts'
import { alignerContract } from './aligner.ts'
import { customizationContract } from './customization.ts'
import { endingContract } from './ending.ts'
import { generalNgramsContract } from './general-ngrams.ts'
import { type CustomModels, createHarness, type MakeEngine } from './harness.ts'
import { liveContract } from './live.ts'
import { noSpeechContract } from './no-speech.ts'
import { phraseListsContract } from './phrase-lists.ts'
import { processesContract } from './processes.ts'
import { pronouncerContract } from './pronouncer.ts'
import { recognitionContract } from './recognition.ts'
import { textAdapterContract } from './text-adapter.ts'
import { textScorerContract } from './text-scorer.ts'

export type { CustomModels, MakeEngine } from './harness.ts'

const CAPABILITY_CONTRACTS = {
  aligner: alignerContract,
  generalNgrams: generalNgramsContract,
  phraseLists: phraseListsContract,
  pronouncer: pronouncerContract,
  textAdapter: textAdapterContract,
  textScorer: textScorerContract
}

export type EngineUnderTest = Readonly<{
  make: MakeEngine
  /** The base model to test with; its language must be English. */
  base: string
  /** What the engine offers with this base model, exactly. */
  capabilities: readonly (keyof Capabilities)[]
  custom: CustomModels
}>

export function engineContract({ make, base, capabilities, custom }: EngineUnderTest): void {
  const harness = createHarness(make, base, custom)
  recognitionContract(harness)
  liveContract(harness)
  noSpeechContract(harness)
  endingContract(harness)
  customizationContract(harness)
  processesContract(harness)
  test('offers the capabilities that it declares, and no other', () => {
    expect(Object.keys(harness.engine.capabilities(base)).sort()).toEqual([...capabilities].sort())
  })
  for (const capability of capabilities) {
    // Adapting takes minutes, in a form that depends on the engine, which tests it itself.
    if (capability !== 'acousticAdapter') CAPABILITY_CONTRACTS[capability](harness)
  }
}
