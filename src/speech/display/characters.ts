/** Characters of a line, by code point. @module */

export const isLetterOrDigit = (character: string): boolean => /[\p{L}\p{N}]/u.test(character)

export const isLetter = (character: string): boolean =>
  (character >= 'a' && character <= 'z') || /^\p{L}/u.test(character)

export const isLowSurrogate = (unit: string): boolean => unit >= '\udc00' && unit <= '\udfff'

/** The code point at a place, whole; empty at the end. */
export function characterAt(text: string, at: number): string {
  const unit = text[at] ?? ''
  const whole = unit >= '\ud800' && unit <= '\udbff' && isLowSurrogate(text[at + 1] ?? '')
  return whole ? text.slice(at, at + 2) : unit
}
