/** `validate=true`: a source read as its import would read it, and nothing kept but the report. @module */
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { abortOnDisconnect, checkParameter, type FileStore, queryValue } from '../platform/index.ts'
import { normalizerFor } from '../speech/text/index.ts'
import { datasetQueryParameters } from './dataset-operations.ts'
import { type FirstAccepted, firstAccepted } from './first-accepted.ts'
import { reportName } from './import-report.ts'
import { importSource } from './import-source.ts'
import type { ImportTask } from './import-task.ts'

/** Whether to check and import nothing. @throws Problem for a value that is neither true nor false */
export const asksValidation = ({ query }: Pick<FastifyRequest, 'query'>): boolean =>
  checkParameter(queryValue(query, 'validate'), datasetQueryParameters.validate.schema, 'validate', {
    code: 'InvalidRequest',
    inner: 'InvalidPayload'
  }) ?? false

/**
 * The report that the import of `sourcePath` would leave, with the first entries as they were read (`preview`), as JSON
 * text to be read to its end or destroyed. Given up when the client is gone.
 * @throws the file system's errors
 */
export async function dryRun(
  reply: FastifyReply,
  files: FileStore,
  task: Pick<ImportTask, 'dataset' | 'sourcePath' | 'insight'>
): Promise<Readable> {
  const signal = abortOnDisconnect(reply)
  return files.withScratch(async (directory) => {
    const lexical = normalizerFor(task.dataset.locale)
    await importSource({ ...task, directory, lexical, signal, progress: () => undefined })
    const preview = await firstAccepted(directory, task.dataset.kind)
    // Open, it can be read although the folder goes.
    const report = (await open(join(directory, reportName))).createReadStream()
    const whole = Readable.from(withPreview(report, preview))
    // A client that left before the first byte leaves the generator unbegun, and the file open.
    return whole.once('close', () => report.destroy())
  })
}

/** The report may be of any length, so it is told as it is read; its first byte is the brace. */
async function* withPreview(
  report: AsyncIterable<Buffer>,
  preview: readonly FirstAccepted[]
): AsyncGenerator<Buffer> {
  let started = false
  for await (const chunk of report) {
    if (!started) yield Buffer.from(`{\n  "preview": ${JSON.stringify(preview)},`)
    yield started ? chunk : chunk.subarray(1)
    started = true
  }
}

export const sendReport = (reply: FastifyReply, report: Readable): FastifyReply =>
  reply.code(200).type('application/json; charset=utf-8').send(report)
