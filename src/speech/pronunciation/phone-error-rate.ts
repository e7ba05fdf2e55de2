/** Phone error rate of predicted pronunciations against a dictionary. @module */

import type { Lexicon, Phones } from './lexicon.ts'

export type PhoneErrors = Readonly<{
  words: number
  /** Words whose prediction equals one of the dictionary's pronunciations. */
  exactWords: number
  phones: number
  /** Substitutions, deletions and insertions against the nearest variant. */
  errors: number
}>

export function countPhoneErrors(predictions: ReadonlyMap<string, Phones>, dictionary: Lexicon): PhoneErrors {
  let [words, exactWords, phones, errors] = [0, 0, 0, 0]
  for (const [word, predicted] of predictions) {
    const variants = dictionary.get(word) ?? []
    const distances = variants.map((variant) => ({
      distance: editDistance(predicted, variant),
      length: variant.length
    }))
    const [nearest] = distances.toSorted((a, b) => a.distance - b.distance)
    if (nearest === undefined) continue
    words++
    if (nearest.distance === 0) exactWords++
    phones += nearest.length
    errors += nearest.distance
  }
  return { words, exactWords, phones, errors }
}

function editDistance(a: Phones, b: Phones): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (const [i, phone] of a.entries()) {
    const next = [i + 1]
    for (const [j, other] of b.entries()) {
      const substituted = (row[j] ?? 0) + (phone === other ? 0 : 1)
      next.push(Math.min(substituted, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
