/** The shapes of the REST API. Generated from the OpenAPI document by `npm run api-types`: do not edit. @module */

/** A shape in an answer: the service leaves out what it does not have; it never sends null, which requests may. */
export type Answered<T> = T extends readonly (infer Item)[]
  ? readonly Answered<Item>[]
  : T extends object
    ? {readonly [Name in keyof T]: Answered<NonNullable<T[Name]>>}
    : T

/** Properties that every answer has, although the schema lets requests leave them out. */
export type Always<T, Name extends keyof T> = T & Required<Pick<T, Name>>

export type DetailedErrorCode =
  | 'InvalidParameterValue'
  | 'InvalidRequestBodyFormat'
  | 'EmptyRequest'
  | 'MissingInputRecords'
  | 'InvalidDocument'
  | 'ModelVersionIncorrect'
  | 'InvalidDocumentBatch'
  | 'UnsupportedLanguageCode'
  | 'DataImportFailed'
  | 'InUseViolation'
  | 'InvalidLocale'
  | 'InvalidBaseModel'
  | 'InvalidAdaptationMapping'
  | 'InvalidDataset'
  | 'InvalidTest'
  | 'FailedDataset'
  | 'InvalidModel'
  | 'InvalidTranscription'
  | 'InvalidPayload'
  | 'InvalidParameter'
  | 'EndpointWithoutLogging'
  | 'InvalidPermissions'
  | 'InvalidPrerequisite'
  | 'InvalidProductId'
  | 'InvalidSubscription'
  | 'InvalidProject'
  | 'InvalidProjectKind'
  | 'InvalidRecordingsUri'
  | 'OnlyOneOfUrlsOrContainerOrDataset'
  | 'ExceededNumberOfRecordingsUris'
  | 'InvalidChannels'
  | 'ModelMismatch'
  | 'ProjectGenderMismatch'
  | 'ModelDeprecated'
  | 'ModelExists'
  | 'ModelNotDeployable'
  | 'EndpointNotUpdatable'
  | 'SingleDefaultEndpoint'
  | 'EndpointCannotBeDefault'
  | 'InvalidModelUri'
  | 'SubscriptionNotFound'
  | 'QuotaViolation'
  | 'UnsupportedDelta'
  | 'UnsupportedFilter'
  | 'UnsupportedPagination'
  | 'UnsupportedDynamicConfiguration'
  | 'UnsupportedOrderBy'
  | 'NoUtf8WithBom'
  | 'ModelDeploymentNotCompleteState'
  | 'SkuLimitsExist'
  | 'DeployingFailedModel'
  | 'UnsupportedTimeRange'
  | 'InvalidLogDate'
  | 'InvalidLogId'
  | 'InvalidLogStartTime'
  | 'InvalidLogEndTime'
  | 'InvalidTopForLogs'
  | 'InvalidSkipTokenForLogs'
  | 'DeleteNotAllowed'
  | 'Forbidden'
  | 'DeployNotAllowed'
  | 'UnexpectedError'
  | 'InvalidCollection'
  | 'InvalidCallbackUri'
  | 'InvalidSasValidityDuration'
  | 'InaccessibleCustomerStorage'
  | 'UnsupportedClassBasedAdaptation'
  | 'InvalidWebHookEventKind'
  | 'InvalidTimeToLive'
  | 'InvalidSourceAzureResourceId'
  | 'ModelCopyAuthorizationExpired'
export type ErrorCode =
  | 'InvalidRequest'
  | 'InvalidArgument'
  | 'InternalServerError'
  | 'ServiceUnavailable'
  | 'NotFound'
  | 'PipelineError'
  | 'Conflict'
  | 'InternalCommunicationFailed'
  | 'Forbidden'
  | 'NotAllowed'
  | 'Unauthorized'
  | 'UnsupportedMediaType'
  | 'TooManyRequests'
  | 'UnprocessableEntity'
export type FileKind =
  | 'DatasetReport'
  | 'Audio'
  | 'LanguageData'
  | 'PronunciationData'
  | 'AcousticDataArchive'
  | 'AcousticDataTranscriptionV2'
  | 'Transcription'
  | 'TranscriptionReport'
  | 'EvaluationDetails'
  | 'ModelReport'
  | 'OutputFormattingData'
export type Status = 'NotStarted' | 'Running' | 'Succeeded' | 'Failed'
export type BlockKind = 'Committed' | 'Uncommitted' | 'Latest'
export type DatasetKind =
  'Language' | 'Acoustic' | 'Pronunciation' | 'AudioFiles' | 'LanguageMarkdown' | 'OutputFormatting'
