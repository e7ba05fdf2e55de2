import { expect, test } from 'vitest'
import { cuesOf, srt, vtt } from './subtitles.ts'

/** `count` words of a second each, from `start` seconds on. */
const phraseOf = (count: number, start = 0) => {
  const words = Array.from({ length: count }, (_, index) => ({
    text: `word${index}`,
    offsetTicks: (start + index) * 10_000_000,
    durationTicks: 9_000_000
  }))
  return {
    text: words.map(({ text }) => text).join(' '),
    offsetTicks: start * 10_000_000,
    durationTicks: count * 10_000_000,
    confidence: 1,
    words
  }
}

test('a long phrase is parted between words, none lost, no cue longer than seven seconds', () => {
  const phrase = phraseOf(20)
  const cues = cuesOf([phrase])
  expect(cues.map(({ text }) => text).join(' ')).toBe(phrase.text)
  expect(cues.length).toBeGreaterThan(2)
  for (const { startTicks, endTicks } of cues) expect(endTicks - startTicks).toBeLessThanOrEqual(70_000_000)
})

test('times are written in hours, minutes, seconds and thousandths', () => {
  const cues = cuesOf([phraseOf(1, 3_723)])
  expect(srt(cues)).toBe('1\n01:02:03,000 --> 01:02:04,000\nword0\n\n')
  expect(vtt(cues)).toBe('WEBVTT\n\n01:02:03.000 --> 01:02:04.000\nword0\n\n')
})

test('WebVTT reads text as markup, so signs of markup are escaped', () => {
  const cue = { startTicks: 0, endTicks: 1, text: 'R&D <now> --> here' }
  expect(vtt([cue])).toContain('R&amp;D &lt;now&gt; --&gt; here')
})
