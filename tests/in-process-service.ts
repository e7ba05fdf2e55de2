/** The whole service inside the test's own process, on a fresh data folder and any free port. @module */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RestClient } from '../src/demo/rest-client.ts'
import { readSettings, type Settings } from '../src/platform/index.ts'
import type { Engine } from '../src/recognizers/index.ts'
import { type Service, startService } from '../src/service.ts'

export const KEY = 'a-key-for-tests-only-0123456789'

export type RunningService = Readonly<{
  api: RestClient
  address: string
  dataDir: string
  /** To see which streams are open, never to recognize with. */
  engine: Engine
  routes: Service['routes']
  close(): Promise<void>
}>

/**
 * @param prepare puts into the data folder what an earlier run of the service left there
 * @param changes settings other than the usual ones of tests
 * @param now a clock of the test's own
 */
export async function startInProcess(
  prepare: (dataDir: string) => Promise<void> = async () => undefined,
  changes: Partial<Settings> = {},
  now: () => number = Date.now
): Promise<RunningService> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vernacular-test-'))
  await prepare(dataDir)
  const settings: Settings = {
    ...readSettings({}),
    host: '127.0.0.1',
    port: 0,
    dataDir,
    key: KEY,
    logLevel: process.env.VERNACULAR_LOG_LEVEL === undefined ? 'silent' : 'warn',
    allowPrivateUrls: true,
    // Most tests train models, and none of those asks how they hear everyday speech.
    generalSet: 0,
    ...changes
  }
  const service = await startService(settings, now)
  return {
    api: new RestClient(service.address, KEY),
    address: service.address,
    dataDir,
    engine: service.engine,
    routes: service.routes,
    close: async () => {
      await service.close()
      await rm(dataDir, { recursive: true, force: true })
    }
  }
}

/** Leaves a data folder as one that a service has been started on. */
export async function startOnce(dataDir: string): Promise<void> {
  const settings = { ...readSettings({}), port: 0, dataDir, key: KEY, logLevel: 'silent' as const }
  await (await startService(settings)).close()
}

export async function withService<T>(
  work: (api: RestClient, running: RunningService) => Promise<T>
): Promise<T> {
  const running = await startInProcess()
  try {
    return await work(running.api, running)
  } finally {
    await running.close()
  }
}
