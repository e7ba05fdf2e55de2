/** Writes a zip in the browser, without compression: audio hardly compresses. @module */
import { Zip, ZipPassThrough } from 'fflate'

/** Larger amounts go into a blob, which browsers can keep on disk. */
const MAX_BUFFERED_BYTES = 32 * 2 ** 20

export class ZipWriter {
  readonly #blobs: Blob[] = []
  #pieces: Uint8Array<ArrayBuffer>[] = []
  #bufferedBytes = 0
  #size = 0
  readonly #names = new Set<string>()
  readonly #zip: Zip
  #failure: Error | undefined

  constructor() {
    this.#zip = new Zip((error, piece) => {
      if (error) this.#failure = error
      else this.#append(piece as Uint8Array<ArrayBuffer>)
    })
  }

  /** Bytes so far. */
  get size(): number {
    return this.#size
  }

  /** @returns the name in the zip: a name that exists already gets a number */
  async add(name: string, content: Blob): Promise<string> {
    const entry = new ZipPassThrough(this.#uniqueName(name))
    this.#zip.add(entry)
    entry.push(new Uint8Array(await content.arrayBuffer()), true)
    return entry.filename
  }

  /** @throws the error of any entry that could not be added */
  finish(): Blob {
    this.#zip.end()
    if (this.#failure) throw this.#failure
    return new Blob([...this.#blobs, ...this.#pieces], { type: 'application/zip' })
  }

  #append(piece: Uint8Array<ArrayBuffer>): void {
    this.#pieces.push(piece)
    this.#bufferedBytes += piece.length
    this.#size += piece.length
    if (this.#bufferedBytes < MAX_BUFFERED_BYTES) return
    this.#blobs.push(new Blob(this.#pieces))
    this.#pieces = []
    this.#bufferedBytes = 0
  }

  #uniqueName(name: string): string {
    const dot = name.lastIndexOf('.')
    const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
    for (let number = 1; ; number++) {
      const candidate = number === 1 ? name : `${stem}-${number}${extension}`
      // Some file systems ignore case.
      if (this.#names.has(candidate.toLowerCase())) continue
      this.#names.add(candidate.toLowerCase())
      return candidate
    }
  }
}
