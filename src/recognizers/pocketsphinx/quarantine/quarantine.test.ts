import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { arpaOf, hostileBundles } from '../../../../tests/models/hostile-bundles.ts'
import { requireCapability } from '../../capabilities/index.ts'
import type { Engine } from '../../engine.ts'
import { EngineDied, ModelBanned, ModelUnusable } from '../../errors.ts'
import { ModelBans } from '../../pool/model-bans.ts'
import { Quarantine } from '../../pool/quarantine.ts'
import { recognizeSamples } from '../../recognize-samples.ts'
import type { RecognitionModel } from '../../recognizer.ts'
import { baseModelDirectory, baseModelFiles } from '../base-model.ts'
import { ngramGmmCustomization } from '../customization.ts'
import { childProgram, createPocketSphinxEngine } from '../engine.ts'
import { modelIdentity } from './model-files.ts'

const base = 'pocketsphinx-en-us'
/** The C library counts the orders of a file in a table of five and writes past its end. */
const KILLER = String(hostileBundles['fifty-nine orders']?.['bundle/language-model.arpa'])
let folder: string
let engine: Engine
const warnings: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quarantine-'))
  engine = await createPocketSphinxEngine({ children: 1, warn: (line) => warnings.push(line) })
})
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true })
})

async function modelOf(name: string, arpa: string): Promise<RecognitionModel> {
  const arpaPath = join(folder, `${name}.arpa`)
  await writeFile(arpaPath, arpa)
  return { base, name, custom: ngramGmmCustomization({ languageModel: { arpaPath, weight: 0.5 } }) }
}
const silence = async function* (): AsyncGenerator<Int16Array> {
  yield new Int16Array(1600)
}

describe('a model that ends its decoder process', () => {
  test('is banned after the second time, by name, until its files change; others go on', async () => {
    const bad = await modelOf('bad', KILLER)
    const good = await modelOf('good', arpaOf())
    expect(engine.bans()).toEqual([])
    // Not proved before, as a caller that forgets it.
    await expect(engine.open(bad)).rejects.toBeInstanceOf(EngineDied)
    expect(engine.bans()).toEqual([])
    expect(await recognizeSamples(engine, good, silence())).toHaveLength(1)
    await expect(engine.open(bad)).rejects.toBeInstanceOf(EngineDied)
    const third = engine.open(bad)
    await expect(third).rejects.toBeInstanceOf(ModelBanned)
    await expect(third).rejects.toThrow(
      /^The model bad ended its decoder process 2 times .*restart the service/
    )
    await expect(requireCapability(engine, base, 'aligner').align(bad, [])).rejects.toBeInstanceOf(
      ModelBanned
    )
    expect(engine.bans()).toMatchObject([{ model: 'bad', deaths: 2 }])
    expect(warnings).toEqual([expect.stringContaining('The model bad ended its decoder process 2 times')])
    expect(await recognizeSamples(engine, good, silence())).toHaveLength(1)
    expect(await recognizeSamples(engine, { base }, silence())).toHaveLength(1)
    await modelOf('bad', arpaOf())
    expect(await recognizeSamples(engine, bad, silence())).toHaveLength(1)
    expect(engine.bans()).toEqual([])
  })

  test('is blamed alone: the one beside it in the process is not', async () => {
    const bad = await modelOf('bad', KILLER)
    const good = await modelOf('beside', arpaOf())
    for (let time = 0; time < 2; time++) {
      const beside = await engine.open(good)
      await expect(engine.open(bad)).rejects.toBeInstanceOf(EngineDied)
      await expect(beside.finish()).rejects.toBeInstanceOf(EngineDied)
    }
    expect(engine.bans().map(({ model }) => model)).toEqual(['bad'])
    expect(await recognizeSamples(engine, good, silence())).toHaveLength(1)
  })
})

describe('a trial', () => {
  test('passes a model once for all, and names the line of another', async () => {
    const good = await modelOf('tried', arpaOf())
    const before = engine.children().map(({ pid }) => pid)
    await engine.prove(good)
    await engine.prove({ ...good, name: 'the same files' })
    const refused = engine.prove(await modelOf('refused', KILLER))
    await expect(refused).rejects.toBeInstanceOf(ModelUnusable)
    await expect(refused).rejects.toThrow(
      /refused\.arpa, line 7: found "ngram 6=9"; n-grams of at most 5 words/
    )
    // In no process that streams share.
    expect(engine.children().map(({ pid }) => pid)).toEqual(before)
  })

  test('whose process ends is made twice, then the model is banned where it has a name', async () => {
    const bans = new ModelBans(modelIdentity, (line) => warnings.push(line))
    // A base that ends whoever reads it stands for a model that no check finds out.
    const languageModel = join(folder, 'base.arpa')
    await writeFile(languageModel, KILLER)
    const files = { ...baseModelFiles(baseModelDirectory), languageModel }
    const quarantine = new Quarantine(bans, () => childProgram(files))
    const { name: _name, ...nameless } = await modelOf('nameless', arpaOf())
    const refused = quarantine.prove(nameless)
    await expect(refused).rejects.toThrow(/ended the decoder process that it was tried in, twice/)
    expect(bans.all()).toEqual([])
    await expect(quarantine.prove(await modelOf('named', arpaOf()))).rejects.toBeInstanceOf(ModelBanned)
    expect(bans.all()).toMatchObject([
      { model: 'named', deaths: 2, detail: expect.stringMatching(/signal|exit code/) }
    ])
    await quarantine.close()
  })
})
