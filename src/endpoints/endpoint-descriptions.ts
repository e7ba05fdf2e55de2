/** What the schemas of endpoints are, in words. @module */
import type { Descriptions } from '../resources/index.ts'

const traffic = (schema: string): Descriptions => ({
  [`${schema}.requests`]: 'Number of requests.',
  [`${schema}.failed`]: 'Requests that failed.',
  [`${schema}.refused`]: 'Requests that were rejected.',
  [`${schema}.audioSeconds`]: 'Length of the audio, in seconds.',
  [`${schema}.errorRate`]: 'Fraction of the requests, 0 to 1, that failed.'
})

export const endpointDescriptions: Descriptions = {
  Endpoint: 'An endpoint: a model that is deployed for live recognition and short audio.',
  'Endpoint.text': 'Sentences to adapt the model to, for this endpoint only.',
  EndpointLinks: 'Addresses of an endpoint.',
  'EndpointLinks.restInteractive': 'URL for short audio, interactive mode.',
  'EndpointLinks.restConversation': 'URL for short audio, conversation mode.',
  'EndpointLinks.restDictation': 'URL for short audio, dictation mode.',
  'EndpointLinks.webSocketInteractive': 'URL for live recognition, interactive mode.',
  'EndpointLinks.webSocketConversation': 'URL for live recognition, conversation mode.',
  'EndpointLinks.webSocketDictation': 'URL for live recognition, dictation mode.',
  'EndpointLinks.logs': 'URL of its logs.',
  EndpointProperties: 'Properties of an endpoint.',
  'EndpointProperties.loggingEnabled': 'Whether requests are logged.',
  'EndpointProperties.timeToLive': 'How long after its deployment it is deleted; it is kept when absent.',
  EndpointPropertiesUpdate: 'Changes to the properties of an endpoint.',
  'EndpointPropertiesUpdate.contentLoggingEnabled': 'Whether requests are logged.',
  EndpointUpdate: 'Changes to an endpoint.',
  PaginatedEndpoints: 'A page of endpoints.',
  EndpointDeployments: 'The models that an endpoint has served, newest first.',
  EndpointDeployment: 'A model that an endpoint has served.',
  'EndpointDeployment.displayName': 'Name of the model.',
  'EndpointDeployment.startDateTime': 'When it was deployed.',
  'EndpointDeployment.endDateTime': 'When another model replaced it; absent for the current one.',
  'EndpointDeployment.available': 'Whether it can be deployed again.',
  EndpointTraffic: 'Traffic of an endpoint.',
  'EndpointTraffic.hours': 'By hour.',
  TrafficFigures: 'Traffic over some time.',
  ...traffic('TrafficFigures'),
  TrafficHour: 'Traffic in an hour.',
  ...traffic('TrafficHour'),
  'TrafficHour.startDateTime': 'Start of the hour.',
  Latency: 'Time from the end of the audio to the response, in milliseconds.',
  'Latency.p50': 'Median.',
  'Latency.p95': '95th percentile.',
  'EndpointState.paused': 'Whether it rejects every request.'
}
