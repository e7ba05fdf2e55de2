/** The shapes of the REST API. Generated from the OpenAPI document by `npm run api-types`: do not edit. @module */

/** A shape in an answer: the service leaves out what it does not have; it never sends null, which requests may. */
export type Answered<T> = T extends readonly (infer Item)[]
  ? readonly Answered<Item>[]
  : T extends object
    ? {readonly [Name in keyof T]: Answered<NonNullable<T[Name]>>}
    : T

/** Properties that every answer has, although the schema lets requests leave them out. */
export type Always<T, Name extends keyof T> = T & Required<Pick<T, Name>>

/**
 * Detailed code of an error.
 */
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
/**
 * Code of an error.
 */
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
/**
 * What a file contains.
 */
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
/**
 * State of the work of an entity.
 */
export type Status = 'NotStarted' | 'Running' | 'Succeeded' | 'Failed'
/**
 * Which version of a block is meant.
 */
export type BlockKind = 'Committed' | 'Uncommitted' | 'Latest'
/**
 * What a dataset contains.
 */
export type DatasetKind =
  'Language' | 'Acoustic' | 'Pronunciation' | 'AudioFiles' | 'LanguageMarkdown' | 'OutputFormatting'
/**
 * Whether the service normalizes the text, or the text is normalized already.
 */
export type TextNormalizationKind = 'Default' | 'None'
/**
 * Form of recognized text.
 */
export type OutputFormatType = 'Lexical' | 'Display'
/**
 * A base model, on which custom models are trained.
 */
export type BaseModel = SharedModel & {
  links?: BaseModelLinks
  properties?: BaseModelProperties
}
/**
 * What a base model can be used for.
 */
export type BaseModelFeatures = SharedModelFeatures & {
  /**
   * Kinds of datasets that it can be trained with.
   */
  supportsAdaptationsWith?: DatasetKind[] | null
}
/**
 * A custom model: a base model that was trained with your data.
 */
export type CustomModel = SharedModel & {
  links?: CustomModelLinks
  properties?: CustomModelProperties
  project?: EntityReference
  /**
   * Sentences to train with, beside datasets.
   */
  text?: string | null
  baseModel?: EntityReference
  /**
   * Datasets to train with.
   */
  datasets?: EntityReference[] | null
  /**
   * Up to 10 properties of your own.
   */
  customProperties?: {
    [k: string]: string
  } | null
}
/**
 * What a custom model can be used for.
 */
export type CustomModelFeatures = SharedModelFeatures
/**
 * Errors on everyday speech, compared with those of the base model; rates are fractions of 1.
 */
export type GeneralSetResult = GeneralSetPending | GeneralSetSkipped | GeneralSetMeasured
/**
 * Kind of an error in display text.
 */
export type TokenErrorKind =
  'punctuation' | 'capitalization' | 'inverseTextNormalization' | 'lexical' | 'others'
/**
 * Whether the language may change within a recording.
 */
export type LanguageIdentificationMode = 'Continuous' | 'Single'
/**
 * Which punctuation the display text has.
 */
export type PunctuationMode = 'None' | 'Dictated' | 'Automatic' | 'DictatedAndAutomatic'
/**
 * What happens to profanity.
 */
export type ProfanityFilterMode = 'None' | 'Removed' | 'Tags' | 'Masked'
/**
 * Whether words were recognized: no speech, only noise, or no words are the other cases.
 */
export type RecognitionStatus = 'Success' | 'NoMatch' | 'InitialSilenceTimeout' | 'BabbleTimeout'

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
  ImportReport: ImportReport
  ImportError: ImportError
  RejectedLine: RejectedLine
  TextStatistics: TextStatistics
  NewWords: NewWords
  CountedWord: CountedWord
  WordsFoundOnce: WordsFoundOnce
  TextPerplexity: TextPerplexity
  SharedSentences: SharedSentences
  AudioStatistics: AudioStatistics
  LoudnessRange: LoudnessRange
  QuietRecording: QuietRecording
  ClippedRecording: ClippedRecording
  TranscriptCheck: TranscriptCheck
  SuspectTranscript: SuspectTranscript
  TranscriptDisagreement: TranscriptDisagreement
  StructuredTextStatistics: StructuredTextStatistics
  ClassSize: ClassSize
  FormattingStatistics: FormattingStatistics
  FormattingTests: FormattingTests
  FormattingFailure: FormattingFailure
  PreviewedEntry: PreviewedEntry
  SharedModel: SharedModel
  SharedModelFeatures: SharedModelFeatures
  OutputFormatType: OutputFormatType
  ModelFile: ModelFile
  ModelManifest: ModelManifest
  BaseModel: BaseModel
  BaseModelDeprecationDates: BaseModelDeprecationDates
  BaseModelFeatures: BaseModelFeatures
  BaseModelLinks: BaseModelLinks
  BaseModelProperties: BaseModelProperties
  PaginatedBaseModels: PaginatedBaseModels
  AdaptationOptions: AdaptationOptions
  CustomModel: CustomModel
  CustomModelDeprecationDates: CustomModelDeprecationDates
  CustomModelFeatures: CustomModelFeatures
  CustomModelLinks: CustomModelLinks
  CustomModelProperties: CustomModelProperties
  ModelUpdate: ModelUpdate
  PaginatedCustomModels: PaginatedCustomModels
  ModelCopyAuthorization: ModelCopyAuthorization
  ModelCopyAuthorizationDefinition: ModelCopyAuthorizationDefinition
  ModelCopyTo: ModelCopyTo
  Operation: Operation
  OperationResult: OperationResult
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
  TrainingReport: TrainingReport
  TrainingOutcome: TrainingOutcome
  LanguageModelReport: LanguageModelReport
  HeldOutText: HeldOutText
  HeldOutPerplexity: HeldOutPerplexity
  UnknownWordCounts: UnknownWordCounts
  WeightPoint: WeightPoint
  BaseComparison: BaseComparison
  PerplexityRatio: PerplexityRatio
  DatasetWeightsReport: DatasetWeightsReport
  DeliveredPerplexity: DeliveredPerplexity
  DatasetContribution: DatasetContribution
  WordsReport: WordsReport
  TrainedWord: TrainedWord
  PronunciationCount: PronunciationCount
  UnpronounceableWord: UnpronounceableWord
  AudioFilesReport: AudioFilesReport
  KeptSpeech: KeptSpeech
  DroppedSpeech: DroppedSpeech
  SpeechLength: SpeechLength
  LongRecordingsReport: LongRecordingsReport
  FailedRecording: FailedRecording
  FusionReport: FusionReport
  FusionWeights: FusionWeights
  FusionCandidate: FusionCandidate
  AcousticsReport: AcousticsReport
  HeldOutUtterances: HeldOutUtterances
  CandidateErrors: CandidateErrors
  CountedErrors: CountedErrors
  UntranscribedAudioUse: UntranscribedAudioUse
  UnalignedUtterance: UnalignedUtterance
  RegressionCheckReport: RegressionCheckReport
  RateDifference: RateDifference
  RegressionCheckUtterance: RegressionCheckUtterance
  LeftOutSpeech: LeftOutSpeech
  Evaluation: Evaluation
  EvaluationLinks: EvaluationLinks
  EvaluationProperties: EvaluationProperties
  EvaluationUpdate: EvaluationUpdate
  PaginatedEvaluations: PaginatedEvaluations
  UtteranceScore: UtteranceScore
  WordScore: WordScore
  AlignmentStep: AlignmentStep
  TokenScore: TokenScore
  TokenStep: TokenStep
  TokenErrorKind: TokenErrorKind
  UtteranceResult: UtteranceResult
  RecognizedUtterance: RecognizedUtterance
  TokenErrorCounts: TokenErrorCounts
  TokenErrorKindCounts: TokenErrorKindCounts
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
  RecordingTranscription: RecordingTranscription
  CombinedRecognizedPhrases: CombinedRecognizedPhrases
  RecognizedPhrase: RecognizedPhrase
  RecognizedAlternative: RecognizedAlternative
  RecognizedWord: RecognizedWord
  RecognizedDisplayWord: RecognizedDisplayWord
  TranscriptionReport: TranscriptionReport
  TranscriptionReportDetail: TranscriptionReportDetail
  PaginatedWebHooks: PaginatedWebHooks
  WebHook: WebHook
  WebHookEvents: WebHookEvents
  WebHookLinks: WebHookLinks
  WebHookProperties: WebHookProperties
  WebHookPropertiesUpdate: WebHookPropertiesUpdate
  WebHookUpdate: WebHookUpdate
  RecognitionStatus: RecognitionStatus
  SimpleRecognition: SimpleRecognition
  DetailedRecognition: DetailedRecognition
  RecognitionAlternative: RecognitionAlternative
  FastTranscriptionForm: FastTranscriptionForm
  FastTranscriptionDefinition: FastTranscriptionDefinition
  FastTranscription: FastTranscription
  FastCombinedPhrases: FastCombinedPhrases
  FastPhrase: FastPhrase
  FastWord: FastWord
  AudioTranscriptionForm: AudioTranscriptionForm
  AudioTranscription: AudioTranscription
  VerboseAudioTranscription: VerboseAudioTranscription
  AudioSegment: AudioSegment
  AudioWord: AudioWord
  AudioUsage: AudioUsage
  ListedModels: ListedModels
  ListedModel: ListedModel
  AccessKeys: AccessKeys
  AccessKey: AccessKey
  CreateAccessKey: CreateAccessKey
  NewAccessKey: NewAccessKey
  Health: Health
  ComponentHealth: ComponentHealth
}
/**
 * Why the work of an entity failed.
 */
export interface EntityError {
  /**
   * Code of the error.
   */
  code?: string | null
  /**
   * What happened, in words.
   */
  message?: string | null
}
/**
 * A reference to an entity.
 */
export interface EntityReference {
  /**
   * URL of the entity.
   */
  self: string
}
/**
 * An error response.
 */
export interface Error {
  code?: ErrorCode
  /**
   * Further errors.
   */
  details?: Error[] | null
  /**
   * What happened, in words.
   */
  message?: string | null
  /**
   * The field of the request that is wrong.
   */
  target?: string | null
  innerError?: InnerError
}
/**
 * Details of an error.
 */
export interface InnerError {
  code?: DetailedErrorCode
  /**
   * Further details, by name.
   */
  details?: {
    [k: string]: string
  } | null
  /**
   * What happened, in words.
   */
  message?: string | null
  /**
   * The field of the request that is wrong.
   */
  target?: string | null
  innerError?: InnerError
}
/**
 * A file of an entity.
 */
export interface File {
  kind?: FileKind
  links?: FileLinks
  /**
   * When it was created.
   */
  createdDateTime?: string
  properties?: FileProperties
  /**
   * Name.
   */
  name?: string | null
  /**
   * URL of the entity.
   */
  self?: string | null
}
/**
 * Links of a file.
 */
export interface FileLinks {
  /**
   * URL of the content, valid for some time without a key.
   */
  contentUrl?: string | null
}
/**
 * Properties of a file.
 */
export interface FileProperties {
  /**
   * Size in bytes.
   */
  size?: number
  /**
   * Length of the recording.
   */
  duration?: string
}
/**
 * A page of files.
 */
export interface PaginatedFiles {
  /**
   * The entries of this page.
   */
  values?: File[] | null
  /**
   * URL of the next page; absent on the last one.
   */
  '@nextLink'?: string | null
}
/**
 * What Vernacular adds to the properties of an entity, except transcriptions, while its job is running.
 */
export interface JobProgress {
  /**
   * Completed fraction of the work, 0 to 1.
   */
  progress?: number
  /**
   * What is being done.
   */
  stage?: string
}
/**
 * What Vernacular adds to the properties of a file that contains an accepted recording.
 */
export interface RecordingProperties {
  /**
   * The human-labeled transcript.
   */
  transcript?: string
}
/**
 * A page of projects.
 */
