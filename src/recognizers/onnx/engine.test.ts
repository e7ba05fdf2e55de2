/** The engine on signature models: what they recognize is no language, and all else is as with any model. */
import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as signatureModels from '../../../tests/signature-models/models.ts'
import { trainLanguageModel } from '../../speech/language-model/index.ts'
import { BaseModelRejected } from '../capabilities/index.ts'
import { endingContract } from '../contract/ending.ts'
import {
  collect,
  createHarness,
  expectCommittedWordsKept,
  isFinal,
  isPartial,
  TICKS_PER_BYTE,
  textOf
} from '../contract/harness.ts'
import { CustomizationUnsupported, EngineDied, ModelUnusable } from '../errors.ts'
import type { RecognitionModel, StreamOptions } from '../recognizer.ts'
import { humanClips, joined, silence } from '../spoken-clips.ts'
import { neuralCustomization, readNeural } from './customization.ts'
import { createOnnxEngine } from './engine.ts'
import { buildNetwork, buildNgram, saveNetwork, sortedWords } from './search/index.ts'

const WHISPER = join(import.meta.dirname, 'attention/references/whisper')

const BASES = {
  'signature-whisper': Object.fromEntries(
    readdirSync(WHISPER).map((file) => [file, readFileSync(join(WHISPER, file))])
  ),
  'signature-ctc': signatureModels.zipformer2Ctc(11),
  'signature-transducer': signatureModels.zipformer2Transducer(12),
  'signature-durations': signatureModels.nemoTransducer(17, 5)
}
const NAMES = Object.keys(BASES)

let directory = ''
const writeBase = async (name: string, files: signatureModels.SignatureModel, description: object = {}) => {
  const folder = join(directory, name)
  await mkdir(folder)
  for (const [file, content] of Object.entries(files)) await writeFile(join(folder, file), content)
  const described = {
    family: 'neural',
    name,
    locale: 'en-US',
    release: '20261130',
    description: name,
    ...description
  }
  await writeFile(join(folder, 'base-model.json'), JSON.stringify(described))
}
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'vernacular-neural-'))
  for (const [name, files] of Object.entries(BASES)) await writeBase(name, files)
})
afterAll(() => rm(directory, { recursive: true }))

const make = (children: number, streamsPerChild?: number) =>
  createOnnxEngine({
    baseModelsDirectory: directory,
    children,
    ...(streamsPerChild === undefined ? {} : { streamsPerChild })
  })
const custom = {
  make: async (folder: string) => customOf(folder, ['ab', 'ba', 'cd']),
  storedParts: async () => ({}),
  unusable: async () => []
}
const harness = createHarness(make, 'signature-ctc', custom)
let speech: Uint8Array = new Uint8Array()
beforeAll(async () => {
  speech = (await humanClips())[0]?.pcm ?? speech
})

/** A custom model with a lexicon of these words and no others. */
async function customOf(folder: string, words: readonly string[]): Promise<RecognitionModel> {
  const model = await trainLanguageModel([words], { order: 2 })
  const sorted = sortedWords(model.vocabulary.words)
  const networkPath = join(folder, 'words.network')
  await saveNetwork(networkPath, buildNetwork(sorted, await buildNgram(model, sorted)))
  const weights = { alpha: 0.1, beta: 0, unknownWord: -100, domainWeight: 1, sentenceEnd: false }
  return { base: 'signature-ctc', custom: neuralCustomization({ networkPath, weights }) }
}

