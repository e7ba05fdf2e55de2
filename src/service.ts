/** The service: every part made once and put together, started and stopped in order. @module */
import { join } from 'node:path'
import { createDatasets, datasetMigrations } from './datasets/index.ts'
import { createEndpoints, endpointMigrations } from './endpoints/index.ts'
import { createEvaluations, evaluationMigrations } from './evaluations/index.ts'
import { healthRoutes } from './health.ts'
import { createModels, modelMigrations } from './models/index.ts'
import { openApiRoutes } from './openapi/index.ts'
import {
  AccessKeys,
  AccessTokens,
  accessKeyMigrations,
  CompletionMail,
  createHttpServer,
  EntityEvents,
  FileLinks,
  type HttpServer,
  jobMigrations,
  keyRoutes,
  mailMigrations,
  openDatabase,
  openFileStore,
  openJobs,
  openLog,
  type Platform,
  type Settings,
  secretMigrations,
  secretOf,
  studioFiles,
  takeDataFolder
} from './platform/index.ts'
import { createProjects, projectMigrations } from './projects/index.ts'
import {
  fastTranscriptionRoutes,
  issueTokenRoutes,
  liveRecognition,
  openAiRoutes,
  PhraseModels,
  RecordingPlaces,
  shortAudioRoutes
} from './recognition/index.ts'
import { createPocketSphinxEngine, type Engine } from './recognizers/index.ts'
import { createTranscriptions, transcriptionMigrations } from './transcriptions/index.ts'
import { createWebHooks, webHookMigrations } from './webhooks/index.ts'

const MIGRATIONS = [
  ...jobMigrations,
  ...mailMigrations,
  ...accessKeyMigrations,
  ...secretMigrations,
  ...projectMigrations,
  ...datasetMigrations,
  ...modelMigrations,
  ...evaluationMigrations,
  ...endpointMigrations,
  ...transcriptionMigrations,
  ...webHookMigrations
]

/** Requests in flight when the service stops have this long to end; then the engine is stopped under them. */
const DRAIN_MS = 5000

export type Service = Readonly<{
  /** `http://host:port` */
  address: string
  /** The access key made at this start, the only time it is known; undefined when there was one. */
  madeKey: string | undefined
  engine: Engine
  /** Stops taking requests, lets those in flight end, gives running jobs back to the queue. */
  close(): Promise<void>
}>

/**
 * @param now milliseconds since 1970; what expires is judged by it
 * @throws DataFolderTaken, DataFolderUnusable, DatabaseTooNew, DatabaseUnreadable, StorageFull, ModelUnusable, and the
 *   system's own error when the service cannot listen at the host and port
 */
export async function startService(settings: Settings, now: () => number = Date.now): Promise<Service> {
  const log = openLog(settings.logLevel)
  const closers: (() => Promise<void> | void)[] = []
  const close = async (): Promise<void> => {
    const failures: unknown[] = []
    // One that fails must not leave the others open: the engine has processes of its own.
    for (const closer of closers.splice(0).reverse()) {
      try {
        await closer()
      } catch (failure) {
        failures.push(failure)
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'The service did not stop cleanly')
  }
  try {
    const folder = await takeDataFolder(settings.dataDir)
    closers.push(folder.release)
    const database = await openDatabase(join(settings.dataDir, 'vernacular.db'), MIGRATIONS)
    closers.push(() => database.close())
    const files = await openFileStore(settings.dataDir)
    const links = new FileLinks(files, await secretOf(database, 'file-links'))
    const keys = new AccessKeys(database)
    if (await keys.open(settings.key)) {
      log.warn('VERNACULAR_KEY holds a key that was withdrawn; it opens nothing')
    }
    const tokens = new AccessTokens(await secretOf(database, 'access-tokens'), now)
    const engine = await createPocketSphinxEngine({
      baseModelsDirectory: join(settings.dataDir, 'base-models'),
      log: (line) => log.debug({ line }, 'engine')
    })
    closers.push(() => engine.close())
    const jobs = openJobs({ database, log })
    const events = new EntityEvents()
    const mail = new CompletionMail({ database, events, jobs, settings, log })
    const platform: Platform = { settings, database, files, events, jobs, mail, links, log }
    const app = serve(platform, engine, { keys, tokens }, now)
    // Side by side: a client that uploads slowly must not cost the jobs their time to stop, nor the other way round.
    closers.push(async () => void (await Promise.all([drain(app), jobs.stop()])))
    const address = await app.listen({ host: settings.host, port: settings.port })
    await jobs.start()
    // Last, as a start that fails later would leave behind a key that nobody was shown.
    const madeKey = await keys.makeFirst()
    return { address, madeKey, engine, close }
  } catch (error) {
    await close().catch((failure: unknown) => log.error({ error: failure }, 'what had been started'))
    throw error
  }
}

function serve(
  platform: Platform,
  engine: Engine,
  { keys, tokens }: Readonly<{ keys: AccessKeys; tokens: AccessTokens }>,
  now: () => number
): HttpServer {
  const locales = [...new Set(engine.baseModels.map(({ locale }) => locale))].sort()
  const projects = createProjects(platform, { locales })
  const datasets = createDatasets(platform, { projects, locales, engine })
  const models = createModels(platform, {
    projects,
    datasets,
    engine,
    acceptsKey: (key) => keys.accepts(key)
  })
  const evaluations = createEvaluations(platform, { projects, datasets, models, engine, locales })
  const endpoints = createEndpoints(platform, { projects, models, engine, locales, now })
  const transcriptions = createTranscriptions(platform, { projects, datasets, models, engine, locales, now })
  const webHooks = createWebHooks(platform)
  const places = new RecordingPlaces()
  const phrases = new PhraseModels(engine)
  return createHttpServer({
    log: platform.log,
    keys,
    tokens,
    routes: {
      contract: [
        projects.routes,
        datasets.routes,
        models.routes,
        evaluations.routes,
        endpoints.routes,
        transcriptions.routes,
        webHooks.routes,
        (app) => healthRoutes(app, platform, engine, models),
        (app) => keyRoutes(app, keys)
      ],
      other: [
        openApiRoutes,
        studioFiles,
        (app) => app.get('/healthz', () => ({ status: 'ready' })),
        (app) => platform.links.routes(app),
        (app) => models.receiveRoute(app),
        (app) => issueTokenRoutes(app, { keys, tokens }),
        (app) => void app.addHook('onClose', () => phrases.close()),
        (app) =>
          liveRecognition(app, {
            settings: platform.settings,
            endpoints,
            models,
            engine,
            keys,
            tokens,
            phrases
          }),
        (app) => shortAudioRoutes(app, { endpoints, models, engine }),
        (app) => fastTranscriptionRoutes(app, { platform, models, engine, places, phrases }),
        (app) => openAiRoutes(app, { platform, models, endpoints, engine, keys, places, phrases })
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
