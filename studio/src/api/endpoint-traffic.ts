/** Traffic, deployments, and logs of an endpoint. @module */
import type * as Api from '../../../src/openapi/api-types.ts'
import type { Answered } from '../../../src/openapi/api-types.ts'
import type { ApiFile, Reference } from './entities.ts'
import type { Rest } from './rest.ts'

/** `errorRate` is a fraction of 1; `latency` has milliseconds from the end of the audio to the answer. */
export type TrafficFigures = Answered<Api.TrafficFigures>
export type Traffic = Answered<Api.EndpointTraffic>

export const readTraffic = (
  rest: Rest,
  endpoint: Reference,
  hours: number,
  signal: AbortSignal
): Promise<Traffic> => rest.get<Traffic>(`${endpoint.self}/traffic?hours=${hours}`, signal)

/** `endDateTime` is absent for the current deployment; `available`: the model can be deployed again. */
export type Deployment = Answered<Api.EndpointDeployment> &
  Readonly<{
    /** Counts from 1 for the oldest. */
    number: number
  }>

export const readDeployments = async (
  rest: Rest,
  endpoint: Reference,
  signal: AbortSignal
): Promise<readonly Deployment[]> =>
  (await rest.get<Answered<Api.EndpointDeployments>>(`${endpoint.self}/models`, signal)).values.map(
    (deployment, index, { length }) => ({ ...deployment, number: length - index })
  )

/** A logged request: its recording and the answer. */
export type LoggedRequest = Readonly<{ audio: ApiFile; transcript: ApiFile | undefined }>

/** Newest first. @throws RestError with the code EndpointWithoutLogging if nothing was ever logged */
export async function readLoggedRequests(
  rest: Rest,
  endpoint: Reference,
  signal: AbortSignal
): Promise<readonly LoggedRequest[]> {
  const files = await rest.list<ApiFile>(`${endpoint.self}/files/logs`, signal)
  const stem = ({ name }: ApiFile) => name.replace(/\.(?:wav|v2\.json)$/, '')
  const transcripts = new Map(
    files.filter(({ kind }) => kind === 'Transcription').map((file) => [stem(file), file])
  )
  return files
    .filter(({ kind }) => kind === 'Audio')
    .map((audio) => ({ audio, transcript: transcripts.get(stem(audio)) }))
    .reverse()
}

export type LoggedPhrase = Readonly<{
  DisplayText?: string
  NBest?: readonly Readonly<{ Display?: string }>[]
  text?: string
}>

/** The recognized text of a log, whichever API the request came through. */
export const recognizedText = (logged: LoggedPhrase | readonly LoggedPhrase[]): string =>
  (Array.isArray(logged) ? (logged as readonly LoggedPhrase[]) : [logged as LoggedPhrase])
    .map(({ DisplayText, NBest, text }) => DisplayText ?? NBest?.[0]?.Display ?? text ?? '')
    .filter((text) => text !== '')
    .join(' ')
