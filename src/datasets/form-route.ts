/** The deprecated multipart upload, still what many scripts use. @module */
import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from '../platform/index.ts'
import type { Platform } from '../resources/index.ts'
import { type Dataset, sourceKey, uploadPrefix } from './dataset.ts'
import { sendCreated } from './dataset-answer.ts'
import type { DatasetService } from './datasets.ts'
import { asksValidation, dryRun, sendReport } from './dry-run.ts'
import { maxSourceBytes, receiveForm } from './form-upload.ts'

export function formRoute(scope: FastifyInstance, service: DatasetService, platform: Platform): void {
  const limits = { fileSize: maxSourceBytes(service.limits), fieldSize: 64 * 1024, fields: 50, files: 5 }
  // One file, the fields, and the lines between them.
  const bodyLimit = limits.fileSize + (limits.fields + limits.files) * limits.fieldSize
  void scope.register(multipart, { limits, throwFileSizeLimit: false })

  const received = (request: FastifyRequest, id: string) =>
    receiveForm(request.parts(), id, platform.files, service.limits, service.locales)

  async function validated(request: FastifyRequest, reply: FastifyReply, id: string): Promise<Readable> {
    try {
      const { input, fileName } = await received(request, id)
      const sourcePath = await platform.files.localPath(sourceKey(id))
      return await dryRun(reply, platform.files, {
        dataset: { ...input, sourceFileName: fileName },
        sourcePath,
        insight: service.comparison.of(input)
      })
    } finally {
      await platform.files.removeAll(uploadPrefix(id))
    }
  }

  scope.post('/datasets/upload', { bodyLimit }, async (request, reply) => {
    if (!request.isMultipart())
      throw new Problem(
        'UnsupportedMediaType',
        undefined,
        `The content type is ${request.headers['content-type'] ?? 'missing'}; expected multipart/form-data.`
      )
    const id = randomUUID()
    if (asksValidation(request)) return sendReport(reply, await validated(request, reply, id))
    let dataset: Dataset
    try {
      const { input, fileName } = await received(request, id)
      dataset = await service.create(input, 'form', { id, fileName })
    } catch (error) {
      // Nothing half-made stays: without its entity nobody could reach these bytes.
      await platform.files.removeAll(uploadPrefix(id))
      throw error
    }
    return sendCreated(request, reply, dataset)
  })
}
