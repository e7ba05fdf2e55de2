import { describe, expect, test } from 'vitest'
import { NoTrainingText, trainInWorker, wordProbabilities, writeArpa } from './index.ts'

const OPTIONS = { order: 3, maxNgrams: 60 }
const TEXT = Array.from({ length: 400 }, (_, index) =>
  `${['open', 'close', 'check', 'paint'][index % 4]} the ${['gate', 'hatch', '{@part}'][index % 3]} ${
    ['now', 'at noon', 'before the storm', 'again'][(index * 7) % 4]
  } ${['', 'please', 'says the mate'][(index * 5) % 3]}`
    .trim()
    .split(' ')
)
const CLASSES = new Map([['{@part}', [['red', 'davit'], ['winch']]]])

describe('a large text, trained in a worker thread', () => {
  test('gives the same model, which can be scored with, and tells how far it is', async () => {
    const reported: (readonly [number, string])[] = []
    const near = await trainInWorker(TEXT, CLASSES, OPTIONS)
    const inWorker = await trainInWorker(TEXT, CLASSES, {
      ...OPTIONS,
      minWorkerWords: 0,
      onProgress: (fraction, stage) => reported.push([fraction, stage])
    })
    expect([...writeArpa(inWorker)].join('')).toBe([...writeArpa(near)].join(''))
    const sentence = 'paint the red davit'.split(' ')
    expect(wordProbabilities(inWorker, sentence)).toEqual(wordProbabilities(near, sentence))
    expect(inWorker.training).toEqual(near.training)
    expect(new Set(reported.map(([, stage]) => stage))).toContain('pruning the language model')
    expect(reported.map(([fraction]) => fraction)).toEqual(
      reported.map(([fraction]) => fraction).sort((a, b) => a - b)
    )
  })

  test('fails as it does without one', async () => {
    await expect(trainInWorker([], new Map(), { ...OPTIONS, minWorkerWords: 0 })).rejects.toThrow(
      NoTrainingText
    )
    await expect(trainInWorker([['a b']], new Map(), { ...OPTIONS, minWorkerWords: 0 })).rejects.toThrow(
      TypeError
    )
    await expect(trainInWorker(TEXT, new Map(), { ...OPTIONS, order: 9, minWorkerWords: 0 })).rejects.toThrow(
      RangeError
    )
  })

  test('stops when it is cancelled', async () => {
    const controller = new AbortController()
    const reason = new Error('cancelled by its owner')
    const training = trainInWorker(TEXT, CLASSES, {
      ...OPTIONS,
      minWorkerWords: 0,
      signal: controller.signal,
      onProgress: () => controller.abort(reason)
    })
    await expect(training).rejects.toBe(reason)
  })
})
