import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readArpa, trainLanguageModel } from '../../../speech/language-model/index.ts'
import { buildNgram, sortedWords } from './build-ngram.ts'
import { CtcSearch } from './ctc-search.ts'
import { Fusion, type FusionWeights } from './fusion.ts'
import { addLogs } from './hypotheses.ts'
import { LanguageScore } from './language-score.ts'
import { buildNetwork, type LexiconNetwork } from './lexicon-network.ts'
import { TokenTable } from './tokens.ts'

const NEVER = Number.NEGATIVE_INFINITY
/** Blank, a boundary, two letters, and a piece of both: `ab` can be written in two ways. */
const PIECES = [undefined, '▁', 'a', 'b', 'ab']
const TOKENS = new TokenTable({ pieces: PIECES, blank: 0 })
const WEIGHTS: FusionWeights = {
  alpha: 0.7,
  beta: 0.4,
  unknownWord: -3,
  unknownLetter: -0.6,
  domainWeight: 0.6,
  sentenceEnd: true
}
/** Wide enough that nothing is lost. */
const EXACT = { beam: 5_000, threshold: 1e9, tokens: 10, tokenThreshold: NEVER, blankSkip: 2 }

const SENTENCES = [['a', 'ab'], ['ab', 'ba'], ['a', 'a', 'ba'], ['bb']]

async function network(): Promise<LexiconNetwork> {
  const model = await trainLanguageModel(SENTENCES, { order: 3 })
  const words = sortedWords(model.vocabulary.words)
  return buildNetwork(words, await buildNgram(model, words), new Map([['bb', ['abb']]]))
}

const GENERAL = `\\data\\
ngram 1=5

\\1-grams:
-99 <s>
-0.8 </s>
-0.9 a
-0.7 ab
-2.0 <unk>

\\end\\`

async function parts() {
  const general = await buildNgram(await readArpa(GENERAL.split('\n')))
  const lexicon = await network()
  const numbers = new Map(general.words().map((word, id) => [word, id]))
  const generalWords = Int32Array.from(lexicon.words(), (word) => numbers.get(word) ?? -1)
  return { tokens: TOKENS, network: lexicon, general, generalWords, weights: WEIGHTS }
}

const frames = (count: number) =>
  fc
    .array(fc.array(fc.double({ min: -6, max: 0, noNaN: true }), { minLength: 5, maxLength: 5 }), {
      minLength: 1,
      maxLength: count
    })
    .map((rows) => Float32Array.from(rows.flatMap((row) => normalized(row))))

function normalized(row: readonly number[]): readonly number[] {
  const total = row.reduce(addLogs, NEVER)
  return row.map((value) => value - total)
}

/** Every alignment of every token sequence: the probability of each text, by brute force. */
function acousticTexts(rows: Float32Array, join: (a: number, b: number) => number): Map<string, number> {
  const count = rows.length / PIECES.length
  const texts = new Map<string, number>()
  const path: number[] = []
  const visit = (frame: number, score: number): void => {
    if (frame === count) {
      const said = path.filter((token, at) => token !== 0 && token !== path[at - 1])
      const text = said
        .map((token) => PIECES[token])
        .join('')
        .split('▁')
        .filter((word) => word !== '')
        .join(' ')
      texts.set(text, join(texts.get(text) ?? NEVER, score))
      return
    }
    for (let token = 0; token < PIECES.length; token++) {
      path.push(token)
      visit(frame + 1, score + (rows[frame * PIECES.length + token] ?? NEVER))
      path.pop()
    }
  }
  visit(0, 0)
  return texts
}

const search = (fusion: Fusion, rows: Float32Array, options = {}): CtcSearch => {
  const own = new CtcSearch(fusion, { ...EXACT, ...options })
  own.push(rows, rows.length / PIECES.length)
  return own
}
const textsOf = (own: CtcSearch, nBest = 1): readonly string[] =>
  own.alternatives(nBest).map(({ words }) => words.map(({ word }) => word).join(' '))

