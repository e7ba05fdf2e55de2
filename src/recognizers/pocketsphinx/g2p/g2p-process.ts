/** The process that guesses pronunciations for one base model, as its parent sees it: there while it is needed. @module */
import type { ChildProcess } from 'node:child_process'
import {
  type PredictedPronunciations,
  PronunciationUnavailable
} from '../../../speech/pronunciation/index.ts'
import { EngineDied } from '../../errors.ts'
import { forkModule } from '../../pool/fork-module.ts'
import type { G2pAnswer, G2pRequest, G2pSettings } from './g2p-child.ts'

/** Its memory is given back when nobody has asked for so long; starting again takes a second. */
const IDLE_MS = 300_000
/** Words of one message: an abort is heeded between them. */
const BATCH = 500

type Waiting = Readonly<{ resolve(predicted: PredictedPronunciations): void; reject(error: Error): void }>

export class G2pProcess {
  readonly #settings: G2pSettings
  readonly #waiting = new Map<number, Waiting>()
  #process: ChildProcess | undefined
  #idle: NodeJS.Timeout | undefined
  #next = 1
  #closed = false

  constructor(settings: G2pSettings) {
    this.#settings = settings
  }

  /** @throws PronunciationUnavailable, EngineDied; the signal's reason */
  async predict(words: readonly string[], signal?: AbortSignal): Promise<PredictedPronunciations> {
    if (this.#closed) throw new Error('The recognition engine is closed')
    const parts: PredictedPronunciations[] = []
    for (let from = 0; from < words.length; from += BATCH) {
      signal?.throwIfAborted()
      parts.push(await this.#ask(words.slice(from, from + BATCH), signal))
    }
    return {
      ranked: new Map(parts.flatMap(({ ranked }) => [...ranked])),
      spelled: parts.flatMap(({ spelled }) => spelled),
      byRule: parts.flatMap(({ byRule }) => byRule),
      rejected: parts.flatMap(({ rejected }) => rejected)
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#idle)
    const child = this.#process
    if (child === undefined) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }

  #ask(words: readonly string[], signal: AbortSignal | undefined): Promise<PredictedPronunciations> {
    return new Promise((resolve, reject) => {
      const id = this.#next++
      const leave = (): void => {
        this.#waiting.delete(id)
        this.#rest()
        reject(signal?.reason)
      }
      const done = (): void => signal?.removeEventListener('abort', leave)
      signal?.addEventListener('abort', leave, { once: true })
      this.#waiting.set(id, {
        resolve: (predicted) => {
          done()
          resolve(predicted)
        },
        reject: (error) => {
          done()
          reject(error)
        }
      })
      clearTimeout(this.#idle)
      // A child that is gone is told of by its exit.
      this.#child().send({ id, words } satisfies G2pRequest, () => undefined)
    })
  }

  #child(): ChildProcess {
    if (this.#process !== undefined) return this.#process
    const source = new URL('./g2p-child.ts', import.meta.url)
    const child = forkModule({ source, settings: this.#settings }, ['ignore', 'ignore', 'ignore', 'ipc'])
    this.#process = child
    child.on('message', (answer: G2pAnswer) => this.#hear(answer))
    const end = (detail: string): void => {
      if (this.#process !== child) return
      this.#process = undefined
      for (const { reject } of this.#waiting.values()) reject(new EngineDied(detail))
      this.#waiting.clear()
    }
    child.once('error', (error) => end(error.message))
    child.once('exit', (code, signal) => end(signal === null ? `exit code ${code}` : `signal ${signal}`))
    return child
  }

  #hear(answer: G2pAnswer): void {
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    if ('guessed' in answer) waiting?.resolve(answer.guessed)
    else waiting?.reject(errorOf(answer.failure))
    this.#rest()
  }

  #rest(): void {
    if (this.#waiting.size > 0) return
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => {
      // Forgotten before it is gone: the next question starts another.
      const child = this.#process
      this.#process = undefined
      child?.kill('SIGKILL')
    }, IDLE_MS).unref()
  }
}

const errorOf = ({ name, message }: Readonly<{ name: string; message: string }>): Error =>
  name === 'PronunciationUnavailable' ? new PronunciationUnavailable(message) : new Error(message)
