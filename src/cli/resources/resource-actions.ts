/** The actions that every resource has: create, update, delete, status, and those of its own such as cancel. @module */
import { UsageError } from '../command-error.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { outputFile, outputJson } from '../options/outputs.ts'
import { file, id, name, resourceReference, wait } from '../options/resource.ts'
import { saveJson, saveReferences, showResult } from '../output/save-output.ts'
import { drawTable } from '../output/table.ts'
import { terminal } from '../output/terminal.ts'
import { awaitWork } from '../service/await-work.ts'
import { type Entity, idOf, type ServiceClient } from '../service/service-client.ts'
import { lists } from './list-options.ts'
import { requestBody } from './request-body.ts'
import type { Resource } from './resources.ts'

/** The URL of the resource that the command names. @throws UsageError when it names none */
export function urlOf(context: CommandContext, resource: Resource, service: ServiceClient): string {
  const named = context.has(id) ? id : resourceReference[resource.name]
  return service.addressOf(resource.collection, context.require(named))
}

export async function createResource(
  context: CommandContext,
  resource: Resource
): Promise<number | undefined> {
  const { path } = context.call.command
  if (!context.has(name)) {
    throw new UsageError(
      `Cannot create ${resource.name}; ${resource.name} name not found!`,
      `USE: vernacular ${path} --name NAME\nSEE: vernacular help ${path}`
    )
  }
  const service = await context.service()
  const body = requestBody(context, resource.create, service)
  if (resource.name !== 'webhook') body.locale ??= 'en-US'
  // Speech Studio recognizes evaluations by this property.
  if (resource.name === 'evaluation') body.customProperties = { testingKind: 'Evaluation' }
  const verb = resource.name === 'project' || resource.name === 'webhook' ? 'Creating' : 'Start creating'
  terminal.begin(`${verb} ${resource.name} '${context.value(name)}'`)
  const entity = await service.json(`/${resource.collection}`, { method: 'POST', json: body })
  terminal.end('Done!')
  return finish(context, resource, service, entity)
}

/** Saves the references before it waits, so that they are not lost when the work fails. */
export async function finish(
  context: CommandContext,
  resource: Resource,
  service: ServiceClient,
  entity: Entity
): Promise<undefined> {
  await saveReferences(context, entity)
  return waitAndShow(context, resource, service, entity)
}

/** Waits for the end of the work with `--wait`, then saves and prints the resource. */
export async function waitAndShow(
  context: CommandContext,
  resource: Resource,
  service: ServiceClient,
  entity: Entity
): Promise<undefined> {
  const shown = context.has(wait) ? await waited(context, resource, service, entity.self) : entity
  await saveJson(context, shown, [outputJson, outputFile])
  showEntity(context, shown)
}

async function waited(
  context: CommandContext,
  resource: Resource,
  service: ServiceClient,
  self: string
): Promise<Entity> {
  if (!resource.hasWork) return service.json(self)
  const maxMs = context.value(wait) === 'true' ? undefined : context.number(wait)
  return awaitWork(service, resource, self, maxMs)
}

export async function updateResource(
  context: CommandContext,
  resource: Resource
): Promise<number | undefined> {
  const service = await context.service()
  const self = urlOf(context, resource, service)
  terminal.begin(`Updating ${resource.name} ${idOf({ self })}`)
  const body = requestBody(context, resource.update, service)
  const entity = await service.json(self, { method: 'PATCH', json: body })
  terminal.end('Done!')
  return finish(context, resource, service, entity)
}

/** Of an endpoint also one of its logs, or all of them. */
export async function deleteResource(
  context: CommandContext,
  resource: Resource
): Promise<number | undefined> {
  const service = await context.service()
  const log = context.value(file)
  const allLogs = log === undefined && context.has(lists.logs)
  const self = (): string => urlOf(context, resource, service)
  const target =
    log === undefined
      ? `${self()}${allLogs ? '/files/logs' : ''}`
      : /^https?:/i.test(log)
        ? log
        : `${self()}/files/logs/${encodeURIComponent(log)}`
  terminal.begin(
    log === undefined && !allLogs
      ? `Deleting ${resource.name} ${idOf({ self: target })}`
      : `Deleting logs of ${resource.name}`
  )
  await service.call(target, { method: 'DELETE' })
  terminal.end('Done!')
  return undefined
}

export async function showStatus(context: CommandContext, resource: Resource): Promise<number | undefined> {
  const service = await context.service()
  const self = urlOf(context, resource, service)
  terminal.begin(`Getting status for ${resource.name} ${idOf({ self })}`)
  const entity = await service.json(self)
  terminal.end('Done!')
  return finish(context, resource, service, entity)
}

type Action = 'cancel' | 'ping' | 'test' | 'pause' | 'resume' | 'rollback'

/** `:cancel`, `:pause` and others, which return the resource or nothing. */
export async function postAction(
  context: CommandContext,
  resource: Resource,
  action: Action
): Promise<number | undefined> {
  const service = await context.service()
  const self = urlOf(context, resource, service)
  terminal.begin(`Requesting ${action} of ${resource.name} ${idOf({ self })}`)
  const response = await service.call(`${self}:${action}`, { method: 'POST' })
  const text = await response.text()
  terminal.end('Done!')
  return text === '' ? undefined : finish(context, resource, service, JSON.parse(text) as Entity)
}

export function showEntity(context: CommandContext, entity: Entity): void {
  showResult(context, entity, (width) =>
    drawTable(['property', 'value'], rowsOf(entity), width, ['property'])
  )
}

function rowsOf(entity: Readonly<Record<string, unknown>>, above = ''): string[][] {
  return Object.entries(entity).flatMap(([key, value]) => {
    if (key === 'links') return []
    const path = `${above}${key}`
    if (typeof value !== 'object' || value === null) return [[path, String(value)]]
    if ('self' in value) return [[path, String(value.self)]]
    if (Array.isArray(value)) return [[path, JSON.stringify(value)]]
    return rowsOf(value as Readonly<Record<string, unknown>>, `${path}.`)
  })
}
