/** A web hook in the shape of the contract. @module */
import { timestamp } from '../platform/index.ts'
import { MASK } from './create-web-hook-request.ts'
import type { WebHook } from './web-hook.ts'
import type { WebHookAnswers } from './web-hook-schema.ts'

/** Entities have one version only, and hooks tell of those of their own. */
const API_VERSION = 'v3.2'

/** @param self absolute address of the hook */
export const webHookAnswer = (hook: WebHook, self: string): WebHookAnswers['WebHook'] => ({
  self,
  displayName: hook.displayName,
  ...(hook.description === undefined ? {} : { description: hook.description }),
  webUrl: hook.webUrl,
  events: Object.fromEntries(hook.events.map((event) => [event, true])),
  ...(hook.customProperties === undefined ? {} : { customProperties: hook.customProperties }),
  links: { ping: `${self}:ping`, test: `${self}:test` },
  properties: {
    apiVersion: API_VERSION,
    ...(hook.secret === undefined ? {} : { secret: MASK }),
    ...(hook.error === undefined ? {} : { error: hook.error })
  },
  createdDateTime: timestamp(hook.createdDateTime),
  lastActionDateTime: timestamp(hook.lastActionDateTime),
  status: hook.status
})
