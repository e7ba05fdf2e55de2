import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ArpaUnreadable,
  type LanguageModel,
  loadArpa,
  perplexity,
  readArpa,
  saveArpa,
  trainLanguageModel,
  wordProbabilities,
  writeArpa
} from './index.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-test-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const written = (model: LanguageModel): string => [...writeArpa(model)].join('')
const reread = (text: string): Promise<LanguageModel> => readArpa(text.split('\n'))

const corpora = fc.array(
  fc.array(fc.constantFrom('a', "b's", 'c', 'été', '3cpo'), { minLength: 1, maxLength: 8 }),
  {
    minLength: 1,
    maxLength: 20
  }
)

/** Sentences made by a grammar, so that n-grams repeat as they do in a customer's text. */
function orders(count: number, seed: number): string[][] {
  let state = seed
  const pick = (...options: string[]): string => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return options[Math.floor((state / 2 ** 32) * options.length)] ?? ''
  }
  return Array.from({ length: count }, () =>
    [
      pick('please', 'now', 'then', ''),
      pick('open', 'close', 'check', 'seal', 'vent', 'inspect'),
      pick('the', 'that', 'every'),
      pick('fuel', 'port', 'starboard', 'main', 'aft', 'cargo', 'reserve'),
      pick('valve', 'hatch', 'pump', 'line', 'tank', 'bay'),
      pick('and report', 'before departure', 'at once', 'slowly', '')
    ]
      .join(' ')
      .split(' ')
      .filter((word) => word !== '')
  )
}