export type TextNormalizationKind = 'Default' | 'None'
export type BaseModel = SharedModel & {
  links?: BaseModelLinks
  properties?: BaseModelProperties
}
export type BaseModelFeatures = SharedModelFeatures & {
  supportsAdaptationsWith?: DatasetKind[] | null
}
export type OutputFormatType = 'Lexical' | 'Display'
export type CustomModel = SharedModel & {
  links?: CustomModelLinks
  properties?: CustomModelProperties
  project?: EntityReference
  text?: string | null
  baseModel?: EntityReference
  datasets?: EntityReference[] | null
  customProperties?: {
    [k: string]: string
  } | null
}
export type CustomModelFeatures = SharedModelFeatures
/**
 * Errors on everyday speech, compared with those of the base model; rates are fractions of 1.
 */
export type GeneralSetResult = GeneralSetPending | GeneralSetSkipped | GeneralSetMeasured
export type LanguageIdentificationMode = 'Continuous' | 'Single'
export type PunctuationMode = 'None' | 'Dictated' | 'Automatic' | 'DictatedAndAutomatic'
export type ProfanityFilterMode = 'None' | 'Removed' | 'Tags' | 'Masked'

export interface Schemas {
  DetailedErrorCode: DetailedErrorCode
  EntityError: EntityError
  EntityReference: EntityReference
  Error: Error
  ErrorCode: ErrorCode
  File: File
  FileKind: FileKind
  FileLinks: FileLinks
  FileProperties: FileProperties
  InnerError: InnerError
  PaginatedFiles: PaginatedFiles
  Status: Status
  JobProgress: JobProgress
  RecordingProperties: RecordingProperties
  PaginatedProjects: PaginatedProjects
  Project: Project
  ProjectLinks: ProjectLinks
  ProjectProperties: ProjectProperties
  ProjectUpdate: ProjectUpdate
  BlockKind: BlockKind
  CommitBlocksEntry: CommitBlocksEntry
  Dataset: Dataset
  DatasetKind: DatasetKind
  DatasetLinks: DatasetLinks
  DatasetLocales: DatasetLocales
  DatasetProperties: DatasetProperties
  DatasetUpdate: DatasetUpdate
  DatasetUploadForm: DatasetUploadForm
  PaginatedDatasets: PaginatedDatasets
  ResponseBlock: ResponseBlock
  TextNormalizationKind: TextNormalizationKind
  UploadedBlocks: UploadedBlocks
  BaseModel: BaseModel
  BaseModelDeprecationDates: BaseModelDeprecationDates
  BaseModelFeatures: BaseModelFeatures
  BaseModelLinks: BaseModelLinks
  BaseModelProperties: BaseModelProperties
  CustomModel: CustomModel
  CustomModelDeprecationDates: CustomModelDeprecationDates
  CustomModelFeatures: CustomModelFeatures
  CustomModelLinks: CustomModelLinks
  CustomModelProperties: CustomModelProperties
  ModelCopyAuthorization: ModelCopyAuthorization
  ModelCopyAuthorizationDefinition: ModelCopyAuthorizationDefinition
  ModelFile: ModelFile
  ModelManifest: ModelManifest
  ModelUpdate: ModelUpdate
  Operation: Operation
  OperationResult: OperationResult
  OutputFormatType: OutputFormatType
  PaginatedBaseModels: PaginatedBaseModels
  PaginatedCustomModels: PaginatedCustomModels
  SharedModel: SharedModel
  SharedModelFeatures: SharedModelFeatures
  ModelCopyTo: ModelCopyTo
  ModelWarning: ModelWarning
  ModelQuality: ModelQuality
  GeneralSetResult: GeneralSetResult
  GeneralSetPending: GeneralSetPending
  GeneralSetSkipped: GeneralSetSkipped
  GeneralSetMeasured: GeneralSetMeasured
  PublishedErrorRate: PublishedErrorRate
  BaseModelDetails: BaseModelDetails
  DownloadedFile: DownloadedFile
  BaseModelMeasurement: BaseModelMeasurement
  CatalogModel: CatalogModel
  CatalogLicense: CatalogLicense
  BaseModelCatalog: BaseModelCatalog
  InstallBaseModel: InstallBaseModel
  BaseModelInstallation: BaseModelInstallation
  BaseModelInstallations: BaseModelInstallations
  WordsToPronounce: WordsToPronounce
  WordToPronounce: WordToPronounce
  PronouncedWords: PronouncedWords
  PronouncedWord: PronouncedWord
  PronunciationCandidate: PronunciationCandidate
  WordPronunciation: WordPronunciation
  AddedWord: AddedWord
  PaginatedAddedWords: PaginatedAddedWords
  Evaluation: Evaluation
  EvaluationLinks: EvaluationLinks
  EvaluationProperties: EvaluationProperties
  EvaluationUpdate: EvaluationUpdate
  PaginatedEvaluations: PaginatedEvaluations
  CapitalizationErrors: CapitalizationErrors
  CapitalizationSubgroups: CapitalizationSubgroups
  EditsSummary: EditsSummary
  InverseTextNormalizationErrors: InverseTextNormalizationErrors
  InverseTextNormalizationSubgroups: InverseTextNormalizationSubgroups
  PunctuationErrors: PunctuationErrors
  PunctuationSubgroups: PunctuationSubgroups
  TokenDetailedErrors: TokenDetailedErrors
  TokenErrorDetails: TokenErrorDetails
  EvaluationComparison: EvaluationComparison
  ErrorRateDifference: ErrorRateDifference
  ErrorRateInterval: ErrorRateInterval
  ModelErrors: ModelErrors
  ConfusedWords: ConfusedWords
  MissedWord: MissedWord
  InsertedWord: InsertedWord
  Endpoint: Endpoint
  EndpointLinks: EndpointLinks
  EndpointProperties: EndpointProperties
  EndpointPropertiesUpdate: EndpointPropertiesUpdate
  EndpointUpdate: EndpointUpdate
  PaginatedEndpoints: PaginatedEndpoints
  EndpointDeployments: EndpointDeployments
  EndpointDeployment: EndpointDeployment
  EndpointTraffic: EndpointTraffic
  TrafficFigures: TrafficFigures
  TrafficHour: TrafficHour
  Latency: Latency
  EndpointState: EndpointState
  DiarizationProperties: DiarizationProperties
  DiarizationSpeakersProperties: DiarizationSpeakersProperties
  LanguageIdentificationMode: LanguageIdentificationMode
  LanguageIdentificationProperties: LanguageIdentificationProperties
  PaginatedTranscriptions: PaginatedTranscriptions
  ProfanityFilterMode: ProfanityFilterMode
  PunctuationMode: PunctuationMode
  Transcription: Transcription
  TranscriptionLinks: TranscriptionLinks
  TranscriptionProperties: TranscriptionProperties
  TranscriptionUpdate: TranscriptionUpdate
  TranscriptionProgress: TranscriptionProgress
  PaginatedWebHooks: PaginatedWebHooks
  WebHook: WebHook
  WebHookEvents: WebHookEvents
  WebHookLinks: WebHookLinks
  WebHookProperties: WebHookProperties
  WebHookPropertiesUpdate: WebHookPropertiesUpdate
  WebHookUpdate: WebHookUpdate
  AccessKeys: AccessKeys
  AccessKey: AccessKey
  CreateAccessKey: CreateAccessKey
  NewAccessKey: NewAccessKey
  Health: Health
  ComponentHealth: ComponentHealth
}
export interface EntityError {
  code?: string | null
  message?: string | null
}
export interface EntityReference {
  self: string
}
export interface Error {
  code?: ErrorCode
  details?: Error[] | null
  message?: string | null
  target?: string | null
  innerError?: InnerError
}
export interface InnerError {
  code?: DetailedErrorCode
  details?: {
    [k: string]: string
  } | null
  message?: string | null
  target?: string | null
  innerError?: InnerError
}
export interface File {
  kind?: FileKind
  links?: FileLinks
  createdDateTime?: string
  properties?: FileProperties
  name?: string | null
  self?: string | null
}
export interface FileLinks {
  contentUrl?: string | null
}
export interface FileProperties {
  size?: number
  duration?: string
}
export interface PaginatedFiles {
  values?: File[] | null
  '@nextLink'?: string | null
}
/**
 * What Vernacular adds to the properties of an entity, apart from transcriptions, while its job is running.
 */
