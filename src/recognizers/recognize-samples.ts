/** A whole piece of audio through one stream, for callers that want only what was said. @module */
import type { Engine } from './engine.ts'
import type { FinalResult, RecognitionEvent, RecognitionModel, StreamOptions } from './recognizer.ts'

/**
 * Finals in the order they were spoken, offsets counted from the first sample.
 * @param samples 16 kHz, mono
 * @throws EngineDied, RecognitionCancelled, ModelUnusable, and whatever reading `samples` throws
 */
export async function recognizeSamples(
  engine: Pick<Engine, 'open'>,
  model: RecognitionModel,
  samples: AsyncIterable<Int16Array>,
  options: StreamOptions = {}
): Promise<readonly FinalResult[]> {
  const stream = await engine.open(model, options)
  const recognized = finalsOf(stream.events)
  // Its failure is reported by the await below; without this a failed write would leave it unhandled.
  recognized.catch(() => undefined)
  try {
    for await (const chunk of samples) {
      await stream.write(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength))
    }
    await stream.finish()
    return await recognized
  } catch (error) {
    stream.cancel()
    throw error
  }
}

async function finalsOf(events: AsyncIterable<RecognitionEvent>): Promise<readonly FinalResult[]> {
  const finals: FinalResult[] = []
  for await (const event of events) if (event.kind === 'final') finals.push(event)
  return finals
}
