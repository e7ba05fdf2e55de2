import { expect, test } from 'vitest'
import { option } from './option.ts'
import { findOption, optionUsage, shortName, splitWords } from './option-names.ts'

const outputId = option({ name: '[csr|batch] output [project|model] id', value: '@NAME', help: '' })
const language = option({ name: '[source] (language|languages) [config]', value: 'LOCALE', help: '' })
const quick = option({ name: 'quick', help: '' })
const all = [outputId, language, quick]

test.each([
  ['output id', outputId],
  ['output.id', outputId],
  ['output-project-id', outputId],
  ['CSR.Output.Model.ID', outputId],
  ['languages', language],
  ['source_language_config', language],
  ['quick', quick],
  ['id', undefined],
  ['output', undefined],
  ['output id id', undefined],
  ['config', undefined]
])('--%s', (written, expected) => {
  expect(findOption(splitWords(written), all)).toBe(expected)
})

test('the first option wins when several match', () => {
  const longer = option({ name: 'output [model] id', help: '' })
  expect(findOption(['output', 'id'], [longer, outputId])).toBe(longer)
})

test('people see the required words and the value', () => {
  expect(all.map(shortName)).toEqual(['output id', 'language', 'quick'])
  expect(all.map(optionUsage)).toEqual(['--output id @NAME', '--language LOCALE', '--quick'])
})
