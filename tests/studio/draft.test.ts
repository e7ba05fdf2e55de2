/** Transcripts and captions as the Studio keeps them, apart from what is seen of them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Action,
  availableSpan,
  type Draft,
  edit,
  startEditing,
  uncertainRanges
} from '../../studio/src/editor/draft.ts'
import { commandOf } from '../../studio/src/editor/keyboard.ts'
import { toSegments } from '../../studio/src/editor/segments.ts'
import { toCues, writeTranscript } from '../../studio/src/files/captions.ts'

const word = (text: string, start: number, confidence = 0.9) => ({
  text,
  start,
  end: start + 0.3,
  confidence
})
const draft: Draft = {
  id: 'd',
  project: 'p',
  title: 'Radio',
  locale: 'en-US',
  recordings: [
    { name: 'a.wav', duration: 9 },
    { name: 'b.wav', duration: 9 }
  ],
  segments: [0, 0, 1].map((recording, index) => ({
    id: `${index}`,
    recording,
    start: 3 * index,
    end: 3 * index + 2,
    text: 'paint the grapnel',
    words: [word('paint', 3 * index), word('the', 3 * index + 0.4), word('grapnel', 3 * index + 0.8)],
    state: 'open'
  })),
  at: 0,
  savedAt: 0
}

const actions: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ do: fc.constant('type' as const), text: fc.string() }),
  fc.record({ do: fc.constantFrom('accept' as const, 'leave' as const, 'merge' as const) }),
  fc.record({ do: fc.constant('go' as const), to: fc.integer({ min: -2, max: 9 }) }),
  fc.record({ do: fc.constant('split' as const), caret: fc.nat(20) }),
  fc.record({
    do: fc.constant('move' as const),
    to: fc.record({ start: fc.integer({ min: 0, max: 4 }), end: fc.integer({ min: 5, max: 9 }) })
  })
)

describe('a draft', () => {
  test('lets the edges of a segment go as far as its neighbours and its recording do', () => {
    expect(availableSpan(draft)).toEqual({ start: 0, end: 3 })
    expect(availableSpan({ ...draft, at: 1 })).toEqual({ start: 2, end: 9 })
    expect(availableSpan({ ...draft, at: 2 })).toEqual({ start: 0, end: 9 })
  })

  test('comes back whole when all is taken back, and forth when all is done again', () => {
    fc.assert(
      fc.property(fc.array(actions, { maxLength: 25 }), (done) => {
        const edited = done.reduce(edit, startEditing(draft))
        let back = edited
        while (back.past.length > 0) back = edit(back, { do: 'undo' })
        expect(back.draft.segments).toEqual(draft.segments)
        while (back.future.length > 0) back = edit(back, { do: 'redo' })
        expect(back.draft.segments).toEqual(edited.draft.segments)
      })
    )
  })

  test('keeps its segments in order and within their recordings, whatever is parted and joined', () => {
    fc.assert(
      fc.property(fc.array(actions, { maxLength: 25 }), (done) => {
        const { segments, at } = done.reduce(edit, startEditing(draft)).draft
        expect(segments[at]).toBeDefined()
        for (const [index, { recording, start, end }] of segments.entries()) {
          expect(end).toBeGreaterThan(start)
          const before = segments[index - 1]
          if (before?.recording === recording) expect(start).toBeGreaterThanOrEqual(before.end)
        }
        expect(new Set(segments.map(({ id }) => id)).size).toBe(segments.length)
      })
    )
  })

  test('marks uncertain words where they still stand, and only whole ones', () => {
    const [first] = draft.segments
    const heard = { words: [word('pain', 0, 0.2), word('the', 0.4), word('grapnel', 0.8, 0.1)] }
    const of = (text: string) =>
      first ? uncertainRanges({ ...first, ...heard, text }).map(({ from, to }) => text.slice(from, to)) : []
    expect(of('pain the grapnel')).toEqual(['pain', 'grapnel'])
    expect(of('paint the grapnel')).toEqual(['grapnel'])
    expect(of('paint it')).toEqual([])
  })
})

const phrase = (start: number, text: string) => ({
  offsetInTicks: start * 1e7,
  durationInTicks: 1e7,
  channel: 0,
  nBest: [{ display: text, confidence: 0.4 }]
})

describe('segments of a recording', () => {
  const result = {
    source: 'a.wav',
    durationInTicks: 6e7,
    recognizedPhrases: [phrase(1, 'Over.'), phrase(2.1, 'Out.')]
  }
  test('are cut in the middle of short pauses, and take a little of long ones', () => {
    const cuts = toSegments(result, 0).map(({ start, end, text }) => [start, end, text])
    expect(cuts).toEqual([
      [0.75, 2.05, 'Over.'],
      [2.05, 3.35, 'Out.']
    ])
  })
  test('are one where a transcript was there already', () => {
    expect(toSegments(result, 0, 'Over and out.')).toMatchObject([
      { start: 0, end: 6, text: 'Over and out.', state: 'open' }
    ])
  })
})

describe('captions', () => {
  const words = Array.from({ length: 40 }, (_, index) => ({
    text: `word${index}`,
    start: index / 2,
    end: index / 2 + 0.4
  }))
  const text = words.map((each) => each.text).join(' ')
  const long = { start: 0, end: 20, text, words }
  test('part long phrases between words, and lose none', () => {
    const cues = toCues([long])
    expect(cues.map((cue) => cue.text).join(' ')).toBe(text)
    for (const cue of cues) {
      expect(cue.text.length).toBeLessThanOrEqual(84)
      expect(cue.end - cue.start).toBeLessThanOrEqual(7)
    }
  })
  test('write marks of WebVTT as text', async () => {
    const cue = { start: 3661.5, end: 3662, text: 'a < b & c', words: [] }
    expect(await writeTranscript('vtt', [cue], {}).text()).toBe(
      'WEBVTT\n\n01:01:01.500 --> 01:01:02.000\na &lt; b &amp; c\n'
    )
    expect(await writeTranscript('srt', [cue], {}).text()).toBe(
      '1\n01:01:01,500 --> 01:01:02,000\na < b & c\n'
    )
  })
})

test('the keys of the editor leave those of writing alone', () => {
  const press = { key: '', code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }
  const writing = (change: Partial<typeof press>) => commandOf({ ...press, ...change }, true)
  expect(writing({ key: 'a' })).toBeUndefined()
  expect(writing({ key: 'Enter', shiftKey: true })).toBeUndefined()
  expect(writing({ key: 'ArrowLeft', ctrlKey: true })).toBeUndefined()
  expect(writing({ key: 'c', ctrlKey: true })).toBeUndefined()
  expect(writing({ key: 'Enter' })).toBe('accept')
  expect(writing({ key: 'z', metaKey: true })).toBe('undo')
  expect(commandOf({ ...press, key: 'Enter' }, false)).toBeUndefined()
})
