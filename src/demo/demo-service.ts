/** The service that the demo starts, on a temporary data folder. @module */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Built or source, like the demo itself. */
const entry = fileURLToPath(new URL(`../main${extname(import.meta.url)}`, import.meta.url))
const START_TIMEOUT_MS = 20_000

export class DemoService {
  readonly address: string
  readonly key = randomBytes(16).toString('hex')
  readonly #dataDir: string
  readonly #process: ChildProcess

  private constructor(port: number, dataDir: string) {
    this.address = `http://127.0.0.1:${port}`
    this.#dataDir = dataDir
    this.#process = spawn(process.execPath, [...process.execArgv, entry], {
      env: {
        ...process.env,
        VERNACULAR_PORT: String(port),
        VERNACULAR_HOST: '127.0.0.1',
        VERNACULAR_DATA_DIR: dataDir,
        VERNACULAR_KEY: this.key,
        // The regression check on general speech would make the demo longer.
        VERNACULAR_GENERAL_SET: 'off',
        VERNACULAR_LOG_LEVEL: 'warn'
      },
      stdio: ['ignore', 'ignore', 'inherit']
    })
  }

  /** On the default port, or on a free one if that is in use. */
  static async start(): Promise<DemoService> {
    const port = (await freePort(8640)) ?? (await freePort(0)) ?? 0
    return new DemoService(port, await mkdtemp(join(tmpdir(), 'vernacular-demo-')))
  }

  /** Resolves once the service answers. @throws when it exits or does not answer in time */
  async ready(): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS
    while (Date.now() < deadline) {
      const { exitCode } = this.#process
      if (exitCode !== null) throw new Error(`the service exited with code ${exitCode}`)
      const answer = await fetch(`${this.address}/healthz`).catch(() => undefined)
      if (answer?.status === 200) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`the service did not answer ${this.address}/healthz within ${START_TIMEOUT_MS / 1000} s`)
  }

  /** Stops the service and removes its data; also waits for a service that is already stopping. */
  async stop(): Promise<void> {
    const { exitCode, signalCode } = this.#process
    if (exitCode === null && signalCode === null) {
      const ended = once(this.#process, 'exit')
      this.#process.kill('SIGTERM')
      await ended
    }
    await rm(this.#dataDir, { recursive: true, force: true })
  }
}

async function freePort(preferred: number): Promise<number | undefined> {
  const probe = createServer()
  try {
    probe.listen(preferred, '127.0.0.1')
    await once(probe, 'listening')
    const address = probe.address()
    return typeof address === 'object' && address ? address.port : undefined
  } catch {
    return undefined
  } finally {
    probe.close()
  }
}
