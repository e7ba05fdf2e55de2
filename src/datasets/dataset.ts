/** The dataset: data of one kind and one locale that models are trained and measured with. @module */
import { Problem } from '../platform/index.ts'
import { type EntityHead, isTerminal } from '../resources/index.ts'
import type { TextNormalizationKind } from './lexical-text.ts'

export const datasetKinds = [
  'Language',
  'LanguageMarkdown',
  'Acoustic',
  'AudioFiles',
  'Pronunciation',
  'OutputFormatting'
] as const
export type DatasetKind = (typeof datasetKinds)[number]

/** Where the bytes come from: a URL that the import fetches, blocks that the client sends, or one upload form. */
export type DatasetOrigin = 'contentUrl' | 'blocks' | 'form'

export type Dataset = EntityHead &
  Readonly<{
    kind: DatasetKind
    contentUrl?: string
    origin: DatasetOrigin
    /** Name of the source for people: as uploaded or fetched. */
    sourceFileName: string
    textNormalizationKind: TextNormalizationKind
    email?: string
    acceptedLineCount: number
    rejectedLineCount: number
    /** Accepted audio, in ticks of 100 ns. */
    durationTicks?: number
  }>

export type DatasetLimits = Readonly<{
  /** Largest source by kind, in bytes: upstream's quotas. */
  sourceBytes: Readonly<Record<DatasetKind, number>>
}>

export const datasetLimits: DatasetLimits = {
  sourceBytes: {
    Language: 1.5 * 2 ** 30,
    LanguageMarkdown: 200 * 2 ** 20,
    Pronunciation: 2 ** 20,
    Acoustic: 2 * 2 ** 30,
    AudioFiles: 2 * 2 ** 30,
    OutputFormatting: 10 * 2 ** 20
  }
}

/** Committed by the import in one rename: accepted data, `report.json`, and the source as it was uploaded. */
export const committedPrefix = (id: string): string => `datasets/${id}`
/** What has been received and is not imported yet: blocks, then the source. Removed when the dataset is terminal. */
export const uploadPrefix = (id: string): string => `uploads/${id}`

/** There while the files of a deleted dataset are being removed; apart from them, as an import may still tidy up. */
export const deletedKey = (id: string): string => `deleted/${id}`

const sourceNames = {
  Language: 'source.txt',
  LanguageMarkdown: 'source.md',
  Pronunciation: 'source.txt',
  Acoustic: 'source.zip',
  AudioFiles: 'source.zip',
  OutputFormatting: 'source.md'
} as const satisfies Record<DatasetKind, string>

export const sourceName = (kind: DatasetKind): string => sourceNames[kind]
/** Without the kind in its name: a form may send the bytes before it says what they are. */
export const sourceKey = (id: string): string => `${uploadPrefix(id)}/source`

/** Made for blocks that are not committed: nothing works on it, and if its client is gone nothing ever will. */
export const awaitsBlocks = ({ origin, status }: Dataset): boolean =>
  origin === 'blocks' && status === 'NotStarted'

/** Refuses to delete what an import is working on or is about to. */
export function checkDeletable(dataset: Dataset): void {
  if (isTerminal(dataset.status) || awaitsBlocks(dataset)) return
  throw new Problem(
    'Conflict',
    'DeleteNotAllowed',
    `The dataset ${dataset.id} is ${dataset.status}: its import has not finished. ` +
      'You can delete it when its status is Succeeded or Failed.'
  )
}

/** Blocks are taken only by a dataset that was made without `contentUrl` and has not been committed. */
export function requireBlockUpload(dataset: Dataset): void {
  if (awaitsBlocks(dataset)) return
  throw new Problem(
    'Conflict',
    undefined,
    dataset.origin === 'blocks'
      ? `The blocks of the dataset ${dataset.id} are committed (status ${dataset.status}); its content cannot change.`
      : `The dataset ${dataset.id} was not created for block upload; create one without contentUrl and upload to it.`
  )
}