export interface PaginatedProjects {
  /**
   * The entries of this page.
   */
  values?: Project[] | null
  /**
   * URL of the next page; absent on the last one.
   */
  '@nextLink'?: string | null
}
/**
 * A project: it groups datasets, models, evaluations, endpoints and transcriptions of one locale.
 */
export interface Project {
  /**
   * URL of the entity.
   */
  self?: string | null
  /**
   * Name for people.
   */
  displayName: string
  /**
   * Description for people.
   */
  description?: string | null
  /**
   * Locale of the language, for example en-US.
   */
  locale: string
  /**
   * Up to 10 properties of your own.
   */
  customProperties?: {
    [k: string]: string
  } | null
  links?: ProjectLinks
  properties?: ProjectProperties
  /**
   * When it was created.
   */
  createdDateTime?: string
}
/**
 * Links of a project.
 */
export interface ProjectLinks {
  /**
   * URL of its evaluations.
   */
  evaluations?: string | null
  /**
   * URL of its datasets.
   */
  datasets?: string | null
  /**
   * URL of its models.
   */
  models?: string | null
  /**
   * URL of its endpoints.
   */
  endpoints?: string | null
  /**
   * URL of its transcriptions.
   */
  transcriptions?: string | null
}
/**
 * How many resources a project has.
 */
export interface ProjectProperties {
  /**
   * Number of datasets.
   */
  datasetCount?: number
  /**
   * Number of evaluations.
   */
  evaluationCount?: number
  /**
   * Number of models.
   */
  modelCount?: number
  /**
   * Number of transcriptions.
   */
  transcriptionCount?: number
  /**
   * Number of endpoints.
   */
  endpointCount?: number
}
/**
 * Changes to a project.
 */
export interface ProjectUpdate {
  /**
   * Name for people.
   */
  displayName?: string | null
  /**
   * Description for people.
   */
  description?: string | null
  /**
   * Up to 10 properties of your own.
   */
  customProperties?: {
    [k: string]: string
  } | null
}
/**
 * A block to commit.
 */
export interface CommitBlocksEntry {
  kind?: BlockKind
  /**
   * ID of the block, in Base64.
   */
  id?: string | null
}
/**
 * A dataset: data of one kind and locale to train or evaluate models with.
 */
export interface Dataset {
  /**
   * URL of the entity.
   */
  self?: string | null
  /**
   * Name for people.
   */
  displayName: string
  /**
   * Description for people.
   */
  description?: string | null
  /**
   * Locale of the language, for example en-US.
   */
  locale: string
  kind: DatasetKind
  /**
   * URL to import the content from; leave it out to upload blocks.
   */
  contentUrl?: string | null
  /**
   * Up to 10 properties of your own.
   */
  customProperties?: {
    [k: string]: string
  } | null
  project?: EntityReference
  links?: DatasetLinks
  properties?: DatasetProperties
  /**
   * When it was created.
   */
  createdDateTime?: string
  /**
   * When its status last changed.
   */
  lastActionDateTime?: string
  status?: Status
}
/**
 * Links of a dataset.
 */
export interface DatasetLinks {
  /**
   * URL of its files.
   */
  files?: string | null
  /**
   * URL to commit blocks at; only while it waits for blocks.
   */
  commitBlocks?: string | null
  /**
   * URL to list blocks at; only while it waits for blocks.
   */
  listBlocks?: string | null
  /**
   * URL to upload blocks to; only while it waits for blocks.
   */
  uploadBlocks?: string | null
}
/**
 * Properties of a dataset.
 */
export interface DatasetProperties {
  textNormalizationKind?: TextNormalizationKind
  /**
   * Lines, recordings or entries accepted.
   */
  acceptedLineCount?: number
  /**
   * Lines, recordings or entries rejected.
   */
  rejectedLineCount?: number
  /**
   * Length of the accepted audio.
   */
  duration?: string
  /**
   * Address that gets a message when the work ends; not shown after that.
   */
  email?: string | null
  error?: EntityError
}
/**
 * The kinds of datasets that each locale supports.
 */
export interface DatasetLocales {
  [k: string]: DatasetKind[]
}
/**
 * Changes to a dataset.
 */
export interface DatasetUpdate {
  /**
   * Name for people.
   */
  displayName?: string | null
  /**
   * Description for people.
   */
  description?: string | null
  /**
   * Up to 10 properties of your own.
   */
  customProperties?: {
    [k: string]: string
  } | null
  project?: EntityReference
}
/**
 * The form of an upload.
 */
export interface DatasetUploadForm {
  /**
   * URL of the project.
   */
  project?: string
  /**
   * Name for people.
   */
  displayName: string
  /**
   * Description for people.
   */
  description?: string
  /**
   * Locale of the language, for example en-US.
   */
  locale: string
  /**
   * Kind of the dataset.
   */
  kind: string
  /**
   * Custom properties as JSON.
   */
  customProperties?: string
  /**
   * The content.
   */
  data?: string
  /**
   * Address that gets a message when the work ends; not shown after that.
   */
  email?: string
}
/**
 * A page of datasets.
 */
export interface PaginatedDatasets {
  /**
   * The entries of this page.
   */
  values?: Dataset[] | null
  /**
   * URL of the next page; absent on the last one.
   */
  '@nextLink'?: string | null
}
/**
 * A block of a dataset.
 */
export interface ResponseBlock {
  /**
   * ID of the block.
   */
  name?: string | null
  /**
   * Size in bytes.
   */
  size?: number
}
/**
 * The blocks of a dataset.
 */
export interface UploadedBlocks {
  /**
   * Blocks that were committed.
   */
  committedBlocks?: ResponseBlock[] | null
  /**
   * Blocks that were not committed.
   */
  uncommittedBlocks?: ResponseBlock[] | null
}
/**
 * Content of report.json, the file of kind DatasetReport.
 */
export interface ImportReport {
  /**
   * How the import ended.
   */
  status: 'Succeeded' | 'Failed'
  /**
   * Lines, recordings or entries accepted.
   */
  acceptedLineCount: number
  /**
   * Lines, recordings or entries rejected.
   */
  rejectedLineCount: number
  /**
   * Length of the accepted audio, in ticks of 100 ns.
   */
  durationTicks?: number
  error?: ImportError
  kind: DatasetKind
  /**
   * Locale of the dataset.
   */
  locale: string
  textNormalizationKind: TextNormalizationKind
  /**
   * Version of the text normalization.
   */
  normalizer: string
  /**
   * What may be wrong although it was accepted.
   *
   * Items: A sentence.
   */
  warnings: string[]
  text?: TextStatistics
  audio?: AudioStatistics
  transcripts?: TranscriptCheck
  structuredText?: StructuredTextStatistics
  formatting?: FormattingStatistics
  /**
   * What was rejected, and why.
   */
  details: RejectedLine[]
  /**
   * With validate=true only: the first entries as the service reads them.
   */
  preview?: PreviewedEntry[]
}
/**
 * Why an import failed.
 */
export interface ImportError {
  /**
   * Code of the error.
   */
  code: string
  /**
   * What is wrong.
   */
  message: string
}
/**
 * The accepted text, compared with the base model and with other datasets.
 */
export interface TextStatistics {
  /**
   * Sentences.
   */
  sentences: number
  /**
   * Words, each as often as it occurs.
   */
  tokens: number
  /**
   * Different words.
   */
  vocabulary: number
  /**
   * Name of the base model.
   */
  base?: string
  newWords?: NewWords
  perplexity?: TextPerplexity
  /**
   * Other datasets with the same sentences.
   */
  alsoIn: SharedSentences[]
}
/**
 * Words that the dictionary of the base model lacks.
 */
export interface NewWords {
  /**
   * Different words.
   */
  words: number
  /**
   * Words, each as often as it occurs.
   */
  tokens: number
  /**
   * Fraction of all words, 0 to 1, that the base model cannot recognize.
   */
  rate: number
  /**
   * The most frequent, at most 50.
   */
  mostUseful: CountedWord[]
  once: WordsFoundOnce
}
/**
 * A word and how often it occurs.
 */
export interface CountedWord {
  /**
   * The word.
   */
  word: string
  /**
   * How often it occurs.
   */
  count: number
}
/**
 * New words that occur once: often typing errors.
 */
export interface WordsFoundOnce {
  /**
   * Different words.
   */
  words: number
  /**
   * At most 50 of them.
   *
   * Items: A word.
   */
  examples: string[]
}
/**
 * How well the base model expects the text.
 */
export interface TextPerplexity {
  /**
   * Perplexity; null if no word could be scored.
   */
  value: number | null
  /**
   * Sentences that were scored.
   */
  sentences: number
  /**
   * Words of them that the base model lacks, which do not count.
   */
  unknownWords: number
}
/**
 * Sentences that another dataset has too.
 */
export interface SharedSentences {
  /**
   * ID of the other dataset.
   */
  dataset: string
  /**
   * Name of the other dataset.
   */
  displayName: string
  /**
   * Kind of the other dataset.
   */
  kind: string
  /**
   * How many sentences.
   */
  sentences: number
  /**
   * A few of them.
   *
   * Items: A sentence.
   */
  examples: string[]
}
/**
 * The accepted recordings.
 */
export interface AudioStatistics {
  /**
   * Recordings.
   */
  clips: number
  /**
   * Length of all, in hours.
   */
  hours: number
  loudness?: LoudnessRange
  /**
   * The quietest of those that are too quiet, at most 20.
   */
  tooQuiet: QuietRecording[]
  /**
   * The worst of those that are clipped, at most 20.
   */
  clipped: ClippedRecording[]
}
/**
 * Loudness of the recordings, in dB relative to full scale.
 */
export interface LoudnessRange {
  /**
   * Median.
   */
  median: number
  /**
   * The quietest recording.
   */
  lowest: number
  /**
   * The loudest recording.
   */
  highest: number
}
/**
 * A recording that is too quiet.
 */
export interface QuietRecording {
  /**
   * Name of the recording.
   */
  file: string
  /**
   * Loudness, in dB relative to full scale.
   */
  decibels: number
}
/**
 * A recording that is clipped.
 */
export interface ClippedRecording {
  /**
   * Name of the recording.
   */
  file: string
  /**
   * Fraction of its samples, 0 to 1, that are cut off.
   */
  share: number
}
/**
 * Transcripts that may not match their audio.
 */
export interface TranscriptCheck {
  /**
   * Recordings that were checked.
   */
  checked: number
  /**
   * Recordings in the dataset.
   */
  clips: number
  /**
   * The worst first, at most 20.
   */
  suspects: SuspectTranscript[]
  /**
   * Why fewer were checked than intended.
   */
  because?: string
}
/**
 * A transcript that may not match its audio.
 */
export interface SuspectTranscript {
  /**
   * Name of the recording.
   */
  file: string
  /**
   * Line of the transcript, from 1.
   */
  line: number
  /**
   * Fraction of its words, 0 to 1, that were found in the audio.
   */
  score: number
  /**
   * What was recognized by a decoder that expects the transcript.
   */
  heard: string
  /**
   * Where they differ.
   */
  disagreements: TranscriptDisagreement[]
}
/**
 * Where a transcript differs from its audio.
 */
export interface TranscriptDisagreement {
  /**
   * Start in the recording, in seconds.
   */
  from: number
  /**
   * End in the recording, in seconds.
   */
  to: number
  /**
   * Words of the transcript.
   */
  words: string
  /**
   * Words that were recognized.
   */
  heard: string
  /**
   * How they differ.
   */
  reason: string
}
/**
 * What a dataset of kind LanguageMarkdown has.
 */
export interface StructuredTextStatistics {
  /**
   * Its classes.
   */
  classes: ClassSize[]
  /**
   * Sentences.
   */
  sentences: number
  /**
   * References of sentences to classes.
   */
  references: number
  /**
   * Words with a pronunciation.
   */
  pronunciations: number
  /**
   * Headings.
   */
  headings: number
  /**
   * Comments.
   */
  comments: number
}
/**
 * A class and its number of items.
 */
