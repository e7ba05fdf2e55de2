/** A transcription: a batch of recordings turned into text, each on its own. @module */
import type { EntityHead } from '../resources/index.ts'
import type { TranscriptionAnswers } from './transcription-schema.ts'

/** What its creator may choose, every default filled in. */
export type TranscriptionOptions = Readonly<{
  wordLevelTimestampsEnabled: boolean
  displayFormWordLevelTimestampsEnabled: boolean
  /** Those of them that a recording has are transcribed, each apart. */
  channels: readonly number[]
  /** How many people there may be in a channel, where they are to be told apart. */
  speakers?: Readonly<{ least: number; most: number }>
  punctuationMode: TranscriptionAnswers['PunctuationMode']
  profanityFilterMode: TranscriptionAnswers['ProfanityFilterMode']
  destinationContainerUrl?: string
  /** As it was parsed. */
  timeToLive?: string
  email?: string
}>

export type Transcription = EntityHead &
  Readonly<{
    modelId: string
    datasetId?: string
    /** Where its recordings are listed, with whatever grant the URL carries: never shown. */
    containerUrl?: string
    options: TranscriptionOptions
    /** All that was transcribed; once it has ended. */
    durationTicks?: number
    /** From then on it does not exist. */
    expiresAt?: Date
  }>

/** One of its recordings, numbered from 0. */
export type Recording = Readonly<{
  number: number
  /** Where it is: a URL with whatever grant it carries, a local path, or the name of a clip in the dataset. */
  location: string
  /** The same for reports, without the grant. */
  source: string
  /** Of its result file. */
  resultName: string
}>

export type FinishedRecording = Recording &
  (
    | Readonly<{ status: 'Succeeded'; durationTicks: number; size: number; finishedAt: Date }>
    | Readonly<{ status: 'Failed'; errorKind: string; errorMessage: string; finishedAt: Date }>
  )

export const folderOf = (id: string): string => `transcriptions/${id}`
export const REPORT = 'report.json'
export const reportKey = (id: string): string => `${folderOf(id)}/${REPORT}`

/** Names of blobs hold what no file may be called; the number keeps keys apart, the rest is for people. */
export const resultKey = (id: string, { number, resultName }: Recording): string => {
  const last = resultName.split('/').at(-1) ?? ''
  return `${folderOf(id)}/${number}/${last.replace(/[^\w.-]/g, '_').slice(-100)}`
}

/** A URL without what grants access: its query, and a user in front of the host. */
export function withoutGrant(url: string): string {
  if (!URL.canParse(url)) return url
  const shown = new URL(url)
  shown.search = ''
  shown.hash = ''
  shown.username = ''
  shown.password = ''
  return shown.href
}
