/** The English plural and possessive ending. @module */
import type { Phones } from './lexicon.ts'

/** "The fox's", "the cat's", "the dog's": the ending follows the last sound. */
export function withEnding(phones: Phones): Phones {
  const last = phones.at(-1) ?? ''
  if (['S', 'Z', 'SH', 'ZH', 'CH', 'JH'].includes(last)) return [...phones, 'IH', 'Z']
  return [...phones, ['P', 'T', 'K', 'F', 'TH'].includes(last) ? 'S' : 'Z']
}

/** `kx9` of `kx9's`. */
export const ownerIn = (word: string): string | undefined =>
  word.endsWith("'s") ? word.slice(0, -2) : undefined
