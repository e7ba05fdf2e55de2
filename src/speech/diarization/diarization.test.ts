import { describe, expect, test } from 'vitest'
import { conversation } from '../../../tests/conversation.ts'
import { OfflineDiarizer, OnlineDiarizer, type SpeakerLimits, type WordTiming } from './index.ts'

/** As short as words. */
const WORD_TICKS = 3_000_000
const WORD_SAMPLES = (WORD_TICKS / 10_000_000) * 16_000

type DiarizationScore = Readonly<{ voices: number; right: number; rightAfter: (seconds: number) => number }>

/** @returns how many speakers were found, and the share of words assigned to the right one */
async function diarizeConversation(
  voices: readonly string[],
  assignSpeakers: (samples: Int16Array, words: readonly WordTiming[]) => readonly number[]
): Promise<DiarizationScore> {
  const call = await conversation(voices)
  const count = Math.floor(call.samples.length / WORD_SAMPLES)
  const words = Array.from({ length: count }, (_, index) => ({
    offsetTicks: index * WORD_TICKS,
    durationTicks: WORD_TICKS
  }))
  const speakers = assignSpeakers(call.samples, words)
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

/** Audio arrives in chunks of any length. */
const CHUNK_SAMPLES = 3_333

const offline =
  (limits: SpeakerLimits) =>
  (samples: Int16Array, words: readonly WordTiming[]): readonly number[] => {
    const diarizer = new OfflineDiarizer()
    for (let at = 0; at < samples.length; at += CHUNK_SAMPLES)
      diarizer.push(samples.slice(at, at + CHUNK_SAMPLES))
    return diarizer.assignSpeakers(words, limits)
  }

/** Phrases of ten words, each assigned once part of the next has arrived. */
const online =
  (most: number) =>
  (samples: Int16Array, words: readonly WordTiming[]): readonly number[] => {
    const diarizer = new OnlineDiarizer(most)
    const speakers: number[] = []
    const phrase = 10 * WORD_SAMPLES
    for (let at = 0; at < samples.length; at += CHUNK_SAMPLES) {
      diarizer.push(samples.slice(at, at + CHUNK_SAMPLES))
      const ended = Math.floor(Math.min(at, samples.length) / phrase) * 10
      if (ended > speakers.length)
        speakers.push(...diarizer.assignSpeakers(words.slice(speakers.length, ended)))
    }
    return [...speakers, ...diarizer.assignSpeakers(words.slice(speakers.length))]
  }

const turns = (names: readonly string[], count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => names[index % names.length] ?? '')

test.each([
  ['a man and a woman', ['rms', 'slt'], 2],
  ['two men', ['rms', 'awb'], 2],
  ['three', ['awb', 'slt', 'rms'], 4]
])('%s are distinguished, and their number is found', async (_, names, most) => {
  const score = await diarizeConversation(turns(names, 12), offline({ min: 1, max: most }))
  expect(score.voices).toBe(names.length)
  expect(score.right).toBeGreaterThan(0.9)
})

test('one speaker stays one, unless the minimum is two', async () => {
  expect((await diarizeConversation(turns(['slt'], 8), offline({ min: 1, max: 4 }))).voices).toBe(1)
  expect((await diarizeConversation(turns(['slt'], 8), offline({ min: 2, max: 4 }))).voices).toBe(2)
})

test('there are never more speakers than the maximum', async () => {
  const { voices } = await diarizeConversation(
    turns(['awb', 'slt', 'rms', 'kal16'], 8),
    offline({ min: 1, max: 2 })
  )
  expect(voices).toBe(2)
})

test('silent words go to the previous speaker', async () => {
  const diarizer = new OfflineDiarizer()
  diarizer.push(new Int16Array(16_000))
  const words = [0, 1, 2].map((index) => ({ offsetTicks: index * WORD_TICKS, durationTicks: WORD_TICKS }))
  expect(diarizer.assignSpeakers(words, { min: 1, max: 2 })).toEqual([0, 0, 0])
  expect(diarizer.assignSpeakers([], { min: 1, max: 2 })).toEqual([])
})

describe('online', () => {
  test.each([
    ['a man and a woman', ['rms', 'slt']],
    ['three', ['awb', 'slt', 'rms']]
  ])('%s are distinguished phrase by phrase, once each has spoken', async (_, names) => {
    const score = await diarizeConversation(turns(names, 24), online(8))
    expect(score.voices).toBe(names.length)
    expect(score.rightAfter(25)).toBeGreaterThan(0.9)
  })

  test('one speaker stays one', async () => {
    expect((await diarizeConversation(turns(['slt'], 16), online(8))).voices).toBe(1)
  })

  test('there are never more speakers than the maximum', async () => {
    expect((await diarizeConversation(turns(['awb', 'slt', 'rms', 'kal16'], 16), online(2))).voices).toBe(2)
  })
})
