/**
 * Uploads in progress. They continue while other pages are open. Each is also stored in the browser, and the service
 * keeps the blocks that it received, so that an upload of the same file can continue after a reload.
 * @module
 */
import type { ValidationReport } from '../api/dataset-report.ts'
import type { Dataset, DatasetKind, Reference } from '../api/entities.ts'
import { blocksOf, type Rest, RestError } from '../api/rest.ts'

/** Identifies a file without reading it. */
export type FileIdentity = Readonly<{ name: string; size: number; lastModified: number }>

/** An upload as the browser stores it. */
export type PendingUpload = FileIdentity &
  Readonly<{
    /** The dataset that the file belongs to. */
    self: string
    project: string
    kind: string
    /** Whether to validate the file after the upload, before its import. */
    check: boolean
  }>

export type Upload = PendingUpload &
  Readonly<{
    /** Bytes that the service has received. */
    sent: number
    /** `undecided`: validation found rejected entries, and the user decides whether to import the rest. */
    state: 'sending' | 'validating' | 'undecided' | 'interrupted'
    report?: ValidationReport
    error?: unknown
  }>

/** Larger files are validated after the upload instead, so that they are not sent twice. */
export const MAX_INSTANT_VALIDATION_BYTES = 32 * 2 ** 20

/** File types for the `accept` attribute of a file input. */
export const acceptedFiles = (kind: DatasetKind): string =>
  kind === 'Acoustic' || kind === 'AudioFiles' ? '.zip,application/zip' : '.txt,.md,.tsv,text/plain'

export const isSameFile = (a: FileIdentity, b: FileIdentity): boolean =>
  a.name === b.name && a.size === b.size && a.lastModified === b.lastModified

/** Whether a dataset still waits for its file. */
export const awaitsUpload = ({ status, links }: Dataset): boolean =>
  status === 'NotStarted' && links?.uploadBlocks !== undefined

const STORAGE_KEY = 'vernacular-uploads'
const store = (pending: readonly PendingUpload[]): void =>
  localStorage.setItem(STORAGE_KEY, JSON.stringify(pending))

export class Uploads {
  #uploads: readonly Upload[] = []
  /** Files of this page: after a reload, the user selects them again. */
  readonly #files = new Map<string, File>()
  readonly #running = new Map<string, AbortController>()
  readonly #listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  /** The same array until an upload changes. */
  readonly list = (): readonly Upload[] => this.#uploads

  /** Uploads that were started and not completed, of earlier visits too; their datasets may have been deleted since. */
  static pending(): readonly PendingUpload[] {
    return JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '[]') as readonly PendingUpload[]
  }

  static pendingFor(project: string, kind: string, file: FileIdentity): PendingUpload | undefined {
    return Uploads.pending().find(
      (one) => one.project === project && one.kind === kind && isSameFile(one, file)
    )
  }

  /** @param onEnded called when the upload is complete, is interrupted, or needs a decision */
  send(rest: Rest, file: File, pending: PendingUpload, onEnded: () => void): void {
    if (this.#running.has(pending.self)) return
    const stop = new AbortController()
    this.#running.set(pending.self, stop)
    this.#files.set(pending.self, file)
    store([...Uploads.pending().filter(({ self }) => self !== pending.self), pending])
    this.#put({ ...pending, sent: 0, state: 'sending' })
    void this.#run(rest, file, pending, stop.signal).then(onEnded)
  }

  /** Continues an interrupted upload. @returns false if this page does not have the file */
  resume(rest: Rest, { self }: Reference, onEnded: () => void): boolean {
    const upload = this.#uploads.find((one) => one.self === self)
    const file = this.#files.get(self)
    if (!upload || !file) return false
    const { sent: _sent, state: _state, report: _report, error: _error, ...pending } = upload
    this.send(rest, file, pending, onEnded)
    return true
  }

  /** Imports a file whose validation rejected some entries. */
  async importAccepted(rest: Rest, { self, size }: Upload): Promise<void> {
    await rest.commit({ self }, blocksOf(size))
    this.forget({ self })
  }

  /** Aborts all uploads, as signing out does. */
  stopAll(): void {
    for (const stop of this.#running.values()) stop.abort()
    this.#files.clear()
    this.#set([])
  }

  forget({ self }: Reference): void {
    this.#running.get(self)?.abort()
    this.#files.delete(self)
    store(Uploads.pending().filter((one) => one.self !== self))
    this.#set(this.#uploads.filter((one) => one.self !== self))
  }

  async #run(rest: Rest, file: File, pending: PendingUpload, signal: AbortSignal): Promise<void> {
    const dataset = { self: pending.self }
    try {
      const blocks = await rest.sendBlocks(
        dataset,
        file,
        (sent) => this.#put({ ...pending, sent, state: 'sending' }),
        signal
      )
      if (pending.check) {
        this.#put({ ...pending, sent: file.size, state: 'validating' })
        const report = await rest.validate<ValidationReport>(dataset, blocks, signal)
        if (report.rejectedLineCount > 0 || report.status === 'Failed') {
          this.#put({ ...pending, sent: file.size, state: 'undecided', report })
          return
        }
      }
      await rest.commit(dataset, blocks)
      this.#running.delete(pending.self)
      this.forget(dataset)
    } catch (error) {
      const sent = this.#uploads.find(({ self }) => self === pending.self)?.sent ?? 0
      // The dataset was deleted in the meantime.
      if (error instanceof RestError && error.status === 404) this.forget(dataset)
      else if (!signal.aborted) this.#put({ ...pending, sent, state: 'interrupted', error })
    } finally {
      this.#running.delete(pending.self)
      this.#updateLeaveWarning()
    }
  }

  #put(upload: Upload): void {
    this.#set([...this.#uploads.filter(({ self }) => self !== upload.self), upload])
  }

  #set(uploads: readonly Upload[]): void {
    this.#uploads = uploads
    for (const listener of this.#listeners) listener()
    this.#updateLeaveWarning()
  }

  #updateLeaveWarning(): void {
    const busy = this.#uploads.some(({ state }) => state === 'sending' || state === 'validating')
    if (busy) addEventListener('beforeunload', preventUnload)
    else removeEventListener('beforeunload', preventUnload)
  }
}

const preventUnload = (event: BeforeUnloadEvent): void => event.preventDefault()

/** One instance for the whole Studio: an upload outlives the page that started it. */
export const uploads = new Uploads()
