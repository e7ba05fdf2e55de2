import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type LanguageModel,
  perplexity,
  prune,
  saveArpa,
  trainClassModel,
  trainLanguageModel,
  wordProbabilities
} from './index.ts'

// Debian's package `irstlm` puts its tools where no path leads.
const path = `${process.env.PATH}:/usr/lib/irstlm/bin`
const env = { ...process.env, PATH: path }
const present = (() => {
  try {
    execFileSync('sh', ['-c', 'command -v compile-lm'], { env })
    return true
  } catch {
    return false
  }
})()

const TEXT = Array.from({ length: 300 }, (_, index) =>
  `${['open', 'close', 'check', 'paint'][index % 4]} the ${['gate', 'hatch', 'winch'][index % 3]} ${
    ['now', 'at noon', 'before the storm', 'again'][(index * 7) % 4]
  }`.split(' ')
)
const HELD = [
  'check the gate at noon',
  'paint the winch',
  'the storm',
  'open the hatch before noon again'
].map((line) => line.split(' '))

describe.skipIf(!present)('perplexity, beside IRSTLM (skipped where its compile-lm is not installed)', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vernacular-irstlm-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function theirs(model: LanguageModel, held: readonly (readonly string[])[]): Promise<number> {
    const arpa = join(folder, 'model.arpa')
    const text = join(folder, 'text')
    await saveArpa(model, arpa)
    await writeFile(text, held.map((words) => `<s> ${words.join(' ')} </s>\n`).join(''))
    const run = promisify(execFile)
    const { stdout } = await run('compile-lm', [arpa, `--eval=${text}`], { env, cwd: folder })
    return Number(/PP=([\d.]+)/.exec(stdout)?.[1])
  }
  const ours = (model: LanguageModel, held: readonly (readonly string[])[]) =>
    perplexity(held.map((words) => wordProbabilities(model, words))).perplexity ?? Number.NaN

  test.each([
    ['trained', () => trainLanguageModel(TEXT)],
    ['of order 5', () => trainLanguageModel(TEXT, { order: 5 })],
    ['pruned', async () => prune(await trainLanguageModel(TEXT), 30)],
    [
      'spread from classes',
      () =>
        trainClassModel(
          [...TEXT, ['paint', 'the', '{@part}']],
          new Map([['{@part}', [['red', 'davit'], ['gate']]]])
        )
    ]
  ] as const)('of a model %s is the same within a thousandth', async (_name, make) => {
    const model = await make()
    const [own, other] = [ours(model, HELD), await theirs(model, HELD)]
    expect(Math.abs(own / other - 1)).toBeLessThan(0.001)
  })
})
