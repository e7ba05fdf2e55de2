/** A transcript being corrected: its segments, and the history of changes for undo and redo. @module */

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

/** `excluded`: not exported, because it has no speech or is not intelligible. */
export type SegmentState = 'open' | 'accepted' | 'excluded'

export type Segment = Readonly<{
  id: string
  /** Index of the recording in the draft. */
  recording: number
  /** Seconds from the start of the recording. */
  start: number
  end: number
  text: string
  /** The recognized words. `text` starts as these, unless the recording already had a transcript. */
  words: readonly Word[]
  state: SegmentState
}>

export type DraftRecording = Readonly<{
  name: string
  /** Seconds. */
  duration: number
  /** The dataset file with its audio; without one, the user selects the recording. */
  audio?: string
}>

export type Draft = Readonly<{
  /** ID of the transcription that it was created from. */
  id: string
  project: string
  title: string
  locale: string
  recordings: readonly DraftRecording[]
  segments: readonly Segment[]
  /** Index of the current segment. */
  at: number
  /** Milliseconds since 1970. */
  savedAt: number
}>

/** A draft as a browser may have stored it: version 0.1 wrote `left` for `excluded`. */
export type StoredDraft = Omit<Draft, 'segments'> &
  Readonly<{ segments: readonly (Omit<Segment, 'state'> & Readonly<{ state: SegmentState | 'left' }>)[] }>

export const fromStored = (draft: StoredDraft): Draft => ({
  ...draft,
  segments: draft.segments.map((segment) => ({
    ...segment,
    state: segment.state === 'left' ? 'excluded' : segment.state
  }))
})

type Change = Readonly<{
  at: number
  before: readonly Segment[]
  after: readonly Segment[]
  typing: boolean
}>

export type Editing = Readonly<{ draft: Draft; past: readonly Change[]; future: readonly Change[] }>

export type Action =
  | Readonly<{ do: 'type'; text: string }>
  | Readonly<{ do: 'accept' | 'exclude' | 'undo' | 'redo' | 'merge' }>
  | Readonly<{ do: 'go'; to: number }>
  | Readonly<{ do: 'split'; caret: number }>
  | Readonly<{ do: 'move'; to: Span }>

export const startEditing = (draft: Draft): Editing => ({ draft, past: [], future: [] })
export const currentOf = ({ segments, at }: Draft): Segment | undefined => segments[at]

/** Between the neighbors of the current segment, or the ends of the recording. */
export function availableSpan({ segments, at, recordings }: Draft): Span {
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
      return { ...editing, draft: { ...draft, at: clampIndex(draft, action.to) } }
    case 'undo':
      return applyHistory(editing, 'past')
    case 'redo':
      return applyHistory(editing, 'future')
  }
  if (!current) return editing
  switch (action.do) {
    case 'type':
      return applyChange(editing, [current], [{ ...current, text: action.text, state: 'open' }], true)
    case 'accept':
      return next(applyChange(editing, [current], [{ ...current, state: 'accepted' }]))
    case 'exclude':
      return next(applyChange(editing, [current], [{ ...current, state: 'excluded' }]))
    case 'merge': {
      const following = draft.segments[draft.at + 1]
      if (following?.recording !== current.recording) return editing
      return applyChange(editing, [current, following], [mergeSegments(current, following)])
    }
    case 'move':
      return applyChange(
        editing,
        [current],
        [{ ...current, ...clampSpan(availableSpan(draft), action.to), state: 'open' }]
      )
    case 'split': {
      const halves = splitAt(current, action.caret)
      return halves ? applyChange(editing, [current], halves) : editing
    }
  }
}

const clampIndex = ({ segments }: Draft, index: number): number =>
  Math.max(0, Math.min(segments.length - 1, index))

const next = (editing: Editing): Editing => edit(editing, { do: 'go', to: editing.draft.at + 1 })

const replaceSegments = (draft: Draft, at: number, count: number, by: readonly Segment[]): Draft => ({
  ...draft,
  at,
  segments: draft.segments.toSpliced(at, count, ...by)
})

function applyChange(
  { draft, past }: Editing,
  before: readonly Segment[],
  after: readonly Segment[],
  typing = false
): Editing {
  const { at } = draft
  const last = past.at(-1)
  const continuesTyping =
    typing && last?.typing === true && last.at === at && sameWords(last.after[0], after[0])
  // Undo removes a typed word at once, not letter by letter.
  const kept = continuesTyping ? past.slice(0, -1) : past
  const change = { at, before: continuesTyping ? last.before : before, after, typing }
  return { draft: replaceSegments(draft, at, before.length, after), past: [...kept, change], future: [] }
}

const countWords = (text = ''): number => text.split(/\s+/).length
const sameWords = (a: Segment | undefined, b: Segment | undefined): boolean =>
  a?.id === b?.id && countWords(a?.text) === countWords(b?.text)

function applyHistory({ draft, past, future }: Editing, from: 'past' | 'future'): Editing {
  const change = (from === 'past' ? past : future).at(-1)
  if (!change) return { draft, past, future }
  const { at, before, after } = change
  if (from === 'past') {
    return {
      draft: replaceSegments(draft, at, after.length, before),
      past: past.slice(0, -1),
      future: [...future, change]
    }
  }
  return {
    draft: replaceSegments(draft, at, before.length, after),
    past: [...past, change],
    future: future.slice(0, -1)
  }
}

const mergeSegments = (a: Segment, b: Segment): Segment => ({
  ...a,
  end: b.end,
  text: `${a.text.trimEnd()} ${b.text.trimStart()}`.trim(),
  words: [...a.words, ...b.words],
  state: 'open'
})

/** Splits the text at the caret, and the audio between the recognized words at about the same share of the segment. */
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
      // Unique, because no other segment starts here.
      id: `${segment.recording}@${middle}`,
      start: middle,
      text: second,
      words: words(({ start }) => start >= middle),
      state: 'open'
    }
  ]
}

/** No word is shorter. */
export const MIN_SEGMENT_SECONDS = 0.1

function clampSpan(available: Span, { start, end }: Span): Span {
  const minLength = Math.min(MIN_SEGMENT_SECONDS, available.end - available.start)
  const first = Math.max(available.start, Math.min(start, available.end - minLength))
  return { start: first, end: Math.min(available.end, Math.max(end, first + minLength)) }
}

/** Below this confidence, about every second word is wrong. */
const MIN_CONFIDENCE = 0.5
export const isUncertain = ({ confidence }: Word): boolean => confidence < MIN_CONFIDENCE

/** Ranges of `text` with uncertain words that have not been changed. */
export function uncertainRanges({ text, words }: Segment): readonly Readonly<{ from: number; to: number }>[] {
  const ranges: { from: number; to: number }[] = []
  let from = 0
  for (const word of words) {
    const at = indexOfWord(text, word.text, from)
    if (at < 0) continue
    const to = at + word.text.length
    if (isUncertain(word)) ranges.push({ from: at, to })
    from = to
  }
  return ranges
}

/** @returns the index of `word` as a whole word, searched from `from`; -1 if there is none */
function indexOfWord(text: string, word: string, from: number): number {
  for (let at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1)) {
    const neighbors = `${text[at - 1] ?? ' '}${text[at + word.length] ?? ' '}`
    if (!/[\p{L}\p{N}]/u.test(neighbors)) return at
  }
  return -1
}
