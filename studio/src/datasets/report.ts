/** What an import, or a dry run of one, says about a dataset. @module */

export type RefusedLine = Readonly<{
  filename: string
  line?: number
  code: string
  inputText: string
  message: string
  found?: string
  accepted?: string
  corrected?: string
}>

export type TextFound = Readonly<{
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

export type AudioFound = Readonly<{
  clips: number
  hours: number
  loudness?: Readonly<{ median: number; lowest: number; highest: number }>
  tooQuiet: readonly Readonly<{ file: string; decibels: number }>[]
  clipped: readonly Readonly<{ file: string; share: number }>[]
}>

export type Report = Readonly<{
  status: 'Succeeded' | 'Failed'
  acceptedLineCount: number
  rejectedLineCount: number
  error?: Readonly<{ code: string; message: string }>
  warnings?: readonly string[]
  details?: readonly RefusedLine[]
  text?: TextFound
  audio?: AudioFound
}>

/** A dry run also shows the first entries as they were read. */
export type Check = Report &
  Readonly<{ preview: readonly Readonly<{ text: string; read: string; file?: string }>[] }>
