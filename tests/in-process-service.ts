/** The whole service inside the test's own process, on a fresh data folder and any free port. @module */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RestClient } from '../src/demo/rest-client.ts'
import { startService } from '../src/service.ts'

export const KEY = 'a-key-for-tests-only-0123456789'

export type RunningService = Readonly<{
  api: RestClient
  address: string
  dataDir: string
  close(): Promise<void>
}>

export async function startInProcess(): Promise<RunningService> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vernacular-test-'))
  const service = await startService({
    host: '127.0.0.1',
    port: 0,
    dataDir,
    key: KEY,
    logLevel: process.env.VERNACULAR_LOG_LEVEL === undefined ? 'silent' : 'warn',
    allowPrivateUrls: true
  })
  return {
    api: new RestClient(service.address, KEY),
    address: service.address,
    dataDir,
    close: async () => {
      await service.close()
      await rm(dataDir, { recursive: true, force: true })
    }
  }
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
