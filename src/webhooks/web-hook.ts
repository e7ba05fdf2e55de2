/** A web hook: an address of the customer's that is told what happens to entities. @module */
import type { CustomProperties, EntityEvent, EntityStatus } from '../resources/index.ts'

const ENTITIES = ['dataset', 'model', 'evaluation', 'transcription', 'endpoint'] as const
const EVENT_OF_STATUS = ['Creation', 'Processing', 'Completion', 'Deletion'] as const

/** The names that clients write in `events`. The first after the entities' own is not in the contract. */
export const hookEvents: readonly string[] = Object.freeze([
  ...ENTITIES.flatMap((entity) => EVENT_OF_STATUS.map((type) => `${entity}${type}`)),
  'modelExpiration',
  'ping',
  'challenge'
])

export const eventName = ({ entity, type }: EntityEvent): string => `${entity}${type}`

/** As the header writes it, which receivers compare with regard to case: `TranscriptionCompletion`. */
export const pascalCase = (event: string): string => `${event.slice(0, 1).toUpperCase()}${event.slice(1)}`

export type WebHook = Readonly<{
  id: string
  displayName: string
  description?: string
  webUrl: string
  /** Those asked for, in the order of `hookEvents`. */
  events: readonly string[]
  /** Signs what is sent; absent, nothing is signed. */
  secret?: string
  customProperties?: CustomProperties
  /** `http://host:port` through which `webUrl` was set: where the addresses of entities in events begin. */
  origin: string
  /** NotStarted until the challenge is answered; only a hook that Succeeded is told of events. */
  status: Exclude<EntityStatus, 'Running'>
  /** Why the challenge failed; on a hook that Succeeded, why the last delivery did. */
  error?: Readonly<{ code: string; message: string }>
  createdDateTime: Date
  /** When the current status was entered. */
  lastActionDateTime: Date
}>