export interface JobProgress {
  progress?: number
  stage?: string
}
/**
 * What Vernacular adds to the properties of a file that is an accepted recording.
 */
export interface RecordingProperties {
  transcript?: string
}
export interface PaginatedProjects {
  values?: Project[] | null
  '@nextLink'?: string | null
}
export interface Project {
  self?: string | null
  displayName: string
  description?: string | null
  locale: string
  customProperties?: {
    [k: string]: string
  } | null
  links?: ProjectLinks
  properties?: ProjectProperties
  createdDateTime?: string
}
export interface ProjectLinks {
  evaluations?: string | null
  datasets?: string | null
  models?: string | null
  endpoints?: string | null
  transcriptions?: string | null
}
export interface ProjectProperties {
  datasetCount?: number
  evaluationCount?: number
  modelCount?: number
  transcriptionCount?: number
  endpointCount?: number
}
export interface ProjectUpdate {
  displayName?: string | null
  description?: string | null
  customProperties?: {
    [k: string]: string
  } | null
}
export interface CommitBlocksEntry {
  kind?: BlockKind
  id?: string | null
}
export interface Dataset {
  self?: string | null
  displayName: string
  description?: string | null
  locale: string
  kind: DatasetKind
  contentUrl?: string | null
  customProperties?: {
    [k: string]: string
  } | null
  project?: EntityReference
  links?: DatasetLinks
  properties?: DatasetProperties
  createdDateTime?: string
  lastActionDateTime?: string
  status?: Status
}
export interface DatasetLinks {
  files?: string | null
  commitBlocks?: string | null
  listBlocks?: string | null
  uploadBlocks?: string | null
}
export interface DatasetProperties {
  textNormalizationKind?: TextNormalizationKind
  acceptedLineCount?: number
  rejectedLineCount?: number
  duration?: string
  email?: string | null
  error?: EntityError
}
export interface DatasetLocales {
  [k: string]: DatasetKind[]
}
export interface DatasetUpdate {
  displayName?: string | null
  description?: string | null
  customProperties?: {
    [k: string]: string
  } | null
  project?: EntityReference
}
export interface DatasetUploadForm {
  project?: string
  displayName: string
  description?: string
  locale: string
  kind: string
  customProperties?: string
  data?: string
  email?: string
}
export interface PaginatedDatasets {
  values?: Dataset[] | null
  '@nextLink'?: string | null
}
export interface ResponseBlock {
  name?: string | null
  size?: number
}
export interface UploadedBlocks {
  committedBlocks?: ResponseBlock[] | null
  uncommittedBlocks?: ResponseBlock[] | null
}
export interface SharedModel {
  self?: string | null
  displayName: string
  description?: string | null
  locale: string
  createdDateTime?: string
  lastActionDateTime?: string
  status?: Status
}
export interface BaseModelLinks {
  manifest?: string | null
}
export interface BaseModelProperties {
  deprecationDates?: BaseModelDeprecationDates
  features?: BaseModelFeatures
  chargeForAdaptation?: boolean
}
export interface BaseModelDeprecationDates {
  adaptationDateTime?: string
  transcriptionDateTime?: string
}
export interface SharedModelFeatures {
  supportsTranscriptions?: boolean
  supportsEndpoints?: boolean
  supportsTranscriptionsOnSpeechContainers?: boolean
  supportedOutputFormats?: OutputFormatType[] | null
}
export interface CustomModelLinks {
  copy?: string | null
  files?: string | null
  manifest?: string | null
  /**
   * @deprecated
   */
  copyTo?: string | null
}
export interface CustomModelProperties {
  customModelWeightPercent?: number | null
  deprecationDates?: CustomModelDeprecationDates
  features?: CustomModelFeatures
  email?: string | null
  error?: EntityError
}
export interface CustomModelDeprecationDates {
  transcriptionDateTime?: string
}
export interface ModelCopyAuthorization {
  targetResourceRegion: string
  targetResourceId: string
  targetResourceEndpoint: string
  sourceResourceId: string
  id: string
  expirationDateTime: string
}
export interface ModelCopyAuthorizationDefinition {
  sourceResourceId: string
}
export interface ModelFile {
  name?: string | null
  contentUrl?: string | null
}
export interface ModelManifest {
  model: EntityReference
  modelFiles: ModelFile[]
  properties: {
    [k: string]: unknown
  }
}
export interface ModelUpdate {
  displayName?: string | null
  description?: string | null
  customProperties?: {
    [k: string]: string
  } | null
  project?: EntityReference
}
export interface Operation {
  id: string
  result?: OperationResult
  error?: EntityError
  self?: string | null
  createdDateTime?: string
  lastActionDateTime?: string
  status?: Status
}
export interface OperationResult {
  link?: string | null
}
export interface PaginatedBaseModels {
  values?: BaseModel[] | null
  '@nextLink'?: string | null
}
export interface PaginatedCustomModels {
  values?: CustomModel[] | null
  '@nextLink'?: string | null
}
export interface ModelCopyTo {
  targetSubscriptionKey: string
}
export interface ModelWarning {
  code: string
  message: string
}
/**
 * What Vernacular adds to the properties of a model.
 */
