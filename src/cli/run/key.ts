/** `key list|rotate`: which keys open the service, and a new one in place of the one that is used. @module */
import { CommandFailed } from '../command-failed.ts'
import { show } from '../keep-output.ts'
import { Service } from '../service.ts'
import type { Options } from '../session.ts'
import { drawTable } from '../table.ts'
import { terminal } from '../terminal.ts'

type ListedKey = Readonly<{ id: string; createdDateTime: string; current: boolean }>
type Keys = Readonly<{ values: readonly ListedKey[] }>

export async function listKeys(options: Options): Promise<number | undefined> {
  const service = await options.service()
  const { values } = await service.json<Keys>('/keys')
  show(options, values, (width) =>
    drawTable(
      ['id', 'created', ''],
      values.map(({ id, createdDateTime, current }) => [id, createdDateTime, current ? 'this one' : '']),
      width
    )
  )
  return undefined
}

/**
 * The new key is kept before the old one is withdrawn: a line that breaks at any moment leaves one that works. On standard
 * output is the new key where nothing keeps it.
 */
export async function rotateKey(options: Options): Promise<number | undefined> {
  const service = await options.service()
  const old = (await service.json<Keys>('/keys')).values.find(({ current }) => current)
  if (!old) throw new CommandFailed('The service does not say which key this is.')
  terminal.begin('Making a key')
  const { id, key } = await service.json<Readonly<{ id: string; key: string }>>('/keys', { method: 'POST' })
  terminal.end(id)
  const kept = (await options.config.find('key'))?.trim() === service.key
  if (kept) terminal.say(`Kept in ${await options.config.keep('key', key)}.`)
  else process.stdout.write(`${key}\n`)
  if (options.has('keepOld')) {
    terminal.say(`The old key ${old.id} still works; withdraw it by: vernacular key withdraw ${old.id}`)
    return undefined
  }
  terminal.begin(`Withdrawing the key ${old.id}`)
  await withdraw(new Service(service.origin, key), old.id)
  terminal.end('Done!')
  if (!kept) {
    terminal.say(
      'Put the new key where the old one was: VERNACULAR_KEY, --key, or the settings of the service.'
    )
  }
  return undefined
}

export async function withdrawKey(options: Options): Promise<number | undefined> {
  const [id] = options.call.rest
  if (id === undefined) throw new CommandFailed('key withdraw needs the id that key list shows.')
  terminal.begin(`Withdrawing the key ${id}`)
  await withdraw(await options.service(), id)
  terminal.end('Done!')
  return undefined
}

const withdraw = async (service: Service, id: string): Promise<void> => {
  await service.call(`/keys/${encodeURIComponent(id)}`, { method: 'DELETE' })
}
