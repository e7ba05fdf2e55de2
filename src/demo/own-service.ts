/** The service that the demo starts for itself, on a fresh data folder. @module */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

export type OwnService = Readonly<{ address: string; key: string; dataDir: string; process: ChildProcess }>

const entry = fileURLToPath(new URL('../main.js', import.meta.url))
const dataDir = fileURLToPath(new URL('../../.demo-data', import.meta.url))

/** On the usual port, or on any free one where that is taken. */
export async function startOwnService(): Promise<OwnService> {
  await rm(dataDir, { recursive: true, force: true })
  await mkdir(dataDir, { recursive: true })
  const port = (await freePort(8640)) ?? (await freePort(0))
  const key = randomBytes(16).toString('hex')
  const service = spawn(process.execPath, [entry], {
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
  const address = `http://127.0.0.1:${port}`
  await ready(address, service)
  return { address, key, dataDir, process: service }
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

async function ready(address: string, service: ChildProcess): Promise<void> {
  const deadline = Date.now() + 20_000
  while (Date.now() < deadline) {
    if (service.exitCode !== null) throw new Error(`the service ended with exit code ${service.exitCode}`)
    const answer = await fetch(`${address}/healthz`).catch(() => undefined)
    if (answer?.status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`the service did not answer ${address}/healthz within 20 s`)
}

export async function stopOwnService({ process: service }: OwnService): Promise<void> {
  if (service.exitCode !== null) return
  const ended = once(service, 'exit')
  service.kill('SIGTERM')
  await ended
}
