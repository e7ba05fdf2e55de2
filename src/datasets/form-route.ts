/** The deprecated multipart upload, still what many scripts use. @module */
import { randomUUID } from 'node:crypto'
import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { type Platform, Problem } from '../platform/index.ts'
import { type Dataset, uploadPrefix } from './dataset.ts'
import { sendCreated } from './dataset-answer.ts'
import type { DatasetService } from './datasets.ts'
import { largestSource, receiveForm } from './form-upload.ts'

export function formRoute(scope: FastifyInstance, service: DatasetService, platform: Platform): void {
  const limits = { fileSize: largestSource(service.limits), fieldSize: 64 * 1024, fields: 50, files: 5 }
  void scope.register(multipart, { limits, throwFileSizeLimit: false })

  scope.post('/datasets/upload', { bodyLimit: Number.MAX_SAFE_INTEGER }, async (request, reply) => {
    if (!request.isMultipart())
      throw new Problem(
        'UnsupportedMediaType',
        undefined,
        `The content type is ${request.headers['content-type'] ?? 'missing'}; accepted is multipart/form-data.`
      )
    const id = randomUUID()
    let dataset: Dataset
    try {
      const { draft, fileName } = await receiveForm(
        request.parts(),
        id,
        platform.files,
        service.limits,
        service.locales
      )
      dataset = await service.create(draft, 'form', { id, fileName })
    } catch (error) {
      // Nothing half-made stays: without its entity nobody could reach these bytes.
      await platform.files.removeAll(uploadPrefix(id))
      throw error
    }
    return sendCreated(request, reply, dataset)
  })
}
