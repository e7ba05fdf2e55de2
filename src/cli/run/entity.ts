/** The commands of one kind of entity: create, update, delete, status, cancel, list. @module */
import { awaitWork } from '../await-work.ts'
import { WrongUsage } from '../command-failed.ts'
import { type EntityKind, type EntityWord, kindOf } from '../entity-kinds.ts'
import { keepEntity, keepJson, show } from '../keep-output.ts'
import { type Entity, idOf, type Service } from '../service.ts'
import type { Options } from '../session.ts'
import { drawTable } from '../table.ts'
import { terminal } from '../terminal.ts'
import { requestBody } from './request-body.ts'

/** The address of the entity that the command names. */
export function entityOf(options: Options, kind: EntityKind, service: Service): string {
  const key = options.has('id') ? 'id' : (kind.word as EntityWord)
  return service.addressOf(kind.collection, options.require(key))
}

export async function createEntity(options: Options, word: EntityWord): Promise<number | undefined> {
  const kind = kindOf(word)
  if (!options.has('name')) {
    throw new WrongUsage(
      `Cannot create ${word}; ${word} name not found!`,
      `USE: vernacular ${options.call.command.path} --name NAME\nSEE: vernacular help ${options.call.command.path}`
    )
  }
  const service = await options.service()
  const body = requestBody(options, kind.create, service)
  if (word !== 'webhook') body.locale ??= 'en-US'
  // The convention by which portals tell tests apart.
  if (word === 'evaluation') body.customProperties = { testingKind: 'Evaluation' }
  const verb = word === 'project' || word === 'webhook' ? 'Creating' : 'Start creating'
  terminal.begin(`${verb} ${word} '${options.one('name')}'`)
  const entity = await service.json(`/${kind.collection}`, { method: 'POST', json: body })
  terminal.end('Done!')
  return finish(options, kind, service, entity)
}

/** Kept before the work is waited for, so that it is not lost when the work fails. */
export async function finish(
  options: Options,
  kind: EntityKind,
  service: Service,
  entity: Entity
): Promise<undefined> {
  await keepEntity(options, entity)
  return finishKept(options, kind, service, entity)
}

/** Waits where that is asked for, and shows. */
export async function finishKept(
  options: Options,
  kind: EntityKind,
  service: Service,
  entity: Entity
): Promise<undefined> {
  const ended = options.has('wait') ? await waited(options, kind, service, entity.self) : entity
  await keepJson(options, ended, ['outputJson', 'outputFile'])
  showEntity(options, ended)
}

async function waited(options: Options, kind: EntityKind, service: Service, self: string): Promise<Entity> {
  if (!kind.works) return service.json(self)
  const longest = options.one('wait')
  return awaitWork(service, kind, self, longest === 'true' ? undefined : options.number('wait'))
}

export async function updateEntity(options: Options, word: EntityWord): Promise<number | undefined> {
  const kind = kindOf(word)
  const service = await options.service()
  const self = entityOf(options, kind, service)
  terminal.begin(`Updating ${word} ${idOf({ self })}`)
  const body = requestBody(options, kind.update, service)
  const entity = await service.json(self, { method: 'PATCH', json: body })
  terminal.end('Done!')
  return finish(options, kind, service, entity)
}

export async function deleteEntity(options: Options, word: EntityWord): Promise<number | undefined> {
  const service = await options.service()
  const log = options.one('file')
  const entity = (): string => entityOf(options, kindOf(word), service)
  const self =
    log === undefined
      ? `${entity()}${options.has('logs') ? '/files/logs' : ''}`
      : /^https?:/i.test(log)
        ? log
        : `${entity()}/files/logs/${encodeURIComponent(log)}`
  terminal.begin(
    log === undefined && !options.has('logs')
      ? `Deleting ${word} ${idOf({ self })}`
      : `Deleting logs of ${word}`
  )
  await service.call(self, { method: 'DELETE' })
  terminal.end('Done!')
  return undefined
}

export async function entityStatus(options: Options, word: EntityWord): Promise<number | undefined> {
  const kind = kindOf(word)
  const service = await options.service()
  const self = entityOf(options, kind, service)
  terminal.begin(`Getting status for ${word} ${idOf({ self })}`)
  const entity = await service.json(self)
  terminal.end('Done!')
  return finish(options, kind, service, entity)
}

type Action = 'cancel' | 'ping' | 'test' | 'pause' | 'resume' | 'rollback'

/** `:cancel`, `:pause` and others, which answer an entity or nothing. */
export async function actOn(options: Options, word: EntityWord, action: Action): Promise<number | undefined> {
  const service = await options.service()
  const self = entityOf(options, kindOf(word), service)
  terminal.begin(`Asking ${word} ${idOf({ self })} to ${action}`)
  const answer = await service.call(`${self}:${action}`, { method: 'POST' })
  const text = await answer.text()
  terminal.end('Done!')
  return text === '' ? undefined : finish(options, kindOf(word), service, JSON.parse(text) as Entity)
}

export function showEntity(options: Options, entity: Entity): void {
  show(options, entity, (width) => drawTable(['property', 'value'], rowsOf(entity), width, ['property']))
}

function rowsOf(entity: Readonly<Record<string, unknown>>, above = ''): string[][] {
  return Object.entries(entity).flatMap(([name, value]) => {
    if (name === 'links') return []
    const path = `${above}${name}`
    if (typeof value !== 'object' || value === null) return [[path, String(value)]]
    if ('self' in value) return [[path, String(value.self)]]
    if (Array.isArray(value)) return [[path, JSON.stringify(value)]]
    return rowsOf(value as Readonly<Record<string, unknown>>, `${path}.`)
  })
}
