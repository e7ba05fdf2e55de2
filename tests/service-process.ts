/** The service as its own process, as a user runs it, so that tests can kill it. @module */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { RestClient } from '../src/demo/rest-client.ts'

export const KEY = 'a-key-for-tests-only-0123456789'
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const worker = fileURLToPath(new URL('../src/worker-command.ts', import.meta.url))

const environment = (dataDir: string): NodeJS.ProcessEnv => ({
  ...process.env,
  VERNACULAR_DATA_DIR: dataDir,
  VERNACULAR_LOG_LEVEL: 'warn',
  VERNACULAR_ALLOW_PRIVATE_URLS: 'true',
  VERNACULAR_GENERAL_SET: 'off'
})

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
  static async start(
    dataDir: string,
    port: number,
    further: Readonly<Record<string, string>> = {}
  ): Promise<ServiceProcess> {
    const child = spawn(process.execPath, ['--import', 'tsx', main], {
      env: {
        ...environment(dataDir),
        VERNACULAR_PORT: String(port),
        VERNACULAR_KEY: KEY,
        ...further
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

  kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<number | null> {
    return end(this.#child, signal)
  }
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
  return child.exitCode
}

/** A worker as its own process, on the folder of a service. */
export class WorkerProcess {
  readonly #child: ChildProcess
  readonly id: string
  /** Its log, a line each. */
  readonly log: readonly string[]

  private constructor(child: ChildProcess, id: string, log: readonly string[]) {
    this.#child = child
    this.id = id
    this.log = log
  }

  /** Resolves once it takes jobs. @throws Error with what it said when it ends instead */
  static async start(
    dataDir: string,
    further: Readonly<Record<string, string>> = {}
  ): Promise<WorkerProcess> {
    const child = spawn(process.execPath, ['--import', 'tsx', worker], {
      env: { ...environment(dataDir), VERNACULAR_LOG_LEVEL: 'info', ...further },
      stdio: ['ignore', 'pipe', 'pipe']
    })
    const log: string[] = []
    createInterface({ input: child.stderr }).on('line', (line) => log.push(line))
    const ended = once(child, 'close').then(() => undefined)
    for await (const line of createInterface({ input: child.stdout })) {
      const id = /^The worker (\S+) is ready$/.exec(line)?.[1]
      if (id !== undefined) return new WorkerProcess(child, id, log)
    }
    await ended
    throw new Error(`the worker ended with ${child.exitCode}: ${log.join('\n')}`)
  }

  kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<number | null> {
    return end(this.#child, signal)
  }
}
