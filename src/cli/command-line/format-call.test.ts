import { expect, test } from 'vitest'
import { formatCall } from './format-call.ts'
import { option } from './option.ts'
import { parseArguments } from './parse-arguments.ts'

const key = option({ name: 'key', value: 'KEY', help: '' })
const check = option({ name: '[x] check', value: 'CONDITION', multiple: true, help: '' })
const outputId = option({ name: '[csr] output id', value: '@NAME', help: '' })
const quick = option({ name: 'quick', help: '' })
const command = { path: 'csr run', arguments: 'FILE', options: [key, check, outputId, quick], groups: [] }

test('a call becomes the words that make it again, without what is excluded', () => {
  const line = ['a.txt', '--output', 'id', '@x', '--quick', '--check', 'a b', 'c', '--key', 'secret']
  const call = parseArguments(command, line)
  const words = formatCall(call, [key])
  expect(words).toEqual(['csr', 'run', '--output-id=@x', '--quick', '--check=a b', '--check=c', 'a.txt'])
  const again = parseArguments(command, words.slice(2))
  expect([...again.values]).toEqual([...call.values].filter(([option_]) => option_ !== key))
})
