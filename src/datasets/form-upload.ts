/** POST /datasets/upload: one multipart form with the fields of a dataset and its bytes, in any order. @module */
import type { MultipartFile, MultipartValue } from '@fastify/multipart'
import { type FileStore, Problem } from '../platform/index.ts'
import { type CreateDatasetRequest, parseDatasetForm } from './create-dataset-request.ts'
import { type DatasetLimits, sourceKey } from './dataset.ts'

export type ReceivedForm = Readonly<{ input: CreateDatasetRequest; fileName: string }>

/** Largest source of any kind: while the bytes arrive their kind may not be known yet. */
export const maxSourceBytes = (limits: DatasetLimits): number =>
  Math.max(...Object.values(limits.sourceBytes))

/**
 * Streams the bytes to the source of the dataset `id` while the form arrives.
 * @throws Problem for a missing or second file, one too large, and whatever is wrong with the fields
 */
export async function receiveForm(
  parts: AsyncIterable<MultipartFile | MultipartValue>,
  id: string,
  files: FileStore,
  limits: DatasetLimits,
  locales: readonly string[]
): Promise<ReceivedForm> {
  const fields: Record<string, string> = {}
  let received: Readonly<{ name: string; size: number }> | undefined
  for await (const part of parts) {
    if (part.type === 'field') {
      fields[part.fieldname] = typeof part.value === 'string' ? part.value : ''
      continue
    }
    if (part.fieldname !== 'data' || received) {
      // An unread part would hold up the rest of the form.
      part.file.resume()
      throw rejection(
        received
          ? 'The form has more than one file; expected one, named data.'
          : `The form has a file named "${part.fieldname}"; expected one, named data.`
      )
    }
    const { size } = await files.put(sourceKey(id), part.file)
    if (part.file.truncated) throw rejection(`The file is larger than ${maxSourceBytes(limits)} bytes.`)
    received = { name: fileNameOf(part.filename), size }
  }
  if (received === undefined)
    throw rejection('The form has no file; send the content of the dataset as a file named data.')
  const input = parseDatasetForm(fields, locales)
  const most = limits.sourceBytes[input.kind]
  if (received.size > most)
    throw rejection(`The file has ${received.size} bytes; the maximum for kind ${input.kind} is ${most}.`)
  return { input, fileName: received.name }
}

const rejection = (message: string): Problem =>
  new Problem('InvalidRequest', 'InvalidPayload', message, 'data')

/** For people only: it names the source in the report. */
const fileNameOf = (name: string | undefined): string =>
  (name ?? '')
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/\p{Cc}/gu, '')
    .slice(0, 200) || 'data'
