/** Detects telephone bandwidth in the audio of a training, at any sample rate. @module */
import { BandwidthDetector, decodeAudio } from '../../../speech/audio/index.ts'
import type { TrainingUtterance } from '../../training-data.ts'

/** Number of utterances to sample. */
const MAX_UTTERANCES_MEASURED = 20

/** True if most of a sample of utterances have no energy above 4 kHz. */
export async function isNarrowBand(
  utterances: readonly TrainingUtterance[],
  signal: AbortSignal
): Promise<boolean> {
  const step = Math.max(1, Math.floor(utterances.length / MAX_UTTERANCES_MEASURED))
  const some = utterances.filter((_, index) => index % step === 0).slice(0, MAX_UTTERANCES_MEASURED)
  let narrow = 0
  for (const { audioPath } of some) {
    const meter = new BandwidthDetector()
    for await (const samples of decodeAudio(audioPath, { signal })) meter.push(samples)
    if (meter.isNarrowBand) narrow++
  }
  return narrow > some.length / 2
}
