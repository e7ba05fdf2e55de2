/** `model export`, `model import` and `model inspect`: a model as a bundle, and what it consists of. @module */

import { openAsBlob } from 'node:fs'
import type { Answered, ModelFile } from '../../openapi/api-types.ts'
import { CommandError, UsageError } from '../command-error.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { checks } from '../options/checks.ts'
import { connection } from '../options/connection.ts'
import { display, outputFile, outputJson, references } from '../options/outputs.ts'
import { id, resourceReference, wait } from '../options/resource.ts'
import { saveResponse, showResult } from '../output/save-output.ts'
import { drawTable } from '../output/table.ts'
import { terminal } from '../output/terminal.ts'
import { finish, urlOf } from '../resources/resource-actions.ts'
import { RESOURCES } from '../resources/resources.ts'
import { type Entity, idOf } from '../service/service-client.ts'
import type { CommandFamily } from './command.ts'

const TRANSFER_TIMEOUT_MS = 3_600_000

export const model: CommandFamily = {
  name: 'model',
  section: 'Manage',
  summary: 'Export, import or inspect a model',
  commands: [
    {
      path: 'model export',
      summary: 'Download a model as a .zip bundle',
      options: [id, resourceReference.model],
      groups: [{ outputFile }, display, connection],
      examples: [{ line: 'model export --model @my.model --output file model.zip' }],
      run: exportModel
    },
    {
      path: 'model import',
      summary: 'Create a model from a bundle made by model export',
      arguments: 'FILE',
      options: [wait],
      groups: [references, { outputJson }, display, connection],
      examples: [{ line: 'model import model.zip --wait --output id @my.model' }],
      run: importModel
    },
    {
      path: 'model inspect',
      summary: 'Show the files of a model and the report of its training',
      options: [id, resourceReference.model],
      groups: [display, checks, connection],
      examples: [{ line: 'model inspect --model @my.model' }],
      run: inspectModel
    }
  ]
}

async function exportModel(context: CommandContext): Promise<number | undefined> {
  const service = await context.service()
  const url = urlOf(context, RESOURCES.model, service)
  const path = context.value(outputFile) ?? `${idOf({ self: url })}.zip`
  terminal.begin(`Downloading ${path}`)
  await saveResponse(await service.call(`${url}:export`, { timeoutMs: TRANSFER_TIMEOUT_MS }), path)
  terminal.end('Done!')
  return undefined
}

async function importModel(context: CommandContext): Promise<number | undefined> {
  const [path] = context.call.arguments
  if (path === undefined)
    throw new UsageError('model import needs a file.', 'USE: vernacular model import model.zip')
  const bundle = await openAsBlob(path).catch((error: Error) => {
    throw new CommandError(`${path} cannot be read: ${error.message}`)
  })
  const service = await context.service()
  terminal.begin(`Start importing model ${path}`)
  const imported = await service.json('/models:import', {
    method: 'POST',
    body: bundle,
    headers: { 'Content-Type': 'application/zip' },
    timeoutMs: TRANSFER_TIMEOUT_MS
  })
  terminal.end('Done!')
  return finish(context, RESOURCES.model, service, imported)
}

async function inspectModel(context: CommandContext): Promise<number | undefined> {
  const service = await context.service()
  const self = urlOf(context, RESOURCES.model, service)
  const entity = await service.json(self)
  const manifest = await service.json<Readonly<{ modelFiles: readonly Required<Answered<ModelFile>>[] }>>(
    `${self}/manifest`
  )
  const report = (await service.list(`${self}/files`)).find(({ name }) => name === 'report.json')
  const training =
    report?.links?.contentUrl === undefined ? undefined : await service.json<unknown>(report.links.contentUrl)
  const files = manifest.modelFiles.map(({ name }) => name)
  showResult(context, { model: entity, files, report: training }, (width) =>
    describe(entity, files, training, width)
  )
  return undefined
}

function describe(entity: Entity, files: readonly string[], report: unknown, width: number): string {
  const outcome = (report as { verdict?: { summary?: string } } | undefined)?.verdict?.summary
  const rows = [
    ['name', String(entity.displayName)],
    ['id', idOf(entity)],
    ['locale', String(entity.locale)],
    ['status', String(entity.status)],
    ...(outcome === undefined ? [] : [['outcome', outcome]]),
    ...files.map((name) => ['file', name])
  ]
  return drawTable(['', ''], rows, width)
}
