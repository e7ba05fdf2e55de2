/** How well, how fast and in how much memory a base model recognizes the general set on this machine. @module */
import { Readable } from 'node:stream'
import type { FileStore } from '../../platform/index.ts'
import { type Engine, recognizeSamples } from '../../recognizers/index.ts'
import { decodeAudio } from '../../speech/audio/index.ts'
import { align, errorRate, sumScores } from '../../speech/scoring/index.ts'
import { normalizerFor } from '../../speech/text/index.ts'
import { generalRecordings } from './general-recordings.ts'
import { GENERAL_SET } from './general-sentences.ts'

const SAMPLE_RATE = 16_000
/** Enough for two digits of a speed; the whole set would keep the caller waiting for minutes. */
const MAX_RECORDINGS = 24

export type BaseModelMeasurement = Readonly<{
  /** Time that one stream took, divided by the length of its audio. Other work on the machine makes it larger. */
  realTimeFactor: number
  /** Memory of the process that has the model loaded. */
  residentBytes: number
  audioSeconds: number
  /** Only where the general set is in the language of the model. */
  accuracy?: Readonly<{ testSet: string; words: number /** Fraction of 1. */; wordErrorRate: number }>
}>

/**
 * Recognizes recordings of the general set one after the other, as an evaluation does.
 * @throws GeneralSetUnavailable, ModelUnusable, EngineDied, the signal's reason
 */
export async function measureBaseModel(
  { files, engine }: Readonly<{ files: FileStore; engine: Engine }>,
  { name, locale }: Readonly<{ name: string; locale: string }>,
  { signal, onProgress }: Readonly<{ signal: AbortSignal; onProgress?: (fraction: number) => void }>
): Promise<BaseModelMeasurement> {
  const recordings = await generalRecordings({ files, engine }, MAX_RECORDINGS, signal)
  const before = new Map(engine.children().map(({ pid, residentBytes }) => [pid, residentBytes]))
  const normalizer = normalizerFor(locale)
  const wordsOf = (text: string): readonly string[] => normalizer.apply(text).split(' ').filter(Boolean)
  const scores = []
  let [samples, milliseconds] = [0, 0]
  for (const [index, { path, reference }] of recordings.entries()) {
    onProgress?.(index / recordings.length)
    const audio: Int16Array[] = []
    for await (const piece of decodeAudio(path, { signal })) audio.push(piece)
    const started = performance.now()
    const options = { words: false, partials: false, signal }
    const finals = await recognizeSamples(engine, { base: name }, Readable.from(audio), options)
    // The first loads the model.
    if (index > 0) {
      milliseconds += performance.now() - started
      samples += audio.reduce((sum, { length }) => sum + length, 0)
    }
    scores.push(align(wordsOf(reference), wordsOf(finals.map(({ text }) => text).join(' '))))
  }
  const grown = engine
    .children()
    .map(({ pid, residentBytes }) => ({ residentBytes, growth: residentBytes - (before.get(pid) ?? 0) }))
    .sort((a, b) => b.growth - a.growth)
  const sum = sumScores(scores)
  return {
    realTimeFactor: round(milliseconds / 1000 / (samples / SAMPLE_RATE)),
    residentBytes: grown[0]?.residentBytes ?? 0,
    audioSeconds: round(samples / SAMPLE_RATE),
    ...(locale.startsWith('en-')
      ? { accuracy: { testSet: GENERAL_SET, words: sum.words, wordErrorRate: round(errorRate(sum)) } }
      : {})
  }
}

const round = (value: number): number => Number(value.toFixed(4))
