/**
 * The phones that an acoustic model was trained with, from its `mdef`: text (`0.3`, sphinxtrain) or binary (`BMDF`).
 * Formats: sphinxtrain `model_def_io.c`, pocketsphinx `bin_mdef.c`.
 * @module
 */
import { ModelUnusable } from '../errors.ts'

/** Sizes of the tables that follow; there are ten, and the names of the phones come after them. */
const BINARY_SIZES = 10

/** Context-independent phones, silence and fillers among them. Throws `ModelUnusable` for a file of another kind. */
export function modelPhones(definition: Buffer): readonly string[] {
  const magic = definition.toString('latin1', 0, 4)
  try {
    if (magic === 'BMDF' || magic === 'FDMB') return binaryPhones(definition, magic === 'BMDF')
  } catch (cause) {
    throw new ModelUnusable('The mdef of the acoustic model is cut off', { cause })
  }
  const lines = definition.toString('latin1').split('\n')
  const count = Number(lines.map((line) => /^(\d+) n_base$/.exec(line.trim())?.[1]).find(Boolean))
  // base lft rt p attrib tmat …: phones without context have none of the three.
  const phones = lines.flatMap((line) => /^\s*(\S+)\s+-\s+-\s+-\s/.exec(line)?.[1] ?? [])
  if (!(count > 0) || phones.length !== count) {
    throw new ModelUnusable(
      'The mdef of the acoustic model is neither the text nor the binary form of CMUSphinx'
    )
  }
  return phones
}

function binaryPhones(definition: Buffer, littleEndian: boolean): readonly string[] {
  const integer = (at: number) => (littleEndian ? definition.readInt32LE(at) : definition.readInt32BE(at))
  const sizes = 12 + integer(8)
  const count = integer(sizes)
  const phones: string[] = []
  let start = sizes + 4 * BINARY_SIZES
  while (phones.length < count) {
    const end = definition.indexOf(0, start)
    if (end < 0) throw new RangeError('no end of a name')
    phones.push(definition.toString('latin1', start, end))
    start = end + 1
  }
  return phones
}
