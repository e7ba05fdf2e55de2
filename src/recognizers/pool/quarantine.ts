/** Trials of models, each in a child of its own: a model that ends it costs nobody else anything. @module */
import { EngineDied, ModelUnusable } from '../errors.ts'
import type { RecognitionModel } from '../recognizer.ts'
import { RecognitionChild } from './child-process.ts'
import type { ChildProgram } from './fork-module.ts'
import type { ModelBans } from './model-bans.ts'

/** The task that an engine's children must have for it. */
type TrialTasks = Readonly<{ prove: { request: Readonly<{ model: RecognitionModel }>; answer: null } }>

/** Each is a process of 150 MB and more; a model that hangs must not hold up all others. */
const MAX_TRIALS = 2
const TRIAL_TIMEOUT_MS = 120_000
const MAX_TRIAL_BYTES = 2 * 2 ** 30
const MEMORY_CHECK_MS = 100
/** Models whose trial is remembered; the oldest are tried again. */
const MAX_REMEMBERED = 10_000
const FAILURE_KEPT_MS = 60_000

export class Quarantine {
  readonly #bans: ModelBans
  readonly #programOf: (model: RecognitionModel) => ChildProgram
  /** By the model's key. */
  readonly #trialsOf = new Map<string, Promise<void>>()
  readonly #children = new Set<RecognitionChild<TrialTasks>>()
  readonly #waiting: (() => void)[] = []
  #trials = 0
  #closed = false

  constructor(bans: ModelBans, programOf: (model: RecognitionModel) => ChildProgram) {
    this.#bans = bans
    this.#programOf = programOf
  }

  /**
   * Resolves at once for a model that passed before with the same files. One that ends its process is tried a second
   * time, since a process may also end for want of memory; then it is banned, where it has a name to be opened by.
   * @throws ModelUnusable what the checks or the decoder say; ModelBanned
   */
  async prove(model: RecognitionModel): Promise<void> {
    this.#bans.check(model)
    const key = this.#bans.identity.key(model)
    const known = this.#trialsOf.get(key)
    if (known !== undefined) return known
    const trial = this.#tryTwice(model)
    this.#remember(key, trial)
    return trial
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const go of this.#waiting.splice(0)) go()
    await Promise.all([...this.#children].map((child) => child.stop()))
  }

  #remember(key: string, trial: Promise<void>): void {
    this.#trialsOf.set(key, trial)
    trial.catch((error: unknown) => {
      const forget = (): void => void this.#trialsOf.delete(key)
      // Callers who ask again and again for a model that cannot be used cost a process only now and then.
      if (error instanceof ModelUnusable) setTimeout(forget, FAILURE_KEPT_MS).unref()
      else forget()
    })
    for (const oldest of this.#trialsOf.keys()) {
      if (this.#trialsOf.size <= MAX_REMEMBERED) break
      this.#trialsOf.delete(oldest)
    }
  }

  async #tryTwice(model: RecognitionModel): Promise<void> {
    const first = await this.#try(model)
    if (first === undefined) return
    const second = await this.#try(model)
    if (second === undefined) return
    if (model.name !== undefined) {
      this.#bans.count(model, first)
      this.#bans.count(model, second)
      this.#bans.check(model)
    }
    throw new ModelUnusable(`The model ended the decoder process that it was tried in, twice (${second})`)
  }

  /** Answers how the process ended, where it did. */
  async #try(model: RecognitionModel): Promise<string | undefined> {
    while (this.#trials >= MAX_TRIALS && !this.#closed) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
    if (this.#closed) throw new Error('The recognition engine is closed')
    this.#trials++
    try {
      return await this.#tryInChild(model)
    } finally {
      this.#trials--
      this.#waiting.shift()?.()
    }
  }

  async #tryInChild(model: RecognitionModel): Promise<string | undefined> {
    const child = new RecognitionChild<TrialTasks>(this.#programOf(model), 'trial', () =>
      this.#children.delete(child)
    )
    this.#children.add(child)
    let stopped: string | undefined
    const stop = (reason: string): void => {
      stopped ??= reason
      void child.stop()
    }
    const timeout = setTimeout(() => stop(`not done after ${TRIAL_TIMEOUT_MS / 1000} s`), TRIAL_TIMEOUT_MS)
    const memory = setInterval(() => {
      if (child.residentBytes() > MAX_TRIAL_BYTES) stop(`more than ${MAX_TRIAL_BYTES} bytes of memory`)
    }, MEMORY_CHECK_MS)
    try {
      await child.run('prove', { model })
      return undefined
    } catch (error) {
      if (!(error instanceof EngineDied) || this.#closed) throw error
      return stopped ?? error.detail
    } finally {
      clearTimeout(timeout)
      clearInterval(memory)
      await child.stop()
    }
  }
}
