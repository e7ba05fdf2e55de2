/** Rows as columns that fit the terminal: the widest give way, and are cut with an ellipsis. @module */

const GAP = 2
const NARROWEST = 8

const lengthOf = (text: string): number => [...text].length

function cut(text: string, width: number): string {
  const letters = [...text]
  return letters.length <= width
    ? text + ' '.repeat(width - letters.length)
    : `${letters.slice(0, width - 1).join('')}…`
}

/** @param width characters of the terminal; columns in `whole` are never cut. */
export function drawTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  whole: readonly string[] = []
): string {
  const widths = header.map((title, column) =>
    Math.max(lengthOf(title), ...rows.map((row) => lengthOf(row[column] ?? '')))
  )
  const total = (): number => widths.reduce((sum, one) => sum + one, 0) + GAP * (widths.length - 1)
  while (total() > width) {
    const widest = widths
      .map((size, column) => ({ size, column }))
      .filter(({ size, column }) => size > NARROWEST && !whole.includes(header[column] ?? ''))
      .sort((a, b) => b.size - a.size)[0]
    if (!widest) break
    widths[widest.column] = widest.size - 1
  }
  return [header, ...rows]
    .map((row) =>
      widths
        .map((size, column) => cut(row[column] ?? '', size))
        .join(' '.repeat(GAP))
        .trimEnd()
    )
    .join('\n')
}
