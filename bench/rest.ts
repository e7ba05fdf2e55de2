/**
 * What the REST API costs: gets of one entity a second, lists of a hundred out of a hundred thousand with and without
 * filters, and whether creating entities slows as they become many. The client shares the machine's cores with the
 * service. Run: `npm run build && npx tsx bench/rest.ts`
 * @module
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { Pool } from 'undici'

const PORT = 8794
const KEY = 'a-key-for-benches-only-0123456789'
const BASE = '/speechtotext/v3.2'
const CREATED = 10_000
const ROWS = 100_000
const GET_SECONDS = 5
const LIST_CALLS = 400
const CONNECTIONS = 8
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const headers = { 'ocp-apim-subscription-key': KEY, 'content-type': 'application/json' }

const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const ms = (value: number): string => `${value.toFixed(1)} ms`

const dataDir = await mkdtemp(join(tmpdir(), 'vernacular-bench-'))
const service = spawn(process.execPath, [main], {
  env: {
    ...process.env,
    VERNACULAR_PORT: String(PORT),
    VERNACULAR_DATA_DIR: dataDir,
    VERNACULAR_KEY: KEY,
    VERNACULAR_LOG_LEVEL: 'error'
  },
  stdio: ['ignore', 'ignore', 'inherit']
})
const pool = new Pool(`http://127.0.0.1:${PORT}`, { connections: CONNECTIONS })

async function call(method: 'GET' | 'POST', path: string, body?: object): Promise<Record<string, unknown>> {
  const answer = await pool.request({
    method,
    path: `${BASE}${path}`,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  })
  const value = (await answer.body.json()) as Record<string, unknown>
  if (answer.statusCode >= 300)
    throw new Error(`${method} ${path}: ${answer.statusCode} ${JSON.stringify(value)}`)
  return value
}

async function untilReady(): Promise<void> {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${PORT}/healthz`).catch(() => undefined)
    if (answer?.status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function createMany(): Promise<string> {
  const times: number[] = []
  let self = ''
  for (let made = 0; made < CREATED; made++) {
    const started = performance.now()
    const body = { displayName: `dataset ${made}`, kind: 'Language', locale: 'en-US' }
    self = String((await call('POST', '/datasets', body)).self)
    times.push(performance.now() - started)
  }
  const first = sum(times.slice(0, 1000))
  const last = sum(times.slice(-1000))
  console.log(
    `creating ${CREATED} datasets one after another: first thousand ${ms(first / 1000)} each, last thousand ${ms(last / 1000)} each, ratio ${(last / first).toFixed(2)}`
  )
  return new URL(self).pathname.slice(BASE.length)
}

/** The rows made so far, again and again under other ids, names, times and statuses. */
function multiplyRows(): void {
  const database = new DatabaseSync(join(dataDir, 'vernacular.db'), { timeout: 10_000 })
  const columns = (database.prepare('pragma table_info(datasets)').all() as { name: string }[]).map(
    ({ name }) => name
  )
  const copies = Math.ceil(ROWS / CREATED)
  for (let copy = 1; copy < copies; copy++) {
    const values = columns.map((name) => {
      if (name === 'id') return `substr(id, 1, 24) || printf('%012x', ${copy} * ${CREATED} + rowid)`
      if (name === 'display_name') return `'dataset ' || (${copy} * ${CREATED} + rowid)`
      if (name === 'created_at' || name === 'last_action_at') return `${name} + ${copy} * 86400000`
      if (name === 'status') return `case rowid % 50 when 0 then 'Failed' else 'Succeeded' end`
      return name
    })
    database.exec(
      `insert into datasets (${columns.join(', ')}) select ${values.join(', ')} from datasets where rowid <= ${CREATED}`
    )
  }
  const { count } = database.prepare('select count(*) as count from datasets').get() as { count: number }
  database.close()
  console.log(`rows now: ${count}`)
}

async function getOne(path: string): Promise<void> {
  let calls = 0
  const end = performance.now() + GET_SECONDS * 1000
  const times: number[] = []
  const worker = async (): Promise<void> => {
    while (performance.now() < end) {
      const started = performance.now()
      await call('GET', path)
      times.push(performance.now() - started)
      calls += 1
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, worker))
  console.log(
    `GET of one entity, ${CONNECTIONS} connections: ${Math.round(calls / GET_SECONDS)} a second, p50 ${ms(quantile(times, 0.5))}, p95 ${ms(quantile(times, 0.95))}`
  )
}

async function lists(): Promise<void> {
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 19)
  const filters: readonly (readonly [string, string | undefined])[] = [
    ['none', undefined],
    ['a name', "displayName eq 'dataset 54321'"],
    ['a status, 2 % of rows', "status eq 'Failed'"],
    ['a locale of no row', "locale eq 'fr-FR'"],
    ['a kind of every row', "kind eq 'Language'"],
    ['a time', `createdDateTime gt ${day}Z`],
    ['several', `status eq 'Succeeded' and createdDateTime ge ${day}Z and not (displayName eq 'dataset 5')`],
    ['either of two', "displayName eq 'dataset 54321' or status eq 'Failed'"],
    ['no row, by exclusion', "status ne 'Succeeded' and status ne 'Failed' and status ne 'NotStarted'"]
  ]
  console.log(`lists of 100 out of ${ROWS} rows, one at a time:`)
  for (const [name, filter] of filters) {
    for (const deep of [false, true]) {
      const times: number[] = []
      for (let made = 0; made < LIST_CALLS / filters.length; made++) {
        const skip = deep ? Math.floor(Math.random() * ROWS) : 0
        const started = performance.now()
        await call(
          'GET',
          `/datasets?top=100&skip=${skip}${filter === undefined ? '' : `&filter=${encodeURIComponent(filter)}`}`
        )
        times.push(performance.now() - started)
      }
      console.log(
        `  filter ${name}, ${deep ? 'pages anywhere' : 'first page'}: p50 ${ms(quantile(times, 0.5))}, p95 ${ms(quantile(times, 0.95))}`
      )
    }
  }
}

try {
  await untilReady()
  const path = await createMany()
  multiplyRows()
  await getOne(path)
  await lists()
} finally {
  await pool.close()
  const ended = once(service, 'exit')
  service.kill('SIGTERM')
  await ended
  await rm(dataDir, { recursive: true, force: true })
}
