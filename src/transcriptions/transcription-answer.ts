/** A transcription in the shape of the contract. @module */
import type { FastifyRequest } from 'fastify'
import type { Models } from '../models/index.ts'
import { isoDuration, timestamp } from '../platform/index.ts'
import { isTerminal, selfLink } from '../resources/index.ts'
import { type Transcription, withoutGrant } from './transcription.ts'
import type { TranscriptionAnswers } from './transcription-schema.ts'

export type TranscriptionAnswer = TranscriptionAnswers['Transcription'] &
  Readonly<{ properties?: TranscriptionAnswers['TranscriptionProgress'] }>

/**
 * Where the recordings are is never told: such URLs carry grants. Of the destination, all but the grant is.
 * @param progress 0..1 of the recordings, while it runs; an addition to the contract
 */
export function transcriptionAnswer(
  request: FastifyRequest,
  models: Models,
  transcription: Transcription,
  progress?: number
): TranscriptionAnswer {
  const self = selfLink(request, `transcriptions/${transcription.id}`)
  const { datasetId, projectId, options, durationTicks } = transcription
  const { destinationContainerUrl, email, speakers, ...shown } = options
  return {
    self,
    displayName: transcription.displayName,
    ...(transcription.description === undefined ? {} : { description: transcription.description }),
    locale: transcription.locale,
    model: { self: models.self(request, transcription.modelId) },
    ...(datasetId === undefined ? {} : { dataset: { self: selfLink(request, `datasets/${datasetId}`) } }),
    ...(projectId === undefined ? {} : { project: { self: selfLink(request, `projects/${projectId}`) } }),
    ...(transcription.customProperties === undefined
      ? {}
      : { customProperties: transcription.customProperties }),
    links: { files: `${self}/files` },
    properties: {
      diarizationEnabled: speakers !== undefined,
      ...(speakers
        ? { diarization: { speakers: { minCount: speakers.least, maxCount: speakers.most } } }
        : {}),
      ...shown,
      ...(email === undefined || isTerminal(transcription.status) ? {} : { email }),
      ...(destinationContainerUrl === undefined
        ? {}
        : { destinationContainerUrl: withoutGrant(destinationContainerUrl) }),
      ...(progress === undefined ? {} : { progress }),
      ...(durationTicks === undefined ? {} : { duration: isoDuration(durationTicks) }),
      ...(transcription.error === undefined ? {} : { error: transcription.error })
    },
    createdDateTime: timestamp(transcription.createdDateTime),
    lastActionDateTime: timestamp(transcription.lastActionDateTime),
    status: transcription.status
  }
}
