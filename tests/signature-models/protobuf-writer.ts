/** Writes the wire format of protocol buffers, as far as ONNX models need it. @module */

export type Message = readonly Uint8Array[]

export const integer = (field: number, value: number): Uint8Array =>
  Buffer.concat([varint(field * 8), varint(value)])

export const bytes = (field: number, value: Uint8Array): Uint8Array =>
  Buffer.concat([varint(field * 8 + 2), varint(value.byteLength), value])

export const text = (field: number, value: string): Uint8Array => bytes(field, Buffer.from(value, 'utf8'))

export const message = (field: number, parts: Message): Uint8Array => bytes(field, Buffer.concat(parts))

export const float = (field: number, value: number): Uint8Array => {
  const buffer = Buffer.alloc(4)
  buffer.writeFloatLE(value)
  return Buffer.concat([varint(field * 8 + 5), buffer])
}

/** Negative numbers take ten bytes, as the format has it. */
function varint(value: number): Uint8Array {
  let left = BigInt.asUintN(64, BigInt(value))
  const output: number[] = []
  while (left > 127n) {
    output.push(Number(left & 127n) | 128)
    left >>= 7n
  }
  output.push(Number(left))
  return Uint8Array.from(output)
}
