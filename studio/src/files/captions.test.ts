import { describe, expect, test } from 'vitest'
import { fileStem, toCues, writeTranscript } from './captions.ts'

describe('captions', () => {
  const words = Array.from({ length: 40 }, (_, index) => ({
    text: `word${index}`,
    start: index / 2,
    end: index / 2 + 0.4
  }))
  const text = words.map((each) => each.text).join(' ')

  test('split long phrases between words, and lose none', () => {
    const cues = toCues([{ start: 0, end: 20, text, words }])
    expect(cues.map((cue) => cue.text).join(' ')).toBe(text)
    for (const cue of cues) {
      expect(cue.text.length).toBeLessThanOrEqual(84)
      expect(cue.end - cue.start).toBeLessThanOrEqual(7)
    }
  })

  test('keep a long phrase whole if its words have no times', () => {
    expect(toCues([{ start: 0, end: 20, text, words: [] }])).toEqual([{ start: 0, end: 20, text }])
  })

  const cue = { start: 3661.5, end: 3662, text: 'a < b & c', words: [] }
  const written = (format: 'txt' | 'json' | 'srt' | 'vtt') =>
    writeTranscript(format, [cue], { source: 'a.wav' }).text()

  test('escape the markup characters of WebVTT, and only there', async () => {
    expect(await written('vtt')).toBe('WEBVTT\n\n01:01:01.500 --> 01:01:02.000\na &lt; b &amp; c\n')
    expect(await written('srt')).toBe('1\n01:01:01,500 --> 01:01:02,000\na < b & c\n')
  })

  test('come with plain text, and JSON with the answer of the service', async () => {
    expect(await written('txt')).toBe('a < b & c\n')
    expect(JSON.parse(await written('json'))).toEqual({ source: 'a.wav' })
  })
})

test('a download is named after the file of a path or URL', () => {
  expect(fileStem('calls/monday.mp3?sig=1')).toBe('monday')
  expect(fileStem('C:\\calls\\week.1.wav')).toBe('week.1')
  expect(fileStem('https://example.com/')).toBe('transcript')
})
