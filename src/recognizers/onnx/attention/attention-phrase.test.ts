import { expect, it } from 'vitest'
import { normalizerFor } from '../../../speech/text/index.ts'
import { FRAME_SECONDS, lexicalWords } from './attention-phrase.ts'

/** Words of a second each. */
const spoken = (text: string) => ({
  text,
  words: text.split(' ').map((word, index) => ({
    text: word,
    startSeconds: index,
    endSeconds: index + 1,
    confidence: 0.9 - index / 100
  }))
})
const lexical = (text: string) => lexicalWords(spoken(text), normalizerFor('en-US'))
const placed = (text: string) =>
  lexical(text).map(({ word, surface, from, to }) => [
    word,
    surface,
    from * FRAME_SECONDS,
    to * FRAME_SECONDS
  ])

it('gives words as they are spoken, each with its time and how the model wrote it', () => {
  expect(placed('Mr. Dashwood, 10 of clubs.')).toEqual([
    ['mister', 'Mr.', 0, 1],
    ['dashwood', 'Dashwood,', 1, 2],
    ['ten', '10', 2, 3],
    ['of', 'of', 3, 4],
    ['clubs', 'clubs.', 4, 5]
  ])
})

it('shares the time of what becomes several words among them', () => {
  expect(placed('an ill-disposed man')).toEqual([
    ['an', 'an', 0, 1],
    ['ill', 'ill-disposed', 1, 1.5],
    ['disposed', 'disposed', 1.5, 2],
    ['man', 'man', 2, 3]
  ])
})

it('reads what only the whole text tells, with times in order', () => {
  const words = lexical('It costs $ 5 on May 3, 2021 then.')
  expect(words.map(({ word }) => word).join(' ')).toBe(
    normalizerFor('en-US').apply('It costs $ 5 on May 3, 2021 then.')
  )
  const starts = words.map(({ from }) => from)
  expect(starts).toEqual([...starts].sort((a, b) => a - b))
  expect(words.at(-1)).toMatchObject({ word: 'then', surface: 'then.' })
})

it('has no words of what is none', () => {
  expect(lexical('…')).toEqual([])
})
