/** A synthetic conversation in one channel, and who spoke when. @module */
import { wavHeader } from '../src/speech/audio/index.ts'
import { spokenBy } from './synthetic-clips.ts'

export type Turn = Readonly<{ voice: string; fromMs: number; untilMs: number }>
export type Conversation = Readonly<{ samples: Int16Array; wav: Buffer<ArrayBuffer>; turns: readonly Turn[] }>

/** What is said; each of them lasts two to four seconds. No voice repeats itself: the same sound twice is more than the same voice. */
const SENTENCES = [
  'The door is open and the storm is over.',
  'Please send the report to the office before noon.',
  'We have to wait until the train arrives at the station.',
  'My brother lives in a small house near the river.',
  'Nobody knows how long the repair is going to take.',
  'The weather will be fine in the morning.',
  'I would like to change my order, please.',
  'She bought three apples and a loaf of bread.',
  'Could you tell me when the museum opens on Sunday?',
  'Half of the village came to see the new bridge.',
  'I left my umbrella in the back of the taxi.',
  'The kitchen smells of coffee and burnt toast.',
  'Our neighbours are moving to the coast in June.',
  'He forgot to lock the garage before the holiday.',
  'The first chapter is long and the second is short.',
  'Turn left at the church and follow the canal.',
  'They painted the old fence green and white.',
  'Somebody called about the broken heating again.',
  'The meeting was moved from Tuesday to Friday.',
  'Two of the chairs are missing from the hall.',
  'Nobody expected so much snow in the middle of April.',
  'My sister plays the violin and the piano.',
  'The parcel was delivered to the wrong address.',
  'We should ask the driver how far it is.'
]

/**
 * @param voices of flite, a turn each, in their order
 * @param pauseMs silence before each further turn
 */
export async function conversation(voices: readonly string[], pauseMs = 0): Promise<Conversation> {
  const sentences = voices.map((_, index) => SENTENCES[index % SENTENCES.length] ?? '')
  const clips = await Promise.all(
    voices.map(async (voice, index) => {
      const [clip] = await spokenBy(voice, [sentences[index] ?? ''])
      const spoken = new Int16Array(clip?.wav.buffer.slice(clip.wav.byteOffset + 44) ?? new ArrayBuffer(0))
      const pause = index > 0 ? 16 * pauseMs : 0
      const turn = new Int16Array(pause + spoken.length)
      turn.set(spoken, pause)
      return turn
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
