/** One session of recognition as its way in tells of it: counted for its endpoint, and kept where that is wished. @module */
import { ticksOfSamples } from '../speech/audio/index.ts'
import type { StoredSession } from './stored-session.ts'

/** `failed`: the service is to blame; `refused`: what was sent, or how much of it. */
export type SessionFault = 'refused' | 'failed'

export type SessionFigures = Readonly<{
  audioTicks: number
  /** From the last audio to the answer; absent when there was no answer. */
  latencyMs?: number
  fault?: SessionFault
}>

export class SessionLog {
  readonly #kept: StoredSession | undefined
  readonly #count: (figures: SessionFigures) => void
  readonly #now: () => number
  #samples = 0
  #lastAudio: number

  /**
   * @param kept where its audio and transcript are stored, if they are
   * @param count told once, at its end
   * @param now milliseconds on any clock that only goes forward
   */
  constructor(
    kept: StoredSession | undefined,
    count: (figures: SessionFigures) => void,
    now: () => number = () => performance.now()
  ) {
    this.#kept = kept
    this.#count = count
    this.#now = now
    this.#lastAudio = now()
  }

  /** The samples as they pass by on their way to the recognizer: 16 kHz, mono. */
  async *listen(samples: AsyncIterable<Int16Array>): AsyncGenerator<Int16Array> {
    for await (const chunk of samples) {
      this.write(chunk)
      yield chunk
    }
  }

  /** Never waits. */
  write(chunk: Int16Array): void {
    this.#samples += chunk.length
    this.#lastAudio = this.#now()
    this.#kept?.write(chunk)
  }

  /**
   * It was answered; resolves once it is stored, where it is kept, and never rejects.
   * @param transcript any JSON value, as the client was answered
   * @param fault what went wrong after phrases had been told
   */
  async finish(transcript: unknown, fault?: SessionFault): Promise<void> {
    this.#tell(fault, this.#now() - this.#lastAudio)
    await this.#kept?.finish(transcript)
  }

  /** Nothing of it is kept. @param fault why there was no answer; absent when nothing was said, or the client left */
  drop(fault?: SessionFault): void {
    this.#tell(fault)
    this.#kept?.drop()
  }

  #tell(fault: SessionFault | undefined, latencyMs?: number): void {
    this.#count({
      audioTicks: ticksOfSamples(this.#samples),
      ...(latencyMs === undefined ? {} : { latencyMs }),
      ...(fault === undefined ? {} : { fault })
    })
  }
}
