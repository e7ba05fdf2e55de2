/** A transcript being corrected: its segments, and every change to them so that it can be taken back. @module */

export type Word = Readonly<{
  text: string
  /** Seconds from the start of the recording. */
  start: number
  end: number
  /** 0 to 1. */
  confidence: number
}>

/** Seconds from the start of the recording. */
export type Span = Readonly<{ start: number; end: number }>

/** `left`: not for the dataset, because it is no speech or cannot be understood. */
export type SegmentState = 'open' | 'accepted' | 'left'

export type Segment = Readonly<{
  id: string
  /** Which of the draft's recordings. */
  recording: number
  /** Seconds from the start of the recording. */
  start: number
  end: number
  text: string
  /** What the machine heard, which `text` begins with unless a transcript was there. */
  words: readonly Word[]
  state: SegmentState
}>

export type DraftRecording = Readonly<{
  name: string
  /** Seconds. */
  duration: number
  /** The file of the dataset that holds its audio; without one, its owner gives it. */
  audio?: string
}>

export type Draft = Readonly<{
  /** That of the transcription it began as. */
  id: string
  project: string
  title: string
  locale: string
  recordings: readonly DraftRecording[]
  segments: readonly Segment[]
  /** The segment being corrected. */
  at: number
  /** Milliseconds since 1970. */
  savedAt: number
}>

type Change = Readonly<{
  at: number
  before: readonly Segment[]
  after: readonly Segment[]
  typing: boolean
}>

export type Editing = Readonly<{ draft: Draft; past: readonly Change[]; future: readonly Change[] }>

export type Action =
  | Readonly<{ do: 'type'; text: string }>
  | Readonly<{ do: 'accept' | 'leave' | 'undo' | 'redo' | 'merge' }>
  | Readonly<{ do: 'go'; to: number }>
  | Readonly<{ do: 'split'; caret: number }>
  | Readonly<{ do: 'move'; to: Span }>

export const beginEditing = (draft: Draft): Editing => ({ draft, past: [], future: [] })
export const currentOf = ({ segments, at }: Draft): Segment | undefined => segments[at]

/** From the end of the segment before the current one to the start of the next, or the edges of the recording. */
export function roomOf({ segments, at, recordings }: Draft): Span {
  const { recording = 0 } = segments[at] ?? {}
  const [before, after] = [segments[at - 1], segments[at + 1]]
  return {
    start: before?.recording === recording ? before.end : 0,
    end: after?.recording === recording ? after.start : (recordings[recording]?.duration ?? 0)
  }
}

export function edit(editing: Editing, action: Action): Editing {
  const { draft } = editing
  const current = currentOf(draft)
  switch (action.do) {
    case 'go':
      return { ...editing, draft: { ...draft, at: nearest(draft, action.to) } }
    case 'undo':
      return backOrForth(editing, 'past')
    case 'redo':
      return backOrForth(editing, 'future')
  }
  if (!current) return editing
  switch (action.do) {
    case 'type':
      return changed(editing, [current], [{ ...current, text: action.text, state: 'open' }], true)
    case 'accept':
      return next(changed(editing, [current], [{ ...current, state: 'accepted' }]))
    case 'leave':
      return next(changed(editing, [current], [{ ...current, state: 'left' }]))
    case 'merge': {
      const following = draft.segments[draft.at + 1]
      if (following?.recording !== current.recording) return editing
      return changed(editing, [current, following], [merged(current, following)])
    }
    case 'move':
      // As far as there is room.
      return changed(editing, [current], [{ ...current, ...within(roomOf(draft), action.to), state: 'open' }])
    case 'split': {
      const halves = splitAt(current, action.caret)
      return halves ? changed(editing, [current], halves) : editing
    }
  }
}

const nearest = ({ segments }: Draft, index: number): number =>
  Math.max(0, Math.min(segments.length - 1, index))

const next = (editing: Editing): Editing => edit(editing, { do: 'go', to: editing.draft.at + 1 })

const replaced = (draft: Draft, at: number, count: number, by: readonly Segment[]): Draft => ({
  ...draft,
  at,
  segments: draft.segments.toSpliced(at, count, ...by)
})

