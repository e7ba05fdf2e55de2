/**
 * The background work of a dataset: get its bytes, read them once, commit what was accepted in one rename, say so in
 * the database. Each step finds what an earlier run finished, so that a run killed anywhere is simply run again.
 * @module
 */
import {
  ContentUnavailable,
  type FileStore,
  type JobContext,
  type JobHandler,
  JobRejected
} from '../platform/index.ts'
import { cancelledError, isTerminal, workEndings } from '../resources/index.ts'
import { committedPrefix, type Dataset, type DatasetLimits, sourceKey, uploadPrefix } from './dataset.ts'
import type { DatasetStore } from './dataset-store.ts'
import { type ImportOutcome, readReportHead, reportName } from './import-report.ts'
import { importSource } from './import-source.ts'
import type { Lexical } from './lexical-text.ts'
import type { TextComparison } from './text-comparison.ts'

export const importKind = 'datasets.import'
const WORK = 'import'
const FAILED = 'DataImportFailed'

/** The error of a dataset whose import was cancelled. */
export const IMPORT_CANCELLED = cancelledError(WORK)

export type ImportParts = Readonly<{
  store: DatasetStore
  files: FileStore
  limits: DatasetLimits
  lexicalOf: (locale: string) => Lexical
  comparison: TextComparison
  /** Anonymous GET of a `contentUrl`, refused above `maxBytes`. */
  fetch: (
    url: string,
    options: Readonly<{ maxBytes: number; signal: AbortSignal }>
  ) => Promise<AsyncIterable<Uint8Array>>
}>

/** The uploaded bytes stay until the dataset is deleted: they were acknowledged, and nothing else holds them. */
export const importHandler = (parts: ImportParts): JobHandler => ({
  kind: importKind,
  run: (context) => importDataset(parts, context),
  ...workEndings(WORK, {
    fail: (id, error) => parts.store.move(id, 'Failed', { error }),
    errorOf: (error) =>
      error instanceof ContentUnavailable ? { code: FAILED, message: `${error.message}.` } : undefined,
    internalCode: FAILED
  })
})

async function importDataset(parts: ImportParts, context: JobContext): Promise<void> {
  const { store, files } = parts
  const dataset = await store.find(context.subject)
  if (dataset === undefined) return
  if (dataset.status === 'NotStarted') await store.move(dataset.id, 'Running')
  let outcome = await committedOutcome(files, dataset)
  if (!isTerminal(dataset.status)) {
    outcome ??= await importAndCommit(parts, dataset, context)
    await store.move(dataset.id, outcome.status, outcome)
  }
  // Only now: until the status says otherwise the uploaded bytes are the only copy that a next run can read.
  if (outcome) await files.removeAll(uploadPrefix(dataset.id))
}

/** What an earlier run committed before it could say so. */
async function committedOutcome(files: FileStore, dataset: Dataset): Promise<ImportOutcome | undefined> {
  const key = `${committedPrefix(dataset.id)}/${reportName}`
  return (await files.stat(key)) ? readReportHead(await files.read(key)) : undefined
}

async function importAndCommit(
  parts: ImportParts,
  dataset: Dataset,
  context: JobContext
): Promise<ImportOutcome> {
  const { files, lexicalOf, comparison } = parts
  const { signal, progress } = context
  await receiveSource(parts, dataset, context)
  const sourcePath = await files.localPath(sourceKey(dataset.id))
  return files.withScratch(async (directory) => {
    const lexical = lexicalOf(dataset.locale)
    const insight = comparison.of(dataset)
    const outcome = await importSource({
      dataset,
      sourcePath,
      directory,
      lexical,
      signal,
      progress,
      insight,
      transcripts: comparison.transcripts(dataset.locale)
    })
    signal.throwIfAborted()
    await files.commit(directory, committedPrefix(dataset.id))
    return outcome
  })
}

/** Brings the source to its place from the URL or the blocks; an upload form has put it there already. */
async function receiveSource(
  parts: ImportParts,
  dataset: Dataset,
  { signal, progress }: JobContext
): Promise<void> {
  const { files, store, limits, fetch } = parts
  const key = sourceKey(dataset.id)
  if (await files.stat(key)) return
  const maxBytes = limits.sourceBytes[dataset.kind]
  if (dataset.contentUrl !== undefined) {
    progress(0, 'fetching content')
    await files.put(key, fetched(fetch, dataset.contentUrl, { maxBytes, signal }), signal)
    return
  }
  progress(0, 'joining blocks')
  const blocks = await store.blocks(dataset.id)
  const size = blocks.reduce((sum, block) => sum + block.size, 0)
  if (size > maxBytes)
    throw new JobRejected(
      'InvalidDataset',
      `The blocks have ${size} bytes; the maximum for kind ${dataset.kind} is ${maxBytes}.`
    )
  await files.put(key, joined(files, blocks), signal)
}

/** What the other side decided is final; what the network did may pass, so that the job tries again. */
async function* fetched(
  fetch: ImportParts['fetch'],
  url: string,
  options: Readonly<{ maxBytes: number; signal: AbortSignal }>
): AsyncGenerator<Uint8Array> {
  try {
    yield* await fetch(url, options)
  } catch (cause) {
    options.signal.throwIfAborted()
    const error =
      cause instanceof ContentUnavailable
        ? cause
        : new ContentUnavailable('unreachable', 'The download of the content was interrupted', { cause })
    throw error.code === 'unreachable' ? error : new JobRejected('DataImportFailed', `${error.message}.`)
  }
}

async function* joined(files: FileStore, blocks: readonly { fileKey: string }[]): AsyncGenerator<Uint8Array> {
  for (const { fileKey } of blocks)
    for await (const chunk of await files.read(fileKey)) yield chunk as Uint8Array
}
