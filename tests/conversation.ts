/** A synthetic conversation in one channel, its turns without a pause between them, and who spoke when. @module */
import { wavHeader } from '../src/speech/audio/index.ts'
import { spokenBy } from './synthetic-clips.ts'

export type Turn = Readonly<{ voice: string; fromMs: number; untilMs: number }>
export type Conversation = Readonly<{ samples: Int16Array; wav: Buffer<ArrayBuffer>; turns: readonly Turn[] }>

/** What is said; each of them lasts two to four seconds. */
const SENTENCES = [
  'The door is open and the storm is over.',
  'Please send the report to the office before noon.',
  'We have to wait until the train arrives at the station.',
  'My brother lives in a small house near the river.',
  'Nobody knows how long the repair is going to take.',
  'The weather will be fine in the morning.',
  'I would like to change my order, please.',
  'She bought three apples and a loaf of bread.'
]

/** @param voices of flite, a turn each, in their order */
export async function conversation(voices: readonly string[]): Promise<Conversation> {
  const sentences = voices.map((_, index) => SENTENCES[index % SENTENCES.length] ?? '')
  const clips = await Promise.all(
    voices.map(async (voice, index) => {
      const [clip] = await spokenBy(voice, [sentences[index] ?? ''])
      return new Int16Array(clip?.wav.buffer.slice(clip.wav.byteOffset + 44) ?? new ArrayBuffer(0))
    })
  )
  const samples = new Int16Array(clips.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  const turns = clips.map((clip, index) => {
    samples.set(clip, at)
    at += clip.length
    return { voice: voices[index] ?? '', fromMs: (at - clip.length) / 16, untilMs: at / 16 }
  })
  const wav = Buffer.concat([wavHeader({ dataBytes: samples.byteLength }), new Uint8Array(samples.buffer)])
  return { samples, wav, turns }
}

/** Whose turn it was in the middle of a phrase. */
export const voiceAt = ({ turns }: Conversation, fromMs: number, durationMs: number): string | undefined =>
  turns.find(({ fromMs: from, untilMs }) => {
    const middle = fromMs + durationMs / 2
    return middle >= from && middle < untilMs
  })?.voice