export interface ModelQuality {
  warnings?: ModelWarning[]
  generalSet?: GeneralSetResult
}
export interface GeneralSetPending {
  status: 'NotStarted'
}
export interface GeneralSetSkipped {
  status: 'NotRun'
  reason: string
}
export interface GeneralSetMeasured {
  status: 'Succeeded'
  set: string
  utterances: number
  words: number
  baseWordErrorRate: number
  wordErrorRate: number
  relativeChange: number
  /**
   * 95 % interval of the error rate of the model less that of the base model.
   */
  difference: {
    low: number
    high: number
  }
}
export interface PublishedErrorRate {
  testSet: string
  /**
   * As a fraction of 1.
   */
  wordErrorRate: number
}
/**
 * What Vernacular adds to the properties of a base model that was installed as files.
 */
export interface BaseModelDetails {
  /**
   * Kind of its network.
   */
  architecture: string
  /**
   * Recognizes while audio arrives; otherwise whole phrases.
   */
  streaming: boolean
  /**
   * In hertz.
   */
  sampleRate: number
  /**
   * Of its files.
   */
  sizeBytes: number
  /**
   * Under which it was published, where that is known.
   */
  license?: string
  installedDateTime: string
  /**
   * What was downloaded.
   */
  files: DownloadedFile[]
  /**
   * Error rates that the authors of the model published. They were not measured here.
   */
  published?: PublishedErrorRate[]
  measured?: BaseModelMeasurement
}
export interface DownloadedFile {
  url: string
  /**
   * Checksum of the content when it was downloaded.
   */
  sha256: string
}
/**
 * What this service measured on this machine after the installation.
 */
