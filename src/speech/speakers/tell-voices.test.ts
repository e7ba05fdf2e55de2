import { describe, expect, test } from 'vitest'
import { conversation } from '../../../tests/conversation.ts'
import { RunningEars, SpeakerEars, type VoiceLimits, type WordPlace } from './index.ts'

/** As short as words. */
const WORD_TICKS = 3_000_000
const WORD_SAMPLES = (WORD_TICKS / 10_000_000) * 16_000

type Heard = Readonly<{ voices: number; right: number; rightAfter: (seconds: number) => number }>

/** Who said each word, when it was told; @returns how many voices there are, and the share of words that got theirs */
async function hear(
  voices: readonly string[],
  tell: (samples: Int16Array, words: readonly WordPlace[]) => readonly number[]
): Promise<Heard> {
  const call = await conversation(voices)
  const count = Math.floor(call.samples.length / WORD_SAMPLES)
  const words = Array.from({ length: count }, (_, index) => ({
    offsetTicks: index * WORD_TICKS,
    durationTicks: WORD_TICKS
  }))
  const speakers = tell(call.samples, words)
  const truth = words.map(({ offsetTicks }) => {
    const middle = (offsetTicks + WORD_TICKS / 2) / 10_000
    return call.turns.find(({ fromMs, untilMs }) => middle >= fromMs && middle < untilMs)?.voice
  })
  const voiceOf = new Map(
    [...new Set(speakers)].map((speaker) => [
      speaker,
      mostOften(truth.filter((_, at) => speakers[at] === speaker))
    ])
  )
  const right = truth.map((voice, index) => voiceOf.get(speakers[index] ?? -1) === voice)
  const share = (some: readonly boolean[]) => some.filter(Boolean).length / some.length
  return {
    voices: new Set(speakers).size,
    right: share(right),
    rightAfter: (seconds) => share(right.slice(Math.round((seconds * 10_000_000) / WORD_TICKS)))
  }
}

const mostOften = <T>(values: readonly T[]): T | undefined => {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort(([, one], [, two]) => two - one)[0]?.[0]
}

/** Audio comes in pieces of any length. */
const PIECE = 3_333

const afterwards =
  (limits: VoiceLimits) =>
  (samples: Int16Array, words: readonly WordPlace[]): readonly number[] => {
    const ears = new SpeakerEars()
    for (let at = 0; at < samples.length; at += PIECE) ears.listen(samples.slice(at, at + PIECE))
    return ears.tell(words, limits)
  }

/** Phrases of ten words, each told when the next has been listened to in part. */
const live =
  (most: number) =>
  (samples: Int16Array, words: readonly WordPlace[]): readonly number[] => {
    const ears = new RunningEars(most)
    const speakers: number[] = []
    const phrase = 10 * WORD_SAMPLES
    for (let at = 0; at < samples.length; at += PIECE) {
      ears.listen(samples.slice(at, at + PIECE))
      const ended = Math.floor(Math.min(at, samples.length) / phrase) * 10
      if (ended > speakers.length) speakers.push(...ears.tell(words.slice(speakers.length, ended)))
    }
    return [...speakers, ...ears.tell(words.slice(speakers.length))]
  }

const turns = (names: readonly string[], count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => names[index % names.length] ?? '')

test.each([
  ['a man and a woman', ['rms', 'slt'], 2],
  ['two men', ['rms', 'awb'], 2],
  ['three', ['awb', 'slt', 'rms'], 4]
])('%s are told apart, and found to be as many', async (_, names, most) => {
  const heard = await hear(turns(names, 12), afterwards({ least: 1, most }))
  expect(heard.voices).toBe(names.length)
  expect(heard.right).toBeGreaterThan(0.9)
})

test('one voice stays one, unless there must be two', async () => {
  expect((await hear(turns(['slt'], 8), afterwards({ least: 1, most: 4 }))).voices).toBe(1)
  expect((await hear(turns(['slt'], 8), afterwards({ least: 2, most: 4 }))).voices).toBe(2)
})

test('never are there more speakers than there may be', async () => {
  const { voices } = await hear(turns(['awb', 'slt', 'rms', 'kal16'], 8), afterwards({ least: 1, most: 2 }))
  expect(voices).toBe(2)
})

test('words without any sound go to who spoke before', async () => {
  const ears = new SpeakerEars()
  ears.listen(new Int16Array(16_000))
  const words = [0, 1, 2].map((index) => ({ offsetTicks: index * WORD_TICKS, durationTicks: WORD_TICKS }))
  expect(ears.tell(words, { least: 1, most: 2 })).toEqual([0, 0, 0])
  expect(ears.tell([], { least: 1, most: 2 })).toEqual([])
})

describe('while people go on talking', () => {
  test.each([
    ['a man and a woman', ['rms', 'slt']],
    ['three', ['awb', 'slt', 'rms']]
  ])('%s are told apart phrase by phrase, once there was something of each', async (_, names) => {
    const heard = await hear(turns(names, 24), live(8))
    expect(heard.voices).toBe(names.length)
    expect(heard.rightAfter(25)).toBeGreaterThan(0.9)
  })

  test('one voice stays one', async () => {
    expect((await hear(turns(['slt'], 16), live(8))).voices).toBe(1)
  })

  test('never are there more speakers than there may be', async () => {
    expect((await hear(turns(['awb', 'slt', 'rms', 'kal16'], 16), live(2))).voices).toBe(2)
  })
})
