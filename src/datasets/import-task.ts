/** What the import of one source is given, and what it says when it is done. @module */
import type { Dataset } from './dataset.ts'
import type { ReportHead } from './import-report.ts'
import type { Lexical } from './lexical-text.ts'
import type { BaseLanguage, OtherText } from './text-insight.ts'
import type { CheckedClip, TranscriptsFound } from './transcript-check.ts'

export type ImportTask = Readonly<{
  dataset: Pick<Dataset, 'kind' | 'locale' | 'textNormalizationKind' | 'sourceFileName'>
  sourcePath: string
  /** Empty, on the volume of the source; holds the result when `importSource` resolves. */
  directory: string
  lexical: Lexical
  signal: AbortSignal
  progress: (fraction: number, stage?: string) => void
  /** What the accepted text is held against; without it the report says nothing of the text. */
  insight?: Readonly<{ base: BaseLanguage | undefined; others: () => AsyncIterable<OtherText> }>
  /** Holds transcripts against their audio, in minutes at most; a dry run, which is waited for, does without. */
  transcripts?:
    | ((
        clips: readonly CheckedClip[],
        directory: string,
        work: Readonly<{ signal: AbortSignal; progress: (fraction: number) => void }>
      ) => Promise<TranscriptsFound>)
    | undefined
}>

/** What the import of one kind took; what it refused it told the report. */
export type Imported = Readonly<{
  accepted: number
  durationTicks?: number
  warnings?: readonly string[]
  /** Further parts of the report's head, by name. */
  insight?: Pick<ReportHead, 'audio' | 'transcripts' | 'structuredText' | 'formatting'>
}>
