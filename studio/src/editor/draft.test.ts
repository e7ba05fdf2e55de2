import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Action,
  availableSpan,
  type Draft,
  edit,
  fromStored,
  startEditing,
  uncertainRanges
} from './draft.ts'

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
  fc.record({ do: fc.constantFrom('accept' as const, 'exclude' as const, 'merge' as const) }),
  fc.record({ do: fc.constant('go' as const), to: fc.integer({ min: -2, max: 9 }) }),
  fc.record({ do: fc.constant('split' as const), caret: fc.nat(20) }),
  fc.record({
    do: fc.constant('move' as const),
    to: fc.record({ start: fc.integer({ min: 0, max: 4 }), end: fc.integer({ min: 5, max: 9 }) })
  })
)

const edited = (...done: readonly Action[]): Draft => done.reduce(edit, startEditing(draft)).draft

describe('a draft', () => {
  test('lets the edges of a segment move up to its neighbors and the ends of its recording', () => {
    expect(availableSpan(draft)).toEqual({ start: 0, end: 3 })
    expect(availableSpan({ ...draft, at: 1 })).toEqual({ start: 2, end: 9 })
    expect(availableSpan({ ...draft, at: 2 })).toEqual({ start: 0, end: 9 })
  })

  test('is restored when everything is undone, and again when everything is redone', () => {
    fc.assert(
      fc.property(fc.array(actions, { maxLength: 25 }), (done) => {
        const end = done.reduce(edit, startEditing(draft))
        let back = end
        while (back.past.length > 0) back = edit(back, { do: 'undo' })
        expect(back.draft.segments).toEqual(draft.segments)
        while (back.future.length > 0) back = edit(back, { do: 'redo' })
        expect(back.draft.segments).toEqual(end.draft.segments)
      })
    )
  })

  test('keeps its segments in order and within their recordings, whatever is split and merged', () => {
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

  test('goes to the next segment when one is accepted or excluded', () => {
    const { at, segments } = edited({ do: 'accept' }, { do: 'exclude' })
    expect(at).toBe(2)
    expect(segments.map(({ state }) => state)).toEqual(['accepted', 'excluded', 'open'])
  })

  test('opens an accepted segment again when its text changes', () => {
    const { segments } = edited({ do: 'accept' }, { do: 'go', to: 0 }, { do: 'type', text: 'paint' })
    expect(segments[0]).toMatchObject({ state: 'open', text: 'paint' })
  })

  test('splits text and audio at the caret, between two words', () => {
    const [first, second] = edited({ do: 'split', caret: 'paint'.length }).segments
    expect(first).toMatchObject({ text: 'paint', start: 0, words: [{ text: 'paint' }] })
    expect(second).toMatchObject({
      text: 'the grapnel',
      end: 2,
      words: [{ text: 'the' }, { text: 'grapnel' }]
    })
    expect(first?.end).toBeCloseTo(0.35)
    expect(second?.start).toBe(first?.end)
  })

  test('does not merge segments of different recordings', () => {
    expect(edited({ do: 'go', to: 1 }, { do: 'merge' }).segments).toEqual(draft.segments)
    expect(edited({ do: 'merge' }).segments[0]).toMatchObject({ start: 0, end: 5, words: { length: 6 } })
  })

  test('undoes a typed word at once', () => {
    const typed = ['p', 'pa', 'pai', 'paint', 'paint t', 'paint th'].map(
      (text): Action => ({ do: 'type', text })
    )
    const [start, ...rest] = typed
    const editing = [start as Action, ...rest].reduce(edit, startEditing(draft))
    const undone = edit(editing, { do: 'undo' })
    expect(undone.draft.segments[0]?.text).toBe('paint')
    expect(edit(undone, { do: 'undo' }).draft.segments[0]?.text).toBe('paint the grapnel')
  })

  test('marks uncertain words where they have not been changed, and only whole words', () => {
    const [first] = draft.segments
    const recognized = { words: [word('pain', 0, 0.2), word('the', 0.4), word('grapnel', 0.8, 0.1)] }
    const marked = (text: string) =>
      first
        ? uncertainRanges({ ...first, ...recognized, text }).map(({ from, to }) => text.slice(from, to))
        : []
    expect(marked('pain the grapnel')).toEqual(['pain', 'grapnel'])
    expect(marked('paint the grapnel')).toEqual(['grapnel'])
    expect(marked('paint it')).toEqual([])
  })

  test('of version 0.1 is read with its excluded segments', () => {
    const [first, ...rest] = draft.segments
    if (!first) throw new Error('The draft has no segment.')
    const stored = { ...draft, segments: [{ ...first, state: 'left' as const }, ...rest] }
    expect(fromStored(stored).segments.map(({ state }) => state)).toEqual(['excluded', 'open', 'open'])
  })
})
