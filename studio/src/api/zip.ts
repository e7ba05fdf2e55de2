/** A zip made in the browser; sound does not get smaller by packing, so it is only put together. @module */
import { Zip, ZipPassThrough } from 'fflate'

/** Put away as a blob, which browsers keep on disk when there is much of it. */
const PUT_AWAY_BYTES = 32 * 2 ** 20

export class ZipWriter {
  readonly #away: Blob[] = []
  #pieces: Uint8Array<ArrayBuffer>[] = []
  #waiting = 0
  #size = 0
  readonly #names = new Set<string>()
  readonly #zip: Zip
  #failure: Error | undefined

  constructor() {
    this.#zip = new Zip((error, piece) => {
      if (error) this.#failure = error
      else this.#take(piece as Uint8Array<ArrayBuffer>)
    })
  }

  /** Bytes so far. */
  get size(): number {
    return this.#size
  }

  /** @returns the name in the zip: one that is taken already is numbered */
  async add(name: string, content: Blob): Promise<string> {
    const entry = new ZipPassThrough(this.#unused(name))
    this.#zip.add(entry)
    entry.push(new Uint8Array(await content.arrayBuffer()), true)
    return entry.filename
  }

  /** @throws what went wrong in any of the additions */
  finish(): Blob {
    this.#zip.end()
    if (this.#failure) throw this.#failure
    return new Blob([...this.#away, ...this.#pieces], { type: 'application/zip' })
  }

  #take(piece: Uint8Array<ArrayBuffer>): void {
    this.#pieces.push(piece)
    this.#waiting += piece.length
    this.#size += piece.length
    if (this.#waiting < PUT_AWAY_BYTES) return
    this.#away.push(new Blob(this.#pieces))
    this.#pieces = []
    this.#waiting = 0
  }

  #unused(name: string): string {
    const dot = name.lastIndexOf('.')
    const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
    for (let turn = 1; ; turn++) {
      const candidate = turn === 1 ? name : `${stem}-${turn}${ending}`
      // Some systems take names apart by case and some do not.
      if (this.#names.has(candidate.toLowerCase())) continue
      this.#names.add(candidate.toLowerCase())
      return candidate
    }
  }
}