export interface ClassSize {
  /**
   * Name of the class.
   */
  name: string
  /**
   * Number of items.
   */
  items: number
}
/**
 * What a dataset of kind OutputFormatting has.
 */
export interface FormattingStatistics {
  /**
   * Patterns of inverse text normalization.
   */
  itn: number
  /**
   * Rewrite rules.
   */
  rewrite: number
  /**
   * Profane words.
   */
  profanity: number
  tests: FormattingTests
}
/**
 * Results of the tests in the dataset.
 */
export interface FormattingTests {
  /**
   * Tests that passed.
   */
  passed: number
  /**
   * Tests that failed.
   */
  failed: number
  /**
   * The first that failed.
   */
  failures: FormattingFailure[]
}
/**
 * A test that failed.
 */
export interface FormattingFailure {
  /**
   * Line of the test, from 1.
   */
  line: number
  /**
   * The recognized words.
   */
  lexical: string
  /**
   * The display text that the test expects.
   */
  expected: string
  /**
   * The display text that the rules give.
   */
  found: string
}
/**
 * A line, recording or entry that was rejected.
 */
export interface RejectedLine {
  /**
   * The file that it is in.
   */
  filename: string
  /**
   * Number of the line, from 1.
   */
  line?: number
  /**
   * The character at which it is wrong, from 1.
   */
  column?: number
  /**
   * Code of the rejection.
   */
  code: string
  /**
   * The line, shortened.
   */
  inputText: string
  /**
   * What is wrong.
   */
  message: string
  /**
   * The part that is wrong.
   */
  found: string
  /**
   * What is accepted in its place.
   */
  accepted: string
  /**
   * The whole line as it would be accepted, where the correction is mechanical.
   */
  corrected?: string
  /**
   * Always Failed.
   */
  status: 'Failed'
}
/**
 * An entry as it was written and as it was read.
 */
export interface PreviewedEntry {
  /**
   * As written.
   */
  text: string
  /**
   * As trainings use it.
   */
  read: string
  /**
   * Name of the recording.
   */
  file?: string
}
/**
 * What base models and custom models have in common.
 */
export interface SharedModel {
  /**
   * URL of the entity.
   */
  self?: string | null
  /**
   * Name for people.
   */
  displayName: string
  /**
   * Description for people.
   */
  description?: string | null
  /**
   * Locale of the language, for example en-US.
   */
  locale: string
  /**
   * When it was created.
   */
  createdDateTime?: string
  /**
   * When its status last changed.
   */
  lastActionDateTime?: string
  status?: Status
}
/**
 * What a model can be used for.
 */
export interface SharedModelFeatures {
  /**
   * Whether it can be used in transcriptions.
   */
  supportsTranscriptions?: boolean
  /**
   * Whether it can be deployed.
   */
  supportsEndpoints?: boolean
  /**
   * Whether it can be used in containers.
   */
  supportsTranscriptionsOnSpeechContainers?: boolean
  /**
   * Forms of text that it can return.
   */
  supportedOutputFormats?: OutputFormatType[] | null
}
/**
 * A file of a model.
 */
export interface ModelFile {
  /**
   * Name.
   */
  name?: string | null
  /**
   * URL of the content, valid for some time without a key.
   */
  contentUrl?: string | null
}
/**
 * The files of a model.
 */
export interface ModelManifest {
  model: EntityReference
  /**
   * The files.
   */
  modelFiles: ModelFile[]
  /**
   * Properties of the bundle.
   */
  properties: {
    [k: string]: unknown
  }
}
/**
 * Links of a base model.
 */
export interface BaseModelLinks {
  /**
   * URL of its manifest.
   */
  manifest?: string | null
}
/**
 * Properties of a base model.
 */
export interface BaseModelProperties {
  deprecationDates?: BaseModelDeprecationDates
  features?: BaseModelFeatures
  /**
   * Always false.
   */
  chargeForAdaptation?: boolean
}
/**
 * When a base model expires.
 */
export interface BaseModelDeprecationDates {
  /**
   * From then on it cannot be trained on.
   */
  adaptationDateTime?: string
  /**
   * From then on it cannot be used.
   */
  transcriptionDateTime?: string
}
/**
 * A page of base models.
 */
export interface PaginatedBaseModels {
  /**
   * The entries of this page.
   */
  values?: BaseModel[] | null
  /**
   * URL of the next page; absent on the last one.
   */
  '@nextLink'?: string | null
}
/**
 * What Vernacular adds to the properties of a base model: the options of its trainings.
 */
export interface AdaptationOptions {
  /**
   * Options that a request to train may have.
   */
  adaptationOptions: ('customModelWeightPercent' | 'datasetWeights')[]
}
/**
 * Links of a custom model.
 */
export interface CustomModelLinks {
  /**
   * URL to copy it with.
   */
  copy?: string | null
  /**
   * URL of its files.
   */
  files?: string | null
  /**
   * URL of its manifest.
   */
  manifest?: string | null
  /**
   * @deprecated
   * URL to copy it with in version 3.1.
   */
  copyTo?: string | null
}
/**
 * Properties of a custom model.
 */
export interface CustomModelProperties {
  /**
   * Weight of your text, in percent; chosen on held-out text when absent.
   */
  customModelWeightPercent?: number | null
  deprecationDates?: CustomModelDeprecationDates
  features?: CustomModelFeatures
  /**
   * Address that gets a message when the work ends; not shown after that.
   */
  email?: string | null
  error?: EntityError
}
/**
 * When a custom model expires.
 */
export interface CustomModelDeprecationDates {
  /**
   * From then on it cannot be used.
   */
  transcriptionDateTime?: string
}
/**
 * Changes to a model.
 */
export interface ModelUpdate {
  /**
   * Name for people.
   */
  displayName?: string | null
  /**
   * Description for people.
   */
  description?: string | null
  /**
   * Up to 10 properties of your own.
   */
  customProperties?: {
    [k: string]: string
  } | null
  project?: EntityReference
}
/**
 * A page of custom models.
 */
export interface PaginatedCustomModels {
  /**
   * The entries of this page.
   */
  values?: CustomModel[] | null
  /**
   * URL of the next page; absent on the last one.
   */
  '@nextLink'?: string | null
}
/**
 * Permission to copy a model to another service.
 */
export interface ModelCopyAuthorization {
  /**
   * Region of the service that receives the model.
   */
  targetResourceRegion: string
  /**
   * ID of the service that receives the model.
   */
  targetResourceId: string
  /**
   * Address of the service that receives the model.
   */
  targetResourceEndpoint: string
  /**
   * ID of the service that has the model.
   */
  sourceResourceId: string
  /**
   * ID of the authorization.
   */
  id: string
  /**
   * When it expires.
   */
  expirationDateTime: string
}
/**
 * A request for an authorization to copy a model.
 */
export interface ModelCopyAuthorizationDefinition {
  /**
   * ID of the service that has the model, as its health shows it.
   */
  sourceResourceId: string
}
/**
 * A request to copy a model in version 3.1.
 */
export interface ModelCopyTo {
  /**
   * Access key of this service.
   */
  targetSubscriptionKey: string
}
/**
 * An operation that runs in the background.
 */
export interface Operation {
  /**
   * ID.
   */
  id: string
  result?: OperationResult
  error?: EntityError
  /**
   * URL of the entity.
   */
  self?: string | null
  /**
   * When it was created.
   */
  createdDateTime?: string
  /**
   * When its status last changed.
   */
  lastActionDateTime?: string
  status?: Status
}
/**
 * Result of an operation.
 */
export interface OperationResult {
  /**
   * URL of the new entity.
   */
  link?: string | null
}
/**
 * A warning about a model.
 */
export interface ModelWarning {
  /**
   * Code of the warning.
   */
  code: string
  /**
   * What happened, in words.
   */
  message: string
}
/**
 * What Vernacular adds to the properties of a model.
 */
export interface ModelQuality {
  /**
   * Warnings about the model.
   */
  warnings?: ModelWarning[]
  generalSet?: GeneralSetResult
}
/**
 * The regression check has not run yet.
 */
export interface GeneralSetPending {
  /**
   * Always NotStarted.
   */
  status: 'NotStarted'
}
/**
 * The regression check could not run.
 */
export interface GeneralSetSkipped {
  /**
   * Always NotRun.
   */
  status: 'NotRun'
  /**
   * What is missing.
   */
  reason: string
}
/**
 * Result of the regression check.
 */
export interface GeneralSetMeasured {
  /**
   * Always Succeeded.
   */
  status: 'Succeeded'
  /**
   * Name of the test set.
   */
  set: string
  /**
   * Number of utterances.
   */
  utterances: number
  /**
   * Number of words in the transcripts.
   */
  words: number
  /**
   * Word error rate of the base model.
   */
  baseWordErrorRate: number
  /**
   * Word error rate of the model.
   */
  wordErrorRate: number
  /**
   * Change in errors as a fraction of those of the base model.
   */
  relativeChange: number
  /**
   * 95 % confidence interval of the difference in error rate, model minus base model.
   */
  difference: {
    low: number
    high: number
  }
}
/**
 * An error rate that the authors of a model published.
 */
