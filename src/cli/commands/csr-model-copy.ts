/** `csr model copy`: within the service by its key, or to another service by authorization. @module */

import { setTimeout as pause } from 'node:timers/promises'
import type { Always, Answered, Health, Operation } from '../../openapi/api-types.ts'
import { CommandError } from '../command-error.ts'
import { AREA, option } from '../command-line/option.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { id, resourceReference, wait } from '../options/resource.ts'
import { saveJson, saveReferences } from '../output/save-output.ts'
import { terminal } from '../output/terminal.ts'
import { finish, showEntity, urlOf } from '../resources/resource-actions.ts'
import { RESOURCES } from '../resources/resources.ts'
import { type Entity, idOf, ServiceClient } from '../service/service-client.ts'
import type { Command } from './command.ts'
import { RESOURCE_OUTPUT, SCRIPTABLE } from './shared-options.ts'

const targetKey = option({
  name: `${AREA} target key`,
  value: 'KEY',
  help: 'Access key of the target service'
})
const targetUrl = option({
  name: `${AREA} target url`,
  value: 'URL',
  default: 'this service',
  help: 'Address of the target service'
})

export const csrModelCopy: Command = {
  path: 'csr model copy',
  summary: 'Copy a model within the service or to another one',
  options: [id, resourceReference.model, targetKey, targetUrl, wait],
  groups: [...RESOURCE_OUTPUT, ...SCRIPTABLE],
  examples: [
    {
      comment: 'To another service',
      line: 'csr model copy --model @my.model.txt --target url https://speech.example.org --target key KEY'
    },
    { comment: 'Within this service', line: 'csr model copy --model @my.model.txt --target key KEY' }
  ],
  run: copyModel
}

type CopyOperation = Always<Answered<Operation>, 'self' | 'status'>

const POLL_MS = 300

async function copyModel(context: CommandContext): Promise<number | undefined> {
  const source = await context.service()
  const self = urlOf(context, RESOURCES.model, source)
  const key = context.require(targetKey)
  const address = context.value(targetUrl)
  terminal.begin(`Copying model ${idOf({ self })}`)
  if (address === undefined) {
    const copy = await source.json(`${source.origin}/speechtotext/v3.1/models/${idOf({ self })}:copyto`, {
      method: 'POST',
      json: { targetSubscriptionKey: key }
    })
    terminal.end('Done!')
    return finish(context, RESOURCES.model, source, {
      ...copy,
      self: source.addressOf('models', idOf(copy))
    })
  }
  const target = new ServiceClient(address, key)
  const authorization = await target.json('/models:authorizecopy', {
    method: 'POST',
    json: { sourceResourceId: await resourceIdOf(source) }
  })
  const operation = await waitForEnd(
    source,
    await source.json<CopyOperation>(`${self}:copy`, { method: 'POST', json: authorization })
  )
  if (operation.status !== 'Succeeded' || operation.result?.link === undefined) {
    terminal.end('Failed!')
    throw new CommandError(`The copy failed: ${operation.error?.code}: ${operation.error?.message}`)
  }
  terminal.end('Done!')
  const copy: Entity = await target.json(target.addressOf('models', idOf({ self: operation.result.link })))
  await saveReferences(context, copy)
  await saveJson(context, copy)
  showEntity(context, copy)
  return undefined
}

async function resourceIdOf(service: ServiceClient): Promise<string> {
  const { resourceId } = await service.json<Health>('/healthstatus')
  if (resourceId !== undefined) return resourceId
  throw new CommandError(`${service.origin} does not report its resource ID.`)
}

async function waitForEnd(service: ServiceClient, operation: CopyOperation): Promise<CopyOperation> {
  let now = operation
  while (now.status !== 'Succeeded' && now.status !== 'Failed') {
    await pause(POLL_MS)
    now = await service.json<CopyOperation>(now.self)
  }
  return now
}
