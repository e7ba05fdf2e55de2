/** An endpoint in the shape of the contract. @module */
import type { FastifyRequest } from 'fastify'
import type { Models } from '../models/index.ts'
import { isoDuration, originOf, timestamp } from '../platform/index.ts'
import { isTerminal, selfLink } from '../resources/index.ts'
import { TICKS_PER_MS } from '../speech/audio/index.ts'
import type { Endpoint } from './endpoint.ts'
import type { EndpointAnswers } from './endpoint-schema.ts'

export type EndpointAnswer = EndpointAnswers['Endpoint'] &
  Readonly<{ properties?: EndpointAnswers['EndpointState'] }>

/** The contract's names of the links begin with the way in and end with the mode that stands in the path. */
const MODES = ['Interactive', 'Conversation', 'Dictation']

function recognitionLinks(request: FastifyRequest, id: string): Record<string, string> {
  const origin = originOf(request)
  const links = MODES.flatMap((mode) => {
    const path = `/speech/recognition/${mode.toLowerCase()}/cognitiveservices/v1?cid=${id}`
    return [
      [`rest${mode}`, `${origin}${path}`],
      [`webSocket${mode}`, `${origin.replace(/^http/, 'ws')}${path}`]
    ]
  })
  return Object.fromEntries(links) as Record<string, string>
}

export function endpointAnswer(request: FastifyRequest, models: Models, endpoint: Endpoint): EndpointAnswer {
  const self = selfLink(request, `endpoints/${endpoint.id}`)
  return {
    self,
    displayName: endpoint.displayName,
    ...(endpoint.description === undefined ? {} : { description: endpoint.description }),
    locale: endpoint.locale,
    ...(endpoint.text === undefined ? {} : { text: endpoint.text }),
    model: { self: models.self(request, endpoint.modelId) },
    ...(endpoint.projectId === undefined
      ? {}
      : { project: { self: selfLink(request, `projects/${endpoint.projectId}`) } }),
    ...(endpoint.customProperties === undefined ? {} : { customProperties: endpoint.customProperties }),
    links: { ...recognitionLinks(request, endpoint.id), logs: `${self}/files/logs` },
    properties: {
      loggingEnabled: endpoint.loggingEnabled,
      ...(endpoint.paused ? { paused: true } : {}),
      ...(endpoint.timeToLive === undefined
        ? {}
        : { timeToLive: isoDuration(endpoint.timeToLive * TICKS_PER_MS) }),
      ...(endpoint.email === undefined || isTerminal(endpoint.status) ? {} : { email: endpoint.email }),
      ...(endpoint.error === undefined ? {} : { error: endpoint.error })
    },
    createdDateTime: timestamp(endpoint.createdDateTime),
    lastActionDateTime: timestamp(endpoint.lastActionDateTime),
    status: endpoint.status
  }
}
