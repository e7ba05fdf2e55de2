/** Absolute discounts of Kneser-Ney smoothing: the probability mass reserved for words unseen after a history. @module */

/**
 * Discounts of the counts 1, 2, and 3 or more of one order.
 * - `modified`: three discounts, estimated (Chen & Goodman 1999, equation 26)
 * - `single`: one for all counts, Y = n1 / (n1 + 2 n2) (Kneser & Ney 1995), if no n-gram occurs 3 or 4 times, or a modified
 *   discount is outside (0, count)
 * - `fixed`: 0.5, 1, 1.5, if n1 or n2 is 0
 */
export type Discounts = Readonly<{
  method: 'modified' | 'single' | 'fixed'
  values: readonly [number, number, number]
}>

/** @param frequencies counts of counts: the number of n-grams with the (adjusted) count 1, 2, 3 and 4 */
export function estimateDiscounts(frequencies: readonly [number, number, number, number]): Discounts {
  const [n1, n2, n3, n4] = frequencies
  if (n1 === 0 || n2 === 0) return { method: 'fixed', values: [0.5, 1, 1.5] }
  const y = n1 / (n1 + 2 * n2)
  const values = [1 - (2 * y * n2) / n1, 2 - (3 * y * n3) / n2, 3 - (4 * y * n4) / n3] as const
  const usable = n3 > 0 && n4 > 0 && values.every((value, i) => value > 0 && value < i + 1)
  return usable ? { method: 'modified', values } : { method: 'single', values: [y, y, y] }
}

export const discountOf = ({ values }: Discounts, count: number): number =>
  count < 1 ? 0 : count === 1 ? values[0] : count === 2 ? values[1] : values[2]
