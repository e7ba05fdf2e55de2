/** Lines of a text file of a model, read in pieces, so that memory does not grow with the file. @module */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { ModelUnusable } from '../../errors.ts'

const PIECE_BYTES = 1 << 20
const NEW_LINE = 10

export type LineLimits = Readonly<{ fileBytes: number; lineBytes: number }>

/**
 * @param what the file is, for messages: `language model`
 * @throws ModelUnusable while iterating: a file that cannot be read or is too long, a line that is too long or not UTF-8
 */
export function* fileLines(
  path: string,
  what: string,
  limits: LineLimits
): Generator<string, void, undefined> {
  const file = openModelFile(path, what)
  try {
    const { size } = fstatSync(file)
    if (size > limits.fileBytes) {
      throw new ModelUnusable(
        `The ${what} ${path} has ${size} bytes; at most ${limits.fileBytes} are accepted`
      )
    }
    const piece = Buffer.alloc(PIECE_BYTES + limits.lineBytes)
    let kept = 0
    let number = 0
    for (;;) {
      const read = readSync(file, piece, kept, PIECE_BYTES, null)
      const end = kept + read
      let start = 0
      for (let at = piece.indexOf(NEW_LINE); at >= 0 && at < end; at = piece.indexOf(NEW_LINE, start)) {
        number++
        yield decoded(piece, start, at, { path, what, number, limits })
        start = at + 1
      }
      if (read === 0) {
        if (end > start) yield decoded(piece, start, end, { path, what, number: number + 1, limits })
        return
      }
      kept = end - start
      if (kept > limits.lineBytes) throw tooLong({ path, what, number: number + 1, limits })
      piece.copyWithin(0, start, end)
    }
  } finally {
    closeSync(file)
  }
}

type Place = Readonly<{ path: string; what: string; number: number; limits: LineLimits }>

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decoded(piece: Buffer, start: number, end: number, place: Place): string {
  if (end - start > place.limits.lineBytes) throw tooLong(place)
  try {
    return utf8.decode(piece.subarray(start, end))
  } catch (cause) {
    throw new ModelUnusable(`The ${place.what} ${place.path}, line ${place.number}, is not UTF-8 text`, {
      cause
    })
  }
}

const tooLong = ({ path, what, number, limits }: Place): ModelUnusable =>
  new ModelUnusable(
    `The ${what} ${path}, line ${number}, is longer than the ${limits.lineBytes} bytes that are accepted`
  )

export function openModelFile(path: string, what: string): number {
  try {
    return openSync(path, 'r')
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ModelUnusable(`The ${what} ${path} cannot be read: ${reason}`, { cause })
  }
}
