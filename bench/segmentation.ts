/**
 * What cutting at pauses costs and saves: errors and invented words with and without it, and its own speed. Human clips
 * of Debian's `pocketsphinx-testdata`, one after the other with pauses; sounds made by ffmpeg.
 * Run: `npx tsx bench/segmentation.ts`
 * @module
 */
import { execFileSync } from 'node:child_process'
import { recognizeSamples, recognizeSpeech } from '../src/recognizers/index.ts'
import { createPocketSphinxEngine } from '../src/recognizers/pocketsphinx/index.ts'
import { decodeAudio, SAMPLE_RATE, segmentSpeech } from '../src/speech/audio/index.ts'
import { align, errors } from '../src/speech/scoring/index.ts'
import { humanClips } from '../tests/human-speech.ts'

const model = { base: 'pocketsphinx-en-us' }
const engine = await createPocketSphinxEngine()

async function samplesOf(input: Parameters<typeof decodeAudio>[0]): Promise<Int16Array> {
  const parts: Buffer[] = []
  for await (const part of decodeAudio(input)) parts.push(Buffer.from(part.buffer))
  const bytes = Buffer.concat(parts)
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
}

async function* chunked(samples: Int16Array): AsyncGenerator<Int16Array> {
  for (let at = 0; at < samples.length; at += 4_000) yield samples.subarray(at, at + 4_000)
}

async function* only<T>(value: T): AsyncGenerator<T> {
  yield value
}

const sound = (source: string): Promise<Int16Array> =>
  samplesOf(
    only(
      execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', source, '-ar', '16000', '-f', 'wav', '-'])
    )
  )

const whole = async (samples: Int16Array): Promise<string[]> =>
  (await recognizeSamples(engine, model, chunked(samples), { partials: false })).flatMap(({ text }) =>
    words(text)
  )

async function cut(samples: Int16Array): Promise<string[]> {
  const recognized: string[] = []
  for await (const { text } of recognizeSpeech(engine, model, chunked(samples)))
    recognized.push(...words(text))
  return recognized
}

const words = (text: string): string[] => text.split(' ').filter((word) => word !== '')

async function timed<T>(work: () => Promise<T>): Promise<Readonly<{ result: T; seconds: number }>> {
  const start = performance.now()
  const result = await work()
  return { result, seconds: (performance.now() - start) / 1000 }
}

async function compare(title: string, samples: Int16Array, reference: readonly string[]): Promise<void> {
  for (const [name, recognize] of [
    ['whole', whole],
    ['cut at pauses', cut]
  ] as const) {
    const { result, seconds } = await timed(() => recognize(samples))
    const count = errors(align(reference, result))
    const rate = reference.length === 0 ? '' : ` (${((100 * count) / reference.length).toFixed(1)} %)`
    const wall = seconds / (samples.length / SAMPLE_RATE)
    console.log(
      `${title}, ${name}: ${count} errors in ${reference.length} words${rate}, ${wall.toFixed(3)} x real time`
    )
  }
}

const clips = [...(await humanClips('novel')), ...(await humanClips('cards'))]
const pause = new Int16Array(1.5 * SAMPLE_RATE)
const parts: Int16Array[] = []
for (const { wav } of clips) parts.push(await samplesOf(only(wav)), pause)
const speech = Int16Array.from(parts.flatMap((part) => [...part]))
const reference = clips.flatMap(({ sentence }) => words(sentence.toLowerCase()))

await compare('human speech', speech, reference)
const power = speech.reduce((sum, sample) => sum + sample ** 2, 0) / speech.length
for (const decibels of [20, 15, 10]) {
  const noise = await sound('anoisesrc=c=pink:a=0.5:d=20:r=16000:seed=1')
  const own = noise.reduce((sum, sample) => sum + sample ** 2, 0) / noise.length
  const gain = Math.sqrt(power / own / 10 ** (decibels / 10))
  const noisy = speech.map((sample, at) => sample + gain * (noise[at % noise.length] ?? 0))
  await compare(`${decibels} dB over pink noise`, noisy, reference)
}
for (const [title, source] of [
  ['30 s of silence', 'anullsrc=r=16000:cl=mono,atrim=0:30'],
  ['30 s of white noise', 'anoisesrc=c=white:a=0.2:d=30:r=16000:seed=2'],
  ['30 s of surf', 'anoisesrc=c=pink:a=0.3:d=30:r=16000:seed=4,tremolo=f=0.3:d=0.9'],
  [
    '30 s of an engaged tone',
    "aevalsrc='(0.2*sin(2*PI*480*t)+0.2*sin(2*PI*620*t))*lt(mod(t,1),0.5)':s=16000:d=30"
  ],
  [
    '30 s of struck chords',
    "aevalsrc='exp(-2*mod(t,1))*0.3*(sin(2*PI*220*t)+sin(2*PI*277*t)+sin(2*PI*330*t)+0.5*sin(2*PI*660*t))':s=16000:d=30"
  ]
] as const) {
  await compare(title, await sound(source), [])
}

const long = Int16Array.from({ length: 600 * SAMPLE_RATE }, (_, at) => speech[at % speech.length] ?? 0)
const { result, seconds } = await timed(async () => {
  let spoken = 0
  for await (const segment of segmentSpeech(chunked(long))) spoken += segment.samples.length
  return spoken
})
console.log(
  `segmentation alone: ${(600 / seconds).toFixed(0)} times real time; ${((100 * result) / long.length).toFixed(0)} % of ten minutes kept`
)
await engine.close()
