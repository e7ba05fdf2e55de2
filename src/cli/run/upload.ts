/** Upload in blocks: nothing of the file in memory, each block sent again when the connection breaks, resumed by another call. @module */
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CommandFailed, WrongUsage } from '../command-failed.ts'
import { ENTITY_KINDS, kindOf } from '../entity-kinds.ts'
import { interrupted } from '../interrupt.ts'
import { keepEntity } from '../keep-output.ts'
import { type Entity, idOf, Refused, type Service, Unreachable } from '../service.ts'
import type { Options } from '../session.ts'
import { bar, terminal } from '../terminal.ts'
import { finishKept } from './entity.ts'
import { requestBody } from './request-body.ts'

/** The largest block that the contract allows. */
const BLOCK_BYTES = 8 * 2 ** 20
const TRIES = 6
const FIRST_PAUSE_MS = 250
const PATIENCE_MS = 600_000

export async function uploadDataset(options: Options): Promise<number | undefined> {
  const path = options.inputAt(options.require('data'))
  const size = await sizeOf(path)
  const service = await options.service()
  const begun = options.one('dataset') ?? options.one('id')
  const dataset =
    begun === undefined
      ? await createForUpload(options, service, path)
      : await service.json(service.addressOf('datasets', begun))
  await keepEntity(options, dataset)
  await sendBlocks(service, dataset, path, size)
  await finishKept(options, ENTITY_KINDS.dataset, service, await service.json(dataset.self))
  return undefined
}

/** In bytes. @throws CommandFailed for what is no file, or an empty one */
export async function sizeOf(path: string): Promise<number> {
  const info = await stat(path).catch((error: Error) => {
    throw new CommandFailed(`${path} cannot be read: ${error.message}`)
  })
  if (!info.isFile()) throw new CommandFailed(`${path} is no file; a text, a table or a zip is accepted.`)
  if (info.size === 0) throw new CommandFailed(`${path} is empty.`)
  return info.size
}

async function createForUpload(options: Options, service: Service, path: string): Promise<Entity> {
  const body = requestBody(options, kindOf('dataset').create, service)
  if (body.contentUrl !== undefined) {
    throw new WrongUsage('upload sends --data; --content is for csr dataset create.')
  }
  const kind = options.require('kind')
  const entity = { locale: 'en-US', ...body, kind, displayName: body.displayName ?? basename(path) }
  return service.json('/datasets', { method: 'POST', json: entity })
}

/** Sends what the service lacks of the file, then commits. @throws CommandFailed that says how to resume */
export async function sendBlocks(
  service: Service,
  dataset: Entity,
  path: string,
  size: number
): Promise<void> {
  const id = idOf(dataset)
  const resume = `TRY: vernacular csr dataset upload --dataset ${id} --data ${path}`
  const there = await blocksThere(service, dataset)
  const count = Math.ceil(size / BLOCK_BYTES)
  const blocks = Array.from({ length: count }, (_, index) => blockId(index))
  terminal.begin(`Start uploading dataset ${id}`)
  const forget = interrupted(resume)
  const file = await open(path)
  try {
    for (const [index, block] of blocks.entries()) {
      const start = index * BLOCK_BYTES
      const bytes = Math.min(BLOCK_BYTES, size - start)
      if (there.get(block) !== bytes) {
        await withPatience(
          () =>
            service.putPart(
              `${dataset.self}/blocks?blockid=${encodeURIComponent(block)}`,
              file,
              start,
              bytes
            ),
          resume
        )
      }
      terminal.progress(bar((start + bytes) / size))
    }
    await withPatience(
      () =>
        service.call(`${dataset.self}/blocks:commit`, {
          method: 'POST',
          json: blocks.map((block) => ({ kind: 'Latest', id: block })),
          timeoutMs: PATIENCE_MS
        }),
      resume
    )
    terminal.end('Done!')
  } finally {
    forget()
    await file.close()
  }
}

const blockId = (index: number): string => Buffer.from(String(index).padStart(6, '0')).toString('base64')

/** Sizes by block, of an upload that was begun. */
async function blocksThere(service: Service, dataset: Entity): Promise<ReadonlyMap<string, number>> {
  const listed = await service.json<{ uncommittedBlocks?: readonly { name: string; size: number }[] }>(
    `${dataset.self}/blocks`
  )
  return new Map((listed.uncommittedBlocks ?? []).map(({ name, size }) => [name, size]))
}

/** Again after broken connections and answers that mean "later", not after refusals. */
async function withPatience(send: () => Promise<unknown>, resume: string): Promise<void> {
  for (let attempt = 1, wait = FIRST_PAUSE_MS; ; attempt++, wait *= 2) {
    try {
      await send()
      return
    } catch (error) {
      const later =
        error instanceof Unreachable ||
        (error instanceof Refused && (error.status >= 500 || error.status === 429))
      if (!later) throw error
      if (attempt === TRIES) {
        throw new CommandFailed(error.message, {
          hint: `What was sent is kept.\n${resume}`,
          exitCode: error.exitCode
        })
      }
      await pause(wait)
    }
  }
}