describe('an ARPA file', () => {
  test('keeps every probability to the precision printed', async () => {
    await fc.assert(
      fc.asyncProperty(corpora, fc.integer({ min: 2, max: 5 }), async (corpus, order) => {
        const model = await trainLanguageModel(corpus, { order })
        const text = written(model)
        const copy = await reread(text)
        expect(copy.order).toBe(order)
        const probes = [...corpus.slice(0, 5), ['c', 'a', 'nowhere', 'c', 'c', "b's", 'a']]
        for (const probe of probes) {
          const [ours, theirs] = [wordProbabilities(model, probe), wordProbabilities(copy, probe)]
          for (const [i, p] of ours.entries()) {
            if (p === null) expect(theirs[i]).toBeNull()
            // One rounding of the probability and of up to four back-off weights.
            else expect(Math.abs(p - (theirs[i] ?? Number.NaN))).toBeLessThan(5 * 0.5e-6 + 1e-12)
          }
        }
        expect(written(copy)).toBe(text)
      }),
      { numRuns: 60 }
    )
  })

  test('gives the same bytes for any order of the sentences, sorted by words', async () => {
    const text = orders(200, 5)
    const file = written(await trainLanguageModel(text))
    expect(written(await trainLanguageModel([...text].reverse()))).toBe(file)
    const bigrams = file.slice(file.indexOf('\\2-grams:\n') + 10, file.indexOf('\n\n\\3-grams')).split('\n')
    const words = bigrams.map((line) => (line.split('\t')[1] ?? '').split(' '))
    expect(words).toEqual(
      words.toSorted(([a = '', b = ''], [c = '', d = '']) => (a < c || (a === c && b < d) ? -1 : 1))
    )
    expect(Number(/ngram 2=(\d+)/.exec(file)?.[1])).toBe(bigrams.length)
  })

  test('lies on disk as it was written', async () => {
    const model = await trainLanguageModel(orders(300, 11), { order: 4 })
    const path = join(folder, 'disk.arpa')
    await saveArpa(model, path)
    expect(written(await loadArpa(path))).toBe(written(model))
    await expect(saveArpa(model, path, { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow()
  })
})

test('sphinxbase reads our files and finds the perplexity we find', async () => {
  const model = await trainLanguageModel(orders(400, 21))
  const path = join(folder, 'ship.arpa')
  await saveArpa(model, path)
  const heldBack = [...orders(60, 99), ['vent', 'the', 'plasma', 'tank'], ['quietly', 'seal', 'that', 'bay']]
  await writeFile(
    join(folder, 'held-back.txt'),
    heldBack.map((words) => `<s> ${words.join(' ')} </s>\n`).join('')
  )
  const run = promisify(execFile)
  const { stdout, stderr } = await run('sphinx_lm_eval', ['-lm', path, '-lsn', join(folder, 'held-back.txt')])
  const theirs = Number(/perplexity: ([\d.]+)/.exec(stdout + stderr)?.[1])
  const ours = perplexity(heldBack.map((words) => wordProbabilities(model, words)))
  expect(Math.abs((ours.perplexity ?? 0) / theirs - 1)).toBeLessThan(0.001)
  // It leaves unknown words out as we do, and says how many.
  expect(`${stdout}${stderr}`).toContain(`${ours.unknownWords} OOVs`)
  expect(ours.unknownWords).toBe(2)

  // Its converter must take the file too: decoders load the binary form it writes.
  await run('sphinx_lm_convert', ['-i', path, '-o', join(folder, 'ship.lm.bin')])
  const binary = await run('sphinx_lm_eval', [
    '-lm',
    join(folder, 'ship.lm.bin'),
    '-lsn',
    join(folder, 'held-back.txt')
  ])
  expect(Number(/perplexity: ([\d.]+)/.exec(binary.stdout + binary.stderr)?.[1])).toBeCloseTo(theirs, 2)
})

describe('files of other tools', () => {
  test('are read with their quirks: preamble, CRLF, spaces, no back-offs, wrong counts, no end', async () => {
    const model = await readArpa([
      'made by hand',
      '',
      '\\data\\\r',
      'ngram 1=999',
      'ngram 2=1',
      '\\1-grams:',
      '-1.0 <UNK>',
      '-99 <s> -0.5\r',
      '-0.5\t</s>',
      '-0.7  hello   -0.2',
      '',
      '\\2-grams:',
      '-0.1 <s> hello'
    ])
    expect(wordProbabilities(model, ['hello'])).toEqual([-0.1, -0.7])
  })

  test('a pruned prefix is bridged', async () => {
    const model = await reread(
      '\\data\\\n\\1-grams:\n-1 a -0.5\n-1 b -0.25\n-1 c\n-1 </s>\n\\2-grams:\n-0.3 b c\n\\3-grams:\n-0.1 a b c\n\\end\\'
    )
    expect(wordProbabilities(model, ['a', 'b', 'c'])).toEqual([-1, -1.5, -0.1, -1])
    expect(written(model)).toContain('ngram 2=1\n')
  })

  test.each([
    ['nothing at all', '', 'must have "\\\\data\\\\"'],
    ['no sections', '\\data\\\nngram 1=2\n', '1-grams'],
    ['sections out of order', '\\data\\\n\\2-grams:\n', 'expected sections in order'],
    ['text between', '\\data\\\nhello\n', '"hello"'],
    ['a word for a number', '\\data\\\n\\1-grams:\nminus a\n', '"minus a"'],
    ['too many words', '\\data\\\n\\1-grams:\n-1 a b c\n', '1 words'],
    ['a word without unigram', '\\data\\\n\\1-grams:\n-1 a\n\\2-grams:\n-1 a b\n', '"b" has no unigram']
  ])('%s is rejected', async (_, text, words) => {
    const error: unknown = await reread(text).catch((rejected: unknown) => rejected)
    expect(error).toBeInstanceOf(ArpaUnreadable)
    expect((error as ArpaUnreadable).message).toContain(words.replaceAll('\\\\', '\\'))
  })

  test('any text is read or rejected with its line', async () => {
    const lines = fc.array(
      fc.oneof(
        fc.constantFrom('\\data\\', '\\1-grams:', '\\2-grams:', '\\end\\', '-1 a', '-1 a a'),
        fc.string()
      ),
      { maxLength: 12 }
    )
    await fc.assert(
      fc.asyncProperty(lines, async (text) => {
        await readArpa(text).catch((error: unknown) => {
          if (!(error instanceof ArpaUnreadable)) throw error
        })
      })
    )
  })
})