export interface BaseModelMeasurement {
  measuredDateTime: string
  /**
   * Time that one stream took, divided by the length of its audio.
   */
  realTimeFactor: number
  /**
   * Memory of the process that has the model.
   */
  residentBytes: number
  audioSeconds: number
  testSet?: string
  words?: number
  /**
   * On the general test set, as a fraction of 1.
   */
  wordErrorRate?: number
}
/**
 * A public model that can be installed as a base model.
 */
export interface CatalogModel {
  /**
   * Name to install it by, and of the base model.
   */
  name: string
  title: string
  /**
   * Kind of its network.
   */
  architecture: string
  locales: string[]
  /**
   * Recognizes while audio arrives; otherwise whole phrases.
   */
  streaming: boolean
  /**
   * In hertz.
   */
  sampleRate: number
  /**
   * Writes capitals and punctuation itself.
   */
  punctuates: boolean
  license: CatalogLicense
  /**
   * Of the download; absent where it is not known.
   */
  approximateBytes?: number
  homepage: string
  /**
   * Error rates that the authors of the model published. They were not measured here.
   */
  published: PublishedErrorRate[]
  installed: boolean
}
export interface CatalogLicense {
  name: string
  url: string
}
export interface BaseModelCatalog {
  values: CatalogModel[]
}
/**
 * A model of the catalog by its name, or an archive by its URL with a name and a locale.
 */
