/**
 * A strict check of an ARPA file that somebody else wrote, before a decoder reads it: decoders trust the counts of the
 * file and end, or read foreign memory, where those are wrong. One pass; memory grows with the vocabulary alone.
 * @module
 */
import { ArpaUnreadable } from './arpa-reader.ts'

/** The decoder keeps the counts of a file in a table of five. */
export const MAX_ARPA_ORDER = 5
const MAX_NGRAMS = 20_000_000
const MAX_WORD_LENGTH = 256
/** Decoders read -99 as "never"; nothing is rarer. */
const MIN_LOG10 = -99
const MAX_BACK_OFF = 99

export type CheckedArpa = Readonly<{ order: number; words: ReadonlySet<string> }>

type State = { counts: number[]; section: number; found: number; ended: boolean; words: Set<string> }

/**
 * Accepts `\data\`, `ngram N=count` for 1 to at most five orders, a section for each with exactly that many n-grams, and
 * `\end\`; blank lines anywhere. Probabilities and back-off weights are plain finite numbers in range; words have a
 * unigram before they are used in a longer n-gram.
 * @throws ArpaUnreadable
 */
export function checkArpa(lines: Iterable<string>): CheckedArpa {
  const state: State = { counts: [], section: -1, found: 0, ended: false, words: new Set() }
  let number = 0
  for (const raw of lines) {
    number++
    const line = raw.trim()
    if (line === '') continue
    if (state.ended) throw new ArpaUnreadable(number, line, 'nothing may follow \\end\\')
    readLine(state, line, number)
  }
  if (!state.ended) throw new ArpaUnreadable(number, '', 'the file is cut off: its last line must be \\end\\')
  return { order: state.counts.length, words: state.words }
}

function readLine(state: State, line: string, number: number): void {
  if (state.section < 0) {
    if (line !== '\\data\\') throw new ArpaUnreadable(number, line, 'the first line must be \\data\\')
    state.section = 0
    return
  }
  if (line.startsWith('\\') && !/\s/.test(line)) {
    readHeading(state, line, number)
    return
  }
  if (state.section > 0) readNgram(state, line, number)
  else readCount(state, line, number)
}

function readCount(state: State, line: string, number: number): void {
  const order = state.counts.length + 1
  const count = /^ngram (\d{1,2})\s*=\s*(\d{1,10})$/.exec(line)
  if (count === null || Number(count[1]) !== order) {
    throw new ArpaUnreadable(number, line, `"ngram ${order}=" and a count, or "\\1-grams:", is expected`)
  }
  if (order > MAX_ARPA_ORDER) {
    throw new ArpaUnreadable(number, line, `n-grams of at most ${MAX_ARPA_ORDER} words are accepted`)
  }
  const declared = Number(count[2])
  if (declared > MAX_NGRAMS) {
    throw new ArpaUnreadable(number, line, `at most ${MAX_NGRAMS} n-grams of a length are accepted`)
  }
  state.counts.push(declared)
}

function readHeading(state: State, line: string, number: number): void {
  const declared = state.counts[state.section - 1]
  if (declared !== undefined && declared !== state.found) {
    throw new ArpaUnreadable(
      number,
      line,
      `the file declares ${declared} n-grams of ${state.section} words and has ${state.found}`
    )
  }
  const next = state.section + 1
  const expected = next > state.counts.length && next > 1 ? '\\end\\' : `\\${next}-grams:`
  if (line !== expected) throw new ArpaUnreadable(number, line, `${expected} is expected`)
  if (expected === '\\end\\') {
    state.ended = true
    return
  }
  if (state.counts.length === 0) {
    throw new ArpaUnreadable(number, line, 'an "ngram 1=" line with a count is expected first')
  }
  if (state.section === 1) requireMarks(state, line, number)
  state.section = next
  state.found = 0
}

function requireMarks({ words }: State, line: string, number: number): void {
  for (const mark of ['<s>', '</s>']) {
    if (!words.has(mark)) throw new ArpaUnreadable(number, line, `a unigram of ${mark} is expected before`)
  }
}

function readNgram(state: State, line: string, number: number): void {
  const { section, counts, words } = state
  if (++state.found > (counts[section - 1] ?? 0)) {
    throw new ArpaUnreadable(
      number,
      line,
      `the file declares ${counts[section - 1]} n-grams of ${section} words and has more`
    )
  }
  const fields = line.split(/[ \t]+/)
  const backOff = fields.length === section + 2 ? fields[section + 1] : undefined
  if (
    fields.length !== section + 1 &&
    (backOff === undefined || (section === counts.length && section > 1))
  ) {
    throw new ArpaUnreadable(
      number,
      line,
      `a log10 probability, ${section} words${section === counts.length ? '' : ' and at most a back-off weight'} are expected`
    )
  }
  const probability = plainNumber(fields[0])
  if (probability === undefined || probability > 0 || probability < MIN_LOG10) {
    throw new ArpaUnreadable(number, line, `a log10 probability from ${MIN_LOG10} to 0 is expected`)
  }
  if (backOff !== undefined) {
    const weight = plainNumber(backOff)
    if (weight === undefined || weight > MAX_BACK_OFF || weight < MIN_LOG10) {
      throw new ArpaUnreadable(
        number,
        line,
        `a back-off weight from ${MIN_LOG10} to ${MAX_BACK_OFF} is expected`
      )
    }
  }
  for (const word of fields.slice(1, section + 1)) {
    if (section === 1) addWord(words, word, line, number)
    else if (!words.has(word)) throw new ArpaUnreadable(number, line, `"${word}" has no unigram`)
  }
}

function addWord(words: Set<string>, word: string, line: string, number: number): void {
  if (word.length > MAX_WORD_LENGTH || /[\p{Cc}\ufffd]/u.test(word)) {
    throw new ArpaUnreadable(
      number,
      line,
      `words of at most ${MAX_WORD_LENGTH} characters, without control characters, are accepted`
    )
  }
  if (words.has(word)) throw new ArpaUnreadable(number, line, `"${word}" has a unigram already`)
  words.add(word)
}

/** C's reader takes `nan`, `inf` and hexadecimal numbers too, which no language model needs. */
function plainNumber(field: string | undefined): number | undefined {
  return field !== undefined &&
    /^[-+]?(?:\d{1,20}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][-+]?\d{1,3})?$/.test(field)
    ? Number(field)
    : undefined
}
