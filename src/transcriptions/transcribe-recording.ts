/** One recording to finals, channel by channel. @module */
import {
  type Engine,
  type FinalResult,
  type RecognitionModel,
  recognizeSpeech,
  type SpeakerResult,
  splitBySpeaker
} from '../recognizers/index.ts'
import { decodeChannels, probeAudio, ticksOfSamples } from '../speech/audio/index.ts'
import { OfflineDiarizer, type SpeakerLimits } from '../speech/diarization/index.ts'
import type { RecognizedChannel } from './recording-result.ts'
import { RecordingRejected } from './recording-source.ts'
import { runConcurrently } from './run-concurrently.ts'
import type { Semaphore } from './semaphore.ts'

/** As many as the cloud gives at most. */
const ALTERNATIVES = 5

export type TranscribeRecordingOptions = Readonly<{
  engine: Engine
  model: RecognitionModel
  /** Shared by all recordings that are being heard. */
  semaphore: Semaphore
  /** How many people there may be in a channel; absent, they are not told apart. */
  speakers?: SpeakerLimits | undefined
  /** Told now and then how much of the recording was heard, 0 to 1. */
  onProgress: (fraction: number) => void
  signal: AbortSignal
}>

export type RecognizedRecording = Readonly<{ durationTicks: number; channels: readonly RecognizedChannel[] }>

/**
 * Of the channels wanted, those that the recording has. Each is decoded for itself: read side by side, the slower one
 * would hold the other up, or its audio would have to wait in memory.
 * @throws RecordingRejected when it has none of them, AudioUnreadable, EngineDied when retries did not help,
 *   ModelUnusable, the signal's reason
 */
export async function transcribeRecording(
  path: string,
  requested: readonly number[],
  recognizing: TranscribeRecordingOptions
): Promise<RecognizedRecording> {
  const { signal, onProgress } = recognizing
  const facts = await probeAudio(path, { signal })
  const channels = requested.filter((channel) => channel < facts.channels)
  if (channels.length === 0) {
    throw new RecordingRejected(
      'InvalidChannels',
      `The audio has ${facts.channels} ${facts.channels === 1 ? 'channel' : 'channels'}, numbered from 0. It has none of the requested channels: ${requested.join(', ')}.`
    )
  }
  const ticks = new Map<number, number>()
  const recognizedUntil = (channel: number, until: number): void => {
    ticks.set(channel, Math.max(until, ticks.get(channel) ?? 0))
    const all = channels.length * (facts.durationTicks ?? Number.POSITIVE_INFINITY)
    onProgress(Math.min(1, [...ticks.values()].reduce((sum, value) => sum + value, 0) / all))
  }
  const recognized = await runConcurrently(
    signal,
    channels.map((channel) => (either) => {
      const own = { ...recognizing, signal: either }
      return transcribeChannel(path, channel, own, (until) => recognizedUntil(channel, until))
    })
  )
  return {
    durationTicks: Math.max(...recognized.map(({ durationTicks }) => durationTicks)),
    channels: numberSpeakers(
      recognized.map(({ finals }, index) => ({ channel: channels[index] ?? 0, finals }))
    )
  }
}

/** Nobody speaks in two channels: the speakers of the second are numbered on from those of the first. */
function numberSpeakers(channels: readonly RecognizedChannel[]): readonly RecognizedChannel[] {
  let before = 0
  return channels.map(({ channel, finals }) => {
    const numbered = finals.map((final) =>
      final.speaker === undefined ? final : { ...final, speaker: final.speaker + before }
    )
    before = Math.max(before, ...numbered.map(({ speaker = 0 }) => speaker))
    return { channel, finals: numbered }
  })
}

/** Cut at its pauses, so that its pieces are heard side by side and no more than those are in memory. */
async function transcribeChannel(
  path: string,
  channel: number,
  { engine, model, semaphore, speakers, signal }: TranscribeRecordingOptions,
  onProgress: (untilTicks: number) => void
): Promise<Readonly<{ durationTicks: number; finals: readonly (FinalResult | SpeakerResult)[] }>> {
  let samples = 0
  const diarizer = speakers && new OfflineDiarizer()
  const ofChannel = async function* (): AsyncGenerator<Int16Array> {
    for await (const chunk of decodeChannels(path, { signal })) {
      const own = chunk[channel]
      if (own === undefined) continue
      samples += own.length
      diarizer?.push(own)
      yield own
    }
  }
  const finals: FinalResult[] = []
  const options = { nBest: ALTERNATIVES, background: true, signal }
  for await (const final of recognizeSpeech(engine, model, ofChannel(), options, semaphore)) {
    finals.push(final)
    onProgress(final.offsetTicks + final.durationTicks)
  }
  const spoken =
    diarizer && speakers
      ? splitBySpeaker(finals, (words) => diarizer.assignSpeakers(words, speakers))
      : finals
  return { durationTicks: ticksOfSamples(samples), finals: spoken }
}
