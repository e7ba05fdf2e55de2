/**
 * What the service itself costs: start-up time, resident memory when idle and after one recognition (engine children
 * counted apart), and how long it takes to stop. Run: `npm run build && npx tsx bench/service.ts`
 * @module
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PORT = 8793
const KEY = 'a-key-for-benches-only-0123456789'
const RUNS = 5
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const clips = '/usr/share/pocketsphinx/test/data/librivox'
const address = `http://127.0.0.1:${PORT}`

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
const megabytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024
}

async function childrenOf(pid: number): Promise<readonly number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return text.trim().split(' ').filter(Boolean).map(Number)
}

async function untilReady(): Promise<void> {
  for (;;) {
    const answer = await fetch(`${address}/healthz`).catch(() => undefined)
    if (answer?.status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const starts: number[] = []
const stops: number[] = []
let memory = ''
const dataDir = await mkdtemp(join(tmpdir(), 'vernacular-bench-'))
try {
  for (let run = 0; run < RUNS; run++) {
    const started = performance.now()
    const service = spawn(process.execPath, [main], {
      env: {
        ...process.env,
        VERNACULAR_PORT: String(PORT),
        VERNACULAR_DATA_DIR: dataDir,
        VERNACULAR_KEY: KEY,
        VERNACULAR_LOG_LEVEL: 'error'
      },
      stdio: ['ignore', 'ignore', 'inherit']
    })
    await untilReady()
    starts.push(performance.now() - started)
    const pid = service.pid ?? 0
    if (run === RUNS - 1) {
      await new Promise((resolve) => setTimeout(resolve, 3000))
      const idle = await residentBytes(pid)
      const clip = (await readdir(clips)).find((name) => name.endsWith('.wav')) ?? ''
      const answer = await fetch(
        `${address}/speech/recognition/conversation/cognitiveservices/v1?language=en-US`,
        {
          method: 'POST',
          headers: { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'audio/wav' },
          body: await readFile(join(clips, clip))
        }
      )
      if (!answer.ok) throw new Error(await answer.text())
      const children = await Promise.all((await childrenOf(pid)).map(residentBytes))
      memory = `idle ${megabytes(idle)}; after one recognition ${megabytes(await residentBytes(pid))} and engine children of ${children.map(megabytes).join(', ')}`
    }
    const stopping = performance.now()
    const ended = once(service, 'exit')
    service.kill('SIGTERM')
    await ended
    stops.push(performance.now() - stopping)
  }
} finally {
  await rm(dataDir, { recursive: true, force: true })
}
console.log(`start to /healthz: ${Math.round(median(starts))} ms (median of ${RUNS})`)
console.log(`SIGTERM to exit: ${Math.round(median(stops))} ms (median of ${RUNS})`)
console.log(`resident memory: ${memory}`)
