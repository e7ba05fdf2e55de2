/** Messages of the Speech SDK's protocol: header lines and a body, in one text or one binary frame. @module */

/** What arrived follows no rule of the protocol; the connection cannot go on. */
export class FrameUnreadable extends Error {
  override readonly name = 'FrameUnreadable'
}

export type ClientMessage = Readonly<{
  /** In lower case. */
  path: string
  /** Of the turn that it belongs to; empty when it names none. */
  requestId: string
  body: string | Uint8Array
}>

const LENGTH_BYTES = 2
/** What a client may call a turn: it comes back in the header of every answer. */
const REQUEST_ID = /^[\w-]{1,64}$/

/** `Name: value` lines, an empty line, the body. @throws FrameUnreadable */
export function readTextFrame(text: string): ClientMessage {
  const end = text.search(/\r?\n\r?\n/)
  const head = end < 0 ? text : text.slice(0, end)
  const body = end < 0 ? '' : text.slice(end).replace(/^\r?\n\r?\n/, '')
  return messageOf(head, body)
}

/** Two bytes, big-endian: the length of the header lines; these; the body. @throws FrameUnreadable */
export function readBinaryFrame(bytes: Uint8Array): ClientMessage {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length < LENGTH_BYTES) {
    throw new FrameUnreadable(
      `A binary message has ${buffer.length} bytes; it must begin with a header length of 2`
    )
  }
  const length = buffer.readUInt16BE(0)
  if (LENGTH_BYTES + length > buffer.length) {
    throw new FrameUnreadable(
      `A binary message declares ${length} bytes of headers, but has only ${buffer.length - LENGTH_BYTES} bytes`
    )
  }
  const head = buffer.toString('utf8', LENGTH_BYTES, LENGTH_BYTES + length)
  return messageOf(head, buffer.subarray(LENGTH_BYTES + length))
}

/** @param body any JSON value; written without blank lines, at which clients would cut it */
export const writeFrame = (path: string, requestId: string, body: unknown): string =>
  `X-RequestId:${requestId}\r\nContent-Type:application/json; charset=utf-8\r\nPath:${path}\r\n\r\n${JSON.stringify(body)}`

function messageOf(head: string, body: string | Uint8Array): ClientMessage {
  const headers = new Map<string, string>()
  for (const line of head.split(/\r?\n/)) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  const path = headers.get('path')
  if (path === undefined) throw new FrameUnreadable('A message has no Path header')
  const requestId = headers.get('x-requestid') ?? ''
  if (requestId !== '' && !REQUEST_ID.test(requestId)) {
    throw new FrameUnreadable(
      'X-RequestId is missing or invalid; expected up to 64 letters, digits and dashes'
    )
  }
  return { path: path.toLowerCase(), requestId, body }
}
