/** The REST API of the service, called with the access key of the signed-in user. @module */
import type { Answered, UploadedBlocks } from '../../../src/openapi/api-types.ts'
import type { ApiFile, Reference } from './entities.ts'

const BASE = '/speechtotext/v3.2'
/** How often the state of a running job is read. */
export const POLL_INTERVAL_MS = 700

const PAGE_SIZE = 100
const BLOCK_BYTES = 4 * 2 ** 20
const MAX_ATTEMPTS = 4

/** An error answer of the service: its HTTP status, error code, and message. */
export class RestError extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** Path and query of a URL in an answer: behind a proxy, its host may not be the one that the browser knows. */
export function pathOf(address: string): string {
  const { pathname, search } = new URL(address, location.origin)
  return pathname + search
}

const resourcePath = (path: string): string => (path.startsWith('/') ? `${BASE}${path}` : pathOf(path))

export type Block = Readonly<{ kind: 'Latest'; id: string }>

/** The blocks of a file of this many bytes: the same when an interrupted upload continues. */
export const blocksOf = (size: number): readonly Block[] =>
  Array.from({ length: Math.ceil(size / BLOCK_BYTES) }, (_, index) => ({
    kind: 'Latest',
    id: btoa(String(index).padStart(6, '0'))
  }))

type Page<T> = Readonly<{ values: readonly T[]; '@nextLink'?: string }>

export class Rest {
  readonly key: string
  constructor(key: string) {
    this.key = key
  }

