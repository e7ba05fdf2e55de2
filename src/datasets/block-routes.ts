/** REST operations of block upload: send, list, commit. @module */
import type { FastifyInstance } from 'fastify'
import { BODY_LIMITS, Problem, withRetryAfter } from '../platform/index.ts'
import type { Platform } from '../resources/index.ts'
import { MAX_BLOCK_BYTES } from './block-rules.ts'
import { BlockUpload } from './block-upload.ts'
import type { Dataset } from './dataset.ts'
import { blocksAnswer } from './dataset-answer.ts'
import type { DatasetService } from './datasets.ts'
import { asksValidation, dryRun, sendReport } from './dry-run.ts'

type WithId = { Params: { id: string } }
type WithBlockId = WithId & { Querystring: { blockid?: string } }

/** In a scope of its own, because a block is taken as a stream whatever its content type says. */
export function blockRoutes(scope: FastifyInstance, service: DatasetService, platform: Platform): void {
  const upload = new BlockUpload(platform, service.store, service.limits)
  const find = (id: string): Promise<Dataset> => service.require(id)

  scope.get<WithId>('/datasets/:id(^[^:/]+)/blocks', async (request, reply) => {
    const dataset = await find(request.params.id)
    withRetryAfter(reply, dataset)
    return blocksAnswer(await upload.list(dataset))
  })

  scope.post<WithId>(
    '/datasets/:id(^[^:/]+)/blocks::commit',
    { bodyLimit: BODY_LIMITS.blockList },
    async (request, reply) => {
      if (asksValidation(request)) {
        const dataset = await find(request.params.id)
        const report = await upload.joined(dataset, request.body, (sourcePath) =>
          dryRun(reply, platform.files, { dataset, sourcePath, insight: service.comparison.of(dataset) })
        )
        return sendReport(reply, report)
      }
      await upload.commit(await find(request.params.id), request.body)
      return reply.code(200).send()
    }
  )

  void scope.register((raw, _options, done) => {
    raw.removeAllContentTypeParsers()
    raw.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload))
    raw.put<WithBlockId>(
      '/datasets/:id(^[^:/]+)/blocks',
      { bodyLimit: MAX_BLOCK_BYTES },
      async (request, reply) => {
        const { body, query } = request
        if (!isBytes(body))
          throw new Problem('InvalidRequest', 'EmptyRequest', 'The block is empty; expected 1 byte to 8 MiB.')
        await upload.put(await find(request.params.id), query.blockid, body)
        return reply.code(201).send()
      }
    )
    done()
  })
}

const isBytes = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body
