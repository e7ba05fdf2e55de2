/**
 * Files on their way to the service. They go on while other pages are looked at; what was begun is remembered beyond
 * the page, and the blocks that arrived are at the service, so that after a reload the same file goes on where it was.
 * @module
 */
import type { Dataset, Reference } from '../api/entities.ts'
import { blocksOf, Refusal, type Rest } from '../api/rest.ts'
import type { Check } from './report.ts'

/** What tells a file from others without reading all of it. */
type FileMark = Readonly<{ name: string; size: number; lastModified: number }>

export type Begun = FileMark &
  Readonly<{
    /** The dataset that waits for it. */
    self: string
    project: string
    kind: string
    /** Look through it when it has arrived, before anything is imported. */
    check: boolean
  }>

export type Upload = Begun &
  Readonly<{
    /** Bytes that are at the service. */
    sent: number
    /** `asks`: the dry run refused something, and its owner has to say what happens. */
    state: 'sending' | 'checking' | 'asks' | 'stopped'
    report?: Check
    error?: unknown
  }>

const STORED = 'vernacular-uploads'
/** Larger ones are looked through when they have arrived, and not sent twice. */
export const CHECKED_AT_ONCE = 32 * 2 ** 20

type Sending = Readonly<{ file: File; stop: AbortController }>

export class Uploads {
  #now: readonly Upload[] = []
  readonly #sending = new Map<string, Sending>()
  readonly #listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  /** The same list until something changes. */
  readonly list = (): readonly Upload[] => this.#now

  /** Of earlier visits too; those whose datasets no longer wait are left out by who knows the datasets. */
  static begun(): readonly Begun[] {
    return JSON.parse(localStorage.getItem(STORED) ?? '[]') as readonly Begun[]
  }

  static begunFor(project: string, kind: string, file: FileMark): Begun | undefined {
    return Uploads.begun().find((one) => one.project === project && one.kind === kind && isSame(one, file))
  }

  send(rest: Rest, file: File, begun: Begun, ended: () => void): void {
    if (this.#sending.has(begun.self)) return
    const stop = new AbortController()
    this.#sending.set(begun.self, { file, stop })
    remember([...Uploads.begun().filter(({ self }) => self !== begun.self), begun])
    this.#put({ ...begun, sent: 0, state: 'sending' })
    void this.#run(rest, file, begun, stop.signal).then(ended)
  }

  /** Goes on with the file that this page still has. @returns whether it has it */
  resume(rest: Rest, { self }: Reference, ended: () => void): boolean {
    const upload = this.#now.find((one) => one.self === self)
    const file = this.#kept.get(self)
    if (!upload || !file) return false
    this.send(rest, file, upload, ended)
    return true
  }

  /** Imports what a dry run refused a part of. */
  async importAll(rest: Rest, { self, size }: Upload): Promise<void> {
    await rest.commit({ self }, blocksOf(size))
    this.forget({ self })
  }

  stop({ self }: Reference): void {
    this.#sending.get(self)?.stop.abort()
  }

  /** Nothing goes on for who signed out. */
  stopAll(): void {
    for (const { stop } of this.#sending.values()) stop.abort()
    this.#kept.clear()
    this.#now = []
    this.#tell()
  }

  forget({ self }: Reference): void {
    this.stop({ self })
    this.#kept.delete(self)
    remember(Uploads.begun().filter((one) => one.self !== self))
    this.#now = this.#now.filter((one) => one.self !== self)
    this.#tell()
  }

  readonly #kept = new Map<string, File>()

  async #run(rest: Rest, file: File, begun: Begun, signal: AbortSignal): Promise<void> {
    this.#kept.set(begun.self, file)
    const dataset = { self: begun.self }
    try {
      const blocks = await rest.sendBlocks(
        dataset,
        file,
        (sent) => this.#put({ ...begun, sent, state: 'sending' }),
        signal
      )
      if (begun.check) {
        this.#put({ ...begun, sent: file.size, state: 'checking' })
        const report = await rest.check<Check>(dataset, blocks, signal)
        if (report.rejectedLineCount > 0 || report.status === 'Failed') {
          this.#put({ ...begun, sent: file.size, state: 'asks', report })
          return
        }
      }
      await rest.commit(dataset, blocks)
      this.#sending.delete(begun.self)
      this.forget(dataset)
    } catch (error) {
      const sent = this.#now.find(({ self }) => self === begun.self)?.sent ?? 0
      // A dataset that was deleted meanwhile takes nothing any more.
      if (error instanceof Refusal && error.status === 404) this.forget(dataset)
      else if (!signal.aborted) this.#put({ ...begun, sent, state: 'stopped', error })
    } finally {
      this.#sending.delete(begun.self)
      this.#warnBeforeLeaving()
    }
  }

  #put(upload: Upload): void {
    this.#now = [...this.#now.filter(({ self }) => self !== upload.self), upload]
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
    this.#warnBeforeLeaving()
  }

  #warnBeforeLeaving(): void {
    const busy = this.#now.some(({ state }) => state === 'sending' || state === 'checking')
    if (busy) addEventListener('beforeunload', askToStay)
    else removeEventListener('beforeunload', askToStay)
  }
}

const askToStay = (event: BeforeUnloadEvent): void => event.preventDefault()

const isSame = (a: FileMark, b: FileMark): boolean =>
  a.name === b.name && a.size === b.size && a.lastModified === b.lastModified

const remember = (begun: readonly Begun[]): void => localStorage.setItem(STORED, JSON.stringify(begun))

/** It waits for its blocks: nothing was committed yet. */
export const awaitsBlocks = ({ status, links }: Dataset): boolean =>
  status === 'NotStarted' && links?.uploadBlocks !== undefined

/** One for the whole Studio: an upload outlives the page that began it. */
export const uploads = new Uploads()
