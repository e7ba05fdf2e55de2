/** A multipart form of some fields and one audio file, the file kept in a folder of its own. @module */
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '../platform/index.ts'
import { invalidPayload } from '../resources/index.ts'

/** As the cloud: under 500 MB. */
export const MAX_AUDIO_BYTES = 500_000_000
const MAX_FIELD_BYTES = 1 << 20
const MAX_FIELDS = 100
/** The whole form: the audio, its fields, and the lines between them. */
export const MAX_FORM_BYTES = MAX_AUDIO_BYTES + (MAX_FIELDS + 10) * MAX_FIELD_BYTES

export type ReceivedForm = Readonly<{
  /** Every field that was sent; one sent twice (`timestamp_granularities[]`) has two values. */
  fields: ReadonlyMap<string, readonly string[]>
  /** Where the audio lies; absent when the form had none. */
  audioPath?: string
}>

/** The forms of a scope are read by `receiveAudioForm`. */
export function takeAudioForms(scope: FastifyInstance): void {
  void scope.register(multipart, {
    limits: { fileSize: MAX_AUDIO_BYTES, fieldSize: MAX_FIELD_BYTES, fields: MAX_FIELDS, files: 10 },
    throwFileSizeLimit: false
  })
}

/**
 * Reads the form to its end. Its file is kept whole before it is decoded: what to do with it may be said after it, and
 * decoders must be able to seek in some formats.
 * @param audioField name of the field that holds the audio; files in other fields are read as text
 * @throws Problem UnsupportedMediaType, InvalidPayload for a second or a too large file
 */
export async function receiveAudioForm(
  request: FastifyRequest,
  audioField: string,
  folder: string
): Promise<ReceivedForm> {
  if (!request.isMultipart()) {
    throw new Problem(
      'UnsupportedMediaType',
      undefined,
      `The content type is ${request.headers['content-type'] ?? 'missing'}; expected multipart/form-data.`
    )
  }
  const fields = new Map<string, readonly string[]>()
  const add = (name: string, value: string): void => {
    fields.set(name, [...(fields.get(name) ?? []), value])
  }
  let audioPath: string | undefined
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      // A part that says it is JSON arrives parsed.
      add(part.fieldname, typeof part.value === 'string' ? part.value : jsonOf(part.value, part.fieldname))
    } else if (part.fieldname !== audioField) {
      add(part.fieldname, await textOf(part.file))
    } else if (audioPath !== undefined) {
      part.file.resume()
      throw invalidPayload(`The form has "${audioField}" twice; expected one file.`, audioField)
    } else {
      audioPath = join(folder, 'audio')
      await pipeline(part.file, createWriteStream(audioPath))
      if (part.file.truncated) {
        throw invalidPayload(`The audio is larger than ${MAX_AUDIO_BYTES} bytes.`, audioField)
      }
    }
  }
  return { fields, ...(audioPath === undefined ? {} : { audioPath }) }
}

/** @throws Problem for what is nested too deep to be written again */
function jsonOf(value: unknown, name: string): string {
  try {
    return JSON.stringify(value ?? '')
  } catch {
    throw invalidPayload(`The JSON of ${name.slice(0, 40)} is nested too deeply; send a flatter value.`, name)
  }
}

/** Some clients send JSON as a file. */
async function textOf(file: Readable): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of file as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes <= MAX_FIELD_BYTES) chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
