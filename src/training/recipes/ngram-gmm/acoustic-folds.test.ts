import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ngramGmmParts } from '../../../recognizers/pocketsphinx/index.ts'
import type { TrainingUtterance } from '../../training-data.ts'
import { prepareAcousticFolds } from './acoustic-folds.ts'

const utterance = (text: string, seconds: number, id = text): TrainingUtterance => ({
  id,
  audioPath: `${id}.wav`,
  reference: text,
  words: text.split(' '),
  durationTicks: seconds * 10_000_000
})

test('a mixture is tried as the mixture that it is, without what is held back from any of its sources', async () => {
  const scratch = await mkdtemp(join(tmpdir(), 'vernacular-test-'))
  onTestFinished(() => rm(scratch, { recursive: true, force: true }))
  const heldOut = [utterance('moor the dinghy', 3)]
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
    const folds = await prepareAcousticFolds([{ training: [], heldOut }], {
      sentences: sources.flatMap(({ sentences }) => sentences),
      mixture: { sources, shares },
      weight: 0.5,
      base: 'base',
      lexiconPath: undefined,
      scratch,
      signal: new AbortController().signal
    })
    return readFile(folds[0] ? (ngramGmmParts(folds[0].model).languageModel?.arpaPath ?? '') : '', 'utf8')
  }
  const logarithm = (arpa: string, word: string): number =>
    Number(new RegExp(`^(\\S+)\\s${word}(?:\\s|$)`, 'm').exec(arpa)?.[1])
  const arpa = await arpaOf([0.2, 0.6, 0.2])
  expect(arpa).not.toContain('dinghy')
  // What is left of the sources weighs 3 to 1: so do words that only one of them knows.
  expect(10 ** (logarithm(arpa, 'hoist') - logarithm(arpa, 'lower'))).toBeCloseTo(3, 2)
})
