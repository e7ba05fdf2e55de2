/** Capitals: of sentences, of "I", of days and months. @module */
import { MONTHS } from './calendar.ts'
import type { Piece } from './piece.ts'

const DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')
/** Months that are words as well are left to the dates they stand in. */
const AMBIGUOUS = new Set(['may', 'march'])

const ALWAYS: ReadonlyMap<string, string> = new Map([
  ...['i', "i'm", "i'll", "i've", "i'd"].map((word): [string, string] => [word, `I${word.slice(1)}`]),
  ...DAYS.map((day): [string, string] => [day.toLowerCase(), day]),
  ...Object.entries(MONTHS).filter(([name]) => !AMBIGUOUS.has(name))
])

/** @param always whether words that English writes with a capital get it */
export function withCapitals(pieces: readonly Piece[], always: boolean): readonly Piece[] {
  let starts = true
  return pieces.map((piece) => {
    const named = always && !piece.fixed ? properNoun(piece.text) : piece.text
    const text = starts ? capital(named, piece.fixed) : named
    starts = piece.ends ?? false
    return { ...piece, text }
  })
}

function properNoun(text: string): string {
  const [, word = '', rest = ''] = /^([\p{L}']+)(.*)$/su.exec(text) ?? []
  const bare = word.replace(/'s$/, '')
  const known = ALWAYS.get(word) ?? (bare === word ? undefined : ALWAYS.get(bare)?.concat("'s"))
  return known === undefined ? text : `${known}${rest}`
}

/** A name with capitals of its own ("iPhone") begins a sentence as it is. */
function capital(text: string, fixed: boolean): string {
  if (fixed && (/\p{Lu}/u.test(text) || /[@.]\p{Ll}/u.test(text))) return text
  return text.replace(/^(\P{L}*)(\p{Ll})/u, (_all, before: string, letter: string) =>
    /\d/.test(before) ? `${before}${letter}` : `${before}${letter.toUpperCase()}`
  )
}
