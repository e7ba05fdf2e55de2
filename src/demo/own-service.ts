/** The service that the demo starts for itself, on a data folder that goes with it. @module */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type OwnService = Readonly<{ address: string; key: string; dataDir: string; process: ChildProcess }>

/** Built or source, as the demo itself. */
const entry = fileURLToPath(new URL(`../main${extname(import.meta.url)}`, import.meta.url))

/** On the usual port, or on any free one where that is taken. */
export async function startOwnService(): Promise<OwnService> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vernacular-demo-'))
  const port = (await freePort(8640)) ?? (await freePort(0))
  const key = randomBytes(16).toString('hex')
  const service = spawn(process.execPath, [...process.execArgv, entry], {
    env: {
      ...process.env,
      VERNACULAR_PORT: String(port),
      VERNACULAR_HOST: '127.0.0.1',
      VERNACULAR_DATA_DIR: dataDir,
      VERNACULAR_KEY: key,
      // Everyday speech is heard on the side, which would make the demo longer.
      VERNACULAR_GENERAL_SET: 'off',
      VERNACULAR_LOG_LEVEL: 'warn'
    },
    stdio: ['ignore', 'ignore', 'inherit']
  })
  const own = { address: `http://127.0.0.1:${port}`, key, dataDir, process: service }
  try {
    await ready(own)
  } catch (error) {
    await stopOwnService(own)
    throw error
  }
  return own
}

async function freePort(wanted: number): Promise<number | undefined> {
  const probe = createServer()
  try {
    probe.listen(wanted, '127.0.0.1')
    await once(probe, 'listening')
    const address = probe.address()
    return typeof address === 'object' && address ? address.port : undefined
  } catch {
    return undefined
  } finally {
    probe.close()
  }
}

async function ready({ address, process: service }: OwnService): Promise<void> {
  const deadline = Date.now() + 20_000
  while (Date.now() < deadline) {
    if (service.exitCode !== null) throw new Error(`the service ended with exit code ${service.exitCode}`)
    const answer = await fetch(`${address}/healthz`).catch(() => undefined)
    if (answer?.status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`the service did not answer ${address}/healthz within 20 s`)
}

/** Its data goes with it. Waits as well where it is ending already. */
export async function stopOwnService({ process: service, dataDir }: OwnService): Promise<void> {
  if (service.exitCode === null && service.signalCode === null) {
    const ended = once(service, 'exit')
    service.kill('SIGTERM')
    await ended
  }
  await rm(dataDir, { recursive: true, force: true })
}