describe.each(NAMES)('%s', (base) => {
  const recognize = (options?: StreamOptions, step?: number, pcm = speech) =>
    harness.recognize(pcm, options, { base }, step)

  test('gives phrases with words in order, within the audio', async () => {
    const finals = (await recognize({ nBest: 4 })).filter(isFinal)
    expect(finals.length).toBeGreaterThan(0)
    for (const { alternatives, text } of finals) {
      expect(alternatives.length).toBeGreaterThan(1)
      expect(alternatives[0]?.text).toBe(text)
      expect(new Set(alternatives.map((one) => one.text)).size).toBe(alternatives.length)
      const confidences = alternatives.map(({ confidence }) => confidence)
      expect(confidences).toEqual([...confidences].sort((a, b) => b - a))
      for (const { words } of alternatives) {
        let end = 0
        for (const { offsetTicks, durationTicks, confidence } of words) {
          expect(offsetTicks).toBeGreaterThanOrEqual(end)
          expect(durationTicks).toBeGreaterThan(0)
          expect(confidence).toBeGreaterThan(0)
          expect(confidence).toBeLessThanOrEqual(1)
          end = offsetTicks + durationTicks
        }
        expect(end).toBeLessThanOrEqual(speech.byteLength * TICKS_PER_BYTE)
      }
    }
  })

  test('answers the same for any sizes written, and beside other streams', async () => {
    const alone = await recognize()
    expect(alone.length).toBeGreaterThan(1)
    expect(await recognize({}, 777)).toEqual(alone)
    const [again, other] = await Promise.all([
      recognize({}, speech.byteLength),
      recognize({}, 4000, joined(silence(0.7), speech))
    ])
    expect(again).toEqual(alone)
    expect(textOf(other)).not.toBe('')
  })

  test('tells partials while audio comes in, whose committed words stay', async () => {
    const events = await recognize()
    const [first] = events.filter(isPartial)
    expect((first?.offsetTicks ?? 0) + (first?.durationTicks ?? 0)).toBeLessThan(2.5e7)
    let from = 0
    for (const [index, event] of events.entries()) {
      if (!isFinal(event)) continue
      expectCommittedWordsKept(events.slice(from, index).filter(isPartial))
      from = index + 1
    }
    expect((await recognize({ partials: false })).some(isPartial)).toBe(false)
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['a single byte', new Uint8Array(1)],
    ['silence', silence(2)],
    ['a constant', new Uint8Array(64_000).fill(127)]
  ])('answers %s with one empty final', async (_, pcm) => {
    const durationTicks = (pcm.byteLength >> 1) * 625
    const empty = { kind: 'final', text: '', offsetTicks: 0, durationTicks, alternatives: [] }
    expect(await recognize({}, 3200, pcm)).toEqual([empty])
  })
})

describe('phrases', () => {
  test('end in silence, and each has its place in the stream', async () => {
    const events = await harness.recognize(joined(silence(1), speech, silence(2), speech, silence(1)), {
      voiceActivity: true
    })
    const finals = events.filter(isFinal)
    expect(finals.length).toBeGreaterThan(1)
    const starts = finals.map(({ offsetTicks }) => offsetTicks)
    expect(starts).toEqual([...starts].sort((a, b) => a - b))
    expect(starts[0]).toBeGreaterThan(0.9e7)
    const told = events.filter((event) => event.kind === 'voiceActivity')
    const steps = told.map(
      ({ positionTicks }, index) => positionTicks - (told[index - 1]?.positionTicks ?? 0)
    )
    expect(Math.min(...steps)).toBeGreaterThan(0)
    // Silence is told before the final of the phrase that it ends.
    for (const final of finals) {
      const before = events
        .slice(0, events.indexOf(final))
        .findLast((event) => event.kind === 'voiceActivity')
      expect(before).toMatchObject({ speech: false })
    }
  })

  test('are half a minute at most, of somebody who never pauses', async () => {
    // Voiced sound without a gap: what is loud all the time.
    const loudest = joined(...Array.from({ length: 40 }, () => speech.subarray(32_000, 64_000)))
    const finals = (await harness.recognize(loudest, { partials: false })).filter(isFinal)
    for (const { durationTicks } of finals) expect(durationTicks).toBeLessThan(27e7)
  })
})

// In an engine of its own, which has no processes of other base models.
endingContract(createHarness(make, 'signature-ctc', custom))

describe('custom models', () => {
  test('recognize the words of their lexicon, and leave the base as it is', async () => {
    const folder = await mkdtemp(join(directory, '.custom-'))
    const before = await harness.recognize(speech)
    const words = [...new Set(textOf(before).split(' '))].slice(0, 6)
    const model = await customOf(folder, words)
    await harness.engine.prove(model)
    const recognized = textOf(await harness.recognize(speech, {}, model))
    const known = recognized.split(' ').filter((word) => words.includes(word))
    // The last word of a phrase may be unfinished.
    expect(known.length).toBeGreaterThan(recognized.split(' ').length / 2)
    expect(recognized).not.toBe(textOf(before))
    expect(await harness.recognize(speech)).toEqual(before)
  })

  test('are read from a bundle, and others rejected by their type', async () => {
    const { networkPath, ...rest } = readNeural('signature-ctc', {
      format: 'neural',
      version: 1,
      folder: '/bundle',
      parts: {
        network: { file: 'words.network' },
        weights: { alpha: 0.5, beta: 1, unknownWord: -8, domainWeight: 0.7, sentenceEnd: true }
      }
    })
    expect([networkPath, rest.files, rest.weight]).toEqual([
      '/bundle/words.network',
      ['/bundle/words.network'],
      0.7
    ])
    const stored = {
      format: 'neural',
      version: 1,
      folder: '/bundle',
      parts: { network: { file: '../outside' } }
    }
    expect(() => readNeural('signature-ctc', stored)).toThrow(ModelUnusable)
    expect(() => readNeural('signature-ctc', { ...stored, version: 2 })).toThrow(CustomizationUnsupported)
    const other = { base: 'signature-ctc', custom: { format: 'ngram-gmm', version: 1, files: [] } }
    await expect(harness.engine.open(other)).rejects.toBeInstanceOf(CustomizationUnsupported)
  })

  test('with a file that cannot be used are refused with its name', async () => {
    const weights = { alpha: 0, beta: 0, unknownWord: 0, domainWeight: 0, sentenceEnd: false }
    const open = (networkPath: string) =>
      harness.engine.open({ base: 'signature-ctc', custom: neuralCustomization({ networkPath, weights }) })
    await expect(open(join(directory, 'absent'))).rejects.toThrow(/absent/)
    const text = join(directory, '.text.network')
    await writeFile(text, 'no network at all, and long enough to be one')
    await expect(open(text)).rejects.toBeInstanceOf(ModelUnusable)
    await expect(open(text)).rejects.toThrow(/text\.network/)
  })
})