describe('without a lexicon', () => {
  test('sums all alignments of a text, as an exhaustive search does', () => {
    fc.assert(
      fc.property(frames(5), (rows) => {
        const exhaustive = acousticTexts(rows, addLogs)
        const found = search(new Fusion({ tokens: TOKENS }), rows).alternatives(1_000)
        expect(found.length).toBe(exhaustive.size)
        for (const { words, score } of found)
          expect(score).toBeCloseTo(exhaustive.get(words.map(({ word }) => word).join(' ')) ?? NEVER, 4)
      }),
      { numRuns: 40 }
    )
  })

  test('a beam of one hypothesis and the likeliest alignment is greedy decoding', () => {
    fc.assert(
      fc.property(frames(40), (drawn) => {
        // Of two tokens that are equally likely, either may be said: none are.
        const rows = drawn.map((value, at) => value + 0.0137 * (at % PIECES.length))
        const count = rows.length / PIECES.length
        const best = Array.from({ length: count }, (_, frame) => {
          const row = rows.subarray(frame * PIECES.length, (frame + 1) * PIECES.length)
          return row.indexOf(Math.max(...row))
        })
        const greedy = best.filter((token, at) => token !== 0 && token !== best[at - 1])
        const text = TOKENS.textOf(greedy).split(/ +/).filter(Boolean).join(' ')
        expect(textsOf(search(new Fusion({ tokens: TOKENS }), rows, { beam: 1, sum: false }))).toEqual([text])
      })
    )
  })
})

describe('with a lexicon and language models', () => {
  /** What fusion adds to a text, word by word. */
  function fusedScore(language: LanguageScore, lexicon: LexiconNetwork, text: string): number {
    const ids = new Map(lexicon.words().map((word, id) => [word, id]))
    // The only respelling: heard as `abb`, it is `bb`.
    const spoken = (word: string): string => (word === 'abb' ? 'bb' : word)
    let [general, domain, score] = [language.startGeneral, language.startDomain, 0]
    for (const word of text === '' ? [] : text.split(' ')) {
      const id = ids.get(spoken(word))
      if (id === undefined) score += unknownCost(word)
      score += WEIGHTS.beta + WEIGHTS.alpha * language.score(general, domain, id ?? 0)
      general = language.nextGeneral
      domain = language.nextDomain
    }
    return score + WEIGHTS.alpha * language.end(general, domain)
  }

  /** Beginnings of the words of the lexicon: letters after them cost something. */
  const BEGINNINGS = ['a', 'ab', 'b', 'ba', 'bb', 'abb']
  function unknownCost(word: string): number {
    let known = 0
    while (BEGINNINGS.includes(word.slice(0, known + 1)) && known < word.length) known++
    return WEIGHTS.unknownWord + (word.length - known) * (WEIGHTS.unknownLetter ?? 0)
  }

  test.each([true, false])('finds what an exhaustive search finds, sum %s', async (sum) => {
    const given = await parts()
    const language = new LanguageScore({
      ...given,
      domain: given.network.domain,
      domainWeight: WEIGHTS.domainWeight
    })
    fc.assert(
      fc.property(frames(5), (rows) => {
        const join = sum ? addLogs : Math.max
        const expected = new Map<string, number>()
        for (const [recognized, acoustic] of acousticTexts(rows, join)) {
          const text = recognized.replaceAll(/\babb\b/g, 'bb')
          const score = acoustic + fusedScore(language, given.network, recognized)
          expected.set(text, join(expected.get(text) ?? NEVER, score))
        }
        const found = search(new Fusion(given), rows, { sum }).alternatives(10_000)
        expect(found.length).toBe(expected.size)
        for (const { words, score } of found)
          expect(score).toBeCloseTo(expected.get(words.map(({ word }) => word).join(' ')) ?? NEVER, 3)
      }),
      { numRuns: 25 }
    )
  })

  test('looking ahead changes no score', async () => {
    const given = await parts()
    fc.assert(
      fc.property(frames(6), (rows) => {
        const [ahead, behind] = [true, false].map((lookAhead) =>
          search(new Fusion({ ...given, lookAhead }), rows).alternatives(50)
        )
        expect(ahead?.map(({ score }) => score.toFixed(6))).toEqual(
          behind?.map(({ score }) => score.toFixed(6))
        )
      }),
      { numRuns: 25 }
    )
  })

  test('weights of 0 give what is heard without a lexicon', async () => {
    const given = await parts()
    const recognized = { ...WEIGHTS, alpha: 0, beta: 0, unknownWord: 0, unknownLetter: 0 }
    fc.assert(
      fc.property(frames(6), (rows) => {
        const lexicon = buildNetwork(given.network.words(), undefined)
        const fused = search(new Fusion({ ...given, network: lexicon, weights: recognized }), rows)
        expect(textsOf(fused)).toEqual(textsOf(search(new Fusion({ tokens: TOKENS }), rows)))
      }),
      { numRuns: 25 }
    )
  })

  test('alternatives are sorted and each is there once; posteriors are shares', async () => {
    const given = await parts()
    fc.assert(
      fc.property(frames(12), (rows) => {
        const own = search(new Fusion(given), rows, { beam: 16, threshold: 30 })
        const found = own.alternatives(50)
        const texts = textsOf(own, 50)
        expect(new Set(texts).size).toBe(texts.length)
        expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a))
        expect(found.reduce((total, { posterior }) => total + posterior, 0)).toBeCloseTo(1, 6)
        for (const { words } of found)
          for (const { confidence, from, to } of words) {
            expect(confidence).toBeGreaterThanOrEqual(0)
            expect(confidence).toBeLessThanOrEqual(1)
            expect(to).toBeGreaterThan(from)
          }
      })
    )
  })
})