function changed(
  { draft, past }: Editing,
  before: readonly Segment[],
  after: readonly Segment[],
  typing = false
): Editing {
  const { at } = draft
  const last = past.at(-1)
  const goesOn = typing && last?.typing === true && last.at === at && sameWords(last.after[0], after[0])
  // A word being typed is taken back as one.
  const kept = goesOn ? past.slice(0, -1) : past
  const change = { at, before: goesOn ? last.before : before, after, typing }
  return { draft: replaced(draft, at, before.length, after), past: [...kept, change], future: [] }
}

const countWords = (text = ''): number => text.split(/\s+/).length
const sameWords = (a: Segment | undefined, b: Segment | undefined): boolean =>
  a?.id === b?.id && countWords(a?.text) === countWords(b?.text)

function backOrForth({ draft, past, future }: Editing, from: 'past' | 'future'): Editing {
  const change = (from === 'past' ? past : future).at(-1)
  if (!change) return { draft, past, future }
  const { at, before, after } = change
  if (from === 'past') {
    return {
      draft: replaced(draft, at, after.length, before),
      past: past.slice(0, -1),
      future: [...future, change]
    }
  }
  return {
    draft: replaced(draft, at, before.length, after),
    past: [...past, change],
    future: future.slice(0, -1)
  }
}

const merged = (a: Segment, b: Segment): Segment => ({
  ...a,
  end: b.end,
  text: `${a.text.trimEnd()} ${b.text.trimStart()}`.trim(),
  words: [...a.words, ...b.words],
  state: 'open'
})

/** Parted at the caret; in time between the words that stand about as far along as the caret does in the text. */
function splitAt(segment: Segment, caret: number): readonly Segment[] | undefined {
  const [first, second] = [segment.text.slice(0, caret).trim(), segment.text.slice(caret).trim()]
  if (first === '' || second === '') return undefined
  const share = countWords(first) / (countWords(first) + countWords(second))
  const count = Math.max(1, Math.min(segment.words.length - 1, Math.round(share * segment.words.length)))
  const [before, after] = [segment.words[count - 1], segment.words[count]]
  const between = before && after ? (before.end + after.start) / 2 : Number.NaN
  const inside = between > segment.start && between < segment.end
  const middle = inside ? between : segment.start + share * (segment.end - segment.start)
  const words = (half: (word: Word) => boolean) => segment.words.filter(half)
  return [
    { ...segment, end: middle, text: first, words: words(({ start }) => start < middle), state: 'open' },
    {
      ...segment,
      // No other begins where this one does.
      id: `${segment.recording}@${middle}`,
      start: middle,
      text: second,
      words: words(({ start }) => start >= middle),
      state: 'open'
    }
  ]
}

/** Seconds; nothing shorter is a word. */
export const SHORTEST = 0.1

function within(room: Span, { start, end }: Span): Span {
  const least = Math.min(SHORTEST, room.end - room.start)
  const first = Math.max(room.start, Math.min(start, room.end - least))
  return { start: first, end: Math.min(room.end, Math.max(end, first + least)) }
}

/** Below it, about every second word is wrong. */
const UNCERTAIN = 0.5
export const isUncertain = ({ confidence }: Word): boolean => confidence < UNCERTAIN

/** Where in `text` the uncertain words stand that are still as they were heard. */
export function uncertainPlaces({ text, words }: Segment): readonly Readonly<{ from: number; to: number }>[] {
  const places: { from: number; to: number }[] = []
  let from = 0
  for (const word of words) {
    const at = wholeWord(text, word.text, from)
    if (at < 0) continue
    const to = at + word.text.length
    if (isUncertain(word)) places.push({ from: at, to })
    from = to
  }
  return places
}

/** @returns where `word` stands by itself, from `from` on; -1 for nowhere */
function wholeWord(text: string, word: string, from: number): number {
  for (let at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + word.length] ?? ' '}`
    if (!/[\p{L}\p{N}]/u.test(around)) return at
  }
  return -1
}
