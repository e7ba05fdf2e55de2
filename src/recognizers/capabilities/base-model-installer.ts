/** Base models that come as a folder of files, checked before the service takes them. @module */

export type InspectedBaseModel = Readonly<{
  /** The kind of its network and search, for people: `NeMo cache-aware CTC`. */
  architecture: string
  /** Whether it recognizes while audio arrives; otherwise whole phrases. */
  streaming: boolean
  sampleRate: number
  /** How many tokens it spells words with. */
  tokens: number
}>

/** An engine whose base models are folders of files. */
export interface BaseModelInstaller {
  /** The family as `BaseModel.family` has it. */
  readonly family: string
  /**
   * Reads every file strictly and runs the model on a second of silence, in a process of its own.
   * @throws BaseModelRejected naming the file, what was found and what is accepted
   */
  inspect(folder: string, signal?: AbortSignal): Promise<InspectedBaseModel>
}

/** Not a model of any family that the engine knows, or a broken one. The message can be shown to customers. */
export class BaseModelRejected extends Error {
  override readonly name = 'BaseModelRejected'
}
