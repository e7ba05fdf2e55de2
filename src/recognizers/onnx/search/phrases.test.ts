import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Phrases } from './phrases.ts'
import { BOUNDARY, symbolsOf } from './tokens.ts'
import { buildTrie } from './trie.ts'

/** What a hypothesis has for good after the words, and what it has for the moment. */
function said(phrases: Phrases, text: string, ends = true): { gain: number; potential: number } {
  let state = phrases.start
  let gain = 0
  const words = text.split(' ').filter(Boolean)
  for (const [index, word] of words.entries()) {
    const boundary = ends || index < words.length - 1 ? [BOUNDARY] : []
    for (const symbol of [...symbolsOf(word), ...boundary]) {
      state = phrases.next(state, symbol)
      gain += phrases.gain(state)
    }
  }
  return { gain, potential: phrases.potential(state) }
}

const LIST = [
  { text: 'new york', bonus: 3 },
  { text: 'new york city', bonus: 5 },
  { text: 'york', bonus: 2 },
  { text: 'Kubernetes', bonus: 4 }
]

test('a phrase that was said brings its bonus, the longest one where several end', () => {
  const phrases = new Phrases(LIST)
  expect(said(phrases, 'i saw new york today')).toEqual({ gain: 3, potential: 0 })
  expect(said(phrases, 'york today').gain).toBe(2)
  expect(said(phrases, 'new york city').gain).toBe(5)
  expect(said(phrases, 'kubernetes on kubernetes').gain).toBe(8)
})

test('a phrase has whole words', () => {
  const phrases = new Phrases(LIST)
  expect(said(phrases, 'yorkshire newyork anew yorker')).toEqual({ gain: 0, potential: 0 })
})

test('a phrase gives its bonus bit by bit, and takes it back exactly where it breaks off', () => {
  const phrases = new Phrases(LIST)
  const parts = ['k', 'kub', 'kuberne', 'kubernetes'].map((part) => said(phrases, part, false).potential)
  expect(parts).toEqual([...parts].sort((a, b) => a - b))
  expect(parts.at(-1)).toBeCloseTo(4)
  expect(said(phrases, 'kuberx', false)).toEqual({ gain: 0, potential: 0 })
  expect(said(phrases, 'new yo', false).potential).toBeGreaterThan(0)
  expect(said(phrases, 'new you')).toEqual({ gain: 0, potential: 0 })
})

test('what is earned for good does not depend on what was begun in between', () => {
  const word = fc.constantFrom('new', 'york', 'city', 'yorker', 'kube', 'a')
  fc.assert(
    fc.property(fc.array(word, { maxLength: 9 }), (words) => {
      const text = words.join(' ')
      let expected = 0
      let [at, found] = [0, false]
      // The longest phrase at each place; phrases do not overlap in this list, except by being part of another.
      while (at < words.length) {
        const rest = words.slice(at).join(' ')
        const longest = [5, 3, 2].find((bonus) =>
          LIST.some((one) => one.bonus === bonus && (rest === one.text || rest.startsWith(`${one.text} `)))
        )
        found = longest !== undefined
        expected += longest ?? 0
        at += found ? (longest === 5 ? 3 : longest === 3 ? 2 : 1) : 1
      }
      expect(said(new Phrases(LIST), text).gain).toBe(expected)
    })
  )
})

test('a word that only the phrase list has is no unknown word there', () => {
  const trie = buildTrie(['', '', '', 'deploy', 'kubern'])
  const phrases = new Phrases([{ text: 'deploy kubernetes', bonus: 4 }], { trie, unknownWord: -6 })
  // The cost of an unknown word is due where the word leaves the lexicon, and is made good there.
  expect(said(phrases, 'deploy kubern', false).potential).toBeLessThan(4)
  expect(said(phrases, 'deploy kuberne', false).potential).toBeGreaterThan(6)
  expect(said(phrases, 'deploy kubernetes')).toEqual({ gain: 10, potential: 0 })
  expect(said(phrases, 'kubernetes')).toEqual({ gain: 6, potential: 0 })
  expect(said(phrases, 'kubernot')).toEqual({ gain: 0, potential: 0 })
})

test('letters of such a word cost nothing either', () => {
  const trie = buildTrie(['', '', '', 'deploy', 'kubern'])
  const phrases = new Phrases([{ text: 'kubernetes', bonus: 4 }], {
    trie,
    unknownWord: -6,
    unknownLetter: -0.5
  })
  expect(said(phrases, 'kubernet', false).potential).toBeCloseTo(6 + 2 * 0.5 + (4 * 8) / 10)
  expect(said(phrases, 'kubernetes').gain).toBe(4 + 6 + 4 * 0.5)
  expect(said(phrases, 'kubernot')).toEqual({ gain: 0, potential: 0 })
})

test('a respelling is another way to say the phrase', () => {
  const phrases = new Phrases([{ text: 'ask Nguyen now', bonus: 3 }], {
    respellings: (word) => (word === 'Nguyen' ? ['win', 'new yen'] : [])
  })
  expect(said(phrases, 'ask win now').gain).toBeCloseTo(3)
  expect(said(phrases, 'ask nguyen now').gain).toBeCloseTo(3)
  expect(said(phrases, 'ask new yen now').gain).toBeCloseTo(3)
  expect(said(phrases, 'ask wine now').gain).toBe(0)
})

test('phrases of ideographs need no boundaries', () => {
  const phrases = new Phrases([{ text: '语音识别', bonus: 4 }])
  expect(said(phrases, '我用语音识别服务', false).gain).toBeCloseTo(4)
  expect(said(phrases, '语音服务', false)).toEqual({ gain: 0, potential: 0 })
})
