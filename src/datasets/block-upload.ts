/** Blocks of a source arriving in any order, and the commit that puts them together. @module */
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type FileStore, Problem, type Transaction } from '../platform/index.ts'
import type { Platform } from '../resources/index.ts'
import { checkBlockId, checkCommitList, MAX_BLOCK_BYTES } from './block-rules.ts'
import { type Dataset, type DatasetLimits, requireBlockUpload, uploadPrefix } from './dataset.ts'
import type { Block, DatasetStore } from './dataset-store.ts'
import { importKind } from './import-dataset.ts'

export class BlockUpload {
  readonly #platform: Platform
  readonly #store: DatasetStore
  readonly #limits: DatasetLimits
  constructor(platform: Platform, store: DatasetStore, limits: DatasetLimits) {
    this.#platform = platform
    this.#store = store
    this.#limits = limits
  }

  list(dataset: Dataset): Promise<Block[]> {
    return this.#store.blocks(dataset.id)
  }

  /** Resolves once the block is on the disk and in the list; a block of the same id is replaced. */
  async put(dataset: Dataset, blockId: unknown, content: AsyncIterable<Uint8Array>): Promise<void> {
    const { files, database } = this.#platform
    requireBlockUpload(dataset)
    await this.#idOf(dataset, blockId)
    const fileKey = `${uploadPrefix(dataset.id)}/blocks/${randomUUID()}`
    try {
      const { size } = await files.put(fileKey, withLimit(content))
      if (size === 0)
        throw new Problem('InvalidRequest', 'EmptyRequest', 'The block is empty; expected 1 byte to 8 MiB.')
      const replaced = await database.transaction(async (tx) => {
        // The dataset may have been committed or deleted, and other blocks may have come, while the bytes arrived.
        const now = await this.#store.find(dataset.id, tx)
        if (now === undefined)
          throw new Problem('NotFound', undefined, `The dataset ${dataset.id} was deleted.`)
        requireBlockUpload(now)
        const id = await this.#idOf(now, blockId, tx)
        const before = await this.#store.block(now.id, id, tx)
        this.#checkTotal(now, (await this.#store.blockBytes(now.id, tx)) - (before?.size ?? 0) + size)
        await this.#store.putBlock(tx, now.id, { id, size, fileKey }, before)
        return before
      })
      if (replaced) await files.removeAll(replaced.fileKey)
    } catch (error) {
      await files.removeAll(fileKey)
      throw error
    }
  }

  /** The order is stored and the import asked for in one transaction; the bytes are joined by the import. */
  async commit(dataset: Dataset, body: unknown): Promise<void> {
    const { database, jobs } = this.#platform
    await database.transaction(async (tx) => {
      const now = await this.#store.find(dataset.id, tx)
      if (now === undefined)
        throw new Problem('NotFound', undefined, `The dataset ${dataset.id} was deleted.`)
      requireBlockUpload(now)
      const ids = checkCommitList(body, await this.#store.blocks(dataset.id, tx))
      await this.#store.commitBlocks(tx, dataset.id, ids)
      await this.#store.move(dataset.id, 'Running', {}, tx)
      await jobs.enqueue(tx, { kind: importKind, subject: dataset.id })
    })
  }

  /** The blocks in the order of the list, as one file that is gone when `work` has ended; nothing is committed. */
  async joined<T>(dataset: Dataset, body: unknown, work: (path: string) => Promise<T>): Promise<T> {
    const { files } = this.#platform
    requireBlockUpload(dataset)
    const blocks = await this.#store.blocks(dataset.id)
    const ids = checkCommitList(body, blocks)
    const keys = new Map(blocks.map(({ id, fileKey }) => [id, fileKey]))
    return files.withScratch(async (directory) => {
      const path = join(directory, 'source')
      await writeFile(
        path,
        contents(
          files,
          ids.flatMap((id) => keys.get(id) ?? [])
        )
      )
      return work(path)
    })
  }

  /** Held against one other block, as those have one length among themselves. */
  async #idOf({ id }: Dataset, blockId: unknown, tx?: Transaction): Promise<string> {
    const named = checkBlockId(blockId, [])
    const other = await this.#store.otherBlockId(id, named, tx)
    return checkBlockId(blockId, other === undefined ? [] : [other])
  }

  #checkTotal(dataset: Dataset, total: number): void {
    const most = this.#limits.sourceBytes[dataset.kind]
    if (total > most)
      throw new Problem(
        'InvalidRequest',
        'InvalidPayload',
        `With this block the dataset has ${total} bytes; the maximum for kind ${dataset.kind} is ${most}.`
      )
  }
}

async function* contents(files: FileStore, keys: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const key of keys) for await (const chunk of await files.read(key)) yield chunk as Uint8Array
}

async function* withLimit(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of content) {
    size += chunk.length
    if (size > MAX_BLOCK_BYTES)
      throw new Problem(
        'InvalidRequest',
        'InvalidPayload',
        `The block is larger than ${MAX_BLOCK_BYTES} bytes (8 MiB).`
      )
    yield chunk
  }
}
