/** One session of recognition being kept: its audio as it arrives, its transcript at the end. @module */
import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import type { FileStore } from '../platform/index.ts'
import { SAMPLE_RATE, TICKS_PER_SECOND, writeWav } from '../speech/audio/index.ts'

export type LoggedSession = Readonly<{
  id: string
  startedAt: Date
  audio: Readonly<{ size: number; durationTicks: number }>
  transcript: Readonly<{ size: number }>
}>

export const AUDIO_FILE = 'audio.wav'
export const TRANSCRIPT_FILE = 'transcript.json'
export const sessionPrefix = (scope: string, id: string): string => `logs/${scope}/${id}`

const WAV_HEADER_BYTES = 44
const BYTES_PER_TICK = (2 * SAMPLE_RATE) / TICKS_PER_SECOND

export class StoredSession {
  readonly #samples = new PassThrough({ objectMode: true, highWaterMark: 16 })
  readonly #stored: Promise<void>
  #transcript: unknown
  #dropped = false

  /** @param keep called once the files of the session are committed */
  constructor(
    files: FileStore,
    scope: string,
    keep: (session: LoggedSession) => Promise<void>,
    failed: (error: unknown) => void
  ) {
    const id = randomUUID()
    const startedAt = new Date()
    const stored = files.withScratch(async (scratch) => {
      const audio = await writeWav(join(scratch, AUDIO_FILE), this.#samples)
      const transcript = `${JSON.stringify(this.#transcript, null, 2)}\n`
      await writeFile(join(scratch, TRANSCRIPT_FILE), transcript)
      await files.commit(scratch, sessionPrefix(scope, id))
      const { durationTicks } = audio
      const size = WAV_HEADER_BYTES + Math.round(durationTicks * BYTES_PER_TICK)
      await keep({
        id,
        startedAt,
        audio: { size, durationTicks },
        transcript: { size: Buffer.byteLength(transcript) }
      })
    })
    this.#stored = stored.catch((error: unknown) => {
      if (!this.#dropped) failed(error)
    })
  }

  /** Never waits for the disk: recognition comes first, and a session is bounded in length. */
  write(chunk: Int16Array): void {
    if (!this.#samples.destroyed) this.#samples.write(chunk.slice())
  }

  /**
   * Stores both. A log that cannot be stored is reported and costs the client nothing: this never rejects.
   * @param transcript any JSON value, as the client was answered
   */
  async finish(transcript: unknown): Promise<void> {
    this.#transcript = transcript
    this.#samples.end()
    await this.#stored
  }

  /** Nothing of the session is kept. */
  drop(): void {
    this.#dropped = true
    this.#samples.destroy(new Error('The session was discarded'))
  }
}
