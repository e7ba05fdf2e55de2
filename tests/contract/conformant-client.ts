/** Calls operations of the contract by their ids, judges every answer, and remembers what has been covered. @module */
import { expect } from 'vitest'
import { KEY } from '../in-process-service.ts'
import { faultsOf, operations } from './contract.ts'

export type Call = Readonly<{
  path?: Readonly<Record<string, string>>
  query?: Readonly<Record<string, string | number>>
  body?: unknown
  /** Instead of a JSON body. */
  bytes?: Uint8Array<ArrayBuffer>
  form?: FormData
  key?: string | undefined
  contentType?: string
}>

export type Answered<T> = Readonly<{ status: number; headers: Headers; body: T }>

export class ConformantClient {
  readonly covered = new Set<string>()
  readonly #address: string

  constructor(address: string) {
    this.#address = address
  }

  /** @throws when the status is another or the contract is not kept */
  async call<T = Record<string, unknown>>(id: string, status: number, call: Call = {}): Promise<Answered<T>> {
    const operation = operations.find((one) => one.id === id)
    if (!operation) throw new Error(`${id} is no operation of the contract`)
    const filled = operation.path.replace(/\{(\w+)\}/g, (_all, name: string) => {
      const value = call.path?.[name]
      if (value === undefined) throw new Error(`${id} needs ${name}`)
      return encodeURIComponent(value)
    })
    const url = new URL(`${this.#address}/speechtotext/v3.2${filled}`)
    for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, String(value))
    const key = 'key' in call ? call.key : KEY
    const sent = call.form ?? call.bytes ?? (call.body === undefined ? undefined : JSON.stringify(call.body))
    const type = call.contentType ?? (call.body === undefined ? undefined : 'application/json')
    const answer = await fetch(url, {
      method: operation.method,
      headers: {
        ...(key === undefined ? {} : { 'Ocp-Apim-Subscription-Key': key }),
        ...(type === undefined ? {} : { 'Content-Type': type })
      },
      ...(sent === undefined ? {} : { body: sent })
    })
    const text = await answer.text()
    const { headers } = answer
    expect(
      { id, status: answer.status, faults: faultsOf(id, { status: answer.status, headers, text }) },
      text.slice(0, 500)
    ).toEqual({ id, status, faults: [] })
    this.covered.add(`${id} ${operation.statuses.includes(String(status)) ? status : 'default'}`)
    return { status: answer.status, headers, body: (text === '' ? undefined : JSON.parse(text)) as T }
  }
}

/** Operation and documented status, each pair once. */
export const requiredAnswers: readonly string[] = operations.flatMap(({ id, statuses }) =>
  statuses.map((status) => `${id} ${status}`)
)
