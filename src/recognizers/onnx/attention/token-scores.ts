/** Arithmetic over one row of a decoder's logits. @module */

/** Logarithm of the sum of exponentials of all that are not suppressed. */
export function logSumExp(row: Float32Array, suppressed: Uint8Array): number {
  let most = Number.NEGATIVE_INFINITY
  for (let token = 0; token < row.length; token++)
    if (suppressed[token] === 0 && (row[token] as number) > most) most = row[token] as number
  let sum = 0
  for (let token = 0; token < row.length; token++)
    if (suppressed[token] === 0) sum += Math.exp((row[token] as number) - most)
  return most + Math.log(sum)
}

/** The `count` tokens with the largest values that are not suppressed, the largest first. */
export function topTokens(row: Float32Array, suppressed: Uint8Array, count: number): readonly number[] {
  const best: number[] = []
  let least = Number.NEGATIVE_INFINITY
  for (let token = 0; token < row.length; token++) {
    const value = row[token] as number
    if (suppressed[token] !== 0 || (best.length >= count && value <= least)) continue
    let [low, high] = [0, best.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((row[best[middle] as number] as number) >= value) low = middle + 1
      else high = middle
    }
    best.splice(low, 0, token)
    if (best.length > count) best.pop()
    least = row[best[best.length - 1] as number] as number
  }
  return best
}

/** Probabilities of some tokens among themselves. */
export function probabilitiesAmong(row: Float32Array, tokens: readonly number[]): readonly number[] {
  const most = Math.max(...tokens.map((token) => row[token] ?? Number.NEGATIVE_INFINITY))
  const shares = tokens.map((token) => Math.exp((row[token] ?? Number.NEGATIVE_INFINITY) - most))
  const sum = shares.reduce((total, share) => total + share, 0)
  return shares.map((share) => share / sum)
}
