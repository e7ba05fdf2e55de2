/** Ids that follow from names: the same names have the same id for ever, on every machine. @module */
import { createHash } from 'node:crypto'

/** A UUID in the form of version 5 and variant 1, made from SHA-256 of the names. */
export function stableId(...names: readonly string[]): string {
  const hex = createHash('sha256').update(names.join('\0')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
