import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AttentionModel, openAttentionModel } from './attention-model.ts'
import { searchPhrase, type TextScorer } from './beam-search.ts'
import { rankLanguages, recognizePhrase } from './recognize-phrase.ts'
import { logSumExp, topTokens } from './token-scores.ts'
import { tokenFrames } from './word-times.ts'

/** Computed by `references/make-references.py` with transformers, which keeps no caches. */
type Reference = Readonly<{ tokens: readonly number[]; logProbabilities: readonly number[] }>
type References = Readonly<{
  whisper: Reference &
    Readonly<{ languages: Readonly<Record<string, number>>; noSpeech: number; starts: readonly number[] }>
  moonshine: Reference
}>

const folder = (family: string): string => join(import.meta.dirname, 'references', family)

const samples = Float32Array.from({ length: 32_000 }, (_, index) => {
  const t = index / 16_000
  return 0.3 * Math.sin(2 * Math.PI * (200 + 150 * t) * t) + 0.2 * Math.sin(2 * Math.PI * 900 * t * t)
})

const models = new Map<string, AttentionModel>()
const open = async (family: string): Promise<AttentionModel> => {
  const model = models.get(family) ?? (await openAttentionModel(folder(family)))
  models.set(family, model)
  return model
}
let references: References

beforeAll(async () => {
  references = JSON.parse(await readFile(join(import.meta.dirname, 'references/references.json'), 'utf8'))
})
afterAll(async () => {
  for (const model of models.values()) await model.close()
})

/** What the decoder expects with its caches, for tokens that are forced upon it one by one. */
async function forced(model: AttentionModel, prompt: readonly number[], tokens: readonly number[]) {
  const decoder = model.decode(await model.encode(samples))
  const begun = await decoder.begin(prompt)
  let row = begun.values.subarray((begun.rows - 1) * model.tokenCount)
  const best: (number | undefined)[] = []
  const logProbabilities: number[] = []
  for (const [index, token] of tokens.entries()) {
    best.push(bestOf(row, model, index === 0))
    logProbabilities.push((row[token] ?? 0) - logSumExp(row, suppressedAt(model, index === 0)))
    row = (await decoder.advance([token], [0])).values
  }
  return { best, logProbabilities }
}

function suppressedAt({ control }: AttentionModel, isFirst: boolean): Uint8Array {
  const suppressed = control.suppressed.slice()
  if (isFirst) for (const token of control.suppressedFirst) suppressed[token] = 1
  return suppressed
}

const bestOf = (row: Float32Array, model: AttentionModel, isFirst: boolean): number | undefined =>
  topTokens(row, suppressedAt(model, isFirst), 1)[0]

describe.each(['whisper', 'moonshine'] as const)('%s', (family) => {
  it('gives the tokens and the probabilities that transformers computes', async () => {
    const model = await open(family)
    const { tokens, logProbabilities } = references[family]
    const prompt = [model.control.start, ...model.control.prompt('de')]
    const { best, logProbabilities: own } = await forced(model, prompt, tokens)
    expect(best).toEqual(tokens)
    for (const [index, expected] of logProbabilities.entries()) expect(own[index]).toBeCloseTo(expected, 3)
    const text = model.tokenizer.decode(tokens).trim()
    const result = await recognizePhrase(model, samples, { language: 'de', beam: 1 })
    // The search goes on until the model ends the phrase.
    expect(result.alternatives[0]?.text.startsWith(text)).toBe(true)
  })

  it('hears the same in hypotheses side by side as in one alone', async () => {
    const model = await open(family)
    const { tokens } = references[family]
    const phrase = await model.encode(samples)
    const prompt = [model.control.start, ...model.control.prompt('de')]
    const alone = model.decode(phrase)
    await alone.begin(prompt)
    const together = model.decode(phrase)
    await together.begin(prompt)
    const [first = 0, second = 0, third = 0] = tokens
    await together.advance([second, first, third], [0, 0, 0])
    await alone.advance([first], [0])
    // Row 1 goes on in rows 2 and 0, row 0 in row 1; then two of them end.
    await together.advance([second, first, second], [1, 0, 1])
    await alone.advance([second], [0])
    const expected = (await alone.advance([third], [0])).values
    const { values, rows } = await together.advance([first, third], [1, 2])
    expect(rows).toBe(2)
    const own = values.subarray(model.tokenCount)
    expect(Math.max(...own.map((value, token) => Math.abs(value - (expected[token] ?? 0))))).toBeLessThan(
      1e-4
    )
  })

  it('searches deterministically, and scores each hypothesis as if it were alone', async () => {
    const model = await open(family)
    const prompt = [model.control.start, ...model.control.prompt('de')]
    // Random weights end a phrase as readily as not: here what goes on is better.
    const length: TextScorer<number> = {
      start: 0,
      advance: (count) => count + 1,
      score: (count) => 5 * count,
      finish: () => 0
    }
    const search = async () => {
      const decoder = model.decode(await model.encode(samples))
      const { rows, values } = await decoder.begin(prompt)
      const first = values.subarray((rows - 1) * model.tokenCount)
      return searchPhrase(decoder, first, model.control, length, { beam: 4, maxTokens: 9 })
    }
    const found = await search()
    expect(await search()).toEqual(found)
    expect(new Set(found.map(({ tokens }) => tokens.join())).size).toBe(4)
    for (const { tokens, logProbabilities } of found) {
      expect(tokens).toHaveLength(9)
      const alone = (await forced(model, prompt, tokens)).logProbabilities
      for (const [index, log] of logProbabilities.entries()) expect(log).toBeCloseTo(alone[index] ?? 0, 4)
    }
  })
})

