/** What the schemas of web hooks are, in words. @module */
import type { Descriptions } from '../resources/index.ts'
import { webHookSchemas } from './web-hook-schema.ts'

const events = Object.fromEntries(
  Object.keys(webHookSchemas.WebHookEvents.properties).map((name) => [
    `WebHookEvents.${name}`,
    'Whether the receiver gets this event.'
  ])
)

export const webHookDescriptions: Descriptions = {
  PaginatedWebHooks: 'A page of web hooks.',
  WebHook: 'A web hook: a receiver of events.',
  'WebHook.webUrl': 'URL of the receiver.',
  WebHookEvents: 'The events that a receiver gets.',
  ...events,
  WebHookLinks: 'Links of a web hook.',
  'WebHookLinks.ping': 'URL to send a ping with.',
  'WebHookLinks.test': 'URL to send the newest events again with.',
  WebHookProperties: 'Properties of a web hook.',
  'WebHookProperties.apiVersion': 'Version of the API in which events are sent.',
  'WebHookProperties.secret': 'Secret that signs events; responses have a placeholder.',
  WebHookPropertiesUpdate: 'Changes to the properties of a web hook.',
  'WebHookPropertiesUpdate.secret': 'New secret; absent or null removes it.',
  WebHookUpdate: 'Changes to a web hook.',
  'WebHookUpdate.webUrl': 'New URL of the receiver.'
}
