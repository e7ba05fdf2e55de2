/**
 * How fast, how prompt and how big recognition is: its speed on one core, live streams held at once, what memory a
 * further one takes, and hours of audio an hour in a batch. Human clips of Debian's `pocketsphinx-testdata`.
 * Run: `npx tsx bench/recognition.ts [live streams …]`
 * @module
 */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { type Engine, recognizeSamples, type StreamOptions } from '../src/recognizers/index.ts'
import { createPocketSphinxEngine } from '../src/recognizers/pocketsphinx/index.ts'
import { align, errorRate, sumScores, type WordScore } from '../src/speech/scoring/index.ts'
import { startInProcess } from '../tests/in-process-service.ts'
import { beginBatch } from './batch-work.ts'
import { clips, HEADING, type LiveFigures, rowOf, runStreams } from './live-streams.ts'

const model = { base: 'pocketsphinx-en-us' }
const BYTES_PER_SECOND = 32_000
const BATCH_MINUTES = 16
const cores = availableParallelism()
const counts = process.argv.slice(2).map(Number)

async function measureSpeed(engine: Engine, title: string, options: StreamOptions): Promise<void> {
  const scores: WordScore[] = []
  const [cpu, start] = [processorSeconds(engine), performance.now()]
  for (const { pcm, words } of clips) {
    const samples = new Int16Array(pcm.buffer.slice(pcm.byteOffset, pcm.byteOffset + pcm.byteLength))
    const finals = await recognizeSamples(engine, model, chunked(samples), options)
    scores.push(
      align(
        words,
        finals.flatMap(({ text }) => text.split(' '))
      )
    )
  }
  const seconds = clips.reduce((sum, { pcm }) => sum + pcm.byteLength, 0) / BYTES_PER_SECOND
  const factor = (processorSeconds(engine) - cpu) / seconds
  const wall = (performance.now() - start) / 1000 / seconds
  const wrong = (100 * errorRate(sumScores(scores))).toFixed(1)
  console.log(
    `${title}: ${factor.toFixed(3)} x real time of one core (wall ${wall.toFixed(3)}), ${wrong} % of words wrong`
  )
}

async function* chunked(samples: Int16Array): AsyncGenerator<Int16Array> {
  for (let at = 0; at < samples.length; at += 1_600) yield samples.subarray(at, at + 1_600)
}

/** Processor seconds that the engine's children have used. */
function processorSeconds(engine: Engine): number {
  return engine.children().reduce((sum, { pid }) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return sum + (Number(fields[11]) + Number(fields[12])) / 100
  }, 0)
}

async function speed(): Promise<void> {
  const engine = await createPocketSphinxEngine({ children: 1 })
  // The model is read, the process warm.
  ;(await engine.open(model)).cancel()
  await measureSpeed(engine, 'Live', {})
  await measureSpeed(engine, 'Live, 5 alternatives', { nBest: 5 })
  await measureSpeed(engine, 'Whole phrases', { partials: false })
  await engine.close()
}

async function live(): Promise<void> {
  const running = await startInProcess(undefined, { liveStreams: 100 })
  const rows: [number, LiveFigures][] = []
  console.log(HEADING)
  for (const count of counts.length > 0 ? counts : [1, cores, 2 * cores, 3 * cores, 4 * cores]) {
    const figures = await runStreams(running, count)
    rows.push([count, figures])
    console.log(rowOf(count, figures))
  }
  // From one stream a core on: then every recognition process has read its model.
  const [first, last] = [rows.find(([count]) => count >= cores), rows.at(-1)]
  if (first && last && last[0] > first[0]) {
    const each = (last[1].megabytes - first[1].megabytes) / (last[0] - first[0])
    console.log(`A further live stream: ${each.toFixed(0)} MB`)
  }
  await running.close()
}

async function batch(): Promise<void> {
  const files = 2 * cores
  const running = await startInProcess()
  const start = performance.now()
  const work = await beginBatch(running, files, BATCH_MINUTES)
  const done = await work.ended()
  const seconds = (performance.now() - start) / 1000
  console.log(
    `Batch, ${files} files of ${Math.round(work.seconds / files / 60)} min on ${cores} cores: ${(work.seconds / seconds).toFixed(1)} hours of audio an hour (${done.status})`
  )
  await work.stop()
  await running.close()
}

await speed()
await live()
await batch()
