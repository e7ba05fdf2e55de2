import { expect, test } from 'vitest'
import { srt, vtt } from './subtitles.ts'

const phrase = { offsetMilliseconds: 3_723_004, durationMilliseconds: 1500, text: 'Hello world' }

test('a short phrase is one cue, with a comma in SRT and a dot in WebVTT', () => {
  expect(srt([phrase])).toBe('1\n01:02:03,004 --> 01:02:04,504\nHello world\n')
  expect(vtt([phrase])).toBe('WEBVTT\n\n01:02:03.004 --> 01:02:04.504\nHello world\n')
})

test('lines have at most 37 characters and cues at most 3 lines, split by the times of words', () => {
  const words = Array.from({ length: 20 }, (_, index) => ({
    text: `word${String(index).padStart(4, '0')}`,
    offsetMilliseconds: index * 100,
    durationMilliseconds: 100
  }))
  const text = words.map((word) => word.text).join(' ')
  const cues = srt([{ text, offsetMilliseconds: 0, durationMilliseconds: 2000, words }]).split('\n\n')
  expect(cues).toHaveLength(2)
  for (const line of cues.flatMap((cue) => cue.trim().split('\n').slice(2))) {
    expect(line.length).toBeLessThanOrEqual(37)
  }
  expect(cues[0]).toMatch(/^1\n00:00:00,000 --> 00:00:01,200\n/)
  expect(cues[1]).toMatch(/^2\n00:00:01,200 --> 00:00:02,000\n/)
})

test('without word times, each word gets time in proportion to its length', () => {
  const text = Array.from({ length: 16 }, () => 'abcdefghij').join(' ')
  const [first, second] = srt([{ text, offsetMilliseconds: 0, durationMilliseconds: 1600 }]).split('\n\n')
  expect(first).toContain('--> 00:00:00,900')
  expect(second).toContain('00:00:00,900 --> 00:00:01,600')
})
