/** Entities of the REST API as the service answers them. @module */
import type * as Api from '../../../src/openapi/api-types.ts'
import type { Always, Answered } from '../../../src/openapi/api-types.ts'

export type Reference = Answered<Api.EntityReference>
export type Status = Api.Status
export type DatasetKind = Api.DatasetKind
export type Failure = Required<Answered<Api.EntityError>>

export type EntityAnswer<T extends { self?: string | null; createdDateTime?: string }> = Always<
  Answered<T>,
  'self' | 'createdDateTime'
>

/** What the entities of all kinds have in common. */
export type Entity = Pick<
  EntityAnswer<Api.Dataset>,
  'self' | 'displayName' | 'description' | 'createdDateTime' | 'lastActionDateTime' | 'status' | 'project'
> &
  Readonly<{ links?: Readonly<Record<string, string>> }>

export type JobProgress = Answered<Api.JobProgress> & Readonly<{ error?: Failure }>

export type Project = EntityAnswer<Api.Project>
export type Dataset = EntityAnswer<Api.Dataset> & Readonly<{ properties?: JobProgress }>
export type Model = EntityAnswer<Api.CustomModel> &
  Readonly<{
    properties?: JobProgress &
      Answered<Api.ModelQuality> &
      // Of base models only.
      Readonly<{
        deprecationDates?: Answered<Api.BaseModelDeprecationDates>
        features?: Answered<Api.BaseModelFeatures>
      }> &
      Partial<Answered<Api.AdaptationOptions>>
  }>

export type BaseModel = EntityAnswer<Api.BaseModel> &
  Readonly<{ properties?: Partial<Answered<Api.BaseModelDetails>> }>

type TokenErrors = Readonly<
  Record<keyof Api.TokenErrorDetails, Always<Answered<Api.EditsSummary>, 'numberOfEdits'>>
>

/** -1 until the evaluation is complete; token figures only if the transcripts have display text. */
export type EvaluationFigures = Answered<Api.EvaluationProperties> &
  Readonly<Partial<Record<`tokenErrors${1 | 2}`, TokenErrors>>>
export type Evaluation = EntityAnswer<Api.Evaluation> &
  Readonly<{ properties?: JobProgress & EvaluationFigures }>

export type Endpoint = Always<EntityAnswer<Api.Endpoint>, 'model'> &
  Readonly<{ properties?: JobProgress & Answered<Api.EndpointState> }>

export type ApiFile = Always<Answered<Api.File>, 'self' | 'name' | 'kind'> &
  Readonly<{
    properties: Always<Answered<Api.FileProperties>, 'size'> & Answered<Api.RecordingProperties>
    links: Required<Answered<Api.FileLinks>>
  }>

/** Progress of a model on its way to another service. */
export type CopyOperation = Always<Answered<Api.Operation>, 'self' | 'status'> &
  Readonly<{ result?: Required<Answered<Api.OperationResult>>; error?: Failure }>

export type WebHook = EntityAnswer<Api.WebHook> & Readonly<{ properties?: Readonly<{ error?: Failure }> }>

export const idOf = (reference: Reference): string => reference.self.split('/').at(-1) ?? ''
export const isInProgress = ({ status }: Pick<Entity, 'status'>): boolean =>
  status === 'NotStarted' || status === 'Running'
export const isBaseModel = ({ self }: Reference): boolean => self.includes('/models/base/')

/** Whether a dataset has recordings that can be transcribed. */
export const hasAudio = ({ kind, status }: Pick<Dataset, 'kind' | 'status'>): boolean =>
  (kind === 'AudioFiles' || kind === 'Acoustic') && status === 'Succeeded'
