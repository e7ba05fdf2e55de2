import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { freePort, KEY, ServiceProcess } from '../tests/service-process.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
let dataDir: string
let running: ServiceProcess | undefined

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vernacular-service-'))
})
afterEach(async () => {
  await running?.kill('SIGKILL')
  running = undefined
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

/** Runs `main.ts` to its end; only for starts that must fail. */
async function failedStart(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    env: { ...process.env, VERNACULAR_DATA_DIR: dataDir, VERNACULAR_LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output: output }
}

describe('the service', () => {
  test('answers /healthz without a key, everything else only with one', async () => {
    running = await ServiceProcess.start(dataDir, await freePort())
    expect((await fetch(`${running.address}/healthz`)).status).toBe(200)
    const rejected = await fetch(`${running.address}/speechtotext/v3.2/projects`)
    expect(rejected.status).toBe(401)
    expect(await rejected.json()).toMatchObject({ code: 'Unauthorized' })
    expect(await running.api.get('/projects')).toEqual({ values: [] })
  })

  test('ends with code 0 on SIGTERM in the middle of a training, which the next start brings to its end', async () => {
    const port = await freePort()
    running = await ServiceProcess.start(dataDir, port)
    const text = Array.from({ length: 3000 }, (_, i) => `The ${i} kelpers mended net number ${i * 7} today.`)
    const model = await running.api.post('/models', {
      locale: 'en-US',
      displayName: 'stopped',
      text: text.join('\n')
    })
    await expect
      .poll(async () => (await running?.api.get(model.self))?.status, { interval: 10 })
      .toBe('Running')
    const stopping = performance.now()
    expect(await running.kill('SIGTERM')).toBe(0)
    expect(performance.now() - stopping).toBeLessThan(10_000)
    running = await ServiceProcess.start(dataDir, port)
    expect((await running.api.finished(model, () => undefined)).status).toBe('Succeeded')
  })

  test('lets a request in flight end when it stops, but waits for none for ever', async () => {
    const service = await ServiceProcess.start(dataDir, await freePort())
    running = service
    const slow = (): ClientRequest => {
      const sending = request(`${service.address}/speechtotext/v3.2/projects`, {
        method: 'POST',
        headers: {
          'Ocp-Apim-Subscription-Key': KEY,
          'Content-Type': 'application/json',
          Expect: '100-continue'
        }
      })
      sending.flushHeaders()
      return sending
    }
    const ending = slow()
    const answered = once(ending, 'response') as Promise<[IncomingMessage]>
    const hanging = slow()
    const dropped = once(hanging, 'error')
    // The server has both requests once it has asked for their bodies.
    await Promise.all([once(ending, 'continue'), once(hanging, 'continue')])
    const stopping = performance.now()
    const stopped = service.kill('SIGTERM')
    ending.write('{"locale": "en-US", ')
    await expect.poll(() => fetch(`${service.address}/healthz`).catch(() => 'refused')).toBe('refused')
    ending.end('"displayName": "made while stopping"}')
    const [answer] = await answered
    expect(answer.statusCode).toBe(201)
    answer.resume()
    expect(await stopped).toBe(0)
    await dropped
    expect(performance.now() - stopping).toBeLessThan(10_000)
    running = await ServiceProcess.start(dataDir, await freePort())
    expect(JSON.stringify(await running.api.get('/projects'))).toContain('made while stopping')
  })

  test('refuses a data folder that another process works on, and leaves that process alone', async () => {
    running = await ServiceProcess.start(dataDir, await freePort())
    const { code, output } = await failedStart({ VERNACULAR_PORT: String(await freePort()) })
    expect(code).toBe(1)
    expect(output).toContain('in use by another Vernacular service')
    expect((await fetch(`${running.address}/healthz`)).status).toBe(200)
  })

  test('names a host that is none of this machine', async () => {
    const { code, output } = await failedStart({ VERNACULAR_HOST: '192.0.2.7', VERNACULAR_PORT: '0' })
    expect(code).toBe(1)
    expect(output).toContain('set VERNACULAR_HOST to an address of this machine')
  })

  test('names a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const { code, output } = await failedStart({ VERNACULAR_PORT: String(port) })
    other.close()
    expect(code).toBe(1)
    expect(output).toContain('VERNACULAR_PORT')
  })

  test('names every setting at fault at once', async () => {
    const { code, output } = await failedStart({ VERNACULAR_PORT: 'eighty', VERNACULAR_LOG_LEVEL: 'loud' })
    expect(code).toBe(1)
    expect(output).toContain('VERNACULAR_PORT is "eighty"')
    expect(output).toContain('VERNACULAR_LOG_LEVEL is "loud"')
  })

  test('makes a key when none is given, prints it once, and takes it at the next start', async () => {
    const fresh = await mkdtemp(join(tmpdir(), 'vernacular-service-'))
    // A start that fails must not have used up the one time that the key is shown.
    const failed = await failedStart({ VERNACULAR_DATA_DIR: fresh, VERNACULAR_HOST: '192.0.2.7' })
    expect(failed.output).not.toContain('Access key')
    const start = async (): Promise<{
      said: string
      key: string | undefined
      status: number | undefined
    }> => {
      const child = spawn(process.execPath, ['--import', 'tsx', main], {
        env: {
          ...process.env,
          VERNACULAR_DATA_DIR: fresh,
          VERNACULAR_PORT: '0',
          VERNACULAR_LOG_LEVEL: 'silent'
        },
        stdio: ['ignore', 'pipe', 'inherit']
      })
      let printed = ''
      for await (const chunk of child.stdout) {
        printed += chunk
        if (printed.includes('ready at')) break
      }
      const key = /once: (\w+)/.exec(printed)?.[1] ?? keyOfFirstStart
      const address = /ready at (\S+)/.exec(printed)?.[1]
      const answer = await fetch(`${address}/speechtotext/v3.2/projects`, {
        headers: { 'Ocp-Apim-Subscription-Key': key ?? '' }
      })
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      return { said: printed, key, status: answer.status }
    }
    let keyOfFirstStart: string | undefined
    const first = await start()
    keyOfFirstStart = first.key
    expect(first.status).toBe(200)
    expect(first.key).toMatch(/^[0-9a-f]{64}$/)
    const second = await start()
    expect(second.said).not.toContain('Access key')
    expect(second.status).toBe(200)
    await rm(fresh, { recursive: true, force: true })
  })
})
