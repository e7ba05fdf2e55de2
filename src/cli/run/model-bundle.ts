/** `model export|import|inspect`: a model as one zip, and what it is made of. @module */
import { openAsBlob } from 'node:fs'
import { CommandFailed, WrongUsage } from '../command-failed.ts'
import { ENTITY_KINDS } from '../entity-kinds.ts'
import { saveAnswer, show } from '../keep-output.ts'
import { type Entity, idOf } from '../service.ts'
import type { Options } from '../session.ts'
import { drawTable } from '../table.ts'
import { terminal } from '../terminal.ts'
import { entityOf, finish } from './entity.ts'

const PATIENCE_MS = 3_600_000

export async function exportModel(options: Options): Promise<number | undefined> {
  const service = await options.service()
  const model = entityOf(options, ENTITY_KINDS.model, service)
  const path = options.one('outputFile') ?? `${idOf({ self: model })}.zip`
  terminal.begin(`Downloading ${path}`)
  await saveAnswer(await service.call(`${model}:export`, { timeoutMs: PATIENCE_MS }), path)
  terminal.end('Done!')
  return undefined
}

export async function importModel(options: Options): Promise<number | undefined> {
  const [path] = options.call.rest
  if (path === undefined)
    throw new WrongUsage('model import needs the file.', 'USE: vernacular model import model.zip')
  const bundle = await openAsBlob(path).catch((error: Error) => {
    throw new CommandFailed(`${path} cannot be read: ${error.message}`)
  })
  const service = await options.service()
  terminal.begin(`Start importing model ${path}`)
  const model = await service.json('/models:import', {
    method: 'POST',
    body: bundle,
    headers: { 'Content-Type': 'application/zip' },
    timeoutMs: PATIENCE_MS
  })
  terminal.end('Done!')
  return finish(options, ENTITY_KINDS.model, service, model)
}

type Manifest = Readonly<{ modelFiles: readonly Readonly<{ name: string; contentUrl: string }>[] }>

/** The entity, the report of its training, and the files that it is made of. */
export async function inspectModel(options: Options): Promise<number | undefined> {
  const service = await options.service()
  const self = entityOf(options, ENTITY_KINDS.model, service)
  const model = await service.json(self)
  const manifest = await service.json<Manifest>(`${self}/manifest`)
  const report = (await service.list(`${self}/files`)).find(({ name }) => name === 'report.json')
  const training =
    report?.links?.contentUrl === undefined ? undefined : await service.json<unknown>(report.links.contentUrl)
  const files = manifest.modelFiles.map(({ name }) => name)
  show(options, { model, files, report: training }, (width) => describe(model, files, training, width))
  return undefined
}

function describe(model: Entity, files: readonly string[], report: unknown, width: number): string {
  const verdict = (report as { verdict?: { summary?: string } } | undefined)?.verdict?.summary
  const rows = [
    ['name', String(model.displayName)],
    ['id', idOf(model)],
    ['locale', String(model.locale)],
    ['status', String(model.status)],
    ...(verdict === undefined ? [] : [['verdict', verdict]]),
    ...files.map((name) => ['file', name])
  ]
  return drawTable(['', ''], rows, width)
}
