/** One recording to finals, channel by channel. @module */
import { availableParallelism } from 'node:os'
import {
  type Engine,
  EngineDied,
  type Final,
  type RecognitionModel,
  recogniseSamples
} from '../recognizers/index.ts'
import {
  decodeChannels,
  probeAudio,
  type SpeechSegment,
  segmentSpeech,
  ticksOfSamples
} from '../speech/audio/index.ts'
import type { Places } from './places.ts'
import type { HeardChannel } from './recording-result.ts'
import { RecordingRefused } from './recording-source.ts'
import { sideBySide } from './side-by-side.ts'

/** A stream whose process died is tried again this often: a retry cures what another stream did to it. */
const TRIES = 3
const ALTERNATIVES = 5
/** Segments of a channel that may be heard at once, if there are places. */
const LANES = availableParallelism()
/** A quarter of a second: a live caller on the same process waits no longer for his turn. */
const CHUNK_SAMPLES = 4000

export type Hearing = Readonly<{
  engine: Engine
  model: RecognitionModel
  /** Shared by all recordings that are being heard. */
  places: Places
  /** Told now and then how much of the recording was heard, 0 to 1. */
  onHeard: (fraction: number) => void
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
  const { signal, onHeard } = hearing
  const facts = await probeAudio(path, { signal })
  const channels = wanted.filter((channel) => channel < facts.channels)
  if (channels.length === 0) {
    throw new RecordingRefused(
      'InvalidChannels',
      `The audio has ${facts.channels} ${facts.channels === 1 ? 'channel' : 'channels'}, numbered from 0; none of those asked for, ${wanted.join(', ')}, is among them.`
    )
  }
  const ticks = new Map<number, number>()
  const heardUntil = (channel: number, until: number): void => {
    ticks.set(channel, Math.max(until, ticks.get(channel) ?? 0))
    const all = channels.length * (facts.durationTicks ?? Number.POSITIVE_INFINITY)
    onHeard(Math.min(1, [...ticks.values()].reduce((sum, value) => sum + value, 0) / all))
  }
  const heard = await sideBySide(
    signal,
    channels.map((channel) => (either) => {
      const own = { ...hearing, signal: either }
      return hearChannel(path, channel, own, (until) => heardUntil(channel, until))
    })
  )
  return {
    durationTicks: Math.max(...heard.map(({ durationTicks }) => durationTicks)),
    channels: heard.map(({ finals }, index) => ({ channel: channels[index] ?? 0, finals }))
  }
}

/** Cut at its pauses, so that its pieces are heard side by side and no more than those are in memory. */
async function hearChannel(
  path: string,
  channel: number,
  { engine, model, places, signal }: Hearing,
  onHeard: (untilTicks: number) => void
): Promise<Readonly<{ durationTicks: number; finals: readonly Final[] }>> {
  let samples = 0
  const ofChannel = async function* (): AsyncGenerator<Int16Array> {
    for await (const chunk of decodeChannels(path, { signal })) {
      const own = chunk[channel]
      if (own === undefined) continue
      samples += own.length
      yield own
    }
  }
  const segments = segmentSpeech(ofChannel(), { signal })
  const heard: (readonly Final[])[] = []
  let taken = 0
  // The place first, then the speech for it: what waits for a place would wait in memory.
  const hearNext = (either: AbortSignal): Promise<boolean> =>
    places.take(async () => {
      either.throwIfAborted()
      const number = taken++
      const { done, value: segment } = await segments.next()
      if (done) return false
      heard[number] = await hearSegment(engine, model, segment, either)
      onHeard(segment.offsetTicks + ticksOfSamples(segment.samples.length))
      return true
    })
  const lane = async (either: AbortSignal): Promise<void> => {
    let more = true
    while (more) more = await hearNext(either)
  }
  try {
    await sideBySide(signal, Array(LANES).fill(lane))
  } finally {
    await segments.return()
  }
  return { durationTicks: ticksOfSamples(samples), finals: heard.flat() }
}

/** Times count from the first sample of the recording. */
async function hearSegment(
  engine: Engine,
  model: RecognitionModel,
  { samples, offsetTicks }: SpeechSegment,
  signal: AbortSignal
): Promise<readonly Final[]> {
  const chunks = async function* (): AsyncGenerator<Int16Array> {
    for (let from = 0; from < samples.length; from += CHUNK_SAMPLES) {
      yield samples.subarray(from, from + CHUNK_SAMPLES)
    }
  }
  const options = { nBest: ALTERNATIVES, partials: false, signal }
  for (let attempt = 1; ; attempt++) {
    try {
      const finals = await recogniseSamples(engine, model, chunks(), options)
      return finals.map((final) => later(final, offsetTicks))
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof EngineDied) || attempt === TRIES) throw error
    }
  }
}

const later = (final: Final, ticks: number): Final => ({
  ...final,
  offsetTicks: final.offsetTicks + ticks,
  alternatives: final.alternatives.map((alternative) => ({
    ...alternative,
    words: alternative.words.map((word) => ({ ...word, offsetTicks: word.offsetTicks + ticks }))
  }))
})
