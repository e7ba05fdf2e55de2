/**
 * How many live streams are heard at once in real time, how late their texts are, and what memory a stream takes: the
 * whole service over WebSocket, with the human clips of Debian's `pocketsphinx-testdata`.
 * Run: `npx tsx bench/live.ts [streams …]`
 * @module
 */
import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { startInProcess } from '../tests/in-process-service.ts'
import { CONVERSATION, LiveSocket } from '../tests/live-socket.ts'

const folder = '/usr/share/pocketsphinx/test/data/librivox'
const BYTES_PER_MS = 32
const CHUNK_MS = 100
const SECONDS = 30
const counts = process.argv.slice(2).map(Number)

const clips = await Promise.all(
  (await readdir(folder))
    .filter((name) => name.endsWith('.wav'))
    .map(async (name) => (await readFile(`${folder}/${name}`)).subarray(44))
)
const PAUSE = Buffer.alloc(1500 * BYTES_PER_MS)
const running = await startInProcess(undefined, { liveStreams: 100 })

type Delays = { partials: number[]; finals: number[]; phrases: number }

/** Reads clips aloud as a person would, each stream another one first, and notes how late the texts are. */
async function talk(stream: number, delays: Delays): Promise<void> {
  const order = clips.map((_, index) => clips[(index + stream) % clips.length] ?? PAUSE)
  const round = Buffer.concat(order.flatMap((clip) => [clip, PAUSE]))
  const audio = Buffer.concat(
    Array.from({ length: Math.ceil((SECONDS * 1000 * BYTES_PER_MS) / round.length) }, () => round)
  )
  const live = await LiveSocket.open(running, `${CONVERSATION}?language=en-US`)
  const id = live.begin()
  const start = performance.now()
  live.socket.on('message', () => {
    const told = live.told.at(-1)
    if (!told) return
    const { path, body } = told
    const spokenMs = (Number(body.Offset) + Number(body.Duration)) / 10_000
    // Audio is sent when it has been said: a chunk behind.
    const late = performance.now() - start - spokenMs
    if (path === 'speech.hypothesis') delays.partials.push(late)
    if (path === 'speech.phrase' && body.RecognitionStatus === 'Success') delays.finals.push(late)
  })
  for (let ms = CHUNK_MS; ms <= SECONDS * 1000; ms += CHUNK_MS) {
    await pause(Math.max(0, start + ms - performance.now()))
    live.audio(id, audio.subarray((ms - CHUNK_MS) * BYTES_PER_MS, ms * BYTES_PER_MS))
  }
  live.audio(id, new Uint8Array(0))
  await live.until('turn.end', id)
  delays.phrases += live.statuses(id).length - 1
  live.drop()
}

const percentiles = (values: readonly number[]): string => {
  const sorted = [...values].sort((a, b) => a - b)
  return [0.5, 0.95, 0.99]
    .map((part) => Math.round(sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN))
    .join(' / ')
}
const megabytes = (): number =>
  running.engine
    .children()
    .reduce((sum, { residentBytes }) => sum + residentBytes, process.memoryUsage.rss()) / 1e6

/** Processor seconds that the service and its recognition processes have used. */
function processorSeconds(): number {
  return [process.pid, ...running.engine.children().map(({ pid }) => pid)].reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return sum + (Number(fields[11]) + Number(fields[12])) / 100
  }, 0)
}

console.log(
  'streams | partials late, ms p50 / p95 / p99 | finals after the last word, ms | phrases | memory, MB | cores used'
)
for (const count of counts.length > 0 ? counts : [1, 2, 4, 8, 12]) {
  const delays: Delays = { partials: [], finals: [], phrases: 0 }
  const [before, start] = [processorSeconds(), performance.now()]
  const peak = { megabytes: 0 }
  const watch = setInterval(() => {
    peak.megabytes = Math.max(peak.megabytes, megabytes())
  }, 1000)
  // People do not begin to speak at the same moment.
  await Promise.all(
    Array.from({ length: count }, (_, stream) => pause(stream * 370).then(() => talk(stream, delays)))
  )
  clearInterval(watch)
  const cores = (processorSeconds() - before) / ((performance.now() - start) / 1000)
  console.log(
    [
      count,
      percentiles(delays.partials),
      percentiles(delays.finals),
      delays.phrases,
      Math.round(peak.megabytes),
      cores.toFixed(2)
    ].join(' | ')
  )
}
await running.close()
