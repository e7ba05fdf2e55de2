/** Traffic of endpoints in the database: a row an endpoint and hour. @module */
import type { Database, Migration, Transaction } from '../platform/index.ts'
import { addedLatencies, type Latencies } from './latencies.ts'

export type HourOfTraffic = Readonly<{
  /** Whole hours since 1970. */
  hour: number
  requests: number
  /** The service was to blame. */
  failed: number
  /** What was sent, or how much at once, or the endpoint was paused. */
  refused: number
  audioTicks: number
  latencies: Latencies
}>

type TrafficRow = {
  endpoint_id: string
  hour: number
  requests: number
  failed: number
  refused: number
  audio_ticks: number
  latencies: string
}
type Tables = { endpoint_traffic: TrafficRow }

export const trafficMigrations: readonly Migration[] = [
  {
    name: '016-endpoint-traffic',
    up: async (database) => {
      const table = database.schema.createTable('endpoint_traffic')
      await ['requests', 'failed', 'refused', 'audio_ticks']
        .reduce(
          (columns, name) => columns.addColumn(name, 'integer', (column) => column.notNull()),
          table
            .addColumn('endpoint_id', 'text', (column) => column.notNull())
            .addColumn('hour', 'integer', (column) => column.notNull())
        )
        .addColumn('latencies', 'text', (column) => column.notNull())
        .addPrimaryKeyConstraint('endpoint_traffic_key', ['endpoint_id', 'hour'])
        .execute()
    }
  }
]

export const noTraffic = (hour: number): HourOfTraffic => ({
  hour,
  requests: 0,
  failed: 0,
  refused: 0,
  audioTicks: 0,
  latencies: {}
})

export const addedTraffic = (one: HourOfTraffic, other: HourOfTraffic): HourOfTraffic => ({
  hour: one.hour,
  requests: one.requests + other.requests,
  failed: one.failed + other.failed,
  refused: one.refused + other.refused,
  audioTicks: one.audioTicks + other.audioTicks,
  latencies: addedLatencies([one.latencies, other.latencies])
})

export class TrafficStore {
  readonly #database: Database
  constructor(database: Database) {
    this.#database = database
  }

  /** On top of what the hour already has. */
  async add(tx: Transaction, endpointId: string, traffic: HourOfTraffic): Promise<void> {
    const tables = tx.tables<Tables>()
    const row = await tables
      .selectFrom('endpoint_traffic')
      .selectAll()
      .where('endpoint_id', '=', endpointId)
      .where('hour', '=', traffic.hour)
      .executeTakeFirst()
    const sum = row ? addedTraffic(hourOf(row), traffic) : traffic
    await tables.replaceInto('endpoint_traffic').values(rowOf(endpointId, sum)).execute()
  }

  /** Those from `since` on in which there was any, in order. */
  async hours(endpointId: string, since: number): Promise<readonly HourOfTraffic[]> {
    const rows = await this.#database
      .tables<Tables>()
      .selectFrom('endpoint_traffic')
      .selectAll()
      .where('endpoint_id', '=', endpointId)
      .where('hour', '>=', since)
      .orderBy('hour')
      .execute()
    return rows.map(hourOf)
  }

  async removeBefore(hour: number): Promise<void> {
    await this.#database.tables<Tables>().deleteFrom('endpoint_traffic').where('hour', '<', hour).execute()
  }

  async forget(tx: Transaction, endpointId: string): Promise<void> {
    await tx.tables<Tables>().deleteFrom('endpoint_traffic').where('endpoint_id', '=', endpointId).execute()
  }
}

const rowOf = (endpointId: string, traffic: HourOfTraffic): TrafficRow => ({
  endpoint_id: endpointId,
  hour: traffic.hour,
  requests: traffic.requests,
  failed: traffic.failed,
  refused: traffic.refused,
  audio_ticks: traffic.audioTicks,
  latencies: JSON.stringify(traffic.latencies)
})

const hourOf = (row: TrafficRow): HourOfTraffic => ({
  hour: row.hour,
  requests: row.requests,
  failed: row.failed,
  refused: row.refused,
  audioTicks: row.audio_ticks,
  latencies: JSON.parse(row.latencies) as Latencies
})
