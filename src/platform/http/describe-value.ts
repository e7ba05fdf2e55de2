/** What a client sent, as an error message shows it. @module */

const MOST = 80

/** Short whatever was sent; objects and lists only by their kind, because they may be deep or of any size. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'missing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = JSON.stringify(value)
  return text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text
}
