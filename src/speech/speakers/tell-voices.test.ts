import { expect, test } from 'vitest'
import { conversation } from '../../../tests/conversation.ts'
import { SpeakerEars, type VoiceLimits } from './index.ts'

/** As short as words. */
const WORD_TICKS = 3_000_000
const WORD_SAMPLES = (WORD_TICKS / 10_000_000) * 16_000

type Heard = Readonly<{ voices: number; right: number }>

/** Of all words, the share that was given to the speaker who stands for their voice. */
async function hear(voices: readonly string[], limits: VoiceLimits): Promise<Heard> {
  const call = await conversation(voices)
  const ears = new SpeakerEars()
  // Audio comes in pieces of any length.
  for (let at = 0; at < call.samples.length; at += 3_333) ears.listen(call.samples.slice(at, at + 3_333))
  const count = Math.floor(call.samples.length / WORD_SAMPLES)
  const words = Array.from({ length: count }, (_, index) => ({
    offsetTicks: index * WORD_TICKS,
    durationTicks: WORD_TICKS
  }))
  const speakers = ears.tell(words, limits)
  const names = [...new Set(voices)]
  const right = words.filter(({ offsetTicks }, index) => {
    const middle = (offsetTicks + WORD_TICKS / 2) / 10_000
    const turn = call.turns.find(({ fromMs, untilMs }) => middle >= fromMs && middle < untilMs)
    return names[speakers[index] ?? -1] === turn?.voice
  })
  return { voices: new Set(speakers).size, right: right.length / count }
}

const turns = (names: readonly string[], count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => names[index % names.length] ?? '')

test.each([
  ['a man and a woman', ['rms', 'slt'], 2],
  ['two men', ['rms', 'awb'], 2],
  ['three', ['awb', 'slt', 'rms'], 4]
])('%s are told apart, and found to be as many', async (_, names, most) => {
  const heard = await hear(turns(names, 12), { least: 1, most })
  expect(heard.voices).toBe(names.length)
  expect(heard.right).toBeGreaterThan(0.9)
})

test('one voice stays one, unless there must be two', async () => {
  expect((await hear(turns(['slt'], 8), { least: 1, most: 4 })).voices).toBe(1)
  expect((await hear(turns(['slt'], 8), { least: 2, most: 4 })).voices).toBe(2)
})

test('never are there more speakers than there may be', async () => {
  const { voices } = await hear(turns(['awb', 'slt', 'rms', 'kal16'], 8), { least: 1, most: 2 })
  expect(voices).toBe(2)
})

test('words without any sound go to who spoke before', async () => {
  const ears = new SpeakerEars()
  ears.listen(new Int16Array(16_000))
  const words = [0, 1, 2].map((index) => ({ offsetTicks: index * WORD_TICKS, durationTicks: WORD_TICKS }))
  expect(ears.tell(words, { least: 1, most: 2 })).toEqual([0, 0, 0])
  expect(ears.tell([], { least: 1, most: 2 })).toEqual([])
})
