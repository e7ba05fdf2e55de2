/** A dataset and its files in the shapes of the contract. @module */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type FileLinks, isoDuration, timestamp } from '../platform/index.ts'
import { type FileAnswer, fileAnswer, isTerminal, type Progress, selfLink } from '../resources/index.ts'
import type { Dataset } from './dataset.ts'
import type { DatasetFile } from './dataset-files.ts'
import type { DatasetAnswers } from './dataset-schema.ts'
import type { Block } from './dataset-store.ts'

export type DatasetAnswer = DatasetAnswers['Dataset'] & Readonly<{ properties?: Progress }>

export function datasetAnswer(
  request: FastifyRequest,
  dataset: Dataset,
  progress: Progress = {}
): DatasetAnswer {
  const self = selfLink(request, `datasets/${dataset.id}`)
  const awaitsBlocks = dataset.origin === 'blocks' && dataset.status === 'NotStarted'
  return {
    self,
    displayName: dataset.displayName,
    ...(dataset.description === undefined ? {} : { description: dataset.description }),
    locale: dataset.locale,
    kind: dataset.kind,
    ...(dataset.contentUrl === undefined ? {} : { contentUrl: dataset.contentUrl }),
    ...(dataset.customProperties === undefined ? {} : { customProperties: dataset.customProperties }),
    ...(dataset.projectId === undefined
      ? {}
      : { project: { self: selfLink(request, `projects/${dataset.projectId}`) } }),
    links: {
      files: `${self}/files`,
      ...(awaitsBlocks
        ? {
            uploadBlocks: `${self}/blocks`,
            listBlocks: `${self}/blocks`,
            commitBlocks: `${self}/blocks:commit`
          }
        : {})
    },
    ...(awaitsBlocks ? {} : { properties: { ...propertiesOf(dataset), ...progress } }),
    createdDateTime: timestamp(dataset.createdDateTime),
    lastActionDateTime: timestamp(dataset.lastActionDateTime),
    status: dataset.status
  }
}

const propertiesOf = (dataset: Dataset): DatasetAnswers['DatasetProperties'] => ({
  textNormalizationKind: dataset.textNormalizationKind,
  acceptedLineCount: dataset.acceptedLineCount,
  rejectedLineCount: dataset.rejectedLineCount,
  ...(dataset.durationTicks === undefined ? {} : { duration: isoDuration(dataset.durationTicks) }),
  ...(dataset.email === undefined || isTerminal(dataset.status) ? {} : { email: dataset.email }),
  ...(dataset.error === undefined ? {} : { error: dataset.error })
})

export function datasetFileAnswer(
  request: FastifyRequest,
  links: FileLinks,
  dataset: Dataset,
  file: DatasetFile
): FileAnswer {
  const answer = fileAnswer(request, links, `datasets/${dataset.id}`, file)
  const { size, durationTicks, transcript } = file
  if (durationTicks === undefined) return answer
  const spoken = transcript === undefined ? {} : { transcript }
  return { ...answer, properties: { size, duration: isoDuration(durationTicks), ...spoken } }
}

export function blocksAnswer(blocks: readonly Block[]): DatasetAnswers['UploadedBlocks'] {
  const shape = ({ id, size }: Block) => ({ name: id, size })
  const committed = blocks.filter(({ position }) => position !== undefined).map(shape)
  const uncommitted = blocks.filter(({ position }) => position === undefined).map(shape)
  return {
    ...(committed.length > 0 ? { committedBlocks: committed } : {}),
    ...(uncommitted.length > 0 ? { uncommittedBlocks: uncommitted } : {})
  }
}

export function sendCreated(request: FastifyRequest, reply: FastifyReply, dataset: Dataset): FastifyReply {
  const answer = datasetAnswer(request, dataset)
  return reply
    .code(201)
    .header('Location', selfLink(request, `datasets/${dataset.id}`))
    .send(answer)
}
