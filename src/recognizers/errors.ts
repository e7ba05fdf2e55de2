/** What can go wrong at an engine, as types that callers can tell apart. @module */

/** The child process died; the streams it held are lost, the pool has replaced it, and a retry may succeed. `detail` is for logs: it may name files of this machine. */
export class EngineDied extends Error {
  override readonly name = 'EngineDied'
  readonly detail: string
  /**
   * @param reason how it ended, for callers: `signal SIGKILL`
   * @param lastError what it wrote last
   */
  constructor(reason: string, lastError?: string) {
    super(`The recognition process ended unexpectedly (${reason}); open a new stream to retry`)
    this.detail = lastError === undefined ? reason : `${reason}: ${lastError}`
  }
}

/** The caller cancelled. */
export class RecognitionCancelled extends Error {
  override readonly name = 'RecognitionCancelled'
  constructor() {
    super('Recognition was cancelled by the caller')
  }
}

/** A base model, bundle part or dictionary entry that the engine cannot use. */
export class ModelUnusable extends Error {
  override readonly name: string = 'ModelUnusable'
}

/** The engine of the base model does not load customizations of this format or version. The message can be shown to customers. */
export class CustomizationUnsupported extends ModelUnusable {
  override readonly name = 'CustomizationUnsupported'
  /** @param supported what the engine loads, up to its version */
  constructor(base: string, found: CustomizationFormat, supported: CustomizationFormat) {
    const name = JSON.stringify(found.format.slice(0, 80))
    super(
      found.format === supported.format
        ? `The model has the format ${name} in version ${found.version}, but this service loads it up to version ${supported.version}. Update the service.`
        : `The model has the format ${name}, but the base model ${base} takes ${supported.format}. Train the model again.`
    )
  }
}

type CustomizationFormat = Readonly<{ format: string; version: number }>

/** The model has ended decoder processes of this service, which does not load it any more. */
export class ModelBanned extends ModelUnusable {
  override readonly name = 'ModelBanned'
  constructor({ model, deaths, detail }: Readonly<{ model: string; deaths: number; detail: string }>) {
    super(
      `The model ${model} ended its decoder process ${deaths} times (last: ${detail}) and is not loaded again. Train or import it again, or restart the service to try it once more.`
    )
  }
}

/** The files of the model are not those that it was made of. */
export class ModelDamaged extends ModelUnusable {
  override readonly name = 'ModelDamaged'
}
