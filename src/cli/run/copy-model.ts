/** `csr model copy`: within the service by its key, to another one by authorisation. @module */
import { setTimeout as pause } from 'node:timers/promises'
import { CommandFailed } from '../command-failed.ts'
import { ENTITY_KINDS } from '../entity-kinds.ts'
import { keepEntity, keepJson } from '../keep-output.ts'
import { type Entity, idOf, Service } from '../service.ts'
import type { Options } from '../session.ts'
import { terminal } from '../terminal.ts'
import { entityOf, finish, showEntity } from './entity.ts'

type Operation = Readonly<{
  self: string
  status: string
  error?: Readonly<{ code?: string; message?: string }>
  result?: Readonly<{ link?: string }>
}>

const LOOK_MS = 300

export async function copyModel(options: Options): Promise<number | undefined> {
  const source = await options.service()
  const self = entityOf(options, ENTITY_KINDS.model, source)
  const key = options.require('targetKey')
  const targetUrl = options.one('targetUrl')
  terminal.begin(`Copying model ${idOf({ self })}`)
  if (targetUrl === undefined) {
    const copy = await source.json(`${source.origin}/speechtotext/v3.1/models/${idOf({ self })}:copyto`, {
      method: 'POST',
      json: { targetSubscriptionKey: key }
    })
    terminal.end('Done!')
    return finish(options, ENTITY_KINDS.model, source, {
      ...copy,
      self: source.addressOf('models', idOf(copy))
    })
  }
  const target = new Service(targetUrl, key)
  const authorization = await target.json('/models:authorizecopy', {
    method: 'POST',
    json: { sourceResourceId: await resourceIdOf(source) }
  })
  const operation = await ended(
    source,
    await source.json<Operation>(`${self}:copy`, { method: 'POST', json: authorization })
  )
  if (operation.status !== 'Succeeded' || operation.result?.link === undefined) {
    terminal.end('Failed!')
    throw new CommandFailed(`The copy failed: ${operation.error?.code}: ${operation.error?.message}`)
  }
  terminal.end('Done!')
  const copy: Entity = await target.json(target.addressOf('models', idOf({ self: operation.result.link })))
  await keepEntity(options, copy)
  await keepJson(options, copy)
  showEntity(options, copy)
  return undefined
}

async function resourceIdOf(service: Service): Promise<string> {
  const { resourceId } = await service.json<{ resourceId?: string }>('/healthstatus')
  if (resourceId !== undefined) return resourceId
  throw new CommandFailed(`${service.origin} does not say what its resource id is.`)
}

async function ended(service: Service, operation: Operation): Promise<Operation> {
  let now = operation
  while (now.status !== 'Succeeded' && now.status !== 'Failed') {
    await pause(LOOK_MS)
    now = await service.json<Operation>(now.self)
  }
  return now
}
