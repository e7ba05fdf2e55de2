/** The entities of the REST API as the Studio reads them. @module */

export type Reference = Readonly<{ self: string }>
export type Status = 'NotStarted' | 'Running' | 'Succeeded' | 'Failed'

export type Entity = Readonly<{
  self: string
  displayName: string
  description?: string
  locale: string
  createdDateTime: string
  lastActionDateTime?: string
  status?: Status
  project?: Reference
  links?: Readonly<Record<string, string>>
}>

export type Work = Readonly<{
  /** 0 to 1 while the work goes on. */
  progress?: number
  stage?: string
  error?: Readonly<{ code: string; message: string }>
}>

export type Project = Entity &
  Readonly<{
    properties?: Readonly<{
      datasetCount?: number
      modelCount?: number
      evaluationCount?: number
      endpointCount?: number
    }>
  }>

export type DatasetKind =
  | 'Language'
  | 'LanguageMarkdown'
  | 'Pronunciation'
  | 'Acoustic'
  | 'AudioFiles'
  | 'OutputFormatting'
export const datasetKinds = [
  'Language',
  'LanguageMarkdown',
  'Pronunciation',
  'Acoustic',
  'AudioFiles',
  'OutputFormatting'
] as const satisfies readonly DatasetKind[]

export type Dataset = Entity &
  Readonly<{
    kind: DatasetKind
    properties?: Work &
      Readonly<{ acceptedLineCount?: number; rejectedLineCount?: number; duration?: string }>
  }>

/** How a model hears everyday speech; rates are fractions of 1. */
type GeneralSet =
  | Readonly<{ status: 'NotStarted' }>
  | Readonly<{ status: 'NotRun'; reason: string }>
  | Readonly<{
      status: 'Succeeded'
      utterances: number
      words: number
      baseWordErrorRate: number
      wordErrorRate: number
      relativeChange: number
      /** 95 % interval. */
      difference: Readonly<{ low: number; high: number }>
    }>

export type Model = Entity &
  Readonly<{
    baseModel?: Reference
    datasets?: readonly Reference[]
    properties?: Work &
      Readonly<{
        customModelWeightPercent?: number
        deprecationDates?: Readonly<{ adaptationDateTime?: string; transcriptionDateTime?: string }>
        warnings?: readonly Readonly<{ code?: string; message: string }>[]
        generalSet?: GeneralSet
      }>
  }>

type TokenErrors = Readonly<
  Record<
    'punctuation' | 'capitalization' | 'inverseTextNormalization' | 'lexical' | 'others',
    Readonly<{ numberOfEdits: number }>
  >
>

/** -1 until the evaluation is done; those of tokens are there where the transcripts have a display form. */
export type EvaluationFigures = Readonly<
  Partial<
    Record<
      | `${'wordErrorRate' | 'tokenErrorRate' | 'wordCount' | 'tokenCount'}${1 | 2}`
      | `word${'Substitution' | 'Deletion' | 'Insertion'}Count${1 | 2}`,
      number
    > &
      Record<`tokenErrors${1 | 2}`, TokenErrors>
  >
>

export type Evaluation = Entity &
  Readonly<{
    dataset: Reference
    model1: Reference
    model2: Reference
    properties?: Work & EvaluationFigures
  }>

export type Endpoint = Entity &
  Readonly<{
    model: Reference
    properties?: Work & Readonly<{ loggingEnabled?: boolean; paused?: boolean }>
  }>

export type ApiFile = Readonly<{
  self: string
  name: string
  kind: string
  createdDateTime?: string
  properties: Readonly<{ size: number; duration?: string; transcript?: string }>
  links: Readonly<{ contentUrl: string }>
}>

export const idOf = (reference: Reference): string => reference.self.split('/').at(-1) ?? ''
export const isWorking = ({ status }: Pick<Entity, 'status'>): boolean =>
  status === 'NotStarted' || status === 'Running'
