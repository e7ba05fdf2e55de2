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
  const result: Piece[] = []
  let at = 0
  let next = 0
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index] as Piece
    const start = at
    let last = piece
    let end = at + piece.text.length
    let text = piece.text
    let fixed = piece.fixed
    let shift = 0
    for (let edit = edits[next]; edit && edit.start < end; edit = edits[++next]) {
      // An edit that reaches into the pieces behind takes them in whole.
      while (edit.end > end && index + 1 < pieces.length) {
        index += 1
        last = pieces[index] as Piece
        text = `${text} ${last.text}`
        end += 1 + last.text.length
      }
      text = text.slice(0, edit.start - start + shift) + edit.text + text.slice(edit.end - start + shift)
      shift += edit.text.length - (edit.end - edit.start)
      fixed = true
    }
    const trimmed = text.trim()
    const ends = last.ends === undefined ? {} : { ends: last.ends }
    if (trimmed !== '') result.push({ text: trimmed, first: piece.first, last: last.last, fixed, ...ends })
    at = end + 1
  }
  return result
}
