/** Tables that fit the terminal: the widest columns shrink, and their cells end with an ellipsis. @module */

const COLUMN_GAP = 2
const MIN_COLUMN_WIDTH = 8

const lengthOf = (text: string): number => [...text].length

function cut(text: string, width: number): string {
  const letters = [...text]
  return letters.length <= width
    ? text + ' '.repeat(width - letters.length)
    : `${letters.slice(0, width - 1).join('')}…`
}

/** @param width of the terminal in characters. @param whole the titles of columns that are never cut */
export function drawTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  whole: readonly string[] = []
): string {
  const widths = header.map((title, column) =>
    Math.max(lengthOf(title), ...rows.map((row) => lengthOf(row[column] ?? '')))
  )
  const total = (): number => widths.reduce((sum, one) => sum + one, 0) + COLUMN_GAP * (widths.length - 1)
  while (total() > width) {
    const widest = widths
      .map((size, column) => ({ size, column }))
      .filter(({ size, column }) => size > MIN_COLUMN_WIDTH && !whole.includes(header[column] ?? ''))
      .sort((a, b) => b.size - a.size)[0]
    if (!widest) break
    widths[widest.column] = widest.size - 1
  }
  return [header, ...rows]
    .map((row) =>
      widths
        .map((size, column) => cut(row[column] ?? '', size))
        .join(' '.repeat(COLUMN_GAP))
        .trimEnd()
    )
    .join('\n')
}
