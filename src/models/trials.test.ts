import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { TrainingUtterance } from './training-data.ts'
import { divideUtterances, prepareTrials } from './trials.ts'

const utterance = (text: string, seconds: number, id = text): TrainingUtterance => ({
  id,
  audioPath: `${id}.wav`,
  reference: text,
  words: text.split(' '),
  durationTicks: seconds * 10_000_000
})
const numbered = (count: number, seconds: number) =>
  Array.from({ length: count }, (_, number) => utterance(`sentence ${number}`, seconds))
const ids = (utterances: readonly TrainingUtterance[]) => utterances.map(({ id }) => id).sort()

describe('utterances held back', () => {
  test('too little audio, or too few sentences, is not divided', () => {
    expect(divideUtterances(numbered(9, 1))).toEqual([])
    expect(divideUtterances(numbered(2, 30))).toEqual([])
    expect(
      divideUtterances(Array.from({ length: 20 }, (_, n) => utterance('the same', 3, `clip ${n}`)))
    ).toEqual([])
  })

  test('of little audio each utterance is held back once', () => {
    const utterances = numbered(6, 3)
    const divisions = divideUtterances(utterances)
    expect(divisions).toHaveLength(3)
    expect(ids(divisions.flatMap(({ heldBack }) => heldBack))).toEqual(ids(utterances))
    for (const { training, heldBack } of divisions) {
      expect(ids([...training, ...heldBack])).toEqual(ids(utterances))
      expect(training.length).toBeGreaterThan(0)
    }
  })

  test('of much audio less than a minute is held back', () => {
    const divisions = divideUtterances(numbered(150, 3))
    expect(divisions).toHaveLength(1)
    const [{ training, heldBack } = { training: [], heldBack: [] }] = divisions
    expect(heldBack.length).toBe(15)
    expect(training.length).toBe(135)
  })

  test('the choice follows from the words, not from order or names', () => {
    const utterances = numbered(40, 3)
    const heldBack = (all: readonly TrainingUtterance[]) =>
      divideUtterances(all).map((division) => division.heldBack.map(({ words }) => words.join(' ')).sort())
    const renamed = utterances.map((one, index) => ({ ...one, id: `clip ${index}` })).reverse()
    expect(heldBack(renamed)).toEqual(heldBack(utterances))
  })

  test('a sentence said by several voices stays on one side', () => {
    const voices = ['slt', 'rms'].flatMap((voice) =>
      Array.from({ length: 10 }, (_, number) => utterance(`sentence ${number}`, 3, `${voice}-${number}`))
    )
    for (const { training, heldBack } of divideUtterances(voices)) {
      const known = new Set(training.map(({ words }) => words.join(' ')))
      expect(heldBack.length).toBeGreaterThanOrEqual(3)
      for (const { words } of heldBack) expect(known).not.toContain(words.join(' '))
    }
  })
})

test('a mixture is tried as the mixture that it is, without what is held back from any of its sources', async () => {
  const scratch = await mkdtemp(join(tmpdir(), 'vernacular-test-'))
  onTestFinished(() => rm(scratch, { recursive: true, force: true }))
  const heldBack = [utterance('moor the dinghy', 3)]
  const source = (name: string, ...sentences: readonly string[]) => ({
    source: name,
    kind: 'Language',
    sentences: sentences.map((sentence) => sentence.split(' '))
  })
  const sources = [
    source('one', 'moor the dinghy'),
    source('two', 'hoist the flag', 'moor the dinghy'),
    source('three', 'lower the flag')
  ]
  const arpaOf = async (shares: readonly number[]): Promise<string> => {
    const trials = await prepareTrials([{ training: [], heldBack }], {
      sentences: sources.flatMap(({ sentences }) => sentences),
      mixture: { sources, shares },
      weight: 0.5,
      base: 'base',
      lexiconPath: undefined,
      scratch,
      signal: new AbortController().signal
    })
    return readFile(trials[0]?.model.custom?.languageModel?.arpaPath ?? '', 'utf8')
  }
  const logarithm = (arpa: string, word: string): number =>
    Number(new RegExp(`^(\\S+)\\s${word}(?:\\s|$)`, 'm').exec(arpa)?.[1])
  const arpa = await arpaOf([0.2, 0.6, 0.2])
  expect(arpa).not.toContain('dinghy')
  // What is left of the sources weighs 3 to 1: so do words that only one of them knows.
  expect(10 ** (logarithm(arpa, 'hoist') - logarithm(arpa, 'lower'))).toBeCloseTo(3, 2)
})
