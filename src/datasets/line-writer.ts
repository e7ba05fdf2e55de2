/** A text file written line by line into a scratch folder, synced when it is closed. @module */
import { type FileHandle, open } from 'node:fs/promises'

const flushAt = 256 * 1024

export class LineWriter {
  readonly #file: FileHandle
  #pending = ''
  private constructor(file: FileHandle) {
    this.#file = file
  }

  static async create(path: string): Promise<LineWriter> {
    return new LineWriter(await open(path, 'w'))
  }

  async line(text: string): Promise<void> {
    await this.text(`${text}\n`)
  }

  async text(text: string): Promise<void> {
    this.#pending += text
    if (this.#pending.length >= flushAt) await this.#flush()
  }

  /** What was written is on the disk when this resolves: the commit after it relies on that. */
  async close(): Promise<void> {
    try {
      await this.#flush()
      await this.#file.sync()
    } finally {
      await this.#file.close()
    }
  }

  /** Gives up the file without keeping it. */
  async abandon(): Promise<void> {
    await this.#file.close()
  }

  async #flush(): Promise<void> {
    const text = this.#pending
    this.#pending = ''
    if (text !== '') await this.#file.writeFile(text)
  }
}
