/** Words that a caller may want hidden. @module */
import { PhraseIndex, type PhraseMatch } from './phrase-index.ts'
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
export const profanityIndex = (own: readonly string[] = []): PhraseIndex =>
  new PhraseIndex(own.length === 0 ? ENGLISH : [...ENGLISH, ...own], {
    acrossMarks: false,
    wordCharacters: "'"
  })

const STANDARD = profanityIndex()

/** The longest word or phrase at each place, from left to right. */
export function hideProfanity(
  pieces: readonly Piece[],
  mode: ProfanityMode,
  index: PhraseIndex = STANDARD
): readonly Piece[] {
  if (mode === 'None') return pieces
  const line = textOf(pieces)
  let last: PhraseMatch | undefined
  const chosen: PhraseMatch[] = []
  for (const match of index.matches(line)) {
    if (match.start === last?.start) chosen.pop()
    else if (last && match.start < last.end) continue
    chosen.push(match)
    last = match
  }
  const edits = chosen.map(({ start, end }): Edit => {
    const text = line.slice(start, end)
    if (mode === 'Removed') return { start, end, text: '' }
    return { start, end, text: mode === 'Masked' ? masked(text) : `<profanity>${text}</profanity>` }
  })
  return edited(pieces, edits)
}
