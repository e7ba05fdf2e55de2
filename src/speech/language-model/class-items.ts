/** Classes of a language model: words that stand for one another, such as the titles of a catalogue. @module */

/**
 * By class word (any word that no item holds, `{@food}`): its items, each one or more words, equally likely; an item
 * that is listed twice is twice as likely.
 */
export type ClassItems = ReadonlyMap<string, readonly (readonly string[])[]>

/** How the words of a class's items follow one another; every share is of one occurrence of the class. */
export type ItemStatistics = Readonly<{
  /** Share of items that begin with the word. */
  first: ReadonlyMap<string, number>
  /** Share of items that end with the word. */
  last: ReadonlyMap<string, number>
  /** By the length of the sequence less 1, sequences joined by blanks: occurrences in all items, by their number. */
  sequences: readonly ReadonlyMap<string, number>[]
}>

/** @param longest words of the longest sequence counted */
export function itemStatistics(items: readonly (readonly string[])[], longest: number): ItemStatistics {
  const first = new Map<string, number>()
  const last = new Map<string, number>()
  const sequences = Array.from({ length: longest }, () => new Map<string, number>())
  const share = 1 / items.length
  for (const words of items) {
    add(first, words[0] ?? '', share)
    add(last, words.at(-1) ?? '', share)
    for (const [below, counts] of sequences.entries())
      for (let from = 0; from + below < words.length; from++)
        add(counts, words.slice(from, from + below + 1).join(' '), share)
  }
  return { first, last, sequences }
}

function add(counts: Map<string, number>, key: string, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by)
}

/**
 * The sentence with an item in the place of each class, picked in turn: `turn` 0, 1, 2 … go through all items.
 * Several classes in one sentence move on at different speeds, so that their items meet in changing company.
 */
export function substituteItems(
  sentence: readonly string[],
  classes: ClassItems,
  turn: number
): readonly string[] {
  let place = 0
  return sentence.flatMap((word) => {
    const items = classes.get(word)
    if (items === undefined) return [word]
    const stride = 2 * place + 1
    return items[(turn * stride + 7 * place++) % items.length] ?? []
  })
}
