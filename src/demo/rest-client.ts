/** The calls of the REST API that the demo makes. @module */
import type { Always, Answered, File, FileLinks, Status } from '../openapi/api-types.ts'

export type Entity = Readonly<{
  self: string
  status?: Status
  properties?: Readonly<Record<string, unknown>>
  links?: Readonly<Record<string, string>>
}>

export type ApiFile = Always<Answered<File>, 'name' | 'kind'> &
  Readonly<{ links: Required<Answered<FileLinks>> }>

type Body = Readonly<Record<string, unknown>> | readonly unknown[]

export class RestClient {
  readonly #address: string
  readonly #key: string

  constructor(address: string, key: string) {
    this.#address = address
    this.#key = key
  }

  get = <T = Entity>(path: string): Promise<T> => this.#json<T>('GET', path)
  post = <T = Entity>(path: string, body: Body): Promise<T> => this.#json<T>('POST', path, body)

  async postForm(path: string, form: FormData): Promise<Entity> {
    return (await this.#call('POST', path, { body: form })).json() as Promise<Entity>
  }

  async postAudio<T>(url: string, audio: Uint8Array<ArrayBuffer>): Promise<T> {
    const headers = { 'Content-Type': 'audio/wav; codecs=audio/pcm; samplerate=16000' }
    return (await this.#call('POST', url, { body: audio, headers })).json() as Promise<T>
  }

  /** Uploads blocks, then commits them in order. */
  async uploadBlocks(
    dataset: Entity,
    content: Uint8Array<ArrayBuffer>,
    blockBytes = 4 * 2 ** 20
  ): Promise<void> {
    const blocks: { kind: string; id: string }[] = []
    for (let start = 0; start < content.length; start += blockBytes) {
      const id = Buffer.from(String(blocks.length).padStart(6, '0')).toString('base64')
      const url = `${dataset.self}/blocks?blockid=${encodeURIComponent(id)}`
      const headers = { 'Content-Type': 'application/octet-stream' }
      await this.#call('PUT', url, { body: content.subarray(start, start + blockBytes), headers })
      blocks.push({ kind: 'Latest', id })
    }
    await this.#call('POST', `${dataset.self}/blocks:commit`, {
      body: JSON.stringify(blocks),
      headers: { 'Content-Type': 'application/json' }
    })
  }

  /** Polls until the work ends; `onPoll` receives each state. @throws with the error of the resource when it fails */
  async finished(entity: Entity, onPoll: (entity: Entity) => void): Promise<Entity> {
    for (;;) {
      const now = await this.get(entity.self)
      onPoll(now)
      if (now.status === 'Succeeded') return now
      if (now.status === 'Failed') {
        throw new Error(`${entity.self} failed: ${JSON.stringify(now.properties?.error)}`)
      }
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
  }

  /** All files of an entity, page by page. */
  async files(entity: Entity): Promise<readonly ApiFile[]> {
    const files: ApiFile[] = []
    let next: string | undefined = `${entity.self}/files`
    while (next !== undefined) {
      const page: { values: ApiFile[]; '@nextLink'?: string } = await this.get(next)
      files.push(...page.values)
      next = page['@nextLink']
    }
    return files
  }

  /** Content URLs carry their own signature. */
  async content<T>(file: ApiFile): Promise<T> {
    const answer = await fetch(file.links.contentUrl)
    if (!answer.ok) throw new Error(`${file.name}: HTTP ${answer.status}`)
    return (await answer.json()) as T
  }

  async #json<T>(method: string, path: string, body?: Body): Promise<T> {
    const answer = await this.#call(method, path, {
      ...(body ? { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } } : {})
    })
    return (await answer.json()) as T
  }

  async #call(
    method: string,
    path: string,
    {
      body,
      headers = {}
    }: { body?: string | FormData | Uint8Array<ArrayBuffer>; headers?: Record<string, string> }
  ): Promise<Response> {
    const url = path.startsWith('http') ? path : `${this.#address}/speechtotext/v3.2${path}`
    const answer = await fetch(url, {
      method,
      headers: { ...headers, 'Ocp-Apim-Subscription-Key': this.#key },
      ...(body === undefined ? {} : { body })
    })
    if (!answer.ok) throw new Error(`${method} ${url}: HTTP ${answer.status} ${await answer.text()}`)
    return answer
  }
}
