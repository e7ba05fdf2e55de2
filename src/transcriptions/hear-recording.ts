/** One recording to finals, channel by channel. @module */
import {
  type Engine,
  type Final,
  type RecognitionModel,
  recogniseSpeech,
  type SpokenFinal,
  tellSpeakers
} from '../recognizers/index.ts'
import { decodeChannels, probeAudio, ticksOfSamples } from '../speech/audio/index.ts'
import { OfflineDiarizer, type SpeakerLimits } from '../speech/diarization/index.ts'
import type { Places } from './places.ts'
import type { HeardChannel } from './recording-result.ts'
import { RecordingRefused } from './recording-source.ts'
import { sideBySide } from './side-by-side.ts'

/** As many as the cloud gives at most. */
const ALTERNATIVES = 5

export type Hearing = Readonly<{
  engine: Engine
  model: RecognitionModel
  /** Shared by all recordings that are being heard. */
  places: Places
  /** How many people there may be in a channel; absent, they are not told apart. */
  speakers?: SpeakerLimits | undefined
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
    channels: numberedThrough(heard.map(({ finals }, index) => ({ channel: channels[index] ?? 0, finals })))
  }
}

/** Nobody speaks in two channels: the speakers of the second are numbered on from those of the first. */
function numberedThrough(channels: readonly HeardChannel[]): readonly HeardChannel[] {
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
async function hearChannel(
  path: string,
  channel: number,
  { engine, model, places, speakers, signal }: Hearing,
  onHeard: (untilTicks: number) => void
): Promise<Readonly<{ durationTicks: number; finals: readonly (Final | SpokenFinal)[] }>> {
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
  const finals: Final[] = []
  const options = { nBest: ALTERNATIVES, background: true, signal }
  for await (const final of recogniseSpeech(engine, model, ofChannel(), options, places)) {
    finals.push(final)
    onHeard(final.offsetTicks + final.durationTicks)
  }
  const spoken =
    diarizer && speakers ? tellSpeakers(finals, (words) => diarizer.assignSpeakers(words, speakers)) : finals
  return { durationTicks: ticksOfSamples(samples), finals: spoken }
}
