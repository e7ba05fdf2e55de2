/** Splits a sentence such as `I want {@food}` into text and references to classes. @module */

/** A class name: letters, digits and underscores. */
export const CLASS_NAME = /^[\p{L}\p{M}\p{N}_]+$/u

export type Reference = Readonly<{
  /** In lower case: class names are case-insensitive. */
  reference: string
  /** 1-based position of the opening brace. */
  column: number
}>

export type Piece = Readonly<{ text: string }> | Reference

export type ReferenceFault = Readonly<{
  column: number
  found: string
  /** The reference that was probably meant. */
  meant?: string
}>

/**
 * Splits at `{@name}`; `{@list name}` and blanks inside the braces are accepted too.
 * @returns the pieces in order, or the first brace that is not part of a reference
 */
export function parseReferences(sentence: string): readonly Piece[] | ReferenceFault {
  const pieces: Piece[] = []
  let from = 0
  for (;;) {
    const at = nextBrace(sentence, from)
    if (at < 0) break
    const close = sentence.indexOf('}', at)
    if (sentence[at] === '}' || close < 0)
      return { column: at + 1, found: sentence.slice(at, at + 1 + (sentence[at] === '{' ? 20 : 0)) }
    const inside = sentence.slice(at + 1, close).trim()
    const name = /^@\s*(?:list\s+)?(\S+)$/i.exec(inside)?.[1]
    if (name === undefined || !CLASS_NAME.test(name)) {
      const meant = CLASS_NAME.test(inside) ? `{@${inside}}` : undefined
      return {
        column: at + 1,
        found: sentence.slice(at, close + 1),
        ...(meant === undefined ? {} : { meant })
      }
    }
    if (at > from) pieces.push({ text: sentence.slice(from, at) })
    pieces.push({ reference: name.toLowerCase(), column: at + 1 })
    from = close + 1
  }
  if (from < sentence.length) pieces.push({ text: sentence.slice(from) })
  return pieces
}

function nextBrace(text: string, from: number): number {
  const open = text.indexOf('{', from)
  const close = text.indexOf('}', from)
  return open < 0 ? close : close < 0 ? open : Math.min(open, close)
}
