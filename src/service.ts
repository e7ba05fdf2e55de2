/** The service: every part made once and put together, started and stopped in order. @module */

import { createResources, type Resources } from './create-resources.ts'
import { healthRoutes } from './health.ts'
import { Closers, openPlatform } from './open-platform.ts'
import { openApiRoutes } from './openapi/index.ts'
import {
  AccessKeys,
  AccessTokens,
  createHttpServer,
  DataFolderTaken,
  type DeclaredRoute,
  declaredRoutes,
  type FolderProcesses,
  type HttpServer,
  keyRoutes,
  mayUse,
  type Settings,
  secretOf,
  studioFiles,
  takeDataFolder
} from './platform/index.ts'
import {
  ConcurrencyLimit,
  fastTranscriptionRoutes,
  issueTokenRoutes,
  liveRecognition,
  openAiRoutes,
  shortAudioRoutes
} from './recognition/index.ts'
import type { Engine } from './recognizers/index.ts'
import { createInventory } from './recovery.ts'
import type { Inventory, Platform } from './resources/index.ts'

/** Requests in flight when the service stops have this long to end; then the engine is stopped under them. */
const DRAIN_MS = 5000

export type Service = Readonly<{
  /** `http://host:port` */
  address: string
  /** The access key made at this start, the only time it is known; undefined when there was one. */
  madeKey: string | undefined
  engine: Engine
  /** Every operation, with what it asks of its caller. */
  routes: readonly DeclaredRoute[]
  /** Stops taking requests, lets those in flight end, gives running jobs back to the queue. */
  close(): Promise<void>
}>

/**
 * @param now milliseconds since 1970; what expires is judged by it
 * @throws DataFolderTaken, DataFolderUnusable, DatabaseForeign, DatabaseTooNew, DatabaseUnreadable, StorageFull, ModelUnusable, and the
 *   system's own error when the service cannot listen at the host and port
 */
export async function startService(settings: Settings, now: () => number = Date.now): Promise<Service> {
  const closers = new Closers()
  try {
    const folder = await takeDataFolder(settings.dataDir)
    closers.add(folder.release)
    const { platform, engine } = await openPlatform(settings, folder, 'service', {
      closers,
      beforeMigration: () => requireIdle(folder.processes)
    })
    const { database, jobs, log } = platform
    const keys = new AccessKeys(database, now)
    const acceptsKey = (key: string): boolean => mayUse(keys.principalOf(key), 'write')
    const resources = createResources(platform, { engine, acceptsKey, now })
    const inventory = createInventory(platform, resources, now)
    closers.add(() => inventory.close())
    // Before a key is stored or a job begun: a database that knows nothing of the files is left as it is.
    await inventory.open()
    if (await keys.open(settings.key)) {
      log.warn('VERNACULAR_KEY is a revoked key; requests with it are rejected')
    }
    const tokens = new AccessTokens(await secretOf(database, 'access-tokens'), keys, now)
    const app = serve({
      platform,
      engine,
      keys,
      tokens,
      resources: resources,
      inventory,
      processes: folder.processes,
      now
    })
    // Side by side: a client that uploads slowly must not cost the jobs their time to stop, nor the other way round.
    closers.add(async () => void (await Promise.all([drain(app), jobs.stop()])))
    const address = await app.listen({ host: settings.host, port: settings.port })
    await jobs.start()
    closers.add(completeRecords(resources, log))
    // Last, as a start that fails later would leave behind a key that nobody was shown.
    const madeKey = await keys.createFirst()
    return { address, madeKey, engine, routes: declaredRoutes(app), close: () => closers.close() }
  } catch (error) {
    await closers.close().catch((failure: unknown) => console.error('what had been started', failure))
    throw error
  }
}

/** Beside the first requests: after an upgrade there may be many. @returns what ends it */
function completeRecords({ datasets, models }: Resources, log: Platform['log']): () => Promise<void> {
  const stop = new AbortController()
  const done = Promise.all([datasets.completeRecords(stop.signal), models.completeRecords(stop.signal)])
    .then(() => undefined)
    .catch((error: unknown) =>
      log.warn({ error }, 'could not write the recovery records of some entities; the next start tries again')
    )
  return () => {
    stop.abort()
    return done
  }
}

/** Workers of an older version would go on with tables that they do not know. */
async function requireIdle(processes: FolderProcesses): Promise<void> {
  const workers = await processes.others()
  if (workers.length === 0) return
  throw new DataFolderTaken(
    `Workers of an older version are using the data folder (${workers.join(', ')}); stop them, start the service, then start workers of the same version`
  )
}

type ServiceParts = Readonly<{
  platform: Platform
  engine: Engine
  keys: AccessKeys
  tokens: AccessTokens
  resources: Resources
  inventory: Inventory
  processes: FolderProcesses
  now: () => number
}>

function serve(parts: ServiceParts): HttpServer {
  const { platform, engine, keys, tokens, resources, inventory, processes, now } = parts
  const {
    projects,
    datasets,
    models,
    baseModels,
    training,
    evaluations,
    endpoints,
    transcriptions,
    webHooks
  } = resources
  const limit = new ConcurrencyLimit()
  return createHttpServer({
    log: platform.log,
    keys,
    tokens,
    limits: platform.settings.limits,
    routes: {
      contract: [
        projects.routes,
        datasets.routes,
        models.routes,
        baseModels.routes,
        training.routes,
        evaluations.routes,
        endpoints.routes,
        transcriptions.routes,
        webHooks.routes,
        (app) => healthRoutes(app, { platform, engine, models, processes, inventory }),
        (app) => keyRoutes(app, keys, now)
      ],
      other: [
        openApiRoutes,
        studioFiles,
        (app) => app.get('/healthz', () => ({ status: 'ready' })),
        (app) => platform.links.routes(app),
        (app) => models.receiveRoute(app),
        (app) => issueTokenRoutes(app, { keys, tokens }),
        (app) =>
          liveRecognition(app, {
            settings: platform.settings,
            endpoints,
            models,
            engine,
            keys,
            tokens
          }),
        (app) => shortAudioRoutes(app, { endpoints, models, engine }),
        (app) => fastTranscriptionRoutes(app, { platform, models, engine, limit }),
        (app) => openAiRoutes(app, { platform, models, endpoints, engine, keys, limit })
      ]
    }
  })
}

/** Ends at the latest after `DRAIN_MS`: a client that reads slowly must not hold the service. */
async function drain(app: HttpServer): Promise<void> {
  const late = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS)
  await app.close()
  clearTimeout(late)
}
