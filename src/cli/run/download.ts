/** Files of entities onto this machine: one by its address, or all of an entity. @module */
import { basename, join } from 'node:path'
import { CommandFailed, WrongUsage } from '../command-failed.ts'
import { type EntityWord, kindOf } from '../entity-kinds.ts'
import { saveAnswer } from '../keep-output.ts'
import type { Entity, Service } from '../service.ts'
import type { Options } from '../session.ts'
import { bar, terminal } from '../terminal.ts'

const OWNERS = ['dataset', 'model', 'evaluation', 'transcription', 'endpoint'] as const satisfies EntityWord[]

/** @param word the kind of the command; undefined for `csr download` */
export async function download(options: Options, word: EntityWord | undefined): Promise<number | undefined> {
  const service = await options.service()
  const link = options.one('link')
  if (link !== undefined) {
    await save(service, link, pathFor(options, basename(new URL(link).pathname)))
    return undefined
  }
  const owner = OWNERS.find((one) => options.has(one)) ?? (options.has('id') ? word : undefined)
  const file = options.one('file')
  if (file !== undefined) {
    const entity = await service.json(fileAddress(service, options, owner, file))
    await save(service, contentOf(entity), pathFor(options, nameOf(entity)))
    return undefined
  }
  if (!owner) {
    throw new WrongUsage(
      'download needs what to download.',
      'USE: --url CONTENT | --file FILE | --dataset, --model, --evaluation, --transcription or --endpoint ID'
    )
  }
  const kind = kindOf(owner)
  const entity = service.addressOf(kind.collection, options.one(owner) ?? options.require('id'))
  const files = await service.list(`${entity}/files${owner === 'endpoint' ? '/logs' : ''}`)
  if (files.length === 0) throw new CommandFailed(`The ${owner} has no files.`)
  if (options.has('outputFile') && files.length > 1) {
    throw new WrongUsage(
      `The ${owner} has ${files.length} files; name a folder with --output path, or one with --file.`
    )
  }
  for (const [index, one] of files.entries()) {
    terminal.progress(bar(index / files.length))
    await save(service, contentOf(one), pathFor(options, nameOf(one)))
  }
  return undefined
}

/** A file by its address, or by its id within the entity named. */
function fileAddress(
  service: Service,
  options: Options,
  owner: EntityWord | undefined,
  file: string
): string {
  if (/^https?:/i.test(file)) return file
  if (!owner)
    throw new WrongUsage(`--file ${file} is a bare id; name its entity too, or give the address of the file.`)
  const entity = service.addressOf(kindOf(owner).collection, options.one(owner) ?? options.require('id'))
  return `${entity}/files/${owner === 'endpoint' ? 'logs/' : ''}${encodeURIComponent(file)}`
}

function contentOf({ self, links }: Entity): string {
  const url = links?.contentUrl
  if (url !== undefined) return url
  throw new CommandFailed(`${self} has no content; the address of a file is accepted.`)
}

/** Names come from recordings; they must not lead out of the folder. */
const nameOf = ({ self, name }: Entity): string =>
  basename(String(name ?? '').replaceAll('\\', '/')) || basename(self)

function pathFor(options: Options, name: string): string {
  const file = options.one('outputFile')
  return file === undefined
    ? join(options.one('outputPath') ?? '.', name || 'download')
    : options.outputAt(file)
}

async function save(service: Service, url: string, path: string): Promise<void> {
  terminal.begin(`Downloading ${path}`)
  await saveAnswer(await service.call(url), path)
  terminal.end('Done!')
}
