/**
 * People who speak to a service live, at the pace of speech: how late their texts come, and how many words of them are
 * wrong. The human clips of Debian's `pocketsphinx-testdata`, over WebSocket.
 * @module
 */
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { align, errorRate, sumScores, type WordScore } from '../src/speech/scoring/index.ts'
import { humanClips } from '../tests/human-speech.ts'
import type { RunningService } from '../tests/in-process-service.ts'
import { CONVERSATION, LiveSocket } from '../tests/live-socket.ts'

const BYTES_PER_MS = 32
const CHUNK_MS = 100
/** Of this clip's first words the turn is made that ends while somebody speaks. */
const CUT_OFF_MS = 3_000
const PAUSE = Buffer.alloc(1500 * BYTES_PER_MS)

export type LiveFigures = Readonly<{
  /** Milliseconds from the last sound of a text to the text. */
  partials: readonly number[]
  finals: readonly number[]
  /** Milliseconds from the end of the audio, amid speech, to the last phrase. */
  ends: readonly number[]
  phrases: number
  /** Share of words wrong. */
  errorRate: number
  /** Processor seconds a second, of service and recognition processes. */
  cores: number
  /** Most resident memory of both together. */
  megabytes: number
}>

/** Samples, without the header of 44 bytes, and the words said in them. */
export const clips = (await humanClips('novel')).map(({ wav, sentence }) => ({
  pcm: wav.subarray(44),
  words: sentence.split(' ')
}))
const clip = (at: number) => {
  const found = clips[at % clips.length]
  if (!found) throw new Error('pocketsphinx-testdata is not installed')
  return found
}

type Notes = { partials: number[]; finals: number[]; ends: number[]; scores: WordScore[]; phrases: number }

/** Sends audio as it would be said: a chunk when its last sample is due. Answers when it began. */
async function speak(live: LiveSocket, id: string, audio: Uint8Array, start: number): Promise<void> {
  const chunk = CHUNK_MS * BYTES_PER_MS
  for (let at = 0; at < audio.length; at += chunk) {
    await pause(Math.max(0, start + at / BYTES_PER_MS + CHUNK_MS - performance.now()))
    live.audio(id, audio.subarray(at, at + chunk))
  }
  live.audio(id, new Uint8Array(0))
}

/** All clips with pauses between, each stream another one first; then a turn that ends amid speech. */
async function talk(running: RunningService, stream: number, notes: Notes): Promise<void> {
  const order = clips.map((_, index) => clip(index + stream))
  const live = await LiveSocket.open(running, `${CONVERSATION}?language=en-US`)
  const id = live.begin()
  const start = performance.now()
  const note = (): void => {
    const last = live.received.at(-1)
    if (!last || last.id !== id) return
    const { path, body } = last
    const late = performance.now() - start - (Number(body.Offset) + Number(body.Duration)) / 10_000
    if (path === 'speech.hypothesis') notes.partials.push(late)
    if (path === 'speech.phrase' && body.RecognitionStatus === 'Success') notes.finals.push(late)
  }
  live.socket.on('message', note)
  await speak(live, id, Buffer.concat(order.flatMap(({ pcm }) => [pcm, PAUSE])), start)
  await live.until('turn.end', id)
  live.socket.off('message', note)
  const phrases = live.received.filter(({ path, body }) => path === 'speech.phrase' && 'DisplayText' in body)
  notes.phrases += phrases.length
  const recognized = phrases.flatMap(({ body }) => wordsOf(String(body.DisplayText)))
  notes.scores.push(
    align(
      order.flatMap(({ words }) => words),
      recognized
    )
  )

  const cut = live.begin()
  await speak(live, cut, clip(stream).pcm.subarray(0, CUT_OFF_MS * BYTES_PER_MS), performance.now())
  const end = performance.now()
  await live.until('turn.end', cut)
  notes.ends.push(performance.now() - end)
  live.drop()
}

const wordsOf = (display: string): string[] => display.toLowerCase().match(/[a-z0-9']+/g) ?? []

/** @param count streams that speak at a time, for some forty seconds */
export async function runStreams(running: RunningService, count: number): Promise<LiveFigures> {
  const notes: Notes = { partials: [], finals: [], ends: [], scores: [], phrases: 0 }
  const [before, start] = [processorSeconds(running), performance.now()]
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, megabytes(running))
  }, 1000)
  // People do not begin to speak at the same moment.
  await Promise.all(
    Array.from({ length: count }, (_, stream) => pause(stream * 370).then(() => talk(running, stream, notes)))
  )
  clearInterval(watch)
  const cores = (processorSeconds(running) - before) / ((performance.now() - start) / 1000)
  return { ...notes, errorRate: errorRate(sumScores(notes.scores)), cores, megabytes: peak }
}

/** `p50 / p95 / p99`, rounded. */
export const percentiles = (values: readonly number[]): string => {
  const sorted = [...values].sort((a, b) => a - b)
  return [0.5, 0.95, 0.99]
    .map((part) => Math.round(sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN))
    .join(' / ')
}

const megabytes = ({ engine }: RunningService): number =>
  engine.children().reduce((sum, { residentBytes }) => sum + residentBytes, process.memoryUsage.rss()) / 1e6

/** Processor seconds that the service and its recognition processes have used. */
function processorSeconds({ engine }: RunningService): number {
  return [process.pid, ...engine.children().map(({ pid }) => pid)].reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return sum + (Number(fields[11]) + Number(fields[12])) / 100
  }, 0)
}

export const HEADING =
  'streams | partials late, ms p50 / p95 / p99 | finals after the last word, ms | finals after the end of audio, ms | phrases | words wrong | memory, MB | cores used'

export const rowOf = (count: number, figures: LiveFigures): string =>
  [
    count,
    percentiles(figures.partials),
    percentiles(figures.finals),
    percentiles(figures.ends),
    figures.phrases,
    `${(100 * figures.errorRate).toFixed(1)} %`,
    Math.round(figures.megabytes),
    figures.cores.toFixed(2)
  ].join(' | ')
