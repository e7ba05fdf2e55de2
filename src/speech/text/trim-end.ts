/** Cutting signs off the end of a text. @module */

/**
 * One pass from the end: an expression such as `/[.,]+$/` takes quadratic time where many such signs are followed by
 * something else.
 * @param sign matches one character, for example `/[.,]/`; without the flags g and y
 */
export function trimEndOf(text: string, sign: RegExp): string {
  let end = text.length
  while (end > 0) {
    const start = end > 1 && (text.codePointAt(end - 2) ?? 0) > 0xffff ? end - 2 : end - 1
    if (!sign.test(text.slice(start, end))) break
    end = start
  }
  return text.slice(0, end)
}
