/** What goes through each endpoint, counted by the hour: cheap while it happens, written a moment later. @module */
import type { Transaction } from '../platform/index.ts'
import type { Platform } from '../resources/index.ts'
import { TICKS_PER_SECOND } from '../speech/audio/index.ts'
import { percentile, stepOf } from './latencies.ts'
import type { SessionFigures } from './session-log.ts'
import { addedTraffic, type HourOfTraffic, noTraffic, TrafficStore } from './traffic-store.ts'

const HOUR_MS = 3_600_000
export const KEPT_HOURS = 90 * 24
/** What a crash may cost. */
const WRITTEN_AFTER_MS = 1000

export type TrafficFigures = Readonly<{
  requests: number
  failed: number
  refused: number
  /** Failed of all requests, 0..1. */
  errorRate: number
  audioSeconds: number
  /** From the last audio to the answer, in milliseconds; absent while there were no answers. */
  latency?: Readonly<{ p50: number; p95: number }>
}>

export class EndpointTraffic {
  readonly #platform: Platform
  readonly #store: TrafficStore
  readonly #now: () => number
  /** Endpoint → hour → what was counted and not written yet. */
  #counted = new Map<string, Map<number, HourOfTraffic>>()
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(platform: Platform, now: () => number = Date.now) {
    this.#platform = platform
    this.#store = new TrafficStore(platform.database)
    this.#now = now
  }

  count(endpointId: string, { audioTicks, latencyMs, fault }: SessionFigures): void {
    const hour = this.#hour()
    const hours = this.#counted.get(endpointId) ?? new Map<number, HourOfTraffic>()
    this.#counted.set(endpointId, hours)
    const one: HourOfTraffic = {
      hour,
      requests: 1,
      failed: fault === 'failed' ? 1 : 0,
      refused: fault === 'refused' ? 1 : 0,
      audioTicks,
      latencies: latencyMs === undefined ? {} : { [stepOf(latencyMs)]: 1 }
    }
    hours.set(hour, addedTraffic(hours.get(hour) ?? noTraffic(hour), one))
    this.#timer ??= setTimeout(() => void this.write(), WRITTEN_AFTER_MS).unref()
  }

  /** Everything counted so far; what cannot be written now is tried again with the next. Never rejects. */
  write(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#writeCounted())
    return this.#writing
  }

  /** The last hours, those without traffic too, the present one last. */
  async hours(endpointId: string, count: number): Promise<readonly HourOfTraffic[]> {
    await this.write()
    const last = this.#hour()
    const stored = await this.#store.hours(endpointId, last - count + 1)
    const byHour = new Map(stored.map((hour) => [hour.hour, hour]))
    return Array.from({ length: count }, (_, index) => {
      const hour = last - count + 1 + index
      return byHour.get(hour) ?? noTraffic(hour)
    })
  }

  async forget(tx: Transaction, endpointId: string): Promise<void> {
    this.#counted.delete(endpointId)
    await this.#store.forget(tx, endpointId)
  }

  #hour(): number {
    return Math.floor(this.#now() / HOUR_MS)
  }

  async #writeCounted(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const counted = this.#counted
    if (counted.size === 0) return
    this.#counted = new Map()
    try {
      await this.#platform.database.transaction(async (tx) => {
        for (const [endpointId, hours] of counted)
          for (const traffic of hours.values()) await this.#store.add(tx, endpointId, traffic)
      })
      await this.#store.removeBefore(this.#hour() - KEPT_HOURS)
    } catch (error) {
      this.#platform.log.error({ error }, 'could not store the endpoint traffic')
      this.#keepForLater(counted)
    }
  }

  #keepForLater(counted: ReadonlyMap<string, ReadonlyMap<number, HourOfTraffic>>): void {
    for (const [endpointId, hours] of counted) {
      const waiting = this.#counted.get(endpointId) ?? new Map<number, HourOfTraffic>()
      this.#counted.set(endpointId, waiting)
      for (const [hour, traffic] of hours)
        waiting.set(hour, addedTraffic(traffic, waiting.get(hour) ?? noTraffic(hour)))
    }
  }
}

export const startOfHour = (hour: number): Date => new Date(hour * HOUR_MS)

export function figuresOfTraffic(hours: readonly HourOfTraffic[]): TrafficFigures {
  const { requests, failed, refused, audioTicks, latencies } = hours.reduce(addedTraffic, noTraffic(0))
  const [p50, p95] = [percentile(latencies, 0.5), percentile(latencies, 0.95)]
  return {
    requests,
    failed,
    refused,
    errorRate: requests === 0 ? 0 : Number((failed / requests).toFixed(4)),
    audioSeconds: Number((audioTicks / TICKS_PER_SECOND).toFixed(1)),
    ...(p50 === undefined || p95 === undefined ? {} : { latency: { p50, p95 } })
  }
}
