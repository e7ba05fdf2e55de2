/** An endpoint in the shape of the contract. @module */
import type { FastifyRequest } from 'fastify'
import type { Models } from '../models/index.ts'
import { originOf, selfLink, timestamp } from '../platform/index.ts'
import type { Endpoint } from './endpoint.ts'

/** The contract's name of each mode's link, and the mode in its path. */
const REST_MODES = {
  restInteractive: 'interactive',
  restConversation: 'conversation',
  restDictation: 'dictation'
}

export function endpointAnswer(
  request: FastifyRequest,
  models: Models,
  endpoint: Endpoint
): Record<string, unknown> {
  const self = selfLink(request, `endpoints/${endpoint.id}`)
  const links = Object.entries(REST_MODES).map(([name, mode]) => [
    name,
    `${originOf(request)}/speech/recognition/${mode}/cognitiveservices/v1?cid=${endpoint.id}`
  ])
  return {
    self,
    displayName: endpoint.displayName,
    ...(endpoint.description === undefined ? {} : { description: endpoint.description }),
    locale: endpoint.locale,
    model: { self: models.self(request, endpoint.modelId) },
    ...(endpoint.projectId === undefined
      ? {}
      : { project: { self: selfLink(request, `projects/${endpoint.projectId}`) } }),
    ...(endpoint.customProperties === undefined ? {} : { customProperties: endpoint.customProperties }),
    links: Object.fromEntries(links),
    properties: {
      loggingEnabled: false,
      ...(endpoint.error === undefined ? {} : { error: endpoint.error })
    },
    createdDateTime: timestamp(endpoint.createdDateTime),
    lastActionDateTime: timestamp(endpoint.lastActionDateTime),
    status: endpoint.status
  }
}
