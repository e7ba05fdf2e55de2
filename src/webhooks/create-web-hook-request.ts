/** A request that creates or changes a web hook, checked before anything is stored. @module */
import {
  ContentUnavailable,
  checkedUrl,
  checkValue,
  describeValue,
  Problem,
  reachable
} from '../platform/index.ts'
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

const WEB_URL = { maxLength: 2048, inner: 'InvalidCallbackUri' } as const
/** Each event is on or off, also those that the contract does not know. */
const EVENT = webHookSchemas.WebHookEvents.properties.ping
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
  const parsed = requestFields(webHookSchemas, 'WebHook', fields)
  const { description, events, secret, customProperties, ...required } = readAll({
    displayName: parsed.displayName,
    description: parsed.description,
    webUrl: () => checkedWebUrl(parsed.webUrl(WEB_URL), allowPrivate),
    events: () => eventsOf(fields.events, true),
    secret: () => parsed.properties()?.secret({ maxLength: MAX_SECRET_LENGTH }),
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
  const parsed = requestFields(webHookSchemas, 'WebHookUpdate', fields)
  const { changes, webUrl, events, secret } = readAll({
    changes: () => entityChanges(fields, parsed),
    webUrl: () => {
      const text = parsed.webUrl(WEB_URL)
      return text === undefined ? undefined : checkedWebUrl(text, allowPrivate)
    },
    events: () => eventsOf(fields.events, false),
    secret: () => parsed.properties()?.secret({ maxLength: MAX_SECRET_LENGTH })
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
      WEB_URL.inner,
      `webUrl is ${describeValue(text)}: ${why}. Use an absolute http or https URL.`,
      'webUrl'
    )
  try {
    const url = checkedUrl(text, reachable(allowPrivate))
    if (url.username || url.password) throw reject('it has a user name or password, which is never sent')
    return text
  } catch (error) {
    if (error instanceof ContentUnavailable) throw reject(error.message)
    throw error
  }
}

/** Names in any letter case, in the spelling of the schema. */
function eventsOf(value: unknown, required: boolean): ReadonlyMap<string, boolean> {
  if (value === undefined && required) throw invalidPayload('events is missing; it is required.', 'events')
  if (value == null && !required) return new Map()
  return new Map(
    Object.entries(objectOf(value, 'events')).map(([name, on]) => {
      const event = eventNamed(name)
      return [event, on === null ? false : checkValue(on, EVENT, {}, `events.${event}`)]
    })
  )
}

function eventNamed(name: string): string {
  const event = hookEvents.find((one) => one.toLowerCase() === name.toLowerCase())
  if (event !== undefined) return event
  throw new Problem(
    'InvalidRequest',
    'InvalidWebHookEventKind',
    `events must have names of events only: ${hookEvents.join(', ')}; found ${describeValue(name)}.`,
    'events'
  )
}
