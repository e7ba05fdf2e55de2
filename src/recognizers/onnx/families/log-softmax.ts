/** @module */

/** Turns each row of scores into log probabilities, in place. */
export function logSoftmax(values: Float32Array, width: number, start = 0, end = values.length): void {
  for (let row = start; row < end; row += width) {
    let most = Number.NEGATIVE_INFINITY
    for (let at = row; at < row + width; at++) most = Math.max(most, values[at] as number)
    let sum = 0
    for (let at = row; at < row + width; at++) sum += Math.exp((values[at] as number) - most)
    const total = most + Math.log(sum)
    for (let at = row; at < row + width; at++) values[at] = (values[at] as number) - total
  }
}

/** Whether a row is log probabilities already: their probabilities add up to one. */
export function isLogProbabilities(row: Float32Array): boolean {
  return Math.abs(row.reduce((sum, value) => sum + Math.exp(value), 0) - 1) < 1e-2
}