export interface InstallBaseModel {
  name?: string
  url?: string
  locale?: string
  title?: string
  /**
   * Whether you accept the license of the model. Required for models of the catalog.
   */
  licenseAccepted?: boolean
}
export interface BaseModelInstallation {
  id: string
  self?: string | null
  name: string
  locale: string
  title: string
  license?: string
  progress?: number
  stage?: string
  baseModel?: EntityReference
  error?: EntityError
  createdDateTime?: string
  lastActionDateTime?: string
  status?: Status
}
export interface BaseModelInstallations {
  values: BaseModelInstallation[]
}
export interface WordsToPronounce {
  /**
   * @minItems 1
   * @maxItems 100
   */
  words: WordToPronounce[]
}
export interface WordToPronounce {
  word: string
  spoken?: string
  phones?: string
  language?: string
}
export interface PronouncedWords {
  model: EntityReference
  words: PronouncedWord[]
}
export interface PronouncedWord {
  word: string
  status:
    | 'Dictionary'
    | 'Model'
    | 'Possessive'
    | 'Phones'
    | 'SpokenForm'
    | 'Letters'
    | 'Parts'
    | 'Spelling'
    | 'Language'
    | 'Refused'
  reason?: string
  candidates: PronunciationCandidate[]
}
export interface PronunciationCandidate {
  phones: string
  ups?: string
  sample?: string
  source: string
  spoken?: string
  score?: number
}
export interface WordPronunciation {
  phones: string
  ups?: string
  sample?: string
}
export interface AddedWord {
  word: string
  display: string
  source: string
  added: boolean
  pronunciations: WordPronunciation[]
}
export interface PaginatedAddedWords {
  values: AddedWord[]
  '@nextLink'?: string
}
export interface Evaluation {
  self?: string | null
  displayName: string
  description?: string | null
  locale: string
  model1: EntityReference
  model2: EntityReference
  transcription1?: EntityReference
  transcription2?: EntityReference
  dataset: EntityReference
  project?: EntityReference
  customProperties?: {
    [k: string]: string
  } | null
  links?: EvaluationLinks
  properties?: EvaluationProperties
  createdDateTime?: string
  lastActionDateTime?: string
  status?: Status
}
export interface EvaluationLinks {
  files?: string | null
}
export interface EvaluationProperties {
  wordErrorRate1?: number
  sentenceErrorRate1?: number
  tokenErrorRate1?: number | null
  sentenceCount1?: number
  wordCount1?: number
  correctWordCount1?: number
  wordSubstitutionCount1?: number
  wordDeletionCount1?: number
  wordInsertionCount1?: number
  tokenCount1?: number | null
  correctTokenCount1?: number | null
  tokenSubstitutionCount1?: number | null
  tokenDeletionCount1?: number | null
  tokenInsertionCount1?: number | null
  tokenErrors1?: TokenErrorDetails
  wordErrorRate2?: number
  sentenceErrorRate2?: number
  tokenErrorRate2?: number | null
  sentenceCount2?: number
  wordCount2?: number
  correctWordCount2?: number
  wordSubstitutionCount2?: number
  wordDeletionCount2?: number
  wordInsertionCount2?: number
  tokenCount2?: number | null
  correctTokenCount2?: number | null
  tokenSubstitutionCount2?: number | null
  tokenDeletionCount2?: number | null
  tokenInsertionCount2?: number | null
  tokenErrors2?: TokenErrorDetails
  email?: string | null
  error?: EntityError
}
export interface TokenErrorDetails {
  punctuation?: EditsSummary
  capitalization?: EditsSummary
  inverseTextNormalization?: EditsSummary
  lexical?: EditsSummary
  others?: EditsSummary
}
export interface EditsSummary {
  numberOfEdits?: number | null
  percentageOfAllEdits?: number | null
}
export interface EvaluationUpdate {
  displayName?: string | null
  description?: string | null
  customProperties?: {
    [k: string]: string
  } | null
  project?: EntityReference
}
export interface PaginatedEvaluations {
  values?: Evaluation[] | null
  '@nextLink'?: string | null
}
export interface CapitalizationErrors {
  numberOfEdits?: number
  percentageOfAllEdits?: number
  details?: CapitalizationSubgroups
}
export interface CapitalizationSubgroups {
  lowerCaseToUpperCase?: EditsSummary
  capitalizationOthers?: EditsSummary
  upperCaseToLowerCase?: EditsSummary
}
export interface InverseTextNormalizationErrors {
  numberOfEdits?: number
  percentageOfAllEdits?: number
  details?: InverseTextNormalizationSubgroups
}
export interface InverseTextNormalizationSubgroups {
  alphaNumeric?: EditsSummary
  decimalNumbers?: EditsSummary
  mathematical?: EditsSummary
  currency?: EditsSummary
  numerical?: EditsSummary
  ordinalNumbers?: EditsSummary
  word?: EditsSummary
}
export interface PunctuationErrors {
  numberOfEdits?: number
  percentageOfAllEdits?: number
  details?: PunctuationSubgroups
}
export interface PunctuationSubgroups {
  commaToExclamationMark?: EditsSummary
  commaToNone?: EditsSummary
  commaToPeriod?: EditsSummary
  commaToQuestionMark?: EditsSummary
  commaToUnknown?: EditsSummary
  exclamationMarkToComma?: EditsSummary
  exclamationMarkToNone?: EditsSummary
  exclamationMarkToPeriod?: EditsSummary
  exclamationMarkToQuestionMark?: EditsSummary
  exclamationMarkToUnknown?: EditsSummary
  noneToComma?: EditsSummary
  noneToExclamationMark?: EditsSummary
  noneToPeriod?: EditsSummary
  noneToQuestionMark?: EditsSummary
  noneToUnknown?: EditsSummary
  periodToComma?: EditsSummary
  periodToExclamationMark?: EditsSummary
  periodToNone?: EditsSummary
  periodToQuestionMark?: EditsSummary
  periodToUnknown?: EditsSummary
  punctuationOthers?: EditsSummary
  questionMark?: EditsSummary
  questionMarkToComma?: EditsSummary
  questionMarkToExclamationMark?: EditsSummary
  questionMarkToNone?: EditsSummary
  questionMarkToPeriod?: EditsSummary
  questionMarkToUnknown?: EditsSummary
  unknownToComma?: EditsSummary
  unknownToExclamationMark?: EditsSummary
  unknownToNone?: EditsSummary
  unknownToPeriod?: EditsSummary
  unknownToQuestionMark?: EditsSummary
}
export interface TokenDetailedErrors {
  punctuation?: PunctuationErrors
  capitalization?: CapitalizationErrors
  inverseTextNormalization?: InverseTextNormalizationErrors
  lexical?: EditsSummary
  others?: EditsSummary
}
export interface EvaluationComparison {
  utterances: number
  model1: ModelErrors
  model2: ModelErrors
  wordErrorRateDifference: ErrorRateDifference
}
export interface ModelErrors {
  wordErrorRate: ErrorRateInterval
  tokenErrorRate?: ErrorRateInterval
  confusedWords: ConfusedWords[]
  missedWords: MissedWord[]
  missedNewWords: MissedWord[]
  insertedWords: InsertedWord[]
}
export interface ErrorRateInterval {
  rate: number
  low: number
  high: number
  resamples: number
}
export interface ConfusedWords {
  ref: string
  hyp: string
  count: number
}
export interface MissedWord {
  word: string
  said: number
  missed: number
  substituted: number
  deleted: number
}
export interface InsertedWord {
  word: string
  count: number
}
export interface ErrorRateDifference {
  difference: number
  low: number
  high: number
  probabilityOfImprovement: number
  resamples: number
  significant: boolean
}
export interface Endpoint {
  self?: string | null
  displayName: string
  description?: string | null
  locale: string
  text?: string | null
  model?: EntityReference
  project?: EntityReference
  customProperties?: {
    [k: string]: string
  } | null
  links?: EndpointLinks
  properties?: EndpointProperties
  createdDateTime?: string
  lastActionDateTime?: string
  status?: Status
}
export interface EndpointLinks {
  restInteractive?: string | null
  restConversation?: string | null
  restDictation?: string | null
  webSocketInteractive?: string | null
  webSocketConversation?: string | null
  webSocketDictation?: string | null
  logs?: string | null
}
export interface EndpointProperties {
  loggingEnabled?: boolean
  timeToLive?: string
  email?: string | null
  error?: EntityError
}
export interface EndpointPropertiesUpdate {
  contentLoggingEnabled?: boolean
}
export interface EndpointUpdate {
  displayName?: string | null
  description?: string | null
  customProperties?: {
    [k: string]: string
  } | null
  project?: EntityReference
  model?: EntityReference
  properties?: EndpointPropertiesUpdate
}
export interface PaginatedEndpoints {
  values?: Endpoint[] | null
  '@nextLink'?: string | null
}
export interface EndpointDeployments {
  values: EndpointDeployment[]
}
export interface EndpointDeployment {
  model: EntityReference
  displayName: string
  startDateTime: string
  endDateTime?: string
  available: boolean
}
export interface EndpointTraffic {
  total: TrafficFigures
  hours: TrafficHour[]
}
export interface TrafficFigures {
  requests: number
  failed: number
  refused: number
  errorRate: number
  audioSeconds: number
  latency?: Latency
}
export interface Latency {
  p50: number
  p95: number
}
export interface TrafficHour {
  startDateTime: string
  requests: number
  failed: number
  refused: number
  errorRate: number
  audioSeconds: number
  latency?: Latency
}
/**
 * What Vernacular adds to the properties of an endpoint.
 */
