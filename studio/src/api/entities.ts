/** Entities of the REST API, with the fields that the Studio reads. @module */

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

export type JobProgress = Readonly<{
  /** 0 to 1 while the job runs. */
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

export type Dataset = Entity &
  Readonly<{
    kind: DatasetKind
    properties?: JobProgress &
      Readonly<{ acceptedLineCount?: number; rejectedLineCount?: number; duration?: string }>
  }>

/** Word error rates on the general test set, as fractions of 1. */
type RegressionCheck =
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
    properties?: JobProgress &
      Readonly<{
        customModelWeightPercent?: number
        deprecationDates?: Readonly<{ adaptationDateTime?: string; transcriptionDateTime?: string }>
        warnings?: readonly Readonly<{ code?: string; message: string }>[]
        generalSet?: RegressionCheck
      }>
  }>

type TokenErrors = Readonly<
  Record<
    'punctuation' | 'capitalization' | 'inverseTextNormalization' | 'lexical' | 'others',
    Readonly<{ numberOfEdits: number }>
  >
>

/** -1 until the evaluation is complete; token figures only if the transcripts have display text. */
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
    properties?: JobProgress & EvaluationFigures
  }>

export type Endpoint = Entity &
  Readonly<{
    model: Reference
    properties?: JobProgress & Readonly<{ loggingEnabled?: boolean; paused?: boolean }>
  }>

export type ApiFile = Readonly<{
  self: string
  name: string
  kind: string
  createdDateTime?: string
  properties: Readonly<{ size: number; duration?: string; transcript?: string }>
  links: Readonly<{ contentUrl: string }>
}>

/** Progress of a model on its way to another service. */
export type CopyOperation = Readonly<{
  self: string
  status: Status
  result?: Readonly<{ link: string }>
  error?: Readonly<{ code: string; message: string }>
}>

export type WebHook = Entity &
  Readonly<{
    webUrl: string
    events: Readonly<Record<string, boolean>>
    properties?: Readonly<{ secret?: string; error?: Readonly<{ code: string; message: string }> }>
  }>

export const idOf = (reference: Reference): string => reference.self.split('/').at(-1) ?? ''
export const isInProgress = ({ status }: Pick<Entity, 'status'>): boolean =>
  status === 'NotStarted' || status === 'Running'
export const isBaseModel = ({ self }: Reference): boolean => self.includes('/models/base/')

/** Whether a dataset has recordings that can be transcribed. */
export const hasAudio = ({ kind, status }: Pick<Dataset, 'kind' | 'status'>): boolean =>
  (kind === 'AudioFiles' || kind === 'Acoustic') && status === 'Succeeded'
