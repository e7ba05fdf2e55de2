/** Archives of audio and transcript, honest and hostile, packed in memory for the tests of imports. @module */
import yazl from 'yazl'
import { wavHeader } from '../../src/speech/audio/index.ts'

export type Packed = Readonly<{ name: string; content: Uint8Array | string; mode?: number; stored?: boolean }>

/** A 16 kHz mono WAV with a tone, so that it is not silence. */
export function tone(seconds: number): Buffer {
  const samples = new Int16Array(Math.round(seconds * 16_000))
  for (let at = 0; at < samples.length; at += 1) samples[at] = Math.round(Math.sin(at / 7) * 8000)
  return Buffer.concat([wavHeader({ dataBytes: samples.byteLength }), Buffer.from(samples.buffer)])
}

export async function zip(files: readonly Packed[]): Promise<Buffer> {
  const archive = new yazl.ZipFile()
  for (const { name, content, mode, stored } of files)
    archive.addBuffer(Buffer.from(content as Uint8Array), name, {
      compress: stored !== true,
      ...(mode === undefined ? {} : { mode })
    })
  archive.end()
  const chunks: Buffer[] = []
  for await (const chunk of archive.outputStream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Renames a file inside a finished archive to a name of the same length, which no packer would write. */
export function renamed(archive: Buffer, from: string, to: string): Buffer {
  if (from.length !== to.length) throw new Error(`${from} and ${to} differ in length`)
  return Buffer.from(archive.toString('latin1').replaceAll(from, to), 'latin1')
}

/** Says in the list of files that each is encrypted. */
export function markedEncrypted(archive: Buffer): Buffer {
  const copy = Buffer.from(archive)
  for (let at = copy.indexOf('PK\u0001\u0002'); at >= 0; at = copy.indexOf('PK\u0001\u0002', at + 4))
    copy.writeUInt16LE(copy.readUInt16LE(at + 8) | 1, at + 8)
  return copy
}

/** Lies about the unpacked size of each file. */
export function statingUnpackedSize(archive: Buffer, bytes: number): Buffer {
  const copy = Buffer.from(archive)
  for (let at = copy.indexOf('PK\u0001\u0002'); at >= 0; at = copy.indexOf('PK\u0001\u0002', at + 4))
    copy.writeUInt32LE(bytes, at + 24)
  return copy
}
