/** One recording to finals, channel by channel. @module */
import {
  type Engine,
  EngineDied,
  type Final,
  type RecognitionModel,
  recogniseSamples
} from '../recognizers/index.ts'
import { decodeChannels, ticksOfSamples } from '../speech/audio/index.ts'
import type { Places } from './places.ts'
import type { HeardChannel } from './recording-result.ts'
import { RecordingRefused } from './recording-source.ts'

/** A stream whose process died is tried again this often: a retry cures what another stream did to it. */
const TRIES = 3
const ALTERNATIVES = 5

export type Hearing = Readonly<{
  engine: Engine
  model: RecognitionModel
  /** Shared by all recordings that are being heard. */
  places: Places
  signal: AbortSignal
}>

export type HeardRecording = Readonly<{ durationTicks: number; channels: readonly HeardChannel[] }>

/**
 * Of the channels wanted, those that the recording has. Each is decoded for itself: read side by side, the slower one
 * would hold the other up, or its audio would have to wait in memory.
 * @throws RecordingRefused when it has none of them, AudioUnreadable, EngineDied when retries did not help,
 *   ModelUnusable, the signal's reason
 */
export async function hearRecording(
  path: string,
  wanted: readonly number[],
  hearing: Hearing
): Promise<HeardRecording> {
  const present = await channelCount(path, hearing.signal)
  const channels = wanted.filter((channel) => channel < present)
  if (channels.length === 0) {
    throw new RecordingRefused(
      'InvalidChannels',
      `The audio has ${present} ${present === 1 ? 'channel' : 'channels'}, numbered from 0; none of those asked for, ${wanted.join(', ')}, is among them.`
    )
  }
  const broken = new AbortController()
  const signal = AbortSignal.any([hearing.signal, broken.signal])
  const hearings = channels.map((channel) =>
    hearChannel(path, channel, { ...hearing, signal }).catch((error: unknown) => {
      broken.abort(error)
      throw error
    })
  )
  // Ended, all of them: the audio goes away when this returns.
  await Promise.allSettled(hearings)
  hearing.signal.throwIfAborted()
  if (broken.signal.aborted) throw broken.signal.reason
  const heard = await Promise.all(hearings)
  return {
    durationTicks: Math.max(...heard.map(({ durationTicks }) => durationTicks)),
    channels: heard.map(({ finals }, index) => ({ channel: channels[index] ?? 0, finals }))
  }
}

async function channelCount(path: string, signal: AbortSignal): Promise<number> {
  for await (const chunk of decodeChannels(path, { signal })) return chunk.length
  return 0
}

async function hearChannel(
  path: string,
  channel: number,
  { engine, model, places, signal }: Hearing
): Promise<Readonly<{ durationTicks: number; finals: readonly Final[] }>> {
  let samples = 0
  const ofChannel = async function* (): AsyncGenerator<Int16Array> {
    samples = 0
    for await (const chunk of decodeChannels(path, { signal })) {
      const own = chunk[channel]
      if (own === undefined) continue
      samples += own.length
      yield own
    }
  }
  const options = { nBest: ALTERNATIVES, partials: false, signal }
  const finals = await places.take(() =>
    withRetries(signal, () => recogniseSamples(engine, model, ofChannel(), options))
  )
  return { durationTicks: ticksOfSamples(samples), finals }
}

async function withRetries<T>(signal: AbortSignal, hear: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted()
    try {
      return await hear()
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof EngineDied) || attempt === TRIES) throw error
    }
  }
}
