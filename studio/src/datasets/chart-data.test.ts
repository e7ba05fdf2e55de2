import { expect, test } from 'vitest'
import { clipLengthBars, coverageBars, newWordBars, rareNewWords } from './chart-data.ts'

const newWords = {
  words: 3,
  tokens: 5,
  rate: 0.05,
  mostUseful: Array.from({ length: 20 }, (_, index) => ({ word: `word${index}`, count: 20 - index })),
  once: { words: 2, examples: ['word3', 'quillfether'] }
}

test('coverage shows known and new words as a share of the text', () => {
  expect(coverageBars(100, newWords)).toEqual([
    { name: 'Known', value: 95, shown: '95.0 %' },
    { name: 'New', value: 5, shown: '5.0 %' }
  ])
})

test('the most useful new words have bars, and rare ones are listed once', () => {
  expect(newWordBars(newWords)).toHaveLength(15)
  expect(newWordBars(newWords)[0]).toEqual({ name: 'word0', value: 20 })
  expect(rareNewWords(newWords)).toEqual(['quillfether'])
})

test('clips are counted by length, each in one bar', () => {
  const clip = (duration: string) => ({ properties: { size: 1, duration } })
  const bars = clipLengthBars(['PT1.9S', 'PT2S', 'PT39.9S', 'PT40S', 'PT1H2M'].map(clip))
  expect(bars.map(({ value }) => value)).toEqual([1, 1, 0, 0, 1, 2])
  expect(bars.at(-1)?.name).toBe('40 s and over')
})
