/** What a client asks a web hook to be, checked before anything is stored. @module */
import { ContentUnavailable, checkedUrl, describeValue, Problem, reachable } from '../platform/index.ts'
import {
  type CustomProperties,
  type EntityChanges,
  entityChanges,
  type Fields,
  invalidPayload,
  objectOf,
  readAll,
  requestFields
} from '../resources/index.ts'
import { hookEvents } from './web-hook.ts'
import { webHookSchemas } from './web-hook-schema.ts'

/** Stands for the secret in answers. Sent back in a change, as clients do that edit what they read, it keeps the secret. */
export const MASK = '********'

const MAX_URL_LENGTH = 2048
const MAX_SECRET_LENGTH = 1024

export type CreateWebHookRequest = Readonly<{
  displayName: string
  description?: string
  webUrl: string
  events: readonly string[]
  secret?: string
  customProperties?: CustomProperties
}>

export type WebHookChanges = EntityChanges &
  Readonly<{
    webUrl?: string
    /** Events to turn on or off; the others stay as they are. */
    events: ReadonlyMap<string, boolean>
    /** Null turns signing off, undefined keeps the secret. */
    secret: string | null | undefined
  }>

/** Body of POST /webhooks. @throws Problem naming the fields */
export function parseCreateWebHookRequest(fields: Fields, allowPrivate: boolean): CreateWebHookRequest {
  const parsed = requestFields(fields, webHookSchemas.WebHook)
  const { description, events, secret, customProperties, ...required } = readAll({
    displayName: parsed.displayName,
    description: parsed.description,
    webUrl: () => checkedWebUrl(parsed.webUrl(), allowPrivate),
    events: () => eventsOf(fields.events, true),
    secret: () => secretIn(fields),
    customProperties: parsed.customProperties
  })
  if (secret === MASK) {
    throw invalidPayload(
      `properties.secret is ${MASK}, the placeholder for secrets in responses. Send the secret itself.`,
      'properties.secret'
    )
  }
  return {
    ...required,
    events: chosenEvents([], events),
    ...(description === undefined ? {} : { description }),
    ...(secret ? { secret } : {}),
    ...(customProperties === undefined ? {} : { customProperties })
  }
}

/** Body of PATCH /webhooks/{id}. @throws Problem naming the fields */
export function parseWebHookChanges(fields: Fields, allowPrivate: boolean): WebHookChanges {
  const { changes, webUrl, events, secret } = readAll({
    changes: () => entityChanges(fields),
    webUrl: () => {
      const text = requestFields(fields, webHookSchemas.WebHookUpdate).webUrl()
      return text ? checkedWebUrl(text, allowPrivate) : undefined
    },
    events: () => eventsOf(fields.events, false),
    secret: () => secretIn(fields)
  })
  return {
    ...changes,
    ...(webUrl === undefined ? {} : { webUrl }),
    events,
    // Unlike other fields, an absent secret is a removed one: so the contract says.
    secret: secret === MASK ? undefined : secret || null
  }
}

/** Those of `before` and of `changes` that are on, in the order of `hookEvents`. */
export const chosenEvents = (
  before: readonly string[],
  changes: ReadonlyMap<string, boolean>
): readonly string[] => hookEvents.filter((event) => changes.get(event) ?? before.includes(event))

/** @throws Problem InvalidCallbackUri */
function checkedWebUrl(text: string, allowPrivate: boolean): string {
  const reject = (why: string): Problem =>
    new Problem(
      'InvalidRequest',
      'InvalidCallbackUri',
      `webUrl is ${describeValue(text)}: ${why}. Accepted is an absolute http or https address.`,
      'webUrl'
    )
  if (text.length > MAX_URL_LENGTH) {
    throw reject(`it has ${text.length} characters, and at most ${MAX_URL_LENGTH} are accepted`)
  }
  try {
    const url = checkedUrl(text, reachable(allowPrivate))
    if (url.username || url.password) throw reject('it carries a user name or password, which is never sent')
    return text
  } catch (error) {
    if (error instanceof ContentUnavailable) throw reject(error.message)
    throw error
  }
}

function eventsOf(value: unknown, required: boolean): ReadonlyMap<string, boolean> {
  if (value === undefined && required) throw invalidPayload('events is missing; it is required.', 'events')
  if (value == null && !required) return new Map()
  return new Map(Object.entries(objectOf(value, 'events')).map(([name, enabled]) => eventOf(name, enabled)))
}

function eventOf(name: string, enabled: unknown): readonly [string, boolean] {
  const event = hookEvents.find((one) => one.toLowerCase() === name.toLowerCase())
  if (event === undefined) {
    throw new Problem(
      'InvalidRequest',
      'InvalidWebHookEventKind',
      `events has ${describeValue(name)}; accepted are ${hookEvents.join(', ')}.`,
      'events'
    )
  }
  if (enabled !== null && typeof enabled !== 'boolean') {
    throw invalidPayload(
      `events.${event} is ${describeValue(enabled)}; accepted are true and false.`,
      `events.${event}`
    )
  }
  return [event, enabled ?? false]
}

function secretIn(fields: Fields): string | undefined {
  if (fields.properties == null) return undefined
  const properties = objectOf(fields.properties, 'properties')
  return requestFields(properties, webHookSchemas.WebHookProperties, 'properties.').secret(MAX_SECRET_LENGTH)
}
