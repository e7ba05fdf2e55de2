/** What can go wrong at an engine, as types that callers can tell apart. @module */

/** The child process died; the streams it held are lost, the pool has replaced it, and a retry may succeed. */
export class EngineDied extends Error {
  override readonly name = 'EngineDied'
  constructor(readonly detail: string) {
    super(`The recognition process ended unexpectedly (${detail}); open a new stream to retry`)
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
  override readonly name = 'ModelUnusable'
}
