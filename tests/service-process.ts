/** The service as its own process, as a user runs it, so that tests can kill it. @module */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { RestClient } from '../src/demo/rest-client.ts'

export const KEY = 'a-key-for-tests-only-0123456789'
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

/** A port that nothing listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (typeof address !== 'object' || !address) throw new Error('no port')
  return address.port
}

export class ServiceProcess {
  readonly #child: ChildProcess
  readonly address: string
  readonly api: RestClient

  private constructor(child: ChildProcess, address: string) {
    this.#child = child
    this.address = address
    this.api = new RestClient(address, KEY)
  }

  /** Resolves once `/healthz` answers. */
  static async start(dataDir: string, port: number): Promise<ServiceProcess> {
    const child = spawn(process.execPath, ['--import', 'tsx', main], {
      env: {
        ...process.env,
        VERNACULAR_DATA_DIR: dataDir,
        VERNACULAR_PORT: String(port),
        VERNACULAR_KEY: KEY,
        VERNACULAR_LOG_LEVEL: 'warn',
        VERNACULAR_ALLOW_PRIVATE_URLS: 'true',
        VERNACULAR_GENERAL_SET: 'off'
      },
      stdio: ['ignore', 'ignore', 'pipe']
    })
    let errors = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      errors += chunk
    })
    const address = `http://127.0.0.1:${port}`
    const deadline = Date.now() + 30_000
    while (Date.now() < deadline) {
      if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}: ${errors}`)
      const answer = await fetch(`${address}/healthz`).catch(() => undefined)
      if (answer?.status === 200) return new ServiceProcess(child, address)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    child.kill('SIGKILL')
    throw new Error(`the service did not become ready: ${errors}`)
  }

  get pid(): number {
    return this.#child.pid ?? -1
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<number | null> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return this.#child.exitCode
    const ended = once(this.#child, 'exit')
    this.#child.kill(signal)
    await ended
    return this.#child.exitCode
  }
}
