/** The query style (`api-version=2024-11-15` and later): other names for times and for a few properties. @module */
import { describeValue } from '../describe-value.ts'
import { isoDuration, millisecondsOf, TICKS_PER_MS } from '../iso-duration.ts'
import { Problem } from '../problem.ts'
import { isObject, type Json, type JsonObject, mapField, without } from './json-walk.ts'
import type { Version } from './version.ts'

const HOUR_MS = 3_600_000

/** Whether the version groups entities in projects. */
export const hasProjects = (version: Version): boolean => version !== '2024-11-15'

export function toQueryStyle(version: Version, collection: string, entity: JsonObject): JsonObject {
  const grouped = hasProjects(version) ? entity : without(entity, 'project')
  const timed = mapField(grouped, 'properties', (properties) =>
    without(withMilliseconds(properties), 'email')
  )
  switch (collection) {
    case 'models':
      return mapField(without(timed, 'text'), 'properties', (properties) =>
        mapField(properties, 'features', modelFeatures)
      )
    case 'endpoints':
      return endpointToQueryStyle(without(timed, 'text'))
    case 'transcriptions':
      return mapField(timed, 'properties', transcriptionProperties)
    case 'webhooks':
      return mapField(timed, 'properties', (properties) => ({ ...properties, apiVersion: version }))
    default:
      return timed
  }
}

/** `PT1M2.5S` → 62500 */
function withMilliseconds(properties: JsonObject): JsonObject {
  const { duration } = properties
  const milliseconds = typeof duration === 'string' ? millisecondsOf(duration) : undefined
  if (milliseconds === undefined) return properties
  return { ...without(properties, 'duration'), durationMilliseconds: milliseconds }
}

const modelFeatures = (features: JsonObject): JsonObject => ({
  ...without(features, 'supportsTranscriptions'),
  supportsTranscriptionsSubmit: features.supportsTranscriptions ?? false,
  supportsTranscriptionsTranscribe: features.supportsTranscriptions ?? false
})

function endpointToQueryStyle(endpoint: JsonObject): JsonObject {
  const linked = mapField(endpoint, 'links', (links) =>
    typeof links.webSocketConversation === 'string' ? { webSocket: links.webSocketConversation } : {}
  )
  return mapField(linked, 'properties', (properties) => without(properties, 'timeToLive'))
}

function transcriptionProperties(properties: JsonObject): JsonObject {
  const { timeToLive, diarization, diarizationEnabled } = properties
  const kept = typeof timeToLive === 'string' ? millisecondsOf(timeToLive) : undefined
  const speakers = isObject(diarization) && isObject(diarization.speakers) ? diarization.speakers : undefined
  return {
    ...without(properties, 'timeToLive', 'diarization', 'diarizationEnabled'),
    ...(kept === undefined ? {} : { timeToLiveHours: Math.round(kept / HOUR_MS) }),
    ...(diarizationEnabled === true
      ? { diarization: { enabled: true, ...(speakers ? { maxSpeakers: speakers.maxCount ?? 2 } : {}) } }
      : {})
  }
}

/** The body of a request in the words of v3.2. @throws Problem for what the version lacks */
export function fromQueryStyle(
  version: Version,
  collection: string,
  method: string,
  body: JsonObject
): JsonObject {
  if (!hasProjects(version) && body.project != null) throw notSupported('project', version)
  if (collection !== 'transcriptions' || method !== 'POST') return body
  const { properties } = body
  if (!isObject(properties)) {
    throw new Problem(
      'InvalidRequest',
      'InvalidPayload',
      `properties is ${describeValue(properties)}; expected an object with timeToLiveHours.`,
      'properties'
    )
  }
  return { ...body, properties: propertiesFrom(properties) }
}

function propertiesFrom(properties: JsonObject): JsonObject {
  const hours = properties.timeToLiveHours
  if (typeof hours !== 'number' || !Number.isInteger(hours) || hours < 6 || hours > 744) {
    throw new Problem(
      'InvalidRequest',
      'InvalidTimeToLive',
      `timeToLiveHours is ${describeValue(hours)}; expected a whole number from 6 to 744.`,
      'properties.timeToLiveHours'
    )
  }
  const { diarization } = properties
  const requested = isObject(diarization) && diarization.enabled === true ? diarization : undefined
  return {
    ...without(properties, 'timeToLiveHours', 'diarization'),
    timeToLive: isoDuration(hours * HOUR_MS * TICKS_PER_MS),
    ...(requested
      ? {
          diarizationEnabled: true,
          ...(requested.maxSpeakers === undefined
            ? {}
            : { diarization: { speakers: { minCount: 1, maxCount: requested.maxSpeakers } } })
        }
      : {})
  }
}

const notSupported = (name: string, version: Version): Problem =>
  new Problem(
    'InvalidRequest',
    'InvalidPayload',
    `Version ${version} does not have ${name}; leave it out, or use v3.2.`,
    name
  )

/** Answers that are no entities: the lists of locales. */
export function localesToQueryStyle(collection: string, locales: unknown): unknown {
  if (collection === 'transcriptions') return { Transcribe: locales, Submit: locales }
  if (collection !== 'datasets' || !isObject(locales)) return locales
  const byKind: Record<string, Json[]> = {}
  for (const [locale, kinds] of Object.entries(locales)) {
    for (const kind of Array.isArray(kinds) ? (kinds as readonly Json[]) : []) {
      byKind[String(kind)] = [...(byKind[String(kind)] ?? []), locale]
    }
  }
  return byKind
}

/** Operations that the version has not, though v3.2 has them. */
export function lacksOperation(version: Version, path: string): boolean {
  if (/^\/datasets\/upload$|\/files\/logs(?:\/|$)|^\/endpoints\/base\//.test(path)) return true
  return !hasProjects(version) && path.startsWith('/projects')
}