describe('streams', () => {
  test('frames in any portions give the same', async () => {
    const given = await parts()
    fc.assert(
      fc.property(frames(60), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (rows, sizes) => {
        const options = { beam: 8, threshold: 20 }
        const whole = search(new Fusion(given), rows, options)
        const own = new CtcSearch(new Fusion(given), { ...EXACT, ...options })
        const count = rows.length / PIECES.length
        for (let at = 0, turn = 0; at < count; turn++) {
          const some = Math.min(sizes[turn % sizes.length] ?? 1, count - at)
          own.push(rows.subarray(at * PIECES.length, (at + some) * PIECES.length), some)
          at += some
          // Looking changes nothing.
          own.partial()
          own.alternatives(3)
        }
        expect(own.alternatives(20)).toEqual(whole.alternatives(20))
        expect(own.partial()).toEqual(whole.partial())
      })
    )
  })

  test('after a reset a search gives what a new one gives', async () => {
    const given = await parts()
    fc.assert(
      fc.property(frames(20), frames(20), (first, second) => {
        const own = search(new Fusion(given), first, { beam: 8 })
        own.reset()
        own.push(second, second.length / PIECES.length)
        expect(own.alternatives(5)).toEqual(search(new Fusion(given), second, { beam: 8 }).alternatives(5))
      })
    )
  })

  /** Frames that say the letters without doubt. */
  const spelled = (text: string): Float32Array =>
    Float32Array.from(
      [...text].flatMap((letter) => {
        const token = PIECES.indexOf(letter === ' ' ? '▁' : letter)
        const one = PIECES.map((_, at) => Math.log(at === token ? 0.9 : 0.025))
        return [...one, ...PIECES.map((_, at) => Math.log(at === 0 ? 0.96 : 0.01))]
      })
    )

  test('words carry the frames of their tokens', async () => {
    const [best] = search(new Fusion(await parts()), spelled('a bb ba')).alternatives(1)
    expect(best?.words).toMatchObject([
      { word: 'a', surface: 'a', known: true, from: 0, to: 1 },
      { word: 'bb', surface: 'bb', known: true, from: 4, to: 7 },
      { word: 'ba', surface: 'ba', known: true, from: 10, to: 13 }
    ])
  })

  test('the stable words of a partial begin the final', async () => {
    const own = new CtcSearch(new Fusion(await parts()), { ...EXACT, beam: 8, threshold: 3 })
    const rows = spelled('a bb ba aa a bb')
    const size = PIECES.length
    const seen: (readonly string[])[] = []
    for (let at = 0; at * size < rows.length; at++) {
      own.push(rows.subarray(at * size, (at + 1) * size), 1)
      const { words, stable } = own.partial()
      seen.push(words.slice(0, stable).map(({ word }) => word))
    }
    const last = own.alternatives(1)[0]?.words.map(({ word }) => word) ?? []
    for (const stable of seen) expect(last.slice(0, stable.length)).toEqual(stable)
    expect(seen.at(-1)?.length).toBeGreaterThan(0)
  })

  test('committed words leave the memory and the result is the same', async () => {
    const given = await parts()
    const rows = spelled('a bb ba ab a '.repeat(60))
    const kept = search(new Fusion(given), rows, { beam: 4, threshold: 8 })
    const committed: string[] = []
    const own = search(new Fusion(given), rows, {
      beam: 4,
      threshold: 8,
      onCommitted: (words: readonly { word: string }[]) => committed.push(...words.map(({ word }) => word))
    })
    expect(committed.length).toBeGreaterThan(200)
    expect([...committed, ...(textsOf(own)[0]?.split(' ') ?? [])].join(' ')).toBe(textsOf(kept)[0])
  })
})
