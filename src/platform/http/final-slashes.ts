/** Addresses and paths as people write them: with a slash at the end, or several. @module */

/** One pass from the end; an expression such as `/\/+$/` takes quadratic time where slashes are followed by more. */
export function withoutFinalSlashes(address: string): string {
  let end = address.length
  while (end > 0 && address.charCodeAt(end - 1) === 0x2f) end -= 1
  return address.slice(0, end)
}