export interface EndpointState {
  paused?: boolean
}
export interface DiarizationProperties {
  speakers: DiarizationSpeakersProperties
}
export interface DiarizationSpeakersProperties {
  minCount?: number
  maxCount?: number
}
export interface LanguageIdentificationProperties {
  mode?: LanguageIdentificationMode
  candidateLocales: string[]
  speechModelMapping?: {
    [k: string]: EntityReference
  } | null
}
export interface PaginatedTranscriptions {
  values?: Transcription[] | null
  '@nextLink'?: string | null
}
export interface Transcription {
  self?: string | null
  displayName: string
  description?: string | null
  locale: string
  model?: EntityReference
  dataset?: EntityReference
  project?: EntityReference
  /**
   * @maxItems 1000
   */
  contentUrls?: string[] | null
  contentContainerUrl?: string | null
  customProperties?: {
    [k: string]: string
  } | null
  links?: TranscriptionLinks
  properties?: TranscriptionProperties
  createdDateTime?: string
  lastActionDateTime?: string
  status?: Status
}
export interface TranscriptionLinks {
  files?: string | null
}
export interface TranscriptionProperties {
  wordLevelTimestampsEnabled?: boolean
  displayFormWordLevelTimestampsEnabled?: boolean
  duration?: string
  channels?: number[] | null
  destinationContainerUrl?: string | null
  punctuationMode?: PunctuationMode
  profanityFilterMode?: ProfanityFilterMode
  timeToLive?: string
  email?: string | null
  error?: EntityError
  diarizationEnabled?: boolean
  diarization?: DiarizationProperties
  languageIdentification?: LanguageIdentificationProperties
}
export interface TranscriptionUpdate {
  displayName?: string | null
  description?: string | null
  customProperties?: {
    [k: string]: string
  } | null
  project?: EntityReference
}
/**
 * What Vernacular adds to the properties of a transcription while it is running.
 */
