/** The HTTP server over a real folder, with projects and whatever routes a test adds. @module */
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions } from 'fastify'
import { DEFAULT_TRAFFIC_LIMITS, type TrafficLimits } from '../../src/platform/http/limit-traffic.ts'
import {
  AccessKeys,
  accessKeyMigrations,
  createHttpServer,
  FileLinks,
  type HttpServer,
  jobMigrations,
  type Migration,
  openDatabase,
  openFileStore,
  openJobs,
  openLog,
  readSettings,
  secretMigrations,
  secretOf
} from '../../src/platform/index.ts'
import { createProjects, type Projects, projectMigrations } from '../../src/projects/index.ts'
import { CompletionMail, EntityEvents, mailMigrations, type Platform } from '../../src/resources/index.ts'

export const KEY = 'the-key-of-the-tests'

export type TestService = Readonly<{
  platform: Platform
  projects: Projects
  server: HttpServer
  /** A request with the access key, to a path under the contract's base path or an absolute one. */
  request: Request
  /** Starts to listen on a free port of the loopback address. */
  listen(): Promise<number>
  remove(): Promise<void>
}>

type Sent = InjectOptions
export type Answer = Readonly<{
  status: number
  headers: Readonly<Record<string, unknown>>
  body: Json
  bytes: Buffer
}>
/** JSON as tests look into it. */
export type Json = Readonly<{ [name: string]: Json }>
type Request = (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT',
  path: string,
  sent?: Sent
) => Promise<Answer>

type Extra = Readonly<{
  migrations?: readonly Migration[]
  locales?: readonly string[]
  contract?: (app: HttpServer, platform: Platform) => void
  other?: (app: HttpServer, platform: Platform) => void
  limits?: Partial<TrafficLimits>
}>

export async function startTestService(extra: Extra = {}): Promise<TestService> {
  const folder = await mkdtemp(join(tmpdir(), 'vernacular-http-'))
  const log = openLog('silent')
  const migrations = [accessKeyMigrations, secretMigrations, jobMigrations, mailMigrations, projectMigrations]
  const database = await openDatabase(join(folder, 'test.sqlite'), [
    ...migrations.flat(),
    ...(extra.migrations ?? [])
  ])
  const files = await openFileStore(folder)
  const jobs = openJobs({ database, log })
  const links = new FileLinks(files, await secretOf(database, 'file-links'))
  const settings = readSettings({ VERNACULAR_DATA_DIR: folder, VERNACULAR_LOG_LEVEL: 'silent' })
  const events = new EntityEvents()
  const mail = new CompletionMail({ database, events, jobs, settings, log })
  const platform: Platform = { settings, database, files, events, jobs, mail, links, log }
  const keys = new AccessKeys(database)
  await keys.open(KEY)
  const projects = createProjects(platform, { locales: extra.locales ?? ['en-US', 'en-GB', 'en-IN'] })
  const server = createHttpServer({
    log,
    keys,
    limits: { ...DEFAULT_TRAFFIC_LIMITS, ...extra.limits },
    routes: {
      contract: [projects.routes, (app) => extra.contract?.(app, platform)],
      other: [
        (app) => links.routes(app),
        (app) => void app.get('/healthz', () => ({ status: 'ready' })),
        (app) => extra.other?.(app, platform)
      ]
    }
  })
  await server.ready()
  return {
    platform,
    projects,
    server,
    request: async (method, path, sent = {}) => {
      const url = path.startsWith('http')
        ? path.replace(/^https?:\/\/[^/]+/, '')
        : `/speechtotext/v3.2${path}`
      const headers = { 'ocp-apim-subscription-key': KEY, ...sent.headers }
      const answer = await server.inject({ ...sent, headers, method, url })
      return {
        status: answer.statusCode,
        headers: answer.headers,
        body: parsed(answer.body),
        bytes: answer.rawPayload
      }
    },
    listen: async () => {
      await server.listen({ host: '127.0.0.1', port: 0 })
      return (server.server.address() as AddressInfo).port
    },
    remove: async () => {
      await server.close()
      await database.close()
      await rm(folder, { recursive: true })
    }
  }
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch {
    return {}
  }
}