describe('whisper', () => {
  it('tells languages with their probabilities, the most probable first', async () => {
    const model = await open('whisper')
    const ranked = await rankLanguages(model, await model.encode(samples))
    expect(ranked.map(({ language }) => language).sort()).toEqual(['de', 'en', 'ja'])
    for (const { language, probability } of ranked)
      expect(probability).toBeCloseTo(references.whisper.languages[language] ?? -1, 4)
    const result = await recognizePhrase(model, samples, { beam: 1 })
    expect(result.languages).toEqual(ranked)
    expect(result.language).toBe(ranked[0]?.language)
    expect(ranked[0]?.probability).toBe(Math.max(...ranked.map(({ probability }) => probability)))
  })

  it('tells the probability that nobody speaks', async () => {
    const { noSpeech } = await recognizePhrase(await open('whisper'), samples, { language: 'de', beam: 1 })
    expect(noSpeech).toBeCloseTo(references.whisper.noSpeech, 5)
  })

  it('finds when tokens were said as Whisper itself does', async () => {
    const model = await open('whisper')
    const { tokens, starts } = references.whisper
    const prompt = [model.control.start, ...model.control.prompt('de')]
    const attention = await model
      .decode(await model.encode(samples))
      .attend([...prompt, ...tokens.slice(0, 12)])
    expect(model.hasWordTimes).toBe(true)
    expect([...tokenFrames(attention, model.alignmentHeads, 100, prompt.length - 1)]).toEqual(starts)
  })

  it('refuses a language that the model lacks, and phrases of more than 30 s', async () => {
    const model = await open('whisper')
    await expect(recognizePhrase(model, samples, { language: 'xx' })).rejects.toThrow('no language xx')
    await expect(recognizePhrase(model, new Float32Array(480_001))).rejects.toThrow('480001')
    await expect(recognizePhrase(model, new Float32Array(0))).rejects.toThrow(RangeError)
  })

  it('stops when it is cancelled', async () => {
    const signal = AbortSignal.abort(new Error('no longer wanted'))
    await expect(recognizePhrase(await open('whisper'), samples, { signal })).rejects.toThrow(
      'no longer wanted'
    )
  })
})

describe('a broken model', () => {
  let broken: string
  beforeAll(async () => {
    broken = await mkdtemp(join(tmpdir(), 'attention-'))
  })
  afterAll(() => rm(broken, { recursive: true }))

  const brokenCopy = async (name: string, change: (path: string) => Promise<void>): Promise<string> => {
    const copy = join(broken, name)
    await cp(folder('whisper'), copy, { recursive: true })
    await change(copy)
    return copy
  }

  it.each<[string, string, (path: string) => Promise<void>]>([
    ['without a decoder', 'decoder_model_merged.onnx', (path) => rm(join(path, 'decoder_model_merged.onnx'))],
    ['without a tokenizer', 'tokenizer.json', (path) => rm(join(path, 'tokenizer.json'))],
    ['without an encoder', 'encoder_model.onnx', (path) => rm(join(path, 'encoder_model.onnx'))],
    [
      'with a truncated decoder',
      'decoder_model_merged.onnx: expected a model that ONNX Runtime can run',
      (path) => writeFile(join(path, 'decoder_model_merged.onnx'), 'truncated')
    ],
    [
      'with the encoder as a decoder',
      'decoder_model_merged.onnx: expected input_ids: int64',
      (path) => cp(join(path, 'encoder_model.onnx'), join(path, 'decoder_model_merged.onnx'))
    ],
    [
      'with the encoder of another model',
      'encoder_model.onnx: expected last_hidden_state: float32 [?, ?, 16]',
      (path) => cp(join(folder('moonshine'), 'encoder_model.onnx'), join(path, 'encoder_model.onnx'))
    ],
    [
      'with a tokenizer of another family',
      'tokenizer.json: expected the token <|startoftranscript|>',
      (path) => cp(join(folder('moonshine'), 'tokenizer.json'), join(path, 'tokenizer.json'))
    ],
    [
      'with a tokenizer that is no JSON',
      'tokenizer.json: expected JSON',
      (path) => writeFile(join(path, 'tokenizer.json'), '{')
    ],
    [
      'with a configuration of nonsense',
      'generation_config.json: expected a configuration',
      (path) => writeFile(join(path, 'generation_config.json'), '{"suppress_tokens":["a"]}')
    ]
  ])('%s is refused with what was expected', async (name, message, change) => {
    const copy = await brokenCopy(name, change)
    await expect(openAttentionModel(copy)).rejects.toMatchObject({
      name: 'ModelUnusable',
      message: expect.stringContaining(message)
    })
  })
})
