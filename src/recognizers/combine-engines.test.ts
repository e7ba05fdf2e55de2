import { afterAll, beforeAll, expect, test } from 'vitest'
import { CapabilityMissing, requireCapability } from './capabilities/index.ts'
import { combineEngines } from './combine-engines.ts'
import type { Engine } from './engine.ts'
import { ModelUnusable } from './errors.ts'
import { createPocketSphinxEngine } from './pocketsphinx/engine.ts'

const BASE = 'pocketsphinx-en-us'
const OTHER = 'digits'
/** The smallest engine that there can be: one base model, no capability, and no stream at all. */
const small = (base: string): Engine => ({
  name: 'small',
  baseModels: [
    {
      family: 'digits',
      name: base,
      locale: 'de-DE',
      release: '20260101',
      description: 'Digits',
      adaptsWith: [],
      adaptationOptions: []
    }
  ],
  open: () => Promise.reject(new ModelUnusable(`opened by the small engine: ${base}`)),
  requirements: [{ package: 'digits', use: 'digits' }],
  testRecordings: () => Promise.resolve([]),
  readCustomization: () => ({ format: 'digits', version: 1, files: [] }),
  prove: () => Promise.resolve(),
  bans: () => [{ model: 'banned', deaths: 2, detail: 'signal', since: new Date(0) }],
  capabilities: () => ({}),
  children: () => [],
  close: () => Promise.resolve()
})
let engine: Engine
beforeAll(async () => {
  engine = combineEngines([await createPocketSphinxEngine({ children: 1 }), small(OTHER)])
})
afterAll(() => engine.close())

test('base models of all engines are listed, in the order of the engines', () => {
  expect(engine.baseModels.map(({ name }) => name)).toEqual([BASE, OTHER])
  expect(engine.name).toBe('pocketsphinx, small')
  expect(engine.requirements.map((one) => one.package)).toEqual(
    expect.arrayContaining(['libpocketsphinx3', 'digits'])
  )
  expect(engine.bans().map(({ model }) => model)).toEqual(['banned'])
})

test('each call goes to the engine of its base model', async () => {
  await expect(engine.open({ base: OTHER })).rejects.toThrow('opened by the small engine: digits')
  const stream = await engine.open({ base: BASE })
  expect(engine.children()).toHaveLength(1)
  stream.cancel()
  await expect(engine.open({ base: 'nowhere' })).rejects.toThrow(
    'There is no base model "nowhere"; installed are pocketsphinx-en-us, digits'
  )
})

test('a capability that the engine of a base model lacks is named', async () => {
  expect(requireCapability(engine, BASE, 'textScorer')).toBeDefined()
  const missing = () => requireCapability(engine, OTHER, 'textScorer')
  expect(missing).toThrow(CapabilityMissing)
  expect(missing).toThrow('The base model digits cannot score text. Use another base model.')
  const phraseList = { phrases: ['seven'], weight: 1 }
  await expect(engine.open({ base: OTHER }, { phraseList })).rejects.toThrow(
    'The base model digits cannot use phrase lists. Use another base model.'
  )
})

test('two engines cannot have a base model of the same name', () => {
  expect(() => combineEngines([small(OTHER), small(OTHER)])).toThrow(
    'The engines small and small both have a base model "digits". Rename or remove one of them.'
  )
})
