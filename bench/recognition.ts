/**
 * How fast, how big and how prompt recognition is, on the human clips of Debian's `pocketsphinx-testdata`.
 * Run: `npx tsx bench/recognition.ts`
 * @module
 */
import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import {
  createPocketSphinxEngine,
  type Engine,
  type RecognitionEvent,
  type StreamOptions
} from '../src/recognizers/index.ts'

const folder = '/usr/share/pocketsphinx/test/data/librivox'
const model = { base: 'pocketsphinx-en-us' }
const BYTES_PER_SECOND = 32_000

const clips = await Promise.all(
  (await readdir(folder))
    .filter((name) => name.endsWith('.wav'))
    .map(async (name) => (await readFile(`${folder}/${name}`)).subarray(44))
)
const audioSeconds = clips.reduce((sum, clip) => sum + clip.byteLength, 0) / BYTES_PER_SECOND
const engine = await createPocketSphinxEngine({ children: 1 })

/** Processor seconds that the engine's children have used. */
function processorSeconds(): number {
  return engine.children().reduce((sum, { pid }) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return sum + (Number(fields[11]) + Number(fields[12])) / 100
  }, 0)
}

async function recognise(pcm: Uint8Array, options: StreamOptions): Promise<void> {
  const stream = await engine.open(model, options)
  const heard = drain(stream.events)
  await Promise.all([heard, stream.write(pcm).then(() => stream.finish())])
}

async function drain(events: AsyncIterable<RecognitionEvent>): Promise<void> {
  for await (const event of events)
    if (event.kind === 'final' && event.text === '') throw new Error('Nothing was heard')
}

async function measureSpeed(title: string, options: StreamOptions, atATime: number): Promise<void> {
  const [cpu, start] = [processorSeconds(), performance.now()]
  for (let at = 0; at < clips.length; at += atATime) {
    await Promise.all(clips.slice(at, at + atATime).map((clip) => recognise(clip, options)))
  }
  const wall = (performance.now() - start) / 1000
  const used = processorSeconds() - cpu
  console.log(
    `${title}: ${(used / audioSeconds).toFixed(3)} x real time of one core (wall ${(wall / audioSeconds).toFixed(3)})`
  )
}

const megabytes = (of: Engine): number => Math.round((of.children()[0]?.residentBytes ?? 0) / 1e6)

/** Delay from a word's audio being written, at the pace of speech, to the partial that covers it. */
async function measureLatency(): Promise<void> {
  const delays: number[] = []
  for (const clip of clips) {
    const stream = await engine.open(model)
    const start = performance.now()
    const listening = (async () => {
      for await (const event of stream.events) {
        if (event.kind === 'partial') {
          delays.push(performance.now() - start - (event.offsetTicks + event.durationTicks) / 1e4)
        }
      }
    })()
    for (let at = 0; at < clip.byteLength; at += 3200) {
      await pause(Math.max(0, start + (at / BYTES_PER_SECOND) * 1000 + 100 - performance.now()))
      await stream.write(clip.subarray(at, at + 3200))
    }
    await stream.finish()
    await listening
  }
  delays.sort((a, b) => a - b)
  const at = (share: number): string => `${Math.round(delays[Math.floor(delays.length * share)] ?? 0)} ms`
  console.log(`Partials after their audio: median ${at(0.5)}, 95 % within ${at(0.95)}, worst ${at(0.999)}`)
}

const opening = performance.now()
;(await engine.open(model)).cancel()
console.log(
  `First stream opened and closed: ${Math.round(performance.now() - opening)} ms; child ${megabytes(engine)} MB`
)
await measureSpeed('Live, one stream', {}, 1)
await measureSpeed('Live, one stream, 5 alternatives', { nBest: 5 }, 1)
await measureSpeed('Without partials, one stream', { partials: false }, 1)
await measureSpeed('Live, five streams interleaved', {}, 5)
console.log(`Child with five decoders that have worked: ${megabytes(engine)} MB`)
await measureLatency()
await engine.close()
