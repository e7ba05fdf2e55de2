/** Guesses at keys, counted by address. @module */
import { isIPv6 } from 'node:net'
import { Problem } from './problem.ts'

const MINUTE_MS = 60_000
/** Of a flood from many addresses the oldest are forgotten. */
const MAX_ADDRESSES = 10_000

/** More wrong keys than one address may try. */
export class TooManyWrongKeys extends Problem {
  /** @param retryAfterSeconds until the next key of this address is looked at again */
  constructor(readonly retryAfterSeconds: number) {
    super(
      'TooManyRequests',
      undefined,
      `Your address has sent too many wrong keys; try again in ${retryAfterSeconds} s. A correct key is always accepted.`
    )
  }
}

type Failures = { count: number; since: number }

export class WrongKeys {
  readonly #maxPerMinute: number
  readonly #now: () => number
  readonly #byAddress = new Map<string, Failures>()

  /** @param now milliseconds, of a clock that only goes forward */
  constructor(maxPerMinute: number, now: () => number = () => performance.now()) {
    this.#maxPerMinute = maxPerMinute
    this.#now = now
  }

  /** Notes a wrong key. @returns the refusal that takes the place of the ordinary one, if there were too many */
  rejectionFor(address: string): TooManyWrongKeys | undefined {
    const from = networkOf(address)
    const now = this.#now()
    const known = this.#byAddress.get(from)
    const failures = known && now - known.since < MINUTE_MS ? known : { count: 0, since: now }
    failures.count += 1
    this.#byAddress.delete(from)
    this.#byAddress.set(from, failures)
    const [oldest] = this.#byAddress.keys()
    if (this.#byAddress.size > MAX_ADDRESSES && oldest !== undefined) this.#byAddress.delete(oldest)
    if (failures.count <= this.#maxPerMinute) return undefined
    return new TooManyWrongKeys(Math.max(1, Math.ceil((failures.since + MINUTE_MS - now) / 1000)))
  }
}

/** One client has a whole /64 of IPv6 addresses to choose from. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address
  const [head = '', tail] = address.split('::')
  const groups = head.split(':').filter((group) => group !== '')
  const zeros =
    tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter((group) => group !== '').length
  return [...groups, ...Array<string>(Math.max(0, zeros)).fill('0'), ...(tail ?? '').split(':')]
    .slice(0, 4)
    .join(':')
}
