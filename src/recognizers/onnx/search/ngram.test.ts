import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type LanguageModel,
  prune,
  readArpa,
  trainLanguageModel,
  wordProbabilities,
  writeArpa
} from '../../../speech/language-model/index.ts'
import { buildNgram } from './build-ngram.ts'
import { ColumnFileUnreadable } from './column-file.ts'
import { LN_ZERO, loadNgram, type NgramAutomaton, saveNgram } from './ngram.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ngram-'))
})
afterAll(() => rm(folder, { recursive: true }))

const WORDS = ['harbor', 'crane', 'lifts', 'the', 'container', 'at', 'dawn']
const sentence = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 7 })
const text = fc.array(sentence, { minLength: 1, maxLength: 12 })

/** log10 probabilities as the automaton gives them, and `null` for words that it does not know. */
function scored(automaton: NgramAutomaton, words: readonly string[]): readonly (number | null)[] {
  const ids = new Map(automaton.words().map((word, id) => [word, id]))
  let state = automaton.start
  return [...words, '</s>'].map((word) => {
    const score = automaton.score(state, ids.get(word) ?? -1)
    state = automaton.next
    return ids.has(word) && score !== LN_ZERO ? score / Math.LN10 : null
  })
}

function expectSame(automaton: NgramAutomaton, model: LanguageModel, words: readonly string[]): void {
  for (const [place, probability] of wordProbabilities(model, words).entries()) {
    const own = scored(automaton, words)[place]
    if (probability === null) expect(own).toBeNull()
    else expect(own).toBeCloseTo(probability, 6)
  }
}

test('gives the probabilities of the model that was trained, of any order', async () => {
  await fc.assert(
    fc.asyncProperty(text, sentence, fc.integer({ min: 2, max: 5 }), async (sentences, words, order) => {
      const model = await trainLanguageModel(sentences, { order })
      expectSame(await buildNgram(model), model, words)
    }),
    { numRuns: 60 }
  )
})

test('gives the probabilities of the ARPA file, also of a pruned one', async () => {
  await fc.assert(
    fc.asyncProperty(text, sentence, fc.boolean(), async (sentences, words, pruned) => {
      const model = await trainLanguageModel(sentences, { order: 3 })
      const small = pruned ? await prune(model, 5) : model
      const read = await readArpa([...writeArpa(small)].join('').split('\n'))
      expectSame(await buildNgram(read), read, words)
    }),
    { numRuns: 60 }
  )
})

test('knows the state of a history that pruning left without a probability', async () => {
  const arpa = `\\data\\
ngram 1=5
ngram 2=1
ngram 3=1

\\1-grams:
-99 <s> -0.3
-0.9 </s>
-0.7 a -0.2
-0.8 b -0.1
-1.0 <unk>

\\2-grams:
-0.4 <s> a -0.05

\\3-grams:
-0.2 a b a

\\end\\`
  const model = await readArpa(arpa.split('\n'))
  const automaton = await buildNgram(model)
  for (const words of [['a', 'b', 'a'], ['b', 'a', 'b', 'a', 'a'], ['a']]) expectSame(automaton, model, words)
})

test('is the same whatever the order of the n-grams', async () => {
  await fc.assert(
    fc.asyncProperty(text, fc.integer(), async (sentences, seed) => {
      const lines = [...writeArpa(await trainLanguageModel(sentences, { order: 3 }))].join('').split('\n')
      const shuffled = shuffleSections(lines, seed)
      const [a, b] = [await buildNgram(await readArpa(lines)), await buildNgram(await readArpa(shuffled))]
      expect(b.columns).toEqual(a.columns)
    }),
    { numRuns: 30 }
  )
})

test('a file gives the same model again, and the same bytes', async () => {
  const model = await buildNgram(
    await trainLanguageModel([
      ['the', 'crane', 'lifts'],
      ['at', 'dawn']
    ])
  )
  const [a, b] = [join(folder, 'a'), join(folder, 'b')]
  await saveNgram(a, model)
  const loaded = await loadNgram(a)
  expect(loaded.columns).toEqual(model.columns)
  await saveNgram(b, loaded)
  expect(await readFile(b)).toEqual(await readFile(a))
})

test('a file that was cut off, changed or is of another kind is rejected by name', async () => {
  const path = join(folder, 'good')
  await saveNgram(path, await buildNgram(await trainLanguageModel([['the', 'crane', 'lifts']])))
  const bytes = await readFile(path)
  const damaged = async (change: (copy: Buffer) => Buffer): Promise<unknown> => {
    const bad = join(folder, 'model.bin')
    await writeFile(bad, change(Buffer.from(bytes)))
    return loadNgram(bad).catch((error: unknown) => error)
  }
  const rejected = [
    await damaged((copy) => copy.subarray(0, 20)),
    await damaged((copy) => copy.subarray(0, copy.length - 8)),
    await damaged((copy) => Buffer.concat([copy, Buffer.alloc(8)])),
    await damaged((copy) => {
      copy[copy.length - 20] = (copy[copy.length - 20] ?? 0) ^ 1
      return copy
    }),
    await damaged((copy) => {
      copy.write('VNLEXNET', 0, 'ascii')
      return copy
    }),
    await damaged((copy) => {
      copy.writeUInt32LE(9, 8)
      return copy
    }),
    await damaged((copy) => {
      copy.writeUInt32LE(0xffff_ffff, 12)
      return copy
    })
  ]
  for (const error of rejected) {
    expect(error).toBeInstanceOf(ColumnFileUnreadable)
    expect(String(error)).toContain('model.bin')
  }
})

/** Lines of each section in another order. */
function shuffleSections(lines: readonly string[], seed: number): readonly string[] {
  const sections: string[][] = [[]]
  for (const line of lines) {
    if (line.startsWith('\\')) sections.push([line], [])
    else sections.at(-1)?.push(line)
  }
  let state = seed >>> 0
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return sections.flatMap((section) =>
    section.length < 2 || section[0]?.startsWith('ngram')
      ? section
      : section
          .map((line) => ({ line, at: random() }))
          .sort((a, b) => a.at - b.at)
          .map(({ line }) => line)
  )
}
