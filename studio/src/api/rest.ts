/** The only way from the Studio to the service: its REST API, over HTTP, with the key of whoever signed in. @module */
import type { ApiFile, Reference } from './entities.ts'

const BASE = '/speechtotext/v3.2'
const PAGE = 100
const BLOCK_BYTES = 4 * 2 ** 20
const TRIES = 4

/** What the service refused, in its own words. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** The service may be known by another name to itself than to the browser: only the path counts. */
export function pathOf(address: string): string {
  const { pathname, search } = new URL(address, location.origin)
  return pathname + search
}

const resource = (path: string): string => (path.startsWith('/') ? `${BASE}${path}` : pathOf(path))

export type Block = Readonly<{ kind: 'Latest'; id: string }>

/** How a file of this many bytes is numbered, now and when it goes on after a break. */
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

  /** @param path below the base path, or the `self` of an entity */
  get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.#json<T>('GET', resource(path), signal ? { signal } : {})
  }

  /** All pages of a list. */
  async all<T>(path: string, signal?: AbortSignal): Promise<readonly T[]> {
    const values: T[] = []
    let next: string | undefined = `${resource(path)}?top=${PAGE}`
    while (next !== undefined) {
      const page: Page<T> = await this.#json<Page<T>>('GET', next, signal ? { signal } : {})
      values.push(...page.values)
      next = page['@nextLink'] === undefined ? undefined : pathOf(page['@nextLink'])
    }
    return values
  }

  post<T>(path: string, body?: unknown): Promise<T> {
    return this.#json<T>('POST', resource(path), this.#body(body))
  }

  postBytes<T>(path: string, bytes: Blob): Promise<T> {
    const headers = { 'Content-Type': 'application/octet-stream' }
    return this.#json<T>('POST', resource(path), { body: bytes, headers })
  }

  /** A file that only the key opens. */
  async bytes(path: string): Promise<Blob> {
    return (await this.#send('GET', resource(path))).blob()
  }

  patch<T>(path: string, body: unknown): Promise<T> {
    return this.#json<T>('PATCH', resource(path), this.#body(body))
  }

  async remove(path: string): Promise<void> {
    await this.#send('DELETE', resource(path))
  }

  files(entity: Reference, signal?: AbortSignal): Promise<readonly ApiFile[]> {
    return this.all<ApiFile>(`${entity.self}/files`, signal)
  }

  /** The content behind a signed link, which takes no key. */
  async content<T>({ links }: Pick<ApiFile, 'links'>, signal?: AbortSignal): Promise<T> {
    const answer = await fetch(pathOf(links.contentUrl), signal ? { signal } : {})
    if (!answer.ok) throw await refusalOf(answer)
    return (await answer.json()) as T
  }

  /** The bytes behind a signed link. */
  async linked({ links }: Pick<ApiFile, 'links'>, signal?: AbortSignal): Promise<Blob> {
    const answer = await fetch(pathOf(links.contentUrl), signal ? { signal } : {})
    if (!answer.ok) throw await refusalOf(answer)
    return answer.blob()
  }

  /**
   * Sends a file in blocks, each tried again when the line breaks; blocks that are already there are not sent again.
   * @returns what makes the file of them, for `commit` and `check`
   */
  async sendBlocks(
    dataset: Reference,
    file: Blob,
    onProgress: (bytes: number) => void,
    signal?: AbortSignal
  ): Promise<readonly Block[]> {
    const listed = await this.get<{ uncommittedBlocks?: readonly { name: string; size: number }[] }>(
      `${dataset.self}/blocks`
    )
    const there = new Map(listed.uncommittedBlocks?.map(({ name, size }) => [name, size]))
    const blocks = blocksOf(file.size)
    for (const [index, { id }] of blocks.entries()) {
      const start = index * BLOCK_BYTES
      const block = file.slice(start, start + BLOCK_BYTES)
      if (there.get(id) !== block.size) {
        await this.#block(`${pathOf(dataset.self)}/blocks?blockid=${encodeURIComponent(id)}`, block, signal)
      }
      onProgress(Math.min(file.size, start + BLOCK_BYTES))
    }
    return blocks
  }

  async commit(dataset: Reference, blocks: readonly Block[]): Promise<void> {
    await this.#send('POST', `${pathOf(dataset.self)}/blocks:commit`, this.#body(blocks))
  }

  /** The report that the import of these blocks would leave; nothing is imported. */
  check<T>(dataset: Reference, blocks: readonly Block[], signal?: AbortSignal): Promise<T> {
    const init = { ...this.#body(blocks), ...(signal ? { signal } : {}) }
    return this.#json<T>('POST', `${pathOf(dataset.self)}/blocks:commit?validate=true`, init)
  }

  /** A file in blocks, and its import asked for. */
  async upload(dataset: Reference, file: Blob, onProgress: (bytes: number) => void): Promise<void> {
    await this.commit(dataset, await this.sendBlocks(dataset, file, onProgress))
  }

  /** A recording of any format and up to five hours, on a model, an endpoint, or `base`. */
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
    return this.#json<T>('POST', path.startsWith('/speechtotext') ? path : resource(path), init)
  }

  async #block(path: string, body: Blob, signal?: AbortSignal): Promise<void> {
    const headers = { 'Content-Type': 'application/octet-stream' }
    for (let tries = 1; ; tries++) {
      try {
        await this.#send('PUT', path, { body, headers, ...(signal ? { signal } : {}) })
        return
      } catch (error) {
        const hopeless = signal?.aborted || (error instanceof Refusal && error.status < 500)
        if (hopeless || tries === TRIES) throw error
        await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** tries))
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
    if (!answer.ok) throw await refusalOf(answer)
    return answer
  }
}

type ErrorBody = Readonly<{
  code?: string
  message?: string
  innerError?: Readonly<{ code?: string; message?: string }>
}>

async function refusalOf(answer: Response): Promise<Refusal> {
  const text = await answer.text()
  try {
    const body = JSON.parse(text) as ErrorBody & { error?: ErrorBody }
    const { code, message, innerError } = body.error ?? body
    const said = innerError?.message ?? message ?? answer.statusText
    return new Refusal(answer.status, innerError?.code ?? code ?? String(answer.status), said)
  } catch {
    return new Refusal(answer.status, String(answer.status), text || answer.statusText)
  }
}