export interface PublishedErrorRate {
  /**
   * The test set.
   */
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
   * By which recipes, bundles and the command line know it.
   */
  name: string
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
  /**
   * When it was installed.
   */
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
/**
 * A file that was downloaded.
 */
export interface DownloadedFile {
  /**
   * Where it came from.
   */
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
  /**
   * When it was measured.
   */
  measuredDateTime: string
  /**
   * Time that one stream took, divided by the length of its audio.
   */
  realTimeFactor: number
  /**
   * Memory of the process that has the model.
   */
  residentBytes: number
  /**
   * Length of the audio, in seconds.
   */
  audioSeconds: number
  /**
   * The test set.
   */
  testSet?: string
  /**
   * Number of words in the transcripts.
   */
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
  /**
   * Name for people.
   */
  title: string
  /**
   * Kind of its network.
   */
  architecture: string
  /**
   * Locales that it recognizes.
   */
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
  /**
   * Its homepage.
   */
  homepage: string
  /**
   * Error rates that the authors of the model published. They were not measured here.
   */
  published: PublishedErrorRate[]
  /**
   * Whether it is installed.
   */
  installed: boolean
}
/**
 * License of a model.
 */
export interface CatalogLicense {
  /**
   * Name.
   */
  name: string
  /**
   * Its text.
   */
  url: string
}
/**
 * The models that can be installed.
 */
export interface BaseModelCatalog {
  /**
   * The entries of this page.
   */
  values: CatalogModel[]
}
/**
 * A model of the catalog by its name, or an archive by its URL with a name and a locale.
 */
export interface InstallBaseModel {
  /**
   * Name of the model in the catalog; with url, the name of the new base model.
   */
  name?: string
  /**
   * Address of a .tar, .tar.gz, .tar.bz2 or .zip file.
   */
  url?: string
  /**
   * Locale of the model; required with url.
   */
  locale?: string
  /**
   * A name for people; the name when absent.
   */
  title?: string
  /**
   * Whether you accept the license of the model. Required for models of the catalog.
   */
  licenseAccepted?: boolean
}
/**
 * The installation of a base model.
 */
export interface BaseModelInstallation {
  /**
   * ID.
   */
  id: string
  /**
   * URL of the entity.
   */
  self?: string | null
  /**
   * Name.
   */
  name: string
  /**
   * Locale of the language, for example en-US.
   */
  locale: string
  /**
   * Name for people.
   */
  title: string
  /**
   * License of the model.
   */
  license?: string
  /**
   * Completed fraction of the work, 0 to 1.
   */
  progress?: number
  /**
   * What is being done.
   */
  stage?: string
  baseModel?: EntityReference
  error?: EntityError
  /**
   * When it was created.
   */
  createdDateTime?: string
  /**
   * When its status last changed.
   */
  lastActionDateTime?: string
  status?: Status
}
/**
 * The installations of base models.
 */
export interface BaseModelInstallations {
  /**
   * The entries of this page.
   */
  values: BaseModelInstallation[]
}
/**
 * Words whose pronunciation is requested.
 */
export interface WordsToPronounce {
  /**
   * The words.
   *
   * @minItems 1
   * @maxItems 100
   */
  words: WordToPronounce[]
}
/**
 * A word, with at most one of spoken and phones.
 */
export interface WordToPronounce {
  /**
   * The word in display form.
   */
  word: string | null
  /**
   * How it is said, in other words.
   */
  spoken?: string | null
  /**
   * Phones of the base model or of the Universal Phone Set, separated by blanks.
   */
  phones?: string | null
  /**
   * The language that the word comes from.
   */
  language?: string | null
}
/**
 * Pronunciations of words.
 */
export interface PronouncedWords {
  model: EntityReference
  /**
   * The words, in the order of the request.
   */
  words: PronouncedWord[]
}
/**
 * A word and its pronunciations.
 */
export interface PronouncedWord {
  /**
   * The word.
   */
  word: string
  /**
   * Where the first candidate comes from; Refused without candidates.
   */
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
  /**
   * Why there are no candidates.
   */
  reason?: string
  /**
   * Pronunciations, the most likely first.
   */
  candidates: PronunciationCandidate[]
}
/**
 * A pronunciation of a word.
 */
export interface PronunciationCandidate {
  /**
   * Phones of the base model, separated by blanks.
   */
  phones: string
  /**
   * The same in the Universal Phone Set; English only.
   */
  ups?: string
  /**
   * Address of its synthetic speech; absent if no voice can speak it.
   */
  sample?: string
  /**
   * Where it comes from.
   */
  source: string
  /**
   * How the word is said, in other words.
   */
  spoken?: string
  /**
   * How likely it is.
   */
  score?: number
}
/**
 * A pronunciation.
 */
export interface WordPronunciation {
  /**
   * Phones of the base model, separated by blanks.
   */
  phones: string
  /**
   * The same in the Universal Phone Set; English only.
   */
  ups?: string
  /**
   * Address of its synthetic speech; absent if no voice can speak it.
   */
  sample?: string
}
/**
 * A word that a model learned.
 */
export interface AddedWord {
  /**
   * The word in lexical form.
   */
  word: string
  /**
   * The word in display form.
   */
  display: string
  /**
   * Where its pronunciations come from.
   */
  source: string
  /**
   * Whether the dictionary of the base model lacks it.
   */
  added: boolean
  /**
   * Its pronunciations.
   */
  pronunciations: WordPronunciation[]
}
/**
 * A page of words that a model learned.
 */
export interface PaginatedAddedWords {
  /**
   * The entries of this page.
   */
  values: AddedWord[]
  /**
   * URL of the next page; absent on the last one.
   */
  '@nextLink'?: string
}
/**
 * Content of report.json, the file of kind ModelReport. Its sections depend on the data.
 */
export interface TrainingReport {
  verdict: TrainingOutcome
  languageModel?: LanguageModelReport
  words?: WordsReport
  audioFiles?: AudioFilesReport
  recordings?: LongRecordingsReport
  acoustics?: AcousticsReport
  fusion?: FusionReport
  generalSet?: RegressionCheckReport
}
/**
 * Whether the model is better than its base model, on data that it was not trained on.
 */
export interface TrainingOutcome {
  /**
   * Null if it cannot be decided.
   */
  worseThanBase: boolean | null
  /**
   * The data that it was measured on.
   */
  measuredOn: 'held-back utterances' | 'held-back text' | 'nothing'
  /**
   * Word error rate or perplexity of the base model; lower is better.
   */
  base?: number
  /**
   * Word error rate or perplexity of the model; null if it is infinite.
   */
  custom?: number | null
  /**
   * The outcome in one sentence.
   */
  summary: string
}
/**
 * Training on text.
 */
export interface LanguageModelReport {
  /**
   * Sentences.
   */
  sentences: number
  /**
   * Words.
   */
  words: number
  /**
   * Different words.
   */
  vocabulary: number
  /**
   * Number of items of each class, by its name.
   */
  classes?: {
    [k: string]: number
  }
  /**
   * Weight of the custom language model, 0 to 1; the base model has the rest.
   */
  weight: number
  /**
   * How the weight was chosen.
   */
  weightFrom: string
  heldBack?: HeldOutText
  perplexity?: HeldOutPerplexity
  unknownWords?: UnknownWordCounts
  /**
   * Perplexity of the held-out text by weight.
   */
  curve?: WeightPoint[]
  comparedWithBase?: BaseComparison
  datasets?: DatasetWeightsReport
}
/**
 * Text that was held out from training.
 */
export interface HeldOutText {
  /**
   * How it was chosen.
   */
  method: string
  /**
   * Sentences.
   */
  sentences: number
  /**
   * Words.
   */
  words: number
}
/**
 * Perplexity of the held-out text; words unknown to a model do not count.
 */
export interface HeldOutPerplexity {
  /**
   * Of the base model.
   */
  base: number | null
  /**
   * Of the custom language model alone.
   */
  custom: number | null
  /**
   * Of both, interpolated.
   */
  mixed: number | null
}
/**
 * Words of the held-out text that a model does not know.
 */
export interface UnknownWordCounts {
  /**
   * Of the base model.
   */
  base: number
  /**
   * Of the custom language model alone.
   */
  custom: number
  /**
   * Of both, interpolated.
   */
  mixed: number
}
/**
 * Perplexity at one weight.
 */
export interface WeightPoint {
  /**
   * Weight of the custom language model, 0 to 1.
   */
  weight: number
  /**
   * Perplexity; null if it is infinite.
   */
  perplexity: number | null
}
/**
 * Perplexity of those held-out words that the base model knows.
 */
export interface BaseComparison {
  /**
   * Of the base model.
   */
  base: number
  /**
   * Of the interpolated model; null if it is infinite.
   */
  mixed: number | null
  /**
   * Sentences.
   */
  sentences: number
  /**
   * Words.
   */
  words: number
  ratio?: PerplexityRatio
}
/**
 * 95 % confidence interval of the interpolated perplexity divided by that of the base model.
 */
export interface PerplexityRatio {
  /**
   * Lower end.
   */
  low: number
  /**
   * Upper end.
   */
  high: number
}
/**
 * Contribution of each dataset.
 */
export interface DatasetWeightsReport {
  /**
   * Whether datasets are weighted or pooled.
   */
  delivered: 'mixture' | 'pooled'
  /**
   * Why.
   */
  because: string
  perplexity?: DeliveredPerplexity
  /**
   * Weight of the base model in the mixture.
   */
  baseWeight?: number
  /**
   * One entry for each dataset.
   */
  sources: DatasetContribution[]
}
/**
 * Perplexity of the held-out text, each with the base model at its best weights.
 */
export interface DeliveredPerplexity {
  /**
   * Of one model of all text.
   */
  pooled: number | null
  /**
   * Of a weighted model for each dataset.
   */
  mixture: number | null
}
/**
 * Contribution of a dataset.
 */
export interface DatasetContribution {
  /**
   * ID of the dataset, or text for the text of the request.
   */
  source: string
  /**
   * Kind of the dataset.
   */
  kind: string
  /**
   * Sentences.
   */
  sentences: number
  /**
   * Words.
   */
  words: number
  /**
   * Different words that no other dataset has.
   */
  wordsOnlyHere: number
  /**
   * Weight in the mixture.
   */
  weight?: number
  /**
   * Perplexity of the held-out text without this dataset.
   */
  perplexityWithout?: number | null
  /**
   * Held-out words that are unknown without this dataset.
   */
  unknownWordsWithout?: number
  /**
   * Held-out words that are unknown with all datasets.
   */
  unknownWords?: number
}
/**
 * Pronunciations of the words of the training data.
 */
export interface WordsReport {
  /**
   * Words that the dictionary of the base model lacks.
   */
  added: TrainedWord[]
  /**
   * Words of the dictionary that gained a pronunciation from your data.
   */
  extended: TrainedWord[]
  /**
   * Words that cannot be recognized, because they have no pronunciation.
   */
  unpronounceable: UnpronounceableWord[]
}
/**
 * A word and its pronunciations.
 */
export interface TrainedWord {
  /**
   * The word in lexical form.
   */
  word: string
  /**
   * The word in display form.
   */
  display: string
  /**
   * Its pronunciations.
   *
   * Items: Phones, separated by blanks.
   */
  pronunciations: string[]
  /**
   * Where the pronunciations come from.
   */
  source: 'phonetic lexicon' | 'pronunciation data' | 'possessive' | 'letter names' | 'parts' | 'spelling'
  /**
   * How often each candidate fitted the audio best; absent if no audio contains the word.
   */
  heard?: PronunciationCount[]
}
/**
 * How often a pronunciation fitted the audio best.
 */
export interface PronunciationCount {
  /**
   * Phones, separated by blanks.
   */
  pronunciation: string
  /**
   * How often.
   */
  times: number
}
/**
 * A word without a pronunciation.
 */
export interface UnpronounceableWord {
  /**
   * The word.
   */
  word: string
  /**
   * Why it has none.
   */
  reason: string
}
/**
 * Training on recordings without transcripts.
 */
export interface AudioFilesReport {
  /**
   * Recordings.
   */
  files: number
  /**
   * Segments of speech.
   */
  segments: number
  /**
   * Length, in seconds.
   */
  seconds: number
  kept: KeptSpeech
  dropped: DroppedSpeech
  /**
   * Mean confidence from which on a segment was kept.
   */
  leastConfidence: number
  /**
   * Recordings that could not be recognized to their end.
   */
  failed: number
  /**
   * Recordings that were left out because there was enough audio.
   */
  notNeeded: number
}
/**
 * Speech that was used.
 */
export interface KeptSpeech {
  /**
   * Segments.
   */
  segments: number
  /**
   * Length, in seconds.
   */
  seconds: number
  /**
   * Words.
   */
  words: number
}
/**
 * Speech that was not used, by the reason.
 */
export interface DroppedSpeech {
  fewWords: SpeechLength
  lowConfidence: SpeechLength
  unsureWords: SpeechLength
}
/**
 * An amount of speech.
 */
export interface SpeechLength {
  /**
   * Segments.
   */
  segments: number
  /**
   * Length, in seconds.
   */
  seconds: number
}
/**
 * Segmentation of long recordings with one transcript.
 */
export interface LongRecordingsReport {
  /**
   * Recordings.
   */
  recordings: number
  /**
   * Length, in seconds.
   */
  seconds: number
  kept: KeptSpeech
  /**
   * The longest parts that were left out, at most 500.
   */
  leftOut: LeftOutSpeech[]
  /**
   * Parts that were left out.
   */
  leftOutCount: number
  /**
   * Recordings that could not be used.
   */
  failed: FailedRecording[]
  /**
   * Recordings that were left out because there was enough audio.
   */
  notNeeded: number
}
/**
 * A part of a recording that was left out.
 */
export interface LeftOutSpeech {
  /**
   * Name of the recording.
   */
  recording: string
  /**
   * Start in the recording, in seconds.
   */
  from: number
  /**
   * End in the recording, in seconds.
   */
  to: number
  /**
   * Beginning of the words of the transcript.
   */
  words: string
  /**
   * Beginning of the words that were recognized.
   */
  heard: string
  /**
   * Why it was left out.
   */
  reason: string
  /**
   * How well the transcript fitted, 0 to 1.
   */
  score?: number
}
/**
 * A recording that could not be used.
 */
export interface FailedRecording {
  /**
   * Name of the recording.
   */
  recording: string
  /**
   * Why.
   */
  reason: string
}
/**
 * Training on audio.
 */
export interface AcousticsReport {
  /**
   * Utterances.
   */
  utterances: number
  /**
   * Length, in seconds.
   */
  seconds: number
  /**
   * True if the audio came through a telephone.
   */
  narrowBand?: boolean
  /**
   * How the acoustic model was adapted.
   */
  method: 'none' | 'mllr' | 'map' | 'mllr-map'
  /**
   * Why.
   */
  because: string
  heldBack?: HeldOutUtterances
  heard?: UntranscribedAudioUse
  /**
   * Utterances whose transcript could not be aligned with the audio.
   */
  notAligned: UnalignedUtterance[]
}
/**
 * Utterances that were held out from training, and the errors of each method on them.
 */
export interface HeldOutUtterances {
  /**
   * How they were chosen.
   */
  method: string
  /**
   * Errors are counted in transcripts, or expected from confidence where there are none.
   */
  judgedBy: 'transcripts' | 'confidence'
  /**
   * Utterances.
   */
  utterances: number
  /**
   * Length, in seconds.
   */
  seconds: number
  candidates: CandidateErrors
}
/**
 * Errors by method; base is the base model.
 */
export interface CandidateErrors {
  base?: CountedErrors
  none?: CountedErrors
  mllr?: CountedErrors
  map?: CountedErrors
  'mllr-map'?: CountedErrors
}
/**
 * Word errors.
 */
export interface CountedErrors {
  /**
   * Word errors.
   */
  errors: number
  /**
   * Words of the transcripts.
   */
  words: number
  /**
   * Word errors per word.
   */
  errorRate: number
  /**
   * Words that were recognized with certainty before.
   */
  sureWords?: number
  /**
   * Those of them that are not recognized any more.
   */
  sureWordsLost?: number
}
/**
 * Whether recordings without transcripts help beside those with transcripts.
 */
export interface UntranscribedAudioUse {
  /**
   * Whether they are used.
   */
  used: boolean
  /**
   * Errors with them.
   */
  errorsWith: number
  /**
   * Errors without them.
   */
  errorsWithout: number
}
/**
 * An utterance whose transcript could not be aligned with its audio.
 */
export interface UnalignedUtterance {
  /**
   * Name of the utterance.
   */
  id: string
  /**
   * Why.
   */
  reason: string
}
/**
 * How far a neural model trusts the language beside what it hears.
 */
export interface FusionReport {
  /**
   * How the weights were chosen.
   */
  weightsFrom: string
  /**
   * True if the base model has general n-grams, which the text was mixed with.
   */
  generalModel: boolean
  weights: FusionWeights
  /**
   * Utterances that were held out.
   */
  utterances?: number
  /**
   * Word errors by weights; the first candidate is the base model.
   */
  candidates?: FusionCandidate[]
}
/**
 * Weights, as natural logarithms.
 */
export interface FusionWeights {
  /**
   * Weight of the language model; 0 leaves it out.
   */
  alpha: number
  /**
   * Added for each word.
   */
  beta: number
  /**
   * Added for each word that is not in the lexicon.
   */
  unknownWord: number
  /**
   * Added for each letter of such a word.
   */
  unknownLetter?: number
  /**
   * Weight of the text beside general language, 0 to 1.
   */
  domainWeight: number
  /**
   * Probability of any word, for a base model without general n-grams.
   */
  background?: number
  /**
   * The same for each letter of the word.
   */
  backgroundLetter?: number
  /**
   * Whether the end of a phrase is scored as the end of a sentence.
   */
  sentenceEnd: boolean
}
/**
 * Word errors on held-out utterances with some weights.
 */
export interface FusionCandidate {
  /**
   * The weights; "base" is the base model.
   */
  name: string
  /**
   * Word errors.
   */
  errors: number
  /**
   * Words of the transcripts.
   */
  words: number
  /**
   * Word errors per word.
   */
  errorRate: number
}
/**
 * Errors on the general test set, compared with those of the base model.
 */
export interface RegressionCheckReport {
  /**
   * Name of the test set.
   */
  set: string
  /**
   * Its utterances.
   */
  utterances: RegressionCheckUtterance[]
  /**
   * Words of the transcripts.
   */
  words: number
  /**
   * Word error rate of the base model.
   */
  baseWordErrorRate: number
  /**
   * Word error rate of the model.
   */
  wordErrorRate: number
  /**
   * Change in errors as a fraction of those of the base model.
   */
  relativeChange: number
  difference: RateDifference
}
/**
 * An utterance of the general test set.
 */
export interface RegressionCheckUtterance {
  /**
   * The speaker.
   */
  voice: string
  /**
   * The transcript.
   */
  reference: string
  /**
   * What the base model recognized.
   */
  base: string
  /**
   * What the model recognized.
   */
  custom: string
  /**
   * Word errors of the base model.
   */
  baseErrors: number
  /**
   * Word errors of the model.
   */
  errors: number
}
/**
 * 95 % confidence interval of the word error rate minus that of the base model.
 */
export interface RateDifference {
  /**
   * Lower end.
   */
  low: number
  /**
   * Upper end.
   */
  high: number
}
/**
 * An evaluation: the errors of two models on one test set.
 */
export interface Evaluation {
  /**
   * URL of the entity.
   */
  self?: string | null
  /**
   * Name for people.
   */
  displayName: string
  /**
   * Description for people.
   */
  description?: string | null
  /**
   * Locale of the language, for example en-US.
   */
  locale: string
  model1: EntityReference
  model2: EntityReference
  transcription1?: EntityReference
  transcription2?: EntityReference
  dataset: EntityReference
  project?: EntityReference
  /**
   * Up to 10 properties of your own.
   */
  customProperties?: {
    [k: string]: string
  } | null
  links?: EvaluationLinks
  properties?: EvaluationProperties
  /**
   * When it was created.
   */
  createdDateTime?: string
  /**
   * When its status last changed.
   */
  lastActionDateTime?: string
  status?: Status
}
/**
 * Links of an evaluation.
 */
export interface EvaluationLinks {
  /**
   * URL of its files.
   */
  files?: string | null
}
/**
 * Properties of an evaluation: the figures of both models.
 */
export interface EvaluationProperties {
  /**
   * Word error rate of model 1; -1 until the evaluation has succeeded.
   */
  wordErrorRate1?: number
  /**
   * Fraction of the utterances, 0 to 1, with an error, of model 1; -1 until the evaluation has succeeded.
   */
  sentenceErrorRate1?: number
  /**
   * Error rate of the display text, token by token, of model 1; -1 until the evaluation has succeeded.
   */
  tokenErrorRate1?: number | null
  /**
   * Number of utterances of model 1; -1 until the evaluation has succeeded.
   */
  sentenceCount1?: number
  /**
   * Number of words in the transcripts of model 1; -1 until the evaluation has succeeded.
   */
  wordCount1?: number
  /**
   * Correct words of model 1; -1 until the evaluation has succeeded.
   */
  correctWordCount1?: number
  /**
   * Words recognized as others of model 1; -1 until the evaluation has succeeded.
   */
  wordSubstitutionCount1?: number
  /**
   * Words that were not recognized of model 1; -1 until the evaluation has succeeded.
   */
  wordDeletionCount1?: number
  /**
   * Words recognized that the transcripts lack of model 1; -1 until the evaluation has succeeded.
   */
  wordInsertionCount1?: number
  /**
   * Number of tokens in the transcripts of model 1; -1 until the evaluation has succeeded.
   */
  tokenCount1?: number | null
  /**
   * Correct tokens of model 1; -1 until the evaluation has succeeded.
   */
  correctTokenCount1?: number | null
  /**
   * Tokens recognized as others of model 1; -1 until the evaluation has succeeded.
   */
  tokenSubstitutionCount1?: number | null
  /**
   * Tokens that were not recognized of model 1; -1 until the evaluation has succeeded.
   */
  tokenDeletionCount1?: number | null
  /**
   * Tokens recognized that the transcripts lack of model 1; -1 until the evaluation has succeeded.
   */
  tokenInsertionCount1?: number | null
  tokenErrors1?: TokenErrorDetails
  /**
   * Word error rate of model 2; -1 until the evaluation has succeeded.
   */
  wordErrorRate2?: number
  /**
   * Fraction of the utterances, 0 to 1, with an error, of model 2; -1 until the evaluation has succeeded.
   */
  sentenceErrorRate2?: number
  /**
   * Error rate of the display text, token by token, of model 2; -1 until the evaluation has succeeded.
   */
  tokenErrorRate2?: number | null
  /**
   * Number of utterances of model 2; -1 until the evaluation has succeeded.
   */
  sentenceCount2?: number
  /**
   * Number of words in the transcripts of model 2; -1 until the evaluation has succeeded.
   */
  wordCount2?: number
  /**
   * Correct words of model 2; -1 until the evaluation has succeeded.
   */
  correctWordCount2?: number
  /**
   * Words recognized as others of model 2; -1 until the evaluation has succeeded.
   */
  wordSubstitutionCount2?: number
  /**
   * Words that were not recognized of model 2; -1 until the evaluation has succeeded.
   */
  wordDeletionCount2?: number
  /**
   * Words recognized that the transcripts lack of model 2; -1 until the evaluation has succeeded.
   */
  wordInsertionCount2?: number
  /**
   * Number of tokens in the transcripts of model 2; -1 until the evaluation has succeeded.
   */
  tokenCount2?: number | null
  /**
   * Correct tokens of model 2; -1 until the evaluation has succeeded.
   */
  correctTokenCount2?: number | null
  /**
   * Tokens recognized as others of model 2; -1 until the evaluation has succeeded.
   */
  tokenSubstitutionCount2?: number | null
  /**
   * Tokens that were not recognized of model 2; -1 until the evaluation has succeeded.
   */
  tokenDeletionCount2?: number | null
  /**
   * Tokens recognized that the transcripts lack of model 2; -1 until the evaluation has succeeded.
   */
  tokenInsertionCount2?: number | null
  tokenErrors2?: TokenErrorDetails
  /**
   * Address that gets a message when the work ends; not shown after that.
   */
  email?: string | null
  error?: EntityError
}
/**
 * Errors in display text.
 */
export interface TokenErrorDetails {
  punctuation?: EditsSummary
  capitalization?: EditsSummary
  inverseTextNormalization?: EditsSummary
  lexical?: EditsSummary
  others?: EditsSummary
}
/**
 * A number of errors.
 */
export interface EditsSummary {
  /**
   * Number of errors.
   */
  numberOfEdits?: number | null
  /**
   * Percentage of all errors.
   */
  percentageOfAllEdits?: number | null
}
/**
 * Changes to an evaluation.
 */
export interface EvaluationUpdate {
  /**
   * Name for people.
   */
  displayName?: string | null
  /**
   * Description for people.
   */
  description?: string | null
  /**
   * Up to 10 properties of your own.
   */
  customProperties?: {
    [k: string]: string
  } | null
  project?: EntityReference
}
/**
 * A page of evaluations.
 */
export interface PaginatedEvaluations {
  /**
   * The entries of this page.
   */
  values?: Evaluation[] | null
  /**
   * URL of the next page; absent on the last one.
   */
  '@nextLink'?: string | null
}
/**
 * Content of a file of kind EvaluationDetails: one utterance, recognized by one model.
 */
export interface UtteranceScore {
  /**
   * Name of the recording in the dataset.
   */
  audio: string
  /**
   * The human-labeled transcript.
   */
  reference: string
  /**
   * What the model recognized, in display form.
   */
  recognition: string
  /**
   * The normalized transcript.
   */
  referenceLexical: string
  /**
   * What the model recognized, normalized.
   */
  recognitionLexical: string
  /**
   * Version of the text normalization.
   */
  normaliser: string
  /**
   * Length of the recording, in ticks of 100 ns.
   */
  durationTicks: number
  /**
   * Time that recognition took, in milliseconds.
   */
  decodingMs: number
  /**
   * Why recognition failed; all words then count as deletions.
   */
  failure?: string
  score: WordScore
  tokens?: TokenScore
}
/**
 * Alignment of the normalized words.
 */
export interface WordScore {
  /**
   * Words of the reference.
   */
  words: number
  /**
   * Words recognized as others.
   */
  substitutions: number
  /**
   * Words that were not recognized.
   */
  deletions: number
  /**
   * Words recognized that the reference lacks.
   */
  insertions: number
  /**
   * The alignment, column by column.
   */
  steps: AlignmentStep[]
}
/**
 * A column of an alignment.
 */
export interface AlignmentStep {
  /**
   * How both sides relate.
   */
  op: 'equal' | 'substitute' | 'insert' | 'delete'
  /**
   * Word of the reference; absent for an insertion.
   */
  ref?: string
  /**
   * Recognized word; absent for a deletion.
   */
  hyp?: string
}
/**
 * Alignment of the display text, token by token; only if the transcripts have display text.
 */
export interface TokenScore {
  /**
   * Words of the reference.
   */
  words: number
  /**
   * Words recognized as others.
   */
  substitutions: number
  /**
   * Words that were not recognized.
   */
  deletions: number
  /**
   * Words recognized that the reference lacks.
   */
  insertions: number
  /**
   * The alignment, column by column.
   */
  steps: TokenStep[]
}
/**
 * A column of an alignment of display text.
 */
export interface TokenStep {
  /**
   * How both sides relate.
   */
  op: 'equal' | 'substitute' | 'insert' | 'delete'
  /**
   * Word of the reference; absent for an insertion.
   */
  ref?: string
  /**
   * Recognized word; absent for a deletion.
   */
  hyp?: string
  kind?: TokenErrorKind
}
/**
 * A line of the utterances of an evaluation: one utterance, recognized by both models.
 */
export interface UtteranceResult {
  /**
   * Name of the recording in the dataset.
   */
  audio: string
  /**
   * Address of the recording, valid for some time; absent if it was deleted.
   */
  contentUrl?: string
  /**
   * Length of the recording.
   */
  duration: string
  /**
   * Length of the recording, in ticks of 100 ns.
   */
  durationInTicks: number
  /**
   * The human-labeled transcript.
   */
  reference: string
  model1: RecognizedUtterance
  model2: RecognizedUtterance
}
/**
 * An utterance as one model recognized it.
 */
export interface RecognizedUtterance {
  /**
   * What the model recognized, in display form.
   */
  recognition: string
  /**
   * Why recognition failed; all words then count as deletions.
   */
  failure?: string
  score: WordScore
  tokens?: TokenErrorCounts
}
/**
 * Errors in display text by their kind.
 */
export interface TokenErrorCounts {
  /**
   * Words of the reference.
   */
  words: number
  /**
   * Words recognized as others.
   */
  substitutions: number
  /**
   * Words that were not recognized.
   */
  deletions: number
  /**
   * Words recognized that the reference lacks.
   */
  insertions: number
  kinds: TokenErrorKindCounts
}
/**
 * Number of errors of each kind.
 */
export interface TokenErrorKindCounts {
  /**
   * Errors in punctuation.
   */
  punctuation: number
  /**
   * Errors in capitalization.
   */
  capitalization: number
  /**
   * Errors in the written form of numbers, dates and the like.
   */
  inverseTextNormalization: number
  /**
   * Wrong words.
   */
  lexical: number
  /**
   * All other errors.
   */
  others: number
}
/**
 * Errors in capitalization.
 */
export interface CapitalizationErrors {
  /**
   * Number of errors.
   */
  numberOfEdits?: number
  /**
   * Percentage of all errors.
   */
  percentageOfAllEdits?: number
  details?: CapitalizationSubgroups
}
/**
 * Errors in capitalization by group.
 */
export interface CapitalizationSubgroups {
  lowerCaseToUpperCase?: EditsSummary
  capitalizationOthers?: EditsSummary
  upperCaseToLowerCase?: EditsSummary
}
/**
 * Errors in the written form of numbers, dates and the like.
 */
export interface InverseTextNormalizationErrors {
  /**
   * Number of errors.
   */
  numberOfEdits?: number
  /**
   * Percentage of all errors.
   */
  percentageOfAllEdits?: number
  details?: InverseTextNormalizationSubgroups
}
/**
 * Errors in written forms by group.
 */
export interface InverseTextNormalizationSubgroups {
  alphaNumeric?: EditsSummary
  decimalNumbers?: EditsSummary
  mathematical?: EditsSummary
  currency?: EditsSummary
  numerical?: EditsSummary
  ordinalNumbers?: EditsSummary
  word?: EditsSummary
}
/**
 * Errors in punctuation.
 */
export interface PunctuationErrors {
  /**
   * Number of errors.
   */
  numberOfEdits?: number
  /**
   * Percentage of all errors.
   */
  percentageOfAllEdits?: number
  details?: PunctuationSubgroups
}
/**
 * Errors in punctuation by group.
 */
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
/**
 * Errors in display text by kind.
 */
export interface TokenDetailedErrors {
  punctuation?: PunctuationErrors
  capitalization?: CapitalizationErrors
  inverseTextNormalization?: InverseTextNormalizationErrors
  lexical?: EditsSummary
  others?: EditsSummary
}
/**
 * How the two models of an evaluation differ.
 */
export interface EvaluationComparison {
  /**
   * Number of utterances.
   */
  utterances: number
  model1: ModelErrors
  model2: ModelErrors
  wordErrorRateDifference: ErrorRateDifference
}
/**
 * Errors of one model.
 */
export interface ModelErrors {
  wordErrorRate: ErrorRateInterval
  tokenErrorRate?: ErrorRateInterval
  /**
   * Words recognized as others, most frequent first.
   */
  confusedWords: ConfusedWords[]
  /**
   * Words of the transcripts that were not recognized, most frequent first.
   */
  missedWords: MissedWord[]
  /**
   * Those of them that the dictionary of the base model lacks.
   */
  missedNewWords: MissedWord[]
  /**
   * Words recognized that the transcripts lack, most frequent first.
   */
  insertedWords: InsertedWord[]
}
/**
 * An error rate with its confidence interval.
 */
export interface ErrorRateInterval {
  /**
   * The error rate, as a fraction of 1.
   */
  rate: number
  /**
   * Lower end of the 95 % confidence interval.
   */
  low: number
  /**
   * Upper end of the 95 % confidence interval.
   */
  high: number
  /**
   * Number of bootstrap samples.
   */
  resamples: number
}
/**
 * A word that was recognized as another.
 */
export interface ConfusedWords {
  /**
   * Word of the transcript.
   */
  ref: string
  /**
   * Recognized word.
   */
  hyp: string
  /**
   * How often.
   */
  count: number
}
/**
 * A word that was not recognized.
 */
export interface MissedWord {
  /**
   * The word.
   */
  word: string
  /**
   * How often the transcripts have it.
   */
  said: number
  /**
   * How often it was not recognized.
   */
  missed: number
  /**
   * How often it was recognized as another word.
   */
  substituted: number
  /**
   * How often it was left out.
   */
  deleted: number
}
/**
 * A word that the transcripts lack.
 */
export interface InsertedWord {
  /**
   * The word.
   */
  word: string
  /**
   * How often it was recognized.
   */
  count: number
}
/**
 * Word error rate of model 2 minus that of model 1.
 */
export interface ErrorRateDifference {
  /**
   * The difference.
   */
  difference: number
  /**
   * Lower end of the 95 % confidence interval.
   */
  low: number
  /**
   * Upper end of the 95 % confidence interval.
   */
  high: number
  /**
   * Probability, 0 to 1, that model 2 is better.
   */
  probabilityOfImprovement: number
  /**
   * Number of bootstrap samples.
   */
  resamples: number
  /**
   * Whether the interval does not include 0.
   */
  significant: boolean
}
/**
 * An endpoint: a model that is deployed for live recognition and short audio.
 */
export interface Endpoint {
  /**
   * URL of the entity.
   */
  self?: string | null
  /**
   * Name for people.
   */
  displayName: string
  /**
   * Description for people.
   */
  description?: string | null
  /**
   * Locale of the language, for example en-US.
   */
  locale: string
  /**
   * Sentences to adapt the model to, for this endpoint only.
   */
  text?: string | null
  model?: EntityReference
  project?: EntityReference
  /**
   * Up to 10 properties of your own.
   */
  customProperties?: {
    [k: string]: string
  } | null
  links?: EndpointLinks
  properties?: EndpointProperties
  /**
   * When it was created.
   */
  createdDateTime?: string
  /**
   * When its status last changed.
   */
  lastActionDateTime?: string
  status?: Status
}
/**
 * Addresses of an endpoint.
 */
export interface EndpointLinks {
  /**
   * URL for short audio, interactive mode.
   */
  restInteractive?: string | null
  /**
   * URL for short audio, conversation mode.
   */
  restConversation?: string | null
  /**
   * URL for short audio, dictation mode.
   */
  restDictation?: string | null
  /**
   * URL for live recognition, interactive mode.
   */
  webSocketInteractive?: string | null
  /**
   * URL for live recognition, conversation mode.
   */
  webSocketConversation?: string | null
  /**
   * URL for live recognition, dictation mode.
   */
  webSocketDictation?: string | null
  /**
   * URL of its logs.
   */
  logs?: string | null
}
/**
 * Properties of an endpoint.
 */
export interface EndpointProperties {
  /**
   * Whether requests are logged.
   */
  loggingEnabled?: boolean
  /**
   * How long after its deployment it is deleted; it is kept when absent.
   */
  timeToLive?: string
  /**
   * Address that gets a message when the work ends; not shown after that.
   */
  email?: string | null
  error?: EntityError
}
/**
 * Changes to the properties of an endpoint.
 */
export interface EndpointPropertiesUpdate {
  /**
   * Whether requests are logged.
   */
  contentLoggingEnabled?: boolean
}
/**
 * Changes to an endpoint.
 */
export interface EndpointUpdate {
  /**
   * Name for people.
   */
  displayName?: string | null
  /**
   * Description for people.
   */
  description?: string | null
  /**
   * Up to 10 properties of your own.
   */
  customProperties?: {
    [k: string]: string
  } | null
  project?: EntityReference
  model?: EntityReference
  properties?: EndpointPropertiesUpdate
}
/**
 * A page of endpoints.
 */
export interface PaginatedEndpoints {
  /**
   * The entries of this page.
   */
  values?: Endpoint[] | null
  /**
   * URL of the next page; absent on the last one.
   */
  '@nextLink'?: string | null
}
/**
 * The models that an endpoint has served, newest first.
 */
export interface EndpointDeployments {
  /**
   * The entries of this page.
   */
  values: EndpointDeployment[]
}
/**
 * A model that an endpoint has served.
 */
export interface EndpointDeployment {
  model: EntityReference
  /**
   * Name of the model.
   */
  displayName: string
  /**
   * When it was deployed.
   */
  startDateTime: string
  /**
   * When another model replaced it; absent for the current one.
   */
  endDateTime?: string
  /**
   * Whether it can be deployed again.
   */
  available: boolean
}
/**
 * Traffic of an endpoint.
 */
export interface EndpointTraffic {
  total: TrafficFigures
  /**
   * By hour.
   */
  hours: TrafficHour[]
}
/**
 * Traffic over some time.
 */
export interface TrafficFigures {
  /**
   * Number of requests.
   */
  requests: number
  /**
   * Requests that failed.
   */
  failed: number
  /**
   * Requests that were rejected.
   */
  refused: number
  /**
   * Fraction of the requests, 0 to 1, that failed.
   */
  errorRate: number
  /**
   * Length of the audio, in seconds.
   */
  audioSeconds: number
  latency?: Latency
}
/**
 * Time from the end of the audio to the response, in milliseconds.
 */
export interface Latency {
  /**
   * Median.
   */
  p50: number
  /**
   * 95th percentile.
   */
  p95: number
}
/**
 * Traffic in an hour.
 */
export interface TrafficHour {
  /**
   * Start of the hour.
   */
  startDateTime: string
  /**
   * Number of requests.
   */
  requests: number
  /**
   * Requests that failed.
   */
  failed: number
  /**
   * Requests that were rejected.
   */
  refused: number
  /**
   * Fraction of the requests, 0 to 1, that failed.
   */
  errorRate: number
  /**
   * Length of the audio, in seconds.
   */
  audioSeconds: number
  latency?: Latency
}
/**
 * What Vernacular adds to the properties of an endpoint.
 */
export interface EndpointState {
  /**
   * Whether it rejects every request.
   */
  paused?: boolean
}
/**
 * Options of diarization.
 */
export interface DiarizationProperties {
  speakers: DiarizationSpeakersProperties
}
/**
 * How many speakers there may be.
 */
export interface DiarizationSpeakersProperties {
  /**
   * At least.
   */
  minCount?: number
  /**
   * At most.
   */
  maxCount?: number
}
/**
 * Options of language identification.
 */
export interface LanguageIdentificationProperties {
  mode?: LanguageIdentificationMode
  /**
   * Locales to choose from.
   */
  candidateLocales: string[]
  /**
   * Model of each candidate locale.
   */
  speechModelMapping?: {
    [k: string]: EntityReference
  } | null
}
/**
 * A page of transcriptions.
 */
export interface PaginatedTranscriptions {
  /**
   * The entries of this page.
   */
  values?: Transcription[] | null
  /**
   * URL of the next page; absent on the last one.
   */
  '@nextLink'?: string | null
}
/**
 * A batch transcription of recordings.
 */
export interface Transcription {
  /**
   * URL of the entity.
   */
  self?: string | null
  /**
   * Name for people.
   */
  displayName: string
  /**
   * Description for people.
   */
  description?: string | null
  /**
   * Locale of the language, for example en-US.
   */
  locale: string
  model?: EntityReference
  dataset?: EntityReference
  project?: EntityReference
  /**
   * URLs of recordings.
   *
   * @maxItems 1000
   */
  contentUrls?: string[] | null
  /**
   * URL of a container or folder with recordings.
   */
  contentContainerUrl?: string | null
  /**
   * Up to 10 properties of your own.
   */
  customProperties?: {
    [k: string]: string
  } | null
  links?: TranscriptionLinks
  properties?: TranscriptionProperties
  /**
   * When it was created.
   */
  createdDateTime?: string
  /**
   * When its status last changed.
   */
  lastActionDateTime?: string
  status?: Status
}
/**
 * Links of a transcription.
 */
export interface TranscriptionLinks {
  /**
   * URL of its files.
   */
  files?: string | null
}
/**
 * Properties of a transcription.
 */
export interface TranscriptionProperties {
  /**
   * Whether results have times of the lexical words.
   */
  wordLevelTimestampsEnabled?: boolean
  /**
   * Whether results have times of the display words.
   */
  displayFormWordLevelTimestampsEnabled?: boolean
  /**
   * Length of all recordings.
   */
  duration?: string
  /**
   * Channels to transcribe, each separately.
   */
  channels?: number[] | null
  /**
   * URL of a container that the results are sent to.
   */
  destinationContainerUrl?: string | null
  punctuationMode?: PunctuationMode
  profanityFilterMode?: ProfanityFilterMode
  /**
   * How long after its end it is deleted; it is kept when absent.
   */
  timeToLive?: string
  /**
   * Address that gets a message when the work ends; not shown after that.
   */
  email?: string | null
  error?: EntityError
  /**
   * Whether speakers are told apart.
   */
  diarizationEnabled?: boolean
  diarization?: DiarizationProperties
  languageIdentification?: LanguageIdentificationProperties
}
/**
 * Changes to a transcription.
 */
export interface TranscriptionUpdate {
  /**
   * Name for people.
   */
  displayName?: string | null
  /**
   * Description for people.
   */
  description?: string | null
  /**
   * Up to 10 properties of your own.
   */
  customProperties?: {
    [k: string]: string
  } | null
  project?: EntityReference
}
/**
 * What Vernacular adds to the properties of a transcription while it is running.
 */
export interface TranscriptionProgress {
  /**
   * Completed fraction of the work, 0 to 1.
   */
  progress?: number
}
/**
 * Content of a file of kind Transcription: one recording.
 */
export interface RecordingTranscription {
  /**
   * The recording: its URL without the query, its path, or its name in the dataset.
   */
  source: string
  /**
   * When it was transcribed.
   */
  timestamp: string
  /**
   * Length of the recording, in ticks of 100 ns.
   */
  durationInTicks: number
  /**
   * Length of the recording, in milliseconds.
   */
  durationMilliseconds: number
  /**
   * Length of the recording.
   */
  duration: string
  /**
   * One entry for each channel.
   */
  combinedRecognizedPhrases: CombinedRecognizedPhrases[]
  /**
   * Phrases of all channels by their start.
   */
  recognizedPhrases: RecognizedPhrase[]
}
/**
 * All phrases of a channel, joined.
 */
export interface CombinedRecognizedPhrases {
  /**
   * The channel, from 0.
   */
  channel: number
  /**
   * The words as recognized.
   */
  lexical: string
  /**
   * With numbers, dates and the like in written form (inverse text normalization).
   */
  itn: string
  /**
   * As itn, with profanity masked.
   */
  maskedITN: string
  /**
   * With punctuation and capitals, for readers.
   */
  display: string
}
/**
 * A phrase: speech between two pauses.
 */
export interface RecognizedPhrase {
  /**
   * Whether words were recognized.
   */
  recognitionStatus: 'Success'
  /**
   * The channel, from 0.
   */
  channel: number
  /**
   * The speaker, from 1; with diarization only.
   */
  speaker?: number
  /**
   * Start, from the beginning of the recording.
   */
  offset: string
  /**
   * Length.
   */
  duration: string
  /**
   * Start, in ticks of 100 ns.
   */
  offsetInTicks: number
  /**
   * Length, in ticks of 100 ns.
   */
  durationInTicks: number
  /**
   * Start, in milliseconds.
   */
  offsetMilliseconds: number
  /**
   * Length, in milliseconds.
   */
  durationMilliseconds: number
  /**
   * Alternatives, best first.
   */
  nBest: RecognizedAlternative[]
}
/**
 * One way to understand a phrase.
 */
export interface RecognizedAlternative {
  /**
   * From 0 to 1.
   */
  confidence: number
  /**
   * The words as recognized.
   */
  lexical: string
  /**
   * With numbers, dates and the like in written form (inverse text normalization).
   */
  itn: string
  /**
   * As itn, with profanity masked.
   */
  maskedITN: string
  /**
   * With punctuation and capitals, for readers.
   */
  display: string
  /**
   * With wordLevelTimestampsEnabled only.
   */
  words?: RecognizedWord[]
  /**
   * With displayFormWordLevelTimestampsEnabled only.
   */
  displayWords?: RecognizedDisplayWord[]
}
/**
 * A word in lexical form.
 */
export interface RecognizedWord {
  /**
   * The word.
   */
  word: string
  /**
   * Start, from the beginning of the recording.
   */
  offset: string
  /**
   * Length.
   */
  duration: string
  /**
   * Start, in ticks of 100 ns.
   */
  offsetInTicks: number
  /**
   * Length, in ticks of 100 ns.
   */
  durationInTicks: number
  /**
   * From 0 to 1.
   */
  confidence: number
}
/**
 * A word in display form.
 */
export interface RecognizedDisplayWord {
  /**
   * The word with its punctuation.
   */
  displayText: string
  /**
   * Start, from the beginning of the recording.
   */
  offset: string
  /**
   * Length.
   */
  duration: string
  /**
   * Start, in ticks of 100 ns.
   */
  offsetInTicks: number
  /**
   * Length, in ticks of 100 ns.
   */
  durationInTicks: number
}
/**
 * Content of the file of kind TranscriptionReport: how each recording ended.
 */
export interface TranscriptionReport {
  /**
   * Recordings that were transcribed.
   */
  successfulTranscriptionsCount: number
  /**
   * Recordings that failed.
   */
  failedTranscriptionsCount: number
  /**
   * One entry for each recording.
   */
  details: TranscriptionReportDetail[]
}
/**
 * How one recording ended.
 */
export interface TranscriptionReportDetail {
  /**
   * The recording, as in its result.
   */
  source: string
  /**
   * How it ended.
   */
  status: 'Succeeded' | 'Failed'
  /**
   * Code of the error.
   */
  errorKind?: string
  /**
   * What went wrong.
   */
  errorMessage?: string
}
/**
 * A page of web hooks.
 */
export interface PaginatedWebHooks {
  /**
   * The entries of this page.
   */
  values?: WebHook[] | null
  /**
   * URL of the next page; absent on the last one.
   */
  '@nextLink'?: string | null
}
/**
 * A web hook: a receiver of events.
 */
export interface WebHook {
  /**
   * URL of the entity.
   */
  self?: string | null
  /**
   * Name for people.
   */
  displayName: string
  /**
   * Description for people.
   */
  description?: string | null
  /**
   * URL of the receiver.
   */
  webUrl: string
  events: WebHookEvents
  /**
   * Up to 10 properties of your own.
   */
  customProperties?: {
    [k: string]: string
  } | null
  links?: WebHookLinks
  properties?: WebHookProperties
  /**
   * When it was created.
   */
  createdDateTime?: string
  /**
   * When its status last changed.
   */
  lastActionDateTime?: string
  status?: Status
}
/**
 * The events that a receiver gets.
 */
export interface WebHookEvents {
  /**
   * Whether the receiver gets this event.
   */
  datasetCreation?: boolean
  /**
   * Whether the receiver gets this event.
   */
  datasetProcessing?: boolean
  /**
   * Whether the receiver gets this event.
   */
  datasetCompletion?: boolean
  /**
   * Whether the receiver gets this event.
   */
  datasetDeletion?: boolean
  /**
   * Whether the receiver gets this event.
   */
  modelCreation?: boolean
  /**
   * Whether the receiver gets this event.
   */
  modelProcessing?: boolean
  /**
   * Whether the receiver gets this event.
   */
  modelCompletion?: boolean
  /**
   * Whether the receiver gets this event.
   */
  modelDeletion?: boolean
  /**
   * Whether the receiver gets this event.
   */
  evaluationCreation?: boolean
  /**
   * Whether the receiver gets this event.
   */
  evaluationProcessing?: boolean
  /**
   * Whether the receiver gets this event.
   */
  evaluationCompletion?: boolean
  /**
   * Whether the receiver gets this event.
   */
  evaluationDeletion?: boolean
  /**
   * Whether the receiver gets this event.
   */
  transcriptionCreation?: boolean
  /**
   * Whether the receiver gets this event.
   */
  transcriptionProcessing?: boolean
  /**
   * Whether the receiver gets this event.
   */
  transcriptionCompletion?: boolean
  /**
   * Whether the receiver gets this event.
   */
  transcriptionDeletion?: boolean
  /**
   * Whether the receiver gets this event.
   */
  endpointCreation?: boolean
  /**
   * Whether the receiver gets this event.
   */
  endpointProcessing?: boolean
  /**
   * Whether the receiver gets this event.
   */
  endpointCompletion?: boolean
  /**
   * Whether the receiver gets this event.
   */
  endpointDeletion?: boolean
  /**
   * Whether the receiver gets this event.
   */
  ping?: boolean
  /**
   * Whether the receiver gets this event.
   */
  challenge?: boolean
}
/**
 * Links of a web hook.
 */
export interface WebHookLinks {
  /**
   * URL to send a ping with.
   */
  ping?: string | null
  /**
   * URL to send the newest events again with.
   */
  test?: string | null
}
/**
 * Properties of a web hook.
 */
export interface WebHookProperties {
  error?: EntityError
  /**
   * Version of the API in which events are sent.
   */
  apiVersion?: string | null
  /**
   * Secret that signs events; responses have a placeholder.
   */
  secret?: string | null
}
/**
 * Changes to the properties of a web hook.
 */
export interface WebHookPropertiesUpdate {
  /**
   * New secret; absent or null removes it.
   */
  secret?: string | null
}
/**
 * Changes to a web hook.
 */
export interface WebHookUpdate {
  /**
   * Name for people.
   */
  displayName?: string | null
  /**
   * Description for people.
   */
  description?: string | null
  /**
   * Up to 10 properties of your own.
   */
  customProperties?: {
    [k: string]: string
  } | null
  /**
   * New URL of the receiver.
   */
  webUrl?: string | null
  properties?: WebHookPropertiesUpdate
  events?: WebHookEvents
}
/**
 * Response in the format simple.
 */
export interface SimpleRecognition {
  RecognitionStatus: RecognitionStatus
  /**
   * The display text.
   */
  DisplayText?: string
  /**
   * Start of the first word, in ticks of 100 ns.
   */
  Offset: number
  /**
   * From the start of the first word to the end of the last, in ticks of 100 ns.
   */
  Duration: number
}
/**
 * Response in the format detailed.
 */
export interface DetailedRecognition {
  RecognitionStatus: RecognitionStatus
  /**
   * Start of the first word, in ticks of 100 ns.
   */
  Offset: number
  /**
   * From the start of the first word to the end of the last, in ticks of 100 ns.
   */
  Duration: number
  /**
   * Alternatives, best first.
   */
  NBest?: RecognitionAlternative[]
}
/**
 * One way to understand the utterance.
 */
export interface RecognitionAlternative {
  /**
   * From 0 to 1.
   */
  Confidence: number
  /**
   * The words as recognized.
   */
  Lexical: string
  /**
   * With numbers, dates and the like in written form (inverse text normalization).
   */
  ITN: string
  /**
   * As ITN, with profanity masked.
   */
  MaskedITN: string
  /**
   * With punctuation and capitals, for readers.
   */
  Display: string
}
/**
 * The form of fast transcription.
 */
export interface FastTranscriptionForm {
  /**
   * The recording; not needed with audioUrl.
   */
  audio?: string
  definition?: FastTranscriptionDefinition
}
/**
 * Options of fast transcription. Null is the same as absent.
 */
export interface FastTranscriptionDefinition {
  /**
   * One locale; en-US when absent.
   */
  locales?: string[] | null
  /**
   * URL or ID of the model to use, by locale; the base model of the locale when absent.
   */
  models?: {
    [k: string]: string
  } | null
  /**
   * Channels to transcribe separately; they are mixed when absent.
   */
  channels?: number[] | null
  /**
   * What happens to profanity.
   */
  profanityFilterMode?: ('None' | 'Removed' | 'Tags' | 'Masked') | null
  /**
   * Tells speakers apart; not with several channels.
   */
  diarization?: {
    /**
     * Whether to tell speakers apart.
     */
    enabled?: boolean
    /**
     * How many speakers there may be.
     */
    maxSpeakers?: number
  } | null
  /**
   * Words and phrases that are expected in the recording.
   */
  phraseList?: {
    /**
     * Words and phrases.
     *
     * @maxItems 1000
     */
    phrases: string[]
    /**
     * How strongly they are expected: 0 not at all, 2 at most.
     */
    biasingWeight?: number
  } | null
  /**
   * Not supported: it needs a large language model.
   */
  enhancedMode?: {
    /**
     * Must be false.
     */
    enabled?: boolean
  } | null
  /**
   * Address of the recording, if the form has no audio.
   */
  audioUrl?: string | null
}
/**
 * The transcription of a recording.
 */
export interface FastTranscription {
  /**
   * Length of the recording, in milliseconds.
   */
  durationMilliseconds: number
  /**
   * One entry, or one for each channel.
   */
  combinedPhrases: FastCombinedPhrases[]
  /**
   * Phrases by their start.
   */
  phrases: FastPhrase[]
}
/**
 * All phrases, joined.
 */
export interface FastCombinedPhrases {
  /**
   * The channel, if channels are separate.
   */
  channel?: number
  /**
   * The display text.
   */
  text: string
}
/**
 * A phrase: speech between two pauses.
 */
export interface FastPhrase {
  /**
   * The channel, if channels are separate.
   */
  channel?: number
  /**
   * The speaker, from 1; with diarization only.
   */
  speaker?: number
  /**
   * Start, in milliseconds from the beginning of the recording.
   */
  offsetMilliseconds: number
  /**
   * Length, in milliseconds.
   */
  durationMilliseconds: number
  /**
   * The display text.
   */
  text: string
  /**
   * Its words.
   */
  words: FastWord[]
  /**
   * The locale.
   */
  locale: string
  /**
   * From 0 to 1.
   */
  confidence: number
}
/**
 * A word in display form.
 */
export interface FastWord {
  /**
   * The word.
   */
  text: string
  /**
   * Start, in milliseconds from the beginning of the recording.
   */
  offsetMilliseconds: number
  /**
   * Length, in milliseconds.
   */
  durationMilliseconds: number
}
/**
 * The form of a transcription.
 */
export interface AudioTranscriptionForm {
  /**
   * The recording.
   */
  file: string
  /**
   * base, or the ID of a model or endpoint.
   */
  model: string
  /**
   * ISO 639-1 code or locale of the speech; must fit the model.
   */
  language?: string
  /**
   * Words and phrases that are expected in the recording.
   */
  prompt?: string
  /**
   * How strongly the prompt is expected: 0 not at all, 2 at most.
   */
  prompt_weight?: number
  /**
   * Format of the response.
   */
  response_format?: 'json' | 'text' | 'srt' | 'vtt' | 'verbose_json'
  /**
   * Whether phrases are sent as soon as they are recognized; with json and text only.
   */
  stream?: boolean
  /**
   * Timestamps in verbose_json; segment when absent.
   */
  'timestamp_granularities[]'?: ('word' | 'segment')[]
}
/**
 * Response in the format json.
 */
export interface AudioTranscription {
  /**
   * The display text.
   */
  text: string
  usage: AudioUsage
}
/**
 * What was transcribed.
 */
export interface AudioUsage {
  /**
   * Always duration.
   */
  type: 'duration'
  /**
   * Length of the recording, in seconds, rounded up.
   */
  seconds: number
}
/**
 * Response in the format verbose_json.
 */
export interface VerboseAudioTranscription {
  /**
   * Always transcribe.
   */
  task: 'transcribe'
  /**
   * English name of the language, for example english.
   */
  language: string
  /**
   * Length of the recording, in seconds.
   */
  duration: number
  /**
   * The display text.
   */
  text: string
  /**
   * Phrases, if segment is among timestamp_granularities.
   */
  segments?: AudioSegment[]
  /**
   * Words, if word is among timestamp_granularities.
   */
  words?: AudioWord[]
  usage: AudioUsage
}
/**
 * A phrase: speech between two pauses.
 */
export interface AudioSegment {
  /**
   * Number, from 0.
   */
  id: number
  /**
   * Start, in hundredths of a second.
   */
  seek: number
  /**
   * Start, in seconds.
   */
  start: number
  /**
   * End, in seconds.
   */
  end: number
  /**
   * The display text.
   */
  text: string
  /**
   * Always empty: the engine has no tokens.
   */
  tokens: number[]
  /**
   * Always 0.
   */
  temperature: number
  /**
   * Natural logarithm of the confidence.
   */
  avg_logprob: number
  /**
   * Length of the text divided by its compressed length.
   */
  compression_ratio: number
  /**
   * Always 0.
   */
  no_speech_prob: number
}
/**
 * A word in display form.
 */
export interface AudioWord {
  /**
   * The word.
   */
  word: string
  /**
   * Start, in seconds.
   */
  start: number
  /**
   * End, in seconds.
   */
  end: number
}
/**
 * The models and endpoints that can be used.
 */
export interface ListedModels {
  /**
   * Always list.
   */
  object: 'list'
  /**
   * Models and endpoints.
   */
  data: ListedModel[]
}
/**
 * A model or endpoint.
 */
export interface ListedModel {
  /**
   * base, or the ID of the model or endpoint.
   */
  id: string
  /**
   * Always model.
   */
  object: 'model'
  /**
   * When it was created, in seconds since 1970.
   */
  created: number
  /**
   * vernacular for a base model, model for a custom one, or endpoint.
   */
  owned_by: string
}
/**
 * All access keys.
 */
export interface AccessKeys {
  /**
   * The keys.
   */
  values: AccessKey[]
}
/**
 * An access key, without the key itself.
 */
export interface AccessKey {
  /**
   * ID of the key.
   */
  id: string
  /**
   * What the key may do: everything, change entities, read them, or recognize only.
   */
  scope: 'owner' | 'contributor' | 'reader' | 'recognize'
  /**
   * A name by which you recognize the key.
   */
  name?: string
  /**
   * IDs of the endpoints that the key is limited to; with the scope recognize only.
   *
   * @minItems 1
   * @maxItems 1000
   */
  endpoints?: string[]
  /**
   * When it was created.
   */
  createdDateTime: string
  /**
   * When it expires; absent if it does not.
   */
  expirationDateTime?: string
  /**
   * When it was used last; absent if it never was.
   */
  lastUsedDateTime?: string
  /**
   * Whether this request used it.
   */
  current: boolean
}
/**
 * Options of a new access key.
 */
export interface CreateAccessKey {
  /**
   * What the key may do: everything, change entities, read them, or recognize only.
   */
  scope?: 'owner' | 'contributor' | 'reader' | 'recognize'
  /**
   * A name by which you recognize the key.
   */
  name?: string
  /**
   * IDs of the endpoints that the key is limited to; with the scope recognize only.
   *
   * @minItems 1
   * @maxItems 1000
   */
  endpoints?: string[]
  /**
   * When it expires; it does not when absent.
   */
  expires?: string
  /**
   * In how many seconds it expires; not with expires.
   */
  expiresInSeconds?: number
}
/**
 * A new access key.
 */
export interface NewAccessKey {
  /**
   * ID of the key.
   */
  id: string
  /**
   * What the key may do: everything, change entities, read them, or recognize only.
   */
  scope: 'owner' | 'contributor' | 'reader' | 'recognize'
  /**
   * A name by which you recognize the key.
   */
  name?: string
  /**
   * IDs of the endpoints that the key is limited to; with the scope recognize only.
   *
   * @minItems 1
   * @maxItems 1000
   */
  endpoints?: string[]
  /**
   * When it was created.
   */
  createdDateTime: string
  /**
   * When it expires; absent if it does not.
   */
  expirationDateTime?: string
  /**
   * When it was used last; absent if it never was.
   */
  lastUsedDateTime?: string
  /**
   * The key itself.
   */
  key: string
}
/**
 * Health of the service.
 */
export interface Health {
  /**
   * Whether it works: fully, in part, or not.
   */
  status: 'Healthy' | 'Degraded' | 'Unhealthy'
  /**
   * What happened, in words.
   */
  message: string
  /**
   * ID of this service, for copies of models.
   */
  resourceId: string
  /**
   * Its components.
   */
  components: ComponentHealth[]
}
/**
 * Health of a component.
 */
export interface ComponentHealth {
  /**
   * Name.
   */
  name: string
  /**
   * Whether it works: fully, in part, or not.
   */
  status: 'Healthy' | 'Degraded' | 'Unhealthy'
  /**
   * What happened, in words.
   */
  message: string
}
