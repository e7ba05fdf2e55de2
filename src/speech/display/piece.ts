/** A line on its way from words that were said to text that is read. @module */

/** A stretch of text that stands for some of the words. */
export type Piece = Readonly<{
  text: string
  /** Words it stands for: `first` up to, not including, `last`. */
  first: number
  last: number
  /** Written as its owner wrote it: capitals and marks are left alone. */
  fixed: boolean
  /** Ends a sentence, or a line. */
  ends?: boolean
}>

export const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join(' ')

export type Edit = Readonly<{
  /** Characters of the line: `start` up to, not including, `end`. */
  start: number
  end: number
  text: string
}>

/**
 * The line with stretches of its text replaced. Pieces that an edit touches become one, which stands for all their words;
 * what an edit leaves of them stays in it.
 * @param edits in order, none overlapping another
 */
export function edited(pieces: readonly Piece[], edits: readonly Edit[]): readonly Piece[] {
  if (edits.length === 0) return pieces
  const line = textOf(pieces)
  const result: Piece[] = []
  let start = 0
  let next = 0
  for (let index = 0; index < pieces.length; index++) {
    const first = pieces[index] as Piece
    let last = first
    let end = start + first.text.length
    let at = start
    const parts: string[] = []
    for (let edit = edits[next]; edit && edit.start < end; edit = edits[++next]) {
      // An edit that reaches into the pieces behind takes them in whole.
      while (edit.end > end && index + 1 < pieces.length) {
        index += 1
        last = pieces[index] as Piece
        end += 1 + last.text.length
      }
      parts.push(line.slice(at, edit.start), edit.text)
      at = edit.end
    }
    parts.push(line.slice(at, end))
    const text = parts.join('').trim()
    const ends = last.ends === undefined ? {} : { ends: last.ends }
    const fixed = parts.length > 1 || first.fixed
    if (text !== '') result.push({ text, first: first.first, last: last.last, fixed, ...ends })
    start = end + 1
  }
  return result
}
