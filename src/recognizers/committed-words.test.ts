import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { COMMITTED_AFTER, CommittedWords } from './committed-words.ts'

const show = (...hypotheses: readonly string[]): readonly string[] => {
  const committed = new CommittedWords()
  return hypotheses.map((text) => committed.next(text.split(' ').filter((word) => word !== '')).join(' '))
}

describe('the words of a live phrase', () => {
  test('the newest guess is shown at once and may change', () => {
    expect(show('go', 'goes', 'go for')).toEqual(['go', 'goes', 'go for'])
  })

  test('a word that three hypotheses agree on stays, whatever the decoder says later', () => {
    expect(show('go for', 'go for', 'go for ten', 'no forward ten meters')).toEqual([
      'go for',
      'go for',
      'go for ten',
      'go for ten meters'
    ])
  })

  test('a shorter hypothesis cannot take committed words back', () => {
    expect(show('go', 'go', 'go', '')).toEqual(['go', 'go', 'go', 'go'])
  })

  test('agreement on a word commits it only with all before it', () => {
    expect(show('a x', 'b x', 'c x', 'd y')).toEqual(['a x', 'b x', 'c x', 'd y'])
  })

  test('whatever is heard, words in three successive partials begin every later one', () => {
    const word = fc.constantFrom('go', 'for', 'ten')
    fc.assert(
      fc.property(fc.array(fc.array(word, { maxLength: 5 }), { maxLength: 15 }), (hypotheses) => {
        const phrase = new CommittedWords()
        const shown = hypotheses.map((hypothesis) => phrase.next(hypothesis))
        for (let end = COMMITTED_AFTER; end <= shown.length; end++) {
          const recent = shown.slice(end - COMMITTED_AFTER, end)
          const [first = []] = recent
          let stable = 0
          while (stable < first.length && recent.every((words) => words[stable] === first[stable])) stable++
          for (const later of shown.slice(end)) expect(later.slice(0, stable)).toEqual(first.slice(0, stable))
        }
      })
    )
  })
})
