/** Why no words were found in audio. @module */
import { segmentSpeech } from '../speech/audio/index.ts'
import type { NoMatchReason } from './short-audio-answer.ts'

/** Of 32,768: about -44 dB below full scale, which no voice near a microphone stays under. */
const QUIET = 200

/** @param chunks all of the audio: 16 kHz, mono */
export async function noMatchReason(chunks: readonly Int16Array[]): Promise<NoMatchReason> {
  if (chunks.every((chunk) => chunk.every((sample) => Math.abs(sample) < QUIET)))
    return 'InitialSilenceTimeout'
  const samples = async function* (): AsyncGenerator<Int16Array> {
    yield* chunks
  }
  for await (const _speech of segmentSpeech(samples())) return 'NoMatch'
  return 'BabbleTimeout'
}
