/** `key list`, `key create`, `key rotate` and `key withdraw`: the access keys of the service. @module */

import type { AccessKeys, NewAccessKey } from '../../openapi/api-types.ts'
import { CommandError, UsageError } from '../command-error.ts'
import { option } from '../command-line/option.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { connection } from '../options/connection.ts'
import { display } from '../options/outputs.ts'
import { showResult } from '../output/save-output.ts'
import { drawTable } from '../output/table.ts'
import { terminal } from '../output/terminal.ts'
import { ServiceClient } from '../service/service-client.ts'
import type { CommandFamily } from './command.ts'

const scope = option({
  name: 'scope',
  value: 'SCOPE',
  default: 'owner',
  help: 'What the key may do: owner, contributor, reader or recognize'
})
const keyName = option({ name: 'name', value: 'TEXT', help: 'Name of the key' })
const expires = option({
  name: 'expires',
  value: 'TIME',
  default: 'never',
  help: 'When the key expires, such as 2027-01-31T00:00:00Z'
})
const endpoints = option({
  name: 'endpoints',
  value: 'ID …',
  multiple: true,
  help: 'The only endpoints that a key of scope recognize may use'
})
const keepOld = option({ name: 'keep old', help: 'Keep the old key valid' })

export const key: CommandFamily = {
  name: 'key',
  section: 'Manage',
  summary: 'List, create, rotate or withdraw access keys',
  commands: [
    {
      path: 'key list',
      summary: 'List the access keys by ID',
      options: [],
      groups: [display, connection],
      examples: [{ line: 'key list' }],
      run: listKeys
    },
    {
      path: 'key rotate',
      summary: 'Replace your access key with a new one',
      notes: [
        'The new key is created and saved before the old one is withdrawn, so you never lose access.',
        'If config does not store the key, the new key is printed on standard output.'
      ],
      options: [keepOld],
      groups: [display, connection],
      examples: [
        { line: 'key rotate' },
        { comment: 'Keep both keys valid until you withdraw the old one', line: 'key rotate --keep old' }
      ],
      run: rotateKey
    },
    {
      path: 'key create',
      summary: 'Create an access key and print it',
      notes: ['The key is printed once, on standard output. Only an owner can create keys.'],
      options: [scope, keyName, expires, endpoints],
      groups: [display, connection],
      examples: [
        { line: 'key create --scope reader --name reports' },
        {
          comment: 'A key for an app that recognizes speech with one endpoint, until the end of the year',
          line: 'key create --scope recognize --endpoints 5a4f6c1e-0d2b-4c3a-9e8f-7b6a5d4c3b2a --expires 2027-12-31T23:59:59Z'
        }
      ],
      run: createKey
    },
    {
      path: 'key withdraw',
      summary: 'Withdraw an access key',
      arguments: 'ID',
      options: [],
      groups: [display, connection],
      examples: [{ line: 'key withdraw 1f0c5e7a9b2d' }],
      run: withdrawKey
    }
  ]
}

async function listKeys(context: CommandContext): Promise<number | undefined> {
  const service = await context.service()
  const { values } = await service.json<AccessKeys>('/keys')
  showResult(context, values, (width) =>
    drawTable(
      ['id', 'scope', 'name', 'created', 'expires', 'last used', ''],
      values.map((one) => [
        one.id,
        one.scope,
        one.name ?? '',
        one.createdDateTime,
        one.expirationDateTime ?? '',
        one.lastUsedDateTime ?? '',
        one.current ? 'current' : ''
      ]),
      width
    )
  )
  return undefined
}

async function createKey(context: CommandContext): Promise<number | undefined> {
  const service = await context.service()
  const fields = {
    scope: context.value(scope),
    name: context.value(keyName),
    expires: context.value(expires),
    endpoints: context.has(endpoints) ? context.values(endpoints) : undefined
  }
  terminal.begin('Creating a key')
  const created = await postKey(service, fields)
  terminal.end(created.id)
  process.stdout.write(`${created.key}\n`)
  return undefined
}

const postKey = (service: ServiceClient, fields: Readonly<Record<string, unknown>>): Promise<NewAccessKey> =>
  service.json('/keys', { method: 'POST', json: fields })

/** Saves the new key before it withdraws the old one: a connection that breaks at any moment leaves a valid key. */
async function rotateKey(context: CommandContext): Promise<number | undefined> {
  const service = await context.service()
  const old = (await service.json<AccessKeys>('/keys')).values.find(({ current }) => current)
  if (!old) throw new CommandError('The service does not report which key this is.')
  terminal.begin('Creating a key')
  const { name, expirationDateTime } = old
  const { id, key: newKey } = await postKey(service, { scope: old.scope, name, expires: expirationDateTime })
  terminal.end(id)
  const isSaved = (await context.config.find('key'))?.trim() === service.key
  if (isSaved) terminal.info(`Saved in ${await context.config.set('key', newKey)}.`)
  else process.stdout.write(`${newKey}\n`)
  if (context.has(keepOld)) {
    terminal.info(`The old key ${old.id} is still valid. To withdraw it: vernacular key withdraw ${old.id}`)
    return undefined
  }
  terminal.begin(`Withdrawing the key ${old.id}`)
  await withdraw(new ServiceClient(service.origin, newKey), old.id)
  terminal.end('Done!')
  if (!isSaved) {
    terminal.info(
      'Replace the old key wherever you use it: VERNACULAR_KEY, --key or the settings of the service.'
    )
  }
  return undefined
}

async function withdrawKey(context: CommandContext): Promise<number | undefined> {
  const [id] = context.call.arguments
  if (id === undefined) {
    throw new UsageError('key withdraw needs an ID.', 'SEE: vernacular key list')
  }
  terminal.begin(`Withdrawing the key ${id}`)
  await withdraw(await context.service(), id)
  terminal.end('Done!')
  return undefined
}

const withdraw = async (service: ServiceClient, id: string): Promise<void> => {
  await service.call(`/keys/${encodeURIComponent(id)}`, { method: 'DELETE' })
}
