/** The report of an import, and of its dry run. @module */

export type RejectedLine = Readonly<{
  filename: string
  line?: number
  code: string
  inputText: string
  message: string
  found?: string
  accepted?: string
  corrected?: string
}>

export type TextStatistics = Readonly<{
  sentences: number
  tokens: number
  vocabulary: number
  newWords?: Readonly<{
    words: number
    tokens: number
    rate: number
    mostUseful: readonly Readonly<{ word: string; count: number }>[]
    once: Readonly<{ words: number; examples: readonly string[] }>
  }>
  perplexity?: Readonly<{ value: number | null }>
  alsoIn?: readonly Readonly<{
    dataset: string
    displayName: string
    sentences: number
    examples: readonly string[]
  }>[]
}>

export type AudioStatistics = Readonly<{
  clips: number
  hours: number
  loudness?: Readonly<{ median: number; lowest: number; highest: number }>
  tooQuiet: readonly Readonly<{ file: string; decibels: number }>[]
  clipped: readonly Readonly<{ file: string; share: number }>[]
}>

export type ImportReport = Readonly<{
  status: 'Succeeded' | 'Failed'
  acceptedLineCount: number
  rejectedLineCount: number
  error?: Readonly<{ code: string; message: string }>
  warnings?: readonly string[]
  details?: readonly RejectedLine[]
  text?: TextStatistics
  audio?: AudioStatistics
}>

/** A dry run also has the first entries as the service reads them: `text` as written, `read` normalized. */
export type ValidationReport = ImportReport &
  Readonly<{ preview: readonly Readonly<{ text: string; read: string; file?: string }>[] }>
