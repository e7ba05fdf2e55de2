import { expect, test } from 'vitest'
import { parseArguments } from '../command-line/parse-arguments.ts'
import { recognize } from '../commands/recognize.ts'
import { ConfigStore } from '../config/config-store.ts'
import { CommandContext } from '../execution/command-context.ts'
import type { RecognizedAudio } from '../recognition/recognition-result.ts'
import { failedRecognitionChecks } from './recognition-checks.ts'
import { failedResultChecks } from './result-checks.ts'

const failed = (expression: string, result: unknown) =>
  failedResultChecks([{ kind: 'result', expression }], result)

test.each([
  ["status == 'Succeeded'", true],
  ['properties.wordErrorRate1 < `0.1`', true],
  ['properties.wordErrorRate1', true],
  ['length(files) == `2`', false],
  ['missing', false],
  ['empty', false],
  ['files', true]
])('%s', (expression, passes) => {
  const result = { status: 'Succeeded', properties: { wordErrorRate1: 0.05 }, files: ['a'], empty: [] }
  expect(failed(expression, result)).toHaveLength(passes ? 0 : 1)
})

test('a failure shows the value, and an invalid expression is an error', () => {
  expect(failed("a == 'b'", { a: 1 })).toEqual(["the result does not satisfy a == 'b': false"])
  expect(failed('a', undefined)).toEqual(['the command has no result to check: a'])
  expect(() => failed('a ==', {})).toThrow('is not a valid JMESPath expression')
})

const audio = (file: string, text: string): RecognizedAudio => ({
  file,
  id: file,
  text,
  durationMilliseconds: 1000,
  phrases: [
    {
      ...{ offsetMilliseconds: 0, durationMilliseconds: 1000, text },
      nBest: [{ Confidence: 1, Lexical: text.toLowerCase(), ITN: text, MaskedITN: text, Display: text }]
    }
  ]
})
const lamp = audio('x/lamp.wav', 'Turn on the lamp.')

const failures = (words: readonly string[], ...all: readonly RecognizedAudio[]) =>
  failedRecognitionChecks(new CommandContext(parseArguments(recognize, words), new ConfigStore()), all)

test.each([
  [['text', 'contains', 'lamp'], 0],
  [['text', 'contains', 'Lamp'], 1],
  [['text', 'not', 'contains', 'lamp'], 1],
  [['text', 'eq', 'Turn on the lamp'], 0],
  [['text', 'ne', 'Turn on the lamp!'], 1],
  [['text', 'in', 'Go.;Turn on the lamp.'], 0],
  [['lexical', 'text', 'eq', 'turn on the lamp'], 0]
])('--check %j', async (condition, count) => {
  expect(await failures(['--check', ...condition], lamp)).toHaveLength(count)
})

test('the word error rate is in whole percent over all recordings, matched by file name', async () => {
  const table = 'lamp.wav\tTurn off the lamp\ndoor.wav\tOpen the door'
  const words = (limit: string) => ['--transcript', table, '--check', 'wer', 'le', limit]
  const door = audio('door.wav', 'Open the door.')
  expect(await failures(words('14'), lamp, door)).toEqual([])
  expect(await failures(words('13'), lamp, door)).toEqual(['wer is 14, not le 13'])
  await expect(failures(words('13'), lamp, audio('other.wav', 'x'))).rejects.toThrow('no line for other.wav')
  await expect(failures(['--transcript', 'a', '--check', 'wer', 'le', '1'], lamp, door)).rejects.toThrow(
    'There are 2 files'
  )
})

test('fast transcription has no lexical form to check', async () => {
  const fast = { ...lamp, phrases: [{ offsetMilliseconds: 0, durationMilliseconds: 1, text: 'x' }] }
  await expect(failures(['--check', 'lexical', 'eq', 'x'], fast)).rejects.toThrow('returns no lexical form')
})
