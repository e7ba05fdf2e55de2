import { describe, expect, test } from 'vitest'
import { findCommand, parseArguments } from '../command-line/parse-arguments.ts'
import { COMMANDS } from '../commands/index.ts'
import { ConfigStore } from '../config/config-store.ts'
import { CommandContext } from '../execution/command-context.ts'
import { ServiceClient } from '../service/service-client.ts'
import { requestBody } from './request-body.ts'
import { RESOURCES, type ResourceName } from './resources.ts'

const service = new ServiceClient('http://h', 'key')
const url = (path: string) => ({ self: `http://h/speechtotext/v3.2/${path}` })

function bodyOf(line: string, action: 'create' | 'update' = 'create') {
  const found = findCommand(line.split(' '), COMMANDS)
  if (!found) throw new Error(`no command in ${line}`)
  const context = new CommandContext(parseArguments(found.command, found.rest), new ConfigStore())
  const name = found.command.path.split(' ')[1] as ResourceName
  return requestBody(context, RESOURCES[name][action], service)
}

describe('the body of a request', () => {
  test.each([
    ['csr project create --name P --language de-DE', { displayName: 'P', locale: 'de-DE' }],
    [
      'csr model create --name M --dataset 1 --datasets 2;http://h/speechtotext/v3.2/datasets/3 --base b --weight 30',
      {
        displayName: 'M',
        baseModel: url('models/base/b'),
        datasets: [url('datasets/1'), url('datasets/2'), url('datasets/3')],
        properties: { customModelWeightPercent: 30 }
      }
    ],
    [
      'csr endpoint create --name E --logging enabled',
      { displayName: 'E', properties: { loggingEnabled: true } }
    ],
    [
      'csr endpoint create --name E --logging false',
      { displayName: 'E', properties: { loggingEnabled: false } }
    ],
    [
      'batch transcription create --name T --content http://a;http://b --channels 0;1 --word level timing --property x=1 y text',
      {
        displayName: 'T',
        contentUrls: ['http://a', 'http://b'],
        properties: { channels: [0, 1], wordLevelTimestampsEnabled: true, x: 1, y: 'text' }
      }
    ],
    [
      'csr webhook create --name H --url http://r --events a;b --secret s',
      { displayName: 'H', webUrl: 'http://r', events: { a: true, b: true }, properties: { secret: 's' } }
    ]
  ])('%s', (line, body) => {
    expect(bodyOf(line)).toEqual(body)
  })

  test('an update sends only what is passed', () => {
    expect(bodyOf('csr endpoint update --endpoint 1 --model 2', 'update')).toEqual({ model: url('models/2') })
    expect(bodyOf('csr endpoint update --endpoint 1', 'update')).toEqual({})
  })

  test('a property without a value, and a number that is none, are rejected', () => {
    expect(() => bodyOf('csr model create --name M --property x')).toThrow('--property x has no value')
    expect(() => bodyOf('csr model create --name M --weight much')).toThrow('--weight is "much"')
  })
})
