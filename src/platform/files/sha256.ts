/** The checksum of a file. @module */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** SHA-256 as hexadecimal digits; the file is read in pieces. @throws the file system's errors */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
