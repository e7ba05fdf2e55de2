/** What an endpoint has done: its traffic, the models it served, what it logged. @module */
import type { ApiFile, Reference } from './entities.ts'
import type { Rest } from './rest.ts'

export type TrafficFigures = Readonly<{
  requests: number
  failed: number
  refused: number
  /** Failed of all, 0 to 1. */
  errorRate: number
  audioSeconds: number
  /** Milliseconds from the last audio to the answer. */
  latency?: Readonly<{ p50: number; p95: number }>
}>

export type Traffic = Readonly<{
  total: TrafficFigures
  hours: readonly (TrafficFigures & Readonly<{ startDateTime: string }>)[]
}>

export const readTraffic = (
  rest: Rest,
  endpoint: Reference,
  hours: number,
  signal: AbortSignal
): Promise<Traffic> => rest.get<Traffic>(`${endpoint.self}/traffic?hours=${hours}`, signal)

export type ServedModel = Readonly<{
  model: Reference
  displayName: string
  startDateTime: string
  /** Absent for the one that answers now. */
  endDateTime?: string
  /** Whether it can be deployed again. */
  available: boolean
  /** Counts deployments. */
  place: number
}>

export const readServedModels = async (
  rest: Rest,
  endpoint: Reference,
  signal: AbortSignal
): Promise<readonly ServedModel[]> =>
  (
    await rest.get<{ values: readonly Omit<ServedModel, 'place'>[] }>(`${endpoint.self}/models`, signal)
  ).values.map((served, index, { length }) => ({ ...served, place: length - index }))

/** A logged session: its recording and what was answered. */
export type LoggedSession = Readonly<{ audio: ApiFile; transcript: ApiFile | undefined }>

/** The newest first; none where nothing was ever logged. */
export async function readSessions(
  rest: Rest,
  endpoint: Reference,
  signal: AbortSignal
): Promise<readonly LoggedSession[]> {
  const files = await rest.all<ApiFile>(`${endpoint.self}/files/logs`, signal)
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

/** What was understood, in whichever shape the session was answered. */
export const textOfLog = (logged: LoggedPhrase | readonly LoggedPhrase[]): string =>
  (Array.isArray(logged) ? (logged as readonly LoggedPhrase[]) : [logged as LoggedPhrase])
    .map(({ DisplayText, NBest, text }) => DisplayText ?? NBest?.[0]?.Display ?? text ?? '')
    .filter((text) => text !== '')
    .join(' ')
