/** Classes of a class-based language model: lists of interchangeable items, such as the titles of a catalog. @module */

/**
 * Items by class name (`{@food}`, a word that no item contains). Each item is one or more words. All items are equally
 * likely; an item that is listed twice is twice as likely.
 */
export type ClassItems = ReadonlyMap<string, readonly (readonly string[])[]>

/** Word statistics of a class's items, per occurrence of the class. */
export type ItemStatistics = Readonly<{
  /** Share of items that begin with the word. */
  first: ReadonlyMap<string, number>
  /** Share of items that end with the word. */
  last: ReadonlyMap<string, number>
  /** For each sequence length minus 1: occurrences of each sequence (words joined by spaces), averaged over the items. */
  sequences: readonly ReadonlyMap<string, number>[]
}>

/** @param maxLength words of the longest sequence to count */
export function itemStatistics(items: readonly (readonly string[])[], maxLength: number): ItemStatistics {
  const first = new Map<string, number>()
  const last = new Map<string, number>()
  const sequences = Array.from({ length: maxLength }, () => new Map<string, number>())
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
 * The sentence with an item in place of each class. `turn` 0, 1, 2 … cycles through all items. Several classes in one
 * sentence cycle at different strides, so that their items appear in changing combinations.
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
