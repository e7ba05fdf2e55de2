/** Pronunciation lexicons in the form of CMUdict: `word PH PH`, variants as `word(2) PH PH`. @module */

import { isPhone, PHONES } from './phones.ts'

/** One pronunciation of a word, as phones of the acoustic model (ARPAbet for English). */
export type Phones = readonly string[]

/** Pronunciations by word, the most usual first. */
export type Lexicon = ReadonlyMap<string, readonly Phones[]>

/** A malformed entry; `line` counts from 1 (0 for an entry that is not from a file). */
export class LexiconUnreadable extends Error {
  override readonly name = 'LexiconUnreadable'
  constructor(
    readonly line: number,
    readonly found: string,
    readonly accepted: string
  ) {
    super(
      `Lexicon ${line === 0 ? 'entry' : `line ${line}`}: found ${JSON.stringify(found.slice(0, 80))}; ${accepted}`
    )
  }
}

const VARIANT = /^(.+)\((\d+)\)$/
const PHONES_ACCEPTED = `expected the phones ${PHONES.join(' ')} and SIL`

/**
 * Reads lexicon lines. Blank lines and comments (`;;;`) are skipped, repeated pronunciations are kept once, and stress
 * digits (`AH0`), as in the original CMUdict, are dropped.
 * @throws LexiconUnreadable
 */
export function readLexicon(lines: Iterable<string>): Lexicon {
  const lexicon = new Map<string, Phones[]>()
  let number = 0
  for (const raw of lines) {
    number++
    const line = raw.trim()
    if (line === '' || line.startsWith(';;;')) continue
    const [name = '', ...fields] = line.split(/\s+/)
    const phones = fields.map((field) => field.replace(/^([A-Z]{2})[012]$/, '$1'))
    check(phones, line, number)
    const word = VARIANT.exec(name)?.[1] ?? name
    const variants = lexicon.get(word) ?? []
    if (!variants.some((known) => known.join(' ') === phones.join(' '))) variants.push(phones)
    lexicon.set(word, variants)
  }
  return lexicon
}

/**
 * One line per entry, without line ends. Words are sorted by code units, so that equal lexicons give equal files.
 * @throws LexiconUnreadable for a word that cannot be written to a file, or for unknown phones
 */
export function* writeLexicon(lexicon: Lexicon): Generator<string, void, undefined> {
  for (const word of [...lexicon.keys()].sort()) {
    if (word === '' || /\s/.test(word) || VARIANT.test(word) || word.startsWith(';;;')) {
      throw new LexiconUnreadable(
        0,
        word,
        'a word has no white space and does not end in a number in parentheses'
      )
    }
    for (const [i, phones] of (lexicon.get(word) ?? []).entries()) {
      check(phones, `${word} ${phones.join(' ')}`, 0)
      yield `${i === 0 ? word : `${word}(${i + 1})`} ${phones.join(' ')}`
    }
  }
}

function check(phones: Phones, entry: string, line: number): void {
  if (phones.length === 0) throw new LexiconUnreadable(line, entry, 'a word is followed by its phones')
  if (!phones.every(isPhone)) throw new LexiconUnreadable(line, entry, PHONES_ACCEPTED)
}
