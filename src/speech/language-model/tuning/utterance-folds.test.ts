import { describe, expect, test } from 'vitest'
import { utteranceFolds } from '../index.ts'

type Utterance = Readonly<{ id: string; words: readonly string[]; durationTicks: number }>

const utterance = (text: string, seconds: number, id = text): Utterance => ({
  id,
  words: text.split(' '),
  durationTicks: seconds * 10_000_000
})
const numbered = (count: number, seconds: number) =>
  Array.from({ length: count }, (_, number) => utterance(`sentence ${number}`, seconds))
const ids = (utterances: readonly Utterance[]) => utterances.map(({ id }) => id).sort()

describe('folds of utterances', () => {
  test('too little audio, or too few sentences, are not split', () => {
    expect(utteranceFolds(numbered(9, 1))).toEqual([])
    expect(utteranceFolds(numbered(2, 30))).toEqual([])
    expect(
      utteranceFolds(Array.from({ length: 20 }, (_, n) => utterance('the same', 3, `clip ${n}`)))
    ).toEqual([])
  })

  test('of little audio each utterance is held out once', () => {
    const utterances = numbered(6, 3)
    const folds = utteranceFolds(utterances)
    expect(folds).toHaveLength(3)
    expect(ids(folds.flatMap(({ heldOut }) => heldOut))).toEqual(ids(utterances))
    for (const { training, heldOut } of folds) {
      expect(ids([...training, ...heldOut])).toEqual(ids(utterances))
      expect(training.length).toBeGreaterThan(0)
    }
  })

  test('of much audio less than a minute is held out', () => {
    const folds = utteranceFolds(numbered(150, 3))
    expect(folds).toHaveLength(1)
    const [{ training, heldOut } = { training: [], heldOut: [] }] = folds
    expect(heldOut.length).toBe(15)
    expect(training.length).toBe(135)
  })

  test('the choice follows from the words, not from order or names', () => {
    const utterances = numbered(40, 3)
    const heldOut = (all: readonly Utterance[]) =>
      utteranceFolds(all).map((fold) => fold.heldOut.map(({ words }) => words.join(' ')).sort())
    const renamed = utterances.map((one, index) => ({ ...one, id: `clip ${index}` })).reverse()
    expect(heldOut(renamed)).toEqual(heldOut(utterances))
  })

  test('a sentence spoken by several speakers stays on one side', () => {
    const voices = ['slt', 'rms'].flatMap((voice) =>
      Array.from({ length: 10 }, (_, number) => utterance(`sentence ${number}`, 3, `${voice}-${number}`))
    )
    for (const { training, heldOut } of utteranceFolds(voices)) {
      const known = new Set(training.map(({ words }) => words.join(' ')))
      expect(heldOut.length).toBeGreaterThanOrEqual(3)
      for (const { words } of heldOut) expect(known).not.toContain(words.join(' '))
    }
  })
})
