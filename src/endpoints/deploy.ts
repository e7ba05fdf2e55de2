/** Background work: the endpoint's model is loaded once, and from then on it answers. @module */
import { JobRejected } from '../platform/index.ts'
import { type Engine, ModelUnusable, modelFault, type RecognitionModel } from '../recognizers/index.ts'

/**
 * Opens a stream on the model and closes it again: what cannot be loaded fails here and not in front of a caller,
 * and the first real request finds the model warm.
 * @throws JobRejected ModelNotDeployable, EngineDied, the signal's reason
 */
export async function warmUp(engine: Engine, model: RecognitionModel, signal: AbortSignal): Promise<void> {
  try {
    const stream = await engine.open(model, { words: false, signal })
    await stream.write(new Uint8Array(SILENCE_BYTES))
    await stream.finish()
    for await (const _event of stream.events) signal.throwIfAborted()
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof ModelUnusable) throw new JobRejected('ModelNotDeployable', modelFault(error, model))
    throw error
  }
}

/** 200 ms at 16 kHz, 16 bit: enough to make the decoder build its search. */
const SILENCE_BYTES = 6400
