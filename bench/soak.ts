/**
 * Whether the service grows when it is used for long: live streams, short audio and fast transcription side by side for
 * some minutes, and the resident memory of the service and its recognition processes all the while. Ends by itself, with 1
 * when the last fifth of the time needed over 5 % more than the fifth after the start.
 * Run: `npx tsx bench/soak.ts [minutes, 30] [live streams, 2]`
 * @module
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CONVERSATION, LiveSocket } from '../tests/live-socket.ts'
import { freePort, KEY, ServiceProcess } from '../tests/service-process.ts'

const folder = '/usr/share/pocketsphinx/test/data/librivox'
const [minutes = 30, streams = 2] = process.argv.slice(2).map(Number)
const BYTES_PER_MS = 32
const CHUNK_MS = 100
const SAMPLE_MS = 10_000
const MAX_GROWTH = 0.05

const clips = await Promise.all(
  (await readdir(folder)).filter((name) => name.endsWith('.wav')).map((name) => readFile(join(folder, name)))
)
const clip = (at: number): Buffer => clips[at % clips.length] ?? Buffer.alloc(0)
const dataDir = await mkdtemp(join(tmpdir(), 'vernacular-soak-'))
const service = await ServiceProcess.start(dataDir, await freePort())
const until = performance.now() + minutes * 60_000
const done = { live: 0, short: 0, fast: 0, failed: 0 }

/** Someone who speaks at the pace of speech, hangs up after some phrases, and calls again. */
async function call(caller: number): Promise<void> {
  for (let turn = caller; performance.now() < until; turn++) {
    const live = await LiveSocket.open(service, `${CONVERSATION}?language=en-US`)
    const id = live.begin({ phraseOutput: { format: turn % 2 === 0 ? 'Detailed' : 'Simple' } })
    const silence = Buffer.alloc(1500 * BYTES_PER_MS)
    const audio = Buffer.concat([clip(turn).subarray(44), silence, clip(turn + 1).subarray(44), silence])
    const start = performance.now()
    for (let at = 0; at < audio.length; at += CHUNK_MS * BYTES_PER_MS) {
      await pause(Math.max(0, start + at / BYTES_PER_MS - performance.now()))
      live.audio(id, audio.subarray(at, at + CHUNK_MS * BYTES_PER_MS))
    }
    // One in four hangs up in the middle of things.
    if (turn % 4 !== 3) {
      live.audio(id, new Uint8Array(0))
      await live.until('turn.end', id)
    }
    live.drop()
    done.live++
  }
}

async function post(
  path: string,
  body: Uint8Array<ArrayBuffer> | FormData,
  headers: Record<string, string> = {}
): Promise<void> {
  const answer = await fetch(`${service.address}${path}`, {
    method: 'POST',
    headers: { 'Ocp-Apim-Subscription-Key': KEY, ...headers },
    body
  })
  await answer.text()
  if (!answer.ok) done.failed++
}

async function askShort(): Promise<void> {
  const path = '/speech/recognition/conversation/cognitiveservices/v1?language=en-US&format=detailed'
  for (; performance.now() < until; done.short++) {
    await post(path, new Uint8Array(clip(done.short)), { 'Content-Type': 'audio/wav' })
    await pause(3_000)
  }
}

async function askFast(): Promise<void> {
  for (; performance.now() < until; done.fast++) {
    const form = new FormData()
    form.append('audio', new Blob([new Uint8Array(clip(done.fast))]), 'clip.wav')
    form.append('definition', JSON.stringify({ diarization: { enabled: done.fast % 2 === 0 } }))
    await post('/speechtotext/transcriptions:transcribe?api-version=2024-11-15', form)
    await pause(7_000)
  }
}

/** Resident bytes of a process and all that it started. */
async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const own = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  const theirs = await Promise.all(
    children
      .split(' ')
      .filter(Boolean)
      .map((child) => residentBytes(Number(child)))
  )
  return theirs.reduce((sum, bytes) => sum + bytes, own)
}

const samples: number[] = []
async function watch(): Promise<void> {
  console.log('minute | memory, MB | live turns | short | fast | failed')
  while (performance.now() < until) {
    await pause(SAMPLE_MS)
    const megabytes = (await residentBytes(service.pid)) / 1e6
    samples.push(megabytes)
    if (samples.length % 6 !== 0) continue
    const { live, short, fast, failed } = done
    console.log([samples.length / 6, Math.round(megabytes), live, short, fast, failed].join(' | '))
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

try {
  await Promise.all([
    ...Array.from({ length: streams }, (_, caller) => call(caller)),
    askShort(),
    askFast(),
    watch()
  ])
  const fifth = Math.floor(samples.length / 5)
  const [first, last] = [median(samples.slice(fifth, 2 * fifth)), median(samples.slice(-fifth))]
  const growth = last / first - 1
  console.log(
    `median of the second fifth ${first.toFixed(0)} MB, of the last ${last.toFixed(0)} MB: ${(100 * growth).toFixed(1)} %`
  )
  process.exitCode = growth > MAX_GROWTH || done.failed > 0 ? 1 : 0
} finally {
  await service.kill('SIGTERM')
  await rm(dataDir, { recursive: true, force: true })
}
