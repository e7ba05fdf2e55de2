/** The datasets and projects of a real service in a folder of its own, reached through its HTTP server. @module */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDatasets, type Datasets, datasetMigrations } from '../../src/datasets/index.ts'
import {
  AccessKeys,
  accessKeyMigrations,
  createHttpServer,
  type Database,
  FileLinks,
  type FileStore,
  type HttpServer,
  jobMigrations,
  openDatabase,
  openFileStore,
  openJobs,
  openLog,
  readSettings,
  secretMigrations,
  secretOf
} from '../../src/platform/index.ts'
import { createProjects, projectMigrations } from '../../src/projects/index.ts'
import {
  CompletionMail,
  EntityEvents,
  folderMigrations,
  Inventory,
  mailMigrations,
  type Platform
} from '../../src/resources/index.ts'

const key = 'the-key-of-the-tests'
const base = '/speechtotext/v3.2'

/** The fields of answers that tests look into; which of them an answer has is what the tests say. */
export type Body = Readonly<{
  self: string
  status: string
  name: string
  kind: string
  message: string
  links: Readonly<Record<'files' | 'uploadBlocks' | 'commitBlocks' | 'contentUrl', string>>
  properties: Readonly<{ error: Readonly<{ code: string; message: string }> }>
  values: readonly Body[]
  '@nextLink': string
}>
export type Answer = Readonly<{ status: number; headers: Headers; body: Body }>
type Sent = Readonly<{ body?: string | Uint8Array | FormData; headers?: Readonly<Record<string, string>> }>
type Parts = Readonly<{ platform: Platform; datasets: Datasets; server: HttpServer; origin: string }>

/** `wrap` may watch the use of files, `wrapDatabase` that of the database. */
type Start = Readonly<{
  folder?: string
  jobs?: boolean
  privateUrls?: boolean
  wrap?: (files: FileStore) => FileStore
  wrapDatabase?: (database: Database) => Database
}>

export class DatasetService {
  readonly folder: string
  readonly platform: Platform
  readonly datasets: Datasets
  readonly #server: HttpServer
  readonly #origin: string
  private constructor(folder: string, { platform, datasets, server, origin }: Parts) {
    this.folder = folder
    this.platform = platform
    this.datasets = datasets
    this.#server = server
    this.#origin = origin
  }

  /** @param jobs whether imports run at once */
  static async start({
    folder,
    jobs = true,
    privateUrls = true,
    wrap = (files) => files,
    wrapDatabase = (database) => database
  }: Start = {}): Promise<DatasetService> {
    const home = folder ?? (await mkdtemp(join(tmpdir(), 'vernacular-datasets-')))
    const service = new DatasetService(home, await open(home, privateUrls, wrap, wrapDatabase))
    if (jobs) await service.platform.jobs.start()
    return service
  }

  /** @param path under the contract's base path, or an address that an earlier answer gave */
  async request(method: string, path: string, sent: Sent = {}): Promise<Answer> {
    const url = path.startsWith('http') ? path : `${this.#origin}${base}${path}`
    const headers = { 'ocp-apim-subscription-key': key, ...sent.headers }
    const answer = await fetch(url, {
      method,
      headers,
      ...(sent.body === undefined ? {} : { body: sent.body })
    })
    const text = await answer.text()
    return {
      status: answer.status,
      headers: answer.headers,
      body: (text === '' ? {} : JSON.parse(text)) as Body
    }
  }

  json(method: string, path: string, value: unknown): Promise<Answer> {
    return this.request(method, path, {
      body: JSON.stringify(value),
      headers: { 'content-type': 'application/json' }
    })
  }

  /** The dataset once its import has ended. */
  async settled(self: string): Promise<Body> {
    for (;;) {
      const { body } = await this.request('GET', self)
      if (body.status !== 'NotStarted' && body.status !== 'Running') return body
    }
  }

  /** Without a key, as a client downloads what a signed link points to. */
  async content(contentUrl: string): Promise<string> {
    const answer = await fetch(contentUrl)
    if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
    return answer.text()
  }

  async close(): Promise<void> {
    await this.#server.close()
    await this.platform.jobs.stop()
    await this.platform.database.close()
  }

  async remove(): Promise<void> {
    await this.close()
    await rm(this.folder, { recursive: true })
  }
}

async function open(
  folder: string,
  privateUrls: boolean,
  wrap: (files: FileStore) => FileStore,
  wrapDatabase: (database: Database) => Database
): Promise<Parts> {
  const settings = readSettings({
    VERNACULAR_DATA_DIR: folder,
    VERNACULAR_KEY: key,
    VERNACULAR_LOG_LEVEL: 'silent',
    VERNACULAR_ALLOW_PRIVATE_URLS: String(privateUrls)
  })
  const log = openLog('silent')
  const migrations = [
    accessKeyMigrations,
    secretMigrations,
    jobMigrations,
    mailMigrations,
    folderMigrations,
    projectMigrations,
    datasetMigrations
  ]
  const database = wrapDatabase(await openDatabase(join(folder, 'test.sqlite'), migrations.flat()))
  const files = wrap(await openFileStore(folder))
  const jobs = openJobs({ database, log })
  const links = new FileLinks(files, await secretOf(database, 'file-links'))
  const events = new EntityEvents()
  const mail = new CompletionMail({ database, events, jobs, settings, log })
  const platform: Platform = { settings, database, files, events, jobs, mail, links, log }
  const keys = new AccessKeys(database)
  await keys.open(key)
  const projects = createProjects(platform, { locales: ['en-US', 'en-GB'] })
  const datasets = createDatasets(platform, { projects, locales: ['en-US'] })
  const inventory = new Inventory({
    database,
    files,
    log,
    collections: datasets.stored,
    quarantineDays: settings.quarantineDays,
    dataDir: folder
  })
  await inventory.open()
  inventory.close()
  const server = createHttpServer({
    log,
    keys,
    routes: { contract: [projects.routes, datasets.routes], other: [(app) => links.routes(app)] }
  })
  const origin = await server.listen({ port: 0, host: '127.0.0.1' })
  return { platform, datasets, server, origin }
}

/** All of a sequence; `Array.fromAsync` came with Node 22. */
export async function all<T>(sequence: AsyncIterable<T>): Promise<T[]> {
  const values: T[] = []
  for await (const value of sequence) values.push(value)
  return values
}