  /** @param path relative to the base path, or the `self` of an entity */
  get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.#json<T>('GET', resourcePath(path), signal ? { signal } : {})
  }

  /** All pages of a list. @param path as for `get` */
  async list<T>(path: string, signal?: AbortSignal): Promise<readonly T[]> {
    const values: T[] = []
    let next: string | undefined = `${resourcePath(path)}?top=${PAGE_SIZE}`
    while (next !== undefined) {
      const page: Page<T> = await this.#json<Page<T>>('GET', next, signal ? { signal } : {})
      values.push(...page.values)
      next = page['@nextLink'] === undefined ? undefined : pathOf(page['@nextLink'])
    }
    return values
  }

  post<T>(path: string, body?: unknown): Promise<T> {
    return this.#json<T>('POST', resourcePath(path), this.#body(body))
  }

  postBytes<T>(path: string, bytes: Blob): Promise<T> {
    const headers = { 'Content-Type': 'application/octet-stream' }
    return this.#json<T>('POST', resourcePath(path), { body: bytes, headers })
  }

  /** A file that requires the access key. */
  async getBlob(path: string): Promise<Blob> {
    return (await this.#send('GET', resourcePath(path))).blob()
  }

  patch<T>(path: string, body: unknown): Promise<T> {
    return this.#json<T>('PATCH', resourcePath(path), this.#body(body))
  }

  async delete(path: string): Promise<void> {
    await this.#send('DELETE', resourcePath(path))
  }

  listFiles(entity: Reference, signal?: AbortSignal): Promise<readonly ApiFile[]> {
    return this.list<ApiFile>(`${entity.self}/files`, signal)
  }

  /** JSON behind a signed link, which needs no access key. */
  async getLinkedJson<T>({ links }: Pick<ApiFile, 'links'>, signal?: AbortSignal): Promise<T> {
    const answer = await fetch(pathOf(links.contentUrl), signal ? { signal } : {})
    if (!answer.ok) throw await toRestError(answer)
    return (await answer.json()) as T
  }

  /** A file behind a signed link. */
  async getLinkedBlob({ links }: Pick<ApiFile, 'links'>, signal?: AbortSignal): Promise<Blob> {
    const answer = await fetch(pathOf(links.contentUrl), signal ? { signal } : {})
    if (!answer.ok) throw await toRestError(answer)
    return answer.blob()
  }

  /**
   * Uploads a file in blocks. A block is retried when the connection fails, and skipped if the service has it already.
   * @returns the blocks, for `commit` and `validate`
   */
  async sendBlocks(
    dataset: Reference,
    file: Blob,
    onProgress: (bytes: number) => void,
    signal?: AbortSignal
  ): Promise<readonly Block[]> {
    const listed = await this.get<Answered<UploadedBlocks>>(`${dataset.self}/blocks`)
    const uploaded = new Map(listed.uncommittedBlocks?.map(({ name, size }) => [name, size]))
    const blocks = blocksOf(file.size)
    for (const [index, { id }] of blocks.entries()) {
      const start = index * BLOCK_BYTES
      const block = file.slice(start, start + BLOCK_BYTES)
      if (uploaded.get(id) !== block.size) {
        await this.#block(`${pathOf(dataset.self)}/blocks?blockid=${encodeURIComponent(id)}`, block, signal)
      }
      onProgress(Math.min(file.size, start + BLOCK_BYTES))
    }
    return blocks
  }

  async commit(dataset: Reference, blocks: readonly Block[]): Promise<void> {
    await this.#send('POST', `${pathOf(dataset.self)}/blocks:commit`, this.#body(blocks))
  }

  /** Dry run: the report that importing these blocks would give. Nothing is imported. */
  validate<T>(dataset: Reference, blocks: readonly Block[], signal?: AbortSignal): Promise<T> {
    const init = { ...this.#body(blocks), ...(signal ? { signal } : {}) }
    return this.#json<T>('POST', `${pathOf(dataset.self)}/blocks:commit?validate=true`, init)
  }

  /** Uploads a file in blocks and requests its import. */
  async upload(dataset: Reference, file: Blob, onProgress: (bytes: number) => void): Promise<void> {
    await this.commit(dataset, await this.sendBlocks(dataset, file, onProgress))
  }

  /** Transcribes a recording with a model, an endpoint, or `base`. */
  transcribe<T>(form: FormData, signal?: AbortSignal): Promise<T> {
    const headers = { Authorization: `Bearer ${this.key}` }
    return this.#json<T>('POST', '/v1/audio/transcriptions', {
      body: form,
      headers,
      ...(signal ? { signal } : {})
    })
  }

  postForm<T>(path: string, form: FormData, signal?: AbortSignal): Promise<T> {
    const init = { body: form, ...(signal ? { signal } : {}) }
    return this.#json<T>('POST', path.startsWith('/speechtotext') ? path : resourcePath(path), init)
  }

  async #block(path: string, body: Blob, signal?: AbortSignal): Promise<void> {
    const headers = { 'Content-Type': 'application/octet-stream' }
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#send('PUT', path, { body, headers, ...(signal ? { signal } : {}) })
        return
      } catch (error) {
        const permanent = signal?.aborted || (error instanceof RestError && error.status < 500)
        if (permanent || attempt === MAX_ATTEMPTS) throw error
        await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt))
      }
    }
  }

  #body(body: unknown): RequestInit {
    if (body === undefined) return {}
    return { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }
  }

  async #json<T>(method: string, path: string, init: RequestInit = {}): Promise<T> {
    const text = await (await this.#send(method, path, init)).text()
    return (text === '' ? undefined : JSON.parse(text)) as T
  }

  async #send(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('Ocp-Apim-Subscription-Key', this.key)
    const answer = await fetch(path, { ...init, method, headers })
    if (!answer.ok) throw await toRestError(answer)
    return answer
  }
}

type ErrorBody = Readonly<{
  code?: string
  message?: string
  innerError?: Readonly<{ code?: string; message?: string }>
}>

async function toRestError(answer: Response): Promise<RestError> {
  const body = await answer.text()
  try {
    const parsed = JSON.parse(body) as ErrorBody & { error?: ErrorBody }
    const { code, message, innerError } = parsed.error ?? parsed
    const text = innerError?.message ?? message ?? answer.statusText
    return new RestError(answer.status, innerError?.code ?? code ?? String(answer.status), text)
  } catch {
    return new RestError(answer.status, String(answer.status), body || answer.statusText)
  }
}
