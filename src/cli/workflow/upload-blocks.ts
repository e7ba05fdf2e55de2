/** Uploads a file in blocks: reads each block from disk as it is sent, retries after broken connections, and can resume. @module */

import { open, stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type { Answered, ResponseBlock } from '../../openapi/api-types.ts'
import { CommandError } from '../command-error.ts'
import { noteForInterrupt } from '../execution/interrupt.ts'
import { bar, terminal } from '../output/terminal.ts'
import {
  type Entity,
  idOf,
  RequestRejected,
  type ServiceClient,
  ServiceUnreachable
} from '../service/service-client.ts'

/** The largest block that the REST API accepts. */
const BLOCK_BYTES = 8 * 2 ** 20
const MAX_ATTEMPTS = 6
const FIRST_RETRY_MS = 250
const COMMIT_TIMEOUT_MS = 600_000

/** @returns bytes. @throws CommandError for what is not a file, and for an empty file */
export async function sizeOf(path: string): Promise<number> {
  const info = await stat(path).catch((error: Error) => {
    throw new CommandError(`${path} cannot be read: ${error.message}`)
  })
  if (!info.isFile()) throw new CommandError(`${path} is not a file. Pass a text file or a .zip file.`)
  if (info.size === 0) throw new CommandError(`${path} is empty.`)
  return info.size
}

/** Sends the blocks that the service does not have yet, then commits. @throws CommandError that says how to resume */
export async function sendBlocks(
  service: ServiceClient,
  dataset: Entity,
  path: string,
  size: number
): Promise<void> {
  const id = idOf(dataset)
  const resume = `TRY: vernacular csr dataset upload --dataset ${id} --data ${path}`
  const uploaded = await uploadedBlocks(service, dataset)
  const count = Math.ceil(size / BLOCK_BYTES)
  const blocks = Array.from({ length: count }, (_, index) => blockId(index))
  terminal.begin(`Start uploading dataset ${id}`)
  const forget = noteForInterrupt(resume)
  const file = await open(path)
  try {
    for (const [index, block] of blocks.entries()) {
      const start = index * BLOCK_BYTES
      const bytes = Math.min(BLOCK_BYTES, size - start)
      if (uploaded.get(block) !== bytes) {
        await withRetries(
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
    await withRetries(
      () =>
        service.call(`${dataset.self}/blocks:commit`, {
          method: 'POST',
          json: blocks.map((block) => ({ kind: 'Latest', id: block })),
          timeoutMs: COMMIT_TIMEOUT_MS
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

/** Bytes of each block that an earlier call uploaded. */
async function uploadedBlocks(service: ServiceClient, dataset: Entity): Promise<ReadonlyMap<string, number>> {
  const listed = await service.json<{ uncommittedBlocks?: readonly Required<Answered<ResponseBlock>>[] }>(
    `${dataset.self}/blocks`
  )
  return new Map((listed.uncommittedBlocks ?? []).map(({ name, size }) => [name, size]))
}

/** Retries after broken connections and temporary errors, not after rejections. */
async function withRetries(send: () => Promise<unknown>, resume: string): Promise<void> {
  for (let attempt = 1, wait = FIRST_RETRY_MS; ; attempt++, wait *= 2) {
    try {
      await send()
      return
    } catch (error) {
      const isTemporary =
        error instanceof ServiceUnreachable ||
        (error instanceof RequestRejected && (error.status >= 500 || error.status === 429))
      if (!isTemporary) throw error
      if (attempt === MAX_ATTEMPTS) {
        throw new CommandError(error.message, {
          hint: `The service keeps the blocks that it has received.\n${resume}`,
          exitCode: error.exitCode
        })
      }
      await pause(wait)
    }
  }
}
