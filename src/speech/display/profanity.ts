/** Words that a caller may want hidden. @module */
import { type Edit, edited, type Piece, textOf } from './piece.ts'

/** `raw` and `None` leave them as they were said. */
export type ProfanityMode = 'None' | 'Masked' | 'Removed' | 'Tags'

/** A short list of our own; a customer's display rules add to it. */
const ENGLISH: readonly string[] = [
  'arse',
  'arsehole',
  'asshole',
  'assholes',
  'bastard',
  'bastards',
  'bitch',
  'bitches',
  'bollocks',
  'bullshit',
  'cock',
  'cocksucker',
  'cunt',
  'cunts',
  'damn',
  'damned',
  'dickhead',
  'fuck',
  'fucked',
  'fucker',
  'fuckers',
  'fucking',
  'fucks',
  'goddamn',
  'motherfucker',
  'motherfuckers',
  'motherfucking',
  'piss',
  'pissed',
  'prick',
  'shit',
  'shits',
  'shitty',
  'slut',
  'sluts',
  'twat',
  'wanker',
  'wankers',
  'whore',
  'whores'
]

/** Characters that hide a word, one for one, blanks between the words of a phrase left. */
const masked = (text: string): string => text.replace(/\S/g, '*')

/** @param own further words and phrases, in any case */
export function hideProfanity(
  pieces: readonly Piece[],
  mode: ProfanityMode,
  own: readonly string[] = []
): readonly Piece[] {
  if (mode === 'None') return pieces
  const edits = found(textOf(pieces), own).map(({ start, end, text }): Edit => {
    if (mode === 'Removed') return { start, end, text: '' }
    return { start, end, text: mode === 'Masked' ? masked(text) : `<profanity>${text}</profanity>` }
  })
  return edited(pieces, edits)
}

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')

const PATTERN = patternOf(ENGLISH)

function patternOf(words: readonly string[]): RegExp {
  // The longest first: of phrases that begin alike, regular expressions take the first that fits.
  const choices = [...words].sort((a, b) => b.length - a.length).map(escaped)
  return new RegExp(`(?<![\\p{L}\\p{N}'])(?:${choices.join('|')})(?![\\p{L}\\p{N}'])`, 'giu')
}

function found(line: string, own: readonly string[]): readonly Edit[] {
  const pattern = own.length === 0 ? PATTERN : patternOf([...ENGLISH, ...own])
  return [...line.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0]
  }))
}
