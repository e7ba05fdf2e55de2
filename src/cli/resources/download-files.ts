/** Downloads files of resources: one by its URL, or all files of a resource. @module */

import { basename, join } from 'node:path'
import { CommandError, UsageError } from '../command-error.ts'
import { AREA, option } from '../command-line/option.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { globalOptions } from '../options/global.ts'
import { outputFile } from '../options/outputs.ts'
import { file, id, resourceReference } from '../options/resource.ts'
import { saveResponse } from '../output/save-output.ts'
import { bar, terminal } from '../output/terminal.ts'
import type { Entity, ServiceClient } from '../service/service-client.ts'
import { RESOURCES, type ResourceName } from './resources.ts'

export const contentUrl = option({
  name: `${AREA} url`,
  value: 'URL',
  help: 'Content URL of a file, downloaded as it is'
})

const OWNERS = [
  'dataset',
  'model',
  'evaluation',
  'transcription',
  'endpoint'
] as const satisfies ResourceName[]

/** @param name the resource of the command; undefined for `csr download` */
export async function downloadFiles(
  context: CommandContext,
  name: ResourceName | undefined
): Promise<number | undefined> {
  const service = await context.service()
  const link = context.value(contentUrl)
  if (link !== undefined) {
    await save(service, link, pathFor(context, basename(new URL(link).pathname)))
    return undefined
  }
  const owner =
    OWNERS.find((one) => context.has(resourceReference[one])) ?? (context.has(id) ? name : undefined)
  const named = context.value(file)
  if (named !== undefined) {
    const entity = await service.json(fileUrl(service, context, owner, named))
    await save(service, contentOf(entity), pathFor(context, nameOf(entity)))
    return undefined
  }
  if (!owner) {
    throw new UsageError(
      'Name what to download.',
      'USE: --url CONTENT | --file FILE | --dataset, --model, --evaluation, --transcription or --endpoint ID'
    )
  }
  const entity = ownerUrl(service, context, owner)
  const files = await service.list(`${entity}/files${owner === 'endpoint' ? '/logs' : ''}`)
  if (files.length === 0) throw new CommandError(`The ${owner} has no files.`)
  if (context.has(outputFile) && files.length > 1) {
    throw new UsageError(
      `The ${owner} has ${files.length} files. Name a folder with --output path, or one of them with --file.`
    )
  }
  for (const [index, one] of files.entries()) {
    terminal.progress(bar(index / files.length))
    await save(service, contentOf(one), pathFor(context, nameOf(one)))
  }
  return undefined
}

const ownerUrl = (service: ServiceClient, context: CommandContext, owner: ResourceName): string =>
  service.addressOf(
    RESOURCES[owner].collection,
    context.value(resourceReference[owner]) ?? context.require(id)
  )

/** Of a file named by its URL, or by its ID within the resource. */
function fileUrl(
  service: ServiceClient,
  context: CommandContext,
  owner: ResourceName | undefined,
  named: string
): string {
  if (/^https?:/i.test(named)) return named
  if (!owner)
    throw new UsageError(
      `--file ${named} is an ID. Also name the resource that the file belongs to, or pass the URL of the file.`
    )
  return `${ownerUrl(service, context, owner)}/files/${owner === 'endpoint' ? 'logs/' : ''}${encodeURIComponent(named)}`
}

function contentOf({ self, links }: Entity): string {
  const url = links?.contentUrl
  if (url !== undefined) return url
  throw new CommandError(`${self} has no content. Pass the URL of a file.`)
}

/** File names come from recordings and must not lead out of the folder. */
const nameOf = ({ self, name }: Entity): string =>
  basename(String(name ?? '').replaceAll('\\', '/')) || basename(self)

function pathFor(context: CommandContext, name: string): string {
  const target = context.value(outputFile)
  return target === undefined
    ? join(context.value(globalOptions.outputPath) ?? '.', name || 'download')
    : context.outputPath(target)
}

async function save(service: ServiceClient, url: string, path: string): Promise<void> {
  terminal.begin(`Downloading ${path}`)
  await saveResponse(await service.call(url), path)
  terminal.end('Done!')
}