describe('processes', () => {
  test('the death of one costs its own streams and no others', async () => {
    const pool = await make(2)
    try {
      const model = { base: 'signature-ctc' }
      const [doomed, spared] = [await pool.open(model), await pool.open(model)]
      const [first] = pool.children()
      const lost = expect(collect(doomed)).rejects.toBeInstanceOf(EngineDied)
      process.kill(first?.pid ?? 0, 'SIGKILL')
      await lost
      await spared.write(speech)
      await spared.finish()
      const again = await pool.open(model)
      await again.finish()
    } finally {
      await pool.close()
    }
    await expect(pool.open({ base: 'signature-ctc' })).rejects.toThrow(/closed/)
  })

  test('a stream that is cancelled while it works leaves the process fit for others', async () => {
    const stream = await harness.engine.open({ base: 'signature-durations' })
    await stream.write(speech.subarray(0, 100_000))
    stream.cancel()
    const options = { partials: false }
    const events = await harness.recognize(speech, options, { base: 'signature-durations' })
    expect(textOf(events)).not.toBe('')
  })
})

describe('base models', () => {
  test('are those of its family; a broken one is left out and told', async () => {
    const told: string[] = []
    await writeBase('other-engine', {}, { family: 'ngram-gmm' })
    await writeBase('no-locale', {}, { locale: 'English' })
    await writeBase('renamed', {}, { name: 'original' })
    const engine = await createOnnxEngine({ baseModelsDirectory: directory, warn: (line) => told.push(line) })
    expect(engine.baseModels.map(({ name }) => name)).toEqual([...NAMES].sort())
    expect(told.join('\n')).toMatch(/no-locale cannot be used[\s\S]*renamed cannot be used.*names original/)
    await writeBase('added', BASES['signature-ctc'])
    await engine.reload?.()
    expect(engine.baseModels.map(({ name }) => name)).toContain('added')
    await rename(join(directory, 'added'), join(directory, '.removed'))
    await engine.reload?.()
    await expect(engine.open({ base: 'added' })).rejects.toThrow(/no neural base model "added"/)
    await engine.close()
  })

  test('are inspected before they are added, in a process of their own', async () => {
    const [installer] = harness.engine.installers ?? []
    expect(await installer?.inspect(join(directory, 'signature-durations'))).toEqual({
      architecture: 'Transducer or TDT for whole phrases (NeMo)',
      streaming: false,
      sampleRate: 16_000,
      tokens: signatureModels.TOKENS
    })
    expect(await installer?.inspect(join(directory, 'signature-whisper'))).toEqual({
      architecture: 'Whisper',
      streaming: false,
      sampleRate: 16_000,
      tokens: 275
    })
    const broken = join(directory, '.broken')
    await mkdir(broken)
    await writeFile(join(broken, 'tokens.txt'), '<blk> 0\na 1\n')
    await writeFile(join(broken, 'model.onnx'), signatureModels.zipformerCtc(18)['model.onnx'] ?? '')
    const failure = installer?.inspect(broken)
    await expect(failure).rejects.toBeInstanceOf(BaseModelRejected)
    await expect(failure).rejects.toThrow(
      'tokens.txt: expected 24 tokens, as many as outputs of model.onnx, found 2'
    )
    await expect(installer?.inspect(join(directory, '.absent'))).rejects.toBeInstanceOf(BaseModelRejected)
  })

  test('without its files is an error of whoever opens it', async () => {
    await writeBase('empty', {})
    await harness.engine.reload?.()
    const failure = harness.engine.open({ base: 'empty' })
    await expect(failure).rejects.toBeInstanceOf(ModelUnusable)
    await expect(failure).rejects.toThrow(/a folder with a model/)
  })
})