export interface TranscriptionProgress {
  progress?: number
}
export interface PaginatedWebHooks {
  values?: WebHook[] | null
  '@nextLink'?: string | null
}
export interface WebHook {
  self?: string | null
  displayName: string
  description?: string | null
  webUrl: string
  events: WebHookEvents
  customProperties?: {
    [k: string]: string
  } | null
  links?: WebHookLinks
  properties?: WebHookProperties
  createdDateTime?: string
  lastActionDateTime?: string
  status?: Status
}
export interface WebHookEvents {
  datasetCreation?: boolean
  datasetProcessing?: boolean
  datasetCompletion?: boolean
  datasetDeletion?: boolean
  modelCreation?: boolean
  modelProcessing?: boolean
  modelCompletion?: boolean
  modelDeletion?: boolean
  evaluationCreation?: boolean
  evaluationProcessing?: boolean
  evaluationCompletion?: boolean
  evaluationDeletion?: boolean
  transcriptionCreation?: boolean
  transcriptionProcessing?: boolean
  transcriptionCompletion?: boolean
  transcriptionDeletion?: boolean
  endpointCreation?: boolean
  endpointProcessing?: boolean
  endpointCompletion?: boolean
  endpointDeletion?: boolean
  ping?: boolean
  challenge?: boolean
}
export interface WebHookLinks {
  ping?: string | null
  test?: string | null
}
export interface WebHookProperties {
  error?: EntityError
  apiVersion?: string | null
  secret?: string | null
}
export interface WebHookPropertiesUpdate {
  secret?: string | null
}
export interface WebHookUpdate {
  displayName?: string | null
  description?: string | null
  customProperties?: {
    [k: string]: string
  } | null
  webUrl?: string | null
  properties?: WebHookPropertiesUpdate
  events?: WebHookEvents
}
export interface AccessKeys {
  values: AccessKey[]
}
export interface AccessKey {
  id: string
  scope: 'owner' | 'contributor' | 'reader' | 'recognize'
  name?: string
  endpoints?: string[]
  createdDateTime: string
  expirationDateTime?: string
  lastUsedDateTime?: string
  current: boolean
}
export interface CreateAccessKey {
  scope?: 'owner' | 'contributor' | 'reader' | 'recognize'
  name?: string
  endpoints?: string[]
  expires?: string
  expiresInSeconds?: number
}
export interface NewAccessKey {
  id: string
  scope: 'owner' | 'contributor' | 'reader' | 'recognize'
  name?: string
  endpoints?: string[]
  createdDateTime: string
  expirationDateTime?: string
  lastUsedDateTime?: string
  key: string
}
export interface Health {
  status: 'Healthy' | 'Degraded' | 'Unhealthy'
  message: string
  resourceId: string
  components: ComponentHealth[]
}
export interface ComponentHealth {
  name: string
  status: 'Healthy' | 'Degraded' | 'Unhealthy'
  message: string
}
