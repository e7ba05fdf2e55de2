/**
 * How well speakers of one channel are told apart: conversations of turns of 1.5 to 5 s without pauses between them, from
 * synthetic voices and from human recordings where Debian's pocketsphinx-testdata and files of your own are at hand; at
 * 16 kHz and through a telephone (300 to 3,400 Hz, 8 kHz, mu-law). Prints the share of voiced time that was given to the
 * wrong speaker, and the number of speakers found.
 * Run: `npx tsx bench/speakers.ts [one.wav two.wav …]`, each file a voice of its own
 * @module
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { type AudioInput, decodeAudio } from '../src/speech/audio/index.ts'
import { OfflineDiarizer, OnlineDiarizer, type WordTiming } from '../src/speech/diarization/index.ts'
import { spokenBy } from '../tests/synthetic-clips.ts'

const RATE = 16_000
const PIECE_SECONDS = 0.3
const PHRASE_SECONDS = 3
/** By then everybody has said something. */
const KNOWN_AFTER_SECONDS = 25
const HUMAN = '/usr/share/pocketsphinx/test/data/librivox'
/** 72 different ones: the same sound twice would be more alike than the same voice. */
const SENTENCES = ['couriers', 'pharmacy', 'electronics'].flatMap((domain) =>
  readFileSync(new URL(`domains/${domain}/audio.txt`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(0, 24)
)

const joined = (parts: readonly Int16Array[]): Int16Array => {
  const whole = new Int16Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

async function decoded(input: AudioInput): Promise<Int16Array> {
  const chunks: Int16Array[] = []
  for await (const chunk of decodeAudio(input)) chunks.push(chunk.slice())
  return joined(chunks)
}

async function synthetic(voice: string, place: number): Promise<Int16Array> {
  const clips = await spokenBy(
    voice,
    SENTENCES.filter((_, index) => index % 4 === place)
  )
  return joined(clips.map(({ wav }) => new Int16Array(wav.buffer.slice(wav.byteOffset + 44))))
}

function overTelephone(samples: Int16Array): Int16Array {
  const raw = ['-f', 's16le', '-ar', String(RATE), '-ac', '1']
  const line = ['-af', 'highpass=f=300,lowpass=f=3400', '-ar', '8000', '-c:a', 'pcm_mulaw', '-f', 'wav', '-']
  const input = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)
  const limits = { maxBuffer: 2 ** 30 }
  const sent = execFileSync('ffmpeg', ['-v', 'error', ...raw, '-i', '-', ...line], { input, ...limits })
  const back = execFileSync('ffmpeg', ['-v', 'error', '-i', '-', ...raw, '-'], { input: sent, ...limits })
  return new Int16Array(back.buffer.slice(back.byteOffset, back.byteOffset + back.byteLength))
}

let seed = 7
/** 0..1, the same at every run. */
const random = (): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
  return seed / 2 ** 31
}

type Talk = Readonly<{ samples: Int16Array; voiceAt: (seconds: number) => number }>

/** Turns until a voice has nothing more to say. */
function talk(voices: readonly Int16Array[]): Talk {
  const spoken = voices.map(() => 0)
  const turns: { voice: number; until: number }[] = []
  const parts: Int16Array[] = []
  let length = 0
  for (let voice = 0; ; voice = (voice + 1 + Math.floor(random() * (voices.length - 1))) % voices.length) {
    const samples = Math.floor(RATE * (1.5 + 3.5 * random()))
    const from = spoken[voice] ?? 0
    const part = voices[voice]?.subarray(from, from + samples) ?? new Int16Array(0)
    if (part.length < samples) break
    spoken[voice] = from + samples
    parts.push(part)
    length += samples
    turns.push({ voice, until: length / RATE })
  }
  return {
    samples: joined(parts),
    voiceAt: (seconds) => turns.find(({ until }) => seconds < until)?.voice ?? -1
  }
}

type Diarized = Readonly<{ speakers: number; wrong: number }>

type Teller = (samples: Int16Array, words: readonly WordTiming[], most: number) => readonly number[]

const afterwards: Teller = (samples, words, most) => {
  const diarizer = new OfflineDiarizer()
  diarizer.push(samples)
  return diarizer.assignSpeakers(words, { min: 1, max: most })
}

/** As phrases of three seconds come. */
const live: Teller = (samples, words, most) => {
  const diarizer = new OnlineDiarizer(most)
  const speakers: number[] = []
  const size = Math.round(PHRASE_SECONDS / PIECE_SECONDS)
  for (let at = 0; at < words.length; at += size) {
    const [from, until] = [at, at + size].map((piece) => Math.round(piece * PIECE_SECONDS * RATE))
    diarizer.push(samples.subarray(from, until))
    const started = process.cpuUsage()
    speakers.push(...diarizer.assignSpeakers(words.slice(at, at + size)))
    longest = Math.max(longest, process.cpuUsage(started).user / 1_000)
  }
  return speakers
}
let longest = 0

/** Speakers stand for the voices that they fit best. */
function diarize({ samples, voiceAt }: Talk, most: number, teller: Teller, after = 0): Diarized {
  const words = Array.from({ length: Math.floor(samples.length / RATE / PIECE_SECONDS) }, (_, index) => ({
    offsetTicks: Math.round(index * PIECE_SECONDS * 1e7),
    durationTicks: PIECE_SECONDS * 1e7
  }))
  const speakers = teller(samples, words, most)
  const shared = new Map<string, number>()
  const counted = [...words.entries()].filter(([, { offsetTicks }]) => offsetTicks >= after * 1e7)
  for (const [index, { offsetTicks }] of counted) {
    // Pieces cross turns: what counts is where its parts lie.
    for (const part of [0.25, 0.75]) {
      const pair = `${speakers[index]} ${voiceAt(offsetTicks / 1e7 + part * PIECE_SECONDS)}`
      shared.set(pair, (shared.get(pair) ?? 0) + 1)
    }
  }
  const taken = new Set<string>()
  let right = 0
  for (const [pair, count] of [...shared].sort(([, a], [, b]) => b - a)) {
    const [speaker, voice] = pair.split(' ').map((name, side) => `${side} ${name}`)
    if (taken.has(speaker ?? '') || taken.has(voice ?? '')) continue
    taken.add(speaker ?? '').add(voice ?? '')
    right += count
  }
  return { speakers: new Set(speakers).size, wrong: 1 - right / (2 * counted.length) }
}

function report(name: string, voices: readonly Int16Array[]): void {
  const conversation = voices.length === 1 ? undefined : talk(voices)
  const alone = { samples: voices[0] ?? new Int16Array(0), voiceAt: () => 0 }
  const spoken = conversation ?? alone
  const line = [spoken, { ...spoken, samples: overTelephone(spoken.samples) }].flatMap((variant) =>
    [
      [Math.max(2, voices.length), afterwards] as const,
      [8, afterwards] as const,
      [8, live] as const,
      [8, live, KNOWN_AFTER_SECONDS] as const
    ].map(([most, teller, after]) => {
      const { speakers, wrong } = diarize(variant, most, teller, after)
      return Number.isNaN(wrong) ? '–' : `${(100 * wrong).toFixed(1).padStart(5)} % (${speakers})`
    })
  )
  const seconds = Math.round(spoken.samples.length / RATE)
  console.log(`| ${name} | ${seconds} s | ${line.join(' | ')} |`)
}

const flite = new Map<string, Int16Array>()
for (const [place, voice] of ['rms', 'slt', 'awb', 'kal16'].entries()) {
  flite.set(voice, await synthetic(voice, place))
}
const of = (...names: readonly string[]): readonly Int16Array[] =>
  names.map((name) => flite.get(name) ?? new Int16Array(0))
const human: Int16Array[] = []
if (existsSync(HUMAN)) {
  const chapters = readdirSync(HUMAN)
    .filter((name) => name.endsWith('.wav'))
    .sort()
    .map((name) => `${HUMAN}/${name}`)
  human.push(joined(await Promise.all(chapters.map((path) => decoded(path)))))
}
for (const path of process.argv.slice(2)) human.push(await decoded(path))

console.log(
  `| voices | | ${['16 kHz', 'telephone'].map((line) => `${line}, as many as there are | at most 8 | live, at most 8 | after ${KNOWN_AFTER_SECONDS} s`).join(' | ')} |`
)
console.log(`|---|---${'|---'.repeat(8)}|`)
report('rms alone', of('rms'))
for (const pair of [
  ['rms', 'slt'],
  ['rms', 'awb'],
  ['awb', 'kal16'],
  ['rms', 'kal16'],
  ['slt', 'awb']
]) {
  report(pair.join(' and '), of(...pair))
}
report('four synthetic voices', of('rms', 'slt', 'awb', 'kal16'))
for (const [index, voice] of human.entries()) report(`human ${index + 1} alone`, [voice])
for (const [index, one] of human.entries()) {
  for (const [other, two] of human.slice(index + 1).entries()) {
    report(`humans ${index + 1} and ${index + other + 2}`, [one, two])
  }
}
if (human.length > 2) report(`${human.length} humans`, human)

console.log(`\nA live phrase took ${longest.toFixed(0)} ms of one core at most to be told.`)
