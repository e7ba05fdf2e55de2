/**
 * What does acoustic adaptation buy, and what does it cost? Synthetic speech: `flite` voices read invented sentences;
 * each voice is adapted on the first 25 and measured on the 15 others. Then the time for 450 s of audio.
 * Run: `npx tsx bench/acoustics.ts [voices…]`.
 * @module
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import {
  type Engine,
  recognizeSamples,
  requireCapability,
  type TranscribedUtterance
} from '../src/recognizers/index.ts'
import {
  createPocketSphinxEngine,
  type NgramGmmParts,
  ngramGmmCustomization
} from '../src/recognizers/pocketsphinx/index.ts'
import { convertToWav, decodeAudio, TICKS_PER_SECOND } from '../src/speech/audio/index.ts'
import { align, errorRate, sumScores } from '../src/speech/scoring/index.ts'
import { sentences } from './sentences.ts'

const run = promisify(execFile)
const base = { base: 'pocketsphinx-en-us' }
const methods = ['mllr', 'map'] as const
const trainingCount = 25
const secondsToTrain = 450

type Spoken = TranscribedUtterance & Readonly<{ ticks: number }>

async function speak(voice: string, folder: string): Promise<readonly Spoken[]> {
  const spoken: Spoken[] = []
  for (const [index, sentence] of sentences.entries()) {
    const id = `${voice}-${index + 1}`
    const [spokenPath, audioPath] = [join(folder, 'said.wav'), join(folder, `${id}.wav`)]
    await run('flite', ['-voice', voice, '-t', sentence, '-o', spokenPath])
    const { durationTicks } = await convertToWav(spokenPath, audioPath)
    spoken.push({ id, audioPath, words: sentence.split(' '), ticks: durationTicks })
  }
  return spoken
}

async function wordErrorRate(
  engine: Engine,
  utterances: readonly TranscribedUtterance[],
  acoustic?: NgramGmmParts['acoustic']
): Promise<string> {
  const custom = ngramGmmCustomization(acoustic ? { acoustic } : {})
  const scores = await Promise.all(
    utterances.map(async ({ audioPath, words }) => {
      const finals = await recognizeSamples(engine, { ...base, custom }, decodeAudio(audioPath))
      return align(
        words,
        finals.flatMap(({ text }) => text.split(' ').filter((word) => word !== ''))
      )
    })
  )
  return `${(100 * errorRate(sumScores(scores))).toFixed(1)} %`.padStart(9)
}

async function timed<Value>(work: Promise<Value>): Promise<readonly [Value, number]> {
  const started = performance.now()
  const value = await work
  return [value, (performance.now() - started) / 1000]
}

const adapt = (engine: Engine, utterances: readonly TranscribedUtterance[], outputDirectory: string) =>
  timed(
    requireCapability(engine, base.base, 'acousticAdapter').adapt({
      model: base,
      utterances,
      methods,
      outputDirectory
    })
  )

async function main(voices: readonly string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-adaptation-'))
  const engine = await createPocketSphinxEngine()
  try {
    console.log('Word error rate on unseen sentences (synthetic speech)')
    console.log('voice    audio     base     MLLR   MLLR+MAP   adapted in')
    const all: Spoken[] = []
    for (const voice of voices) {
      const spoken = await speak(voice, folder)
      const [training, unseen] = [spoken.slice(0, trainingCount), spoken.slice(trainingCount)]
      all.push(...training)
      const [{ transforms, audioTicks }, seconds] = await adapt(engine, training, join(folder, voice))
      const rates = [await wordErrorRate(engine, unseen)]
      for (const method of methods) {
        const transform = transforms.find((made) => made.method === method)
        rates.push(transform ? await wordErrorRate(engine, unseen, transform) : '        -')
      }
      const audio = `${(audioTicks / TICKS_PER_SECOND).toFixed(0)} s`.padStart(6)
      console.log(`${voice.padEnd(7)} ${audio}${rates.join('')}   ${seconds.toFixed(1).padStart(8)} s`)
    }
    // Longer audio by saying it again: training looks at every frame whatever it has seen before.
    const long: Spoken[] = []
    for (let ticks = 0; ticks < secondsToTrain * TICKS_PER_SECOND; ) {
      const next = all[long.length % all.length]
      if (next === undefined) throw new Error('no voice to adapt to')
      long.push({ ...next, id: `${long.length}` })
      ticks += next.ticks
    }
    const [{ audioTicks }, seconds] = await adapt(engine, long, join(folder, 'long'))
    const audio = (audioTicks / TICKS_PER_SECOND).toFixed(0)
    console.log(
      `\n${secondsToTrain} s of audio (${long.length} utterances, ${audio} s used): ${seconds.toFixed(1)} s`
    )
    console.log(`for alignment, MLLR and MAP on ${availableParallelism()} cores; wanted: under 60 s`)
  } finally {
    await engine.close()
    await rm(folder, { recursive: true })
  }
}

await main(process.argv.length > 2 ? process.argv.slice(2) : ['slt', 'rms', 'awb', 'kal16'])
