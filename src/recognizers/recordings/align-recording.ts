/**
 * Long recordings with imperfect transcripts, made into segments to train on. The recording is recognized with a
 * language model of its own transcript; where three words in a row agree, an anchor is cast; what lies between two
 * anchors is fitted to the audio between them and believed when it fits; what does not is left out and named.
 *
 * P. J. Moreno, C. Joerg, J.-M. Van Thong, O. Glickman, "A recursive algorithm for the forced alignment of very long
 * audio segments", ICSLP 1998; T. J. Hazen, "Automatic alignment and error correction of human generated transcripts
 * for long speech recordings", Interspeech 2006.
 * @module
 */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeAudio, SAMPLE_RATE, TICKS_PER_SECOND, writeWav } from '../../speech/audio/index.ts'
import { requireCapability, type TranscribedUtterance } from '../capabilities/index.ts'
import type { Engine } from '../engine.ts'
import { recognizeSamples } from '../recognize-samples.ts'
import type { RecognitionModel, RecognizedWord } from '../recognizer.ts'
import { findAnchors, findGaps, type TextSpan } from './anchors.ts'
import { cutRecording, type PlacedWord, type RecordingSegment } from './cut-recording.ts'

/** A gap of a recording that taught nothing. */
export type LeftOut = Readonly<{
  fromTicks: number
  toTicks: number
  /** Of the transcript; none where something is said that the transcript lacks. */
  words: readonly string[]
  heard: readonly string[]
  reason: 'not in the transcript' | 'not heard' | 'heard otherwise' | 'too little between others'
  /** How well the words of the transcript fit, 0 to 1; none without words. */
  score?: number
}>

export type RecordingEngine = Pick<Engine, 'open' | 'capabilities'>

export type AlignedRecording = Readonly<{
  durationTicks: number
  /** By a decoder that expects the transcript. */
  heard: readonly string[]
  segments: readonly (RecordingSegment & Readonly<{ audioPath: string }>)[]
  leftOut: readonly LeftOut[]
}>

/** Of the transcript's own language model; the rest is the base's, which hears what the transcript does not have. */
const TRANSCRIPT_WEIGHT = 0.8
/** The transcript in pieces this long, each beginning half a piece after the last: a phrase may begin anywhere. */
const PIECE_WORDS = 16
/** A sound shorter than this, heard as a word that the transcript lacks, is a breath or a click. */
const SHORTEST_SAID = 0.3 * TICKS_PER_SECOND
/** Fitting words to more audio than this says little. */
const LONGEST_FITTED = 60 * TICKS_PER_SECOND
/** Of the words between two anchors: on average, and each. */
const MIN_SCORE = 0.6
const MIN_WORD_SCORE = 0.25

/**
 * @param model base, lexicon and sound; its own language model is not used
 * @param directory for the audio of segments, which the caller removes
 * @throws EngineDied, ModelUnusable, AudioUnreadable, the signal's reason
 */
export async function alignRecording(
  engine: RecordingEngine,
  model: RecognitionModel,
  recording: TranscribedUtterance,
  directory: string,
  signal: AbortSignal
): Promise<AlignedRecording> {
  await mkdir(directory, { recursive: true })
  const samples = await allSamples(recording.audioPath, signal)
  const durationTicks = Math.round((samples.length * TICKS_PER_SECOND) / SAMPLE_RATE)
  const { words } = recording
  const recognized = await hear(engine, model, words, samples, directory, signal)
  const anchors = findAnchors(
    words,
    recognized.map(({ word }) => word)
  )
  const placed = anchors.flatMap((anchor) => placedIn(anchor, words, recognized))
  const gaps = findGaps(anchors, { words: words.length, heard: recognized.length })
  const times = gaps.map((gap) => timesOf(gap, recognized, durationTicks))
  const fitted = await fitBetween(
    { engine, model, words, heard: recognized, samples, directory, signal },
    gaps,
    times
  )
  const leftOut: LeftOut[] = []
  for (const [index, gap] of gaps.entries()) {
    const time = times[index]
    if (!time) continue
    const { fits = [], score } = fitted[index] ?? {}
    placed.push(...fits)
    if (fits.length > 0) continue
    const bad = leftOutOf(gap, time, words, recognized, score)
    if (bad) leftOut.push(bad)
  }
  placed.sort((a, b) => a.index - b.index)
  const barriers = leftOut.map(({ fromTicks, toTicks }) => ({ fromTicks, toTicks }))
  const { segments, alone } = cutRecording(placed, barriers, durationTicks)
  for (const group of alone) leftOut.push(tooLittle(group))
  return {
    durationTicks,
    heard: recognized.map(({ word }) => word),
    segments: await Promise.all(
      segments.map(async (segment, index) => {
        const audioPath = join(directory, `segment-${index + 1}.wav`)
        await writeWav(audioPath, [cut(samples, segment)])
        return { ...segment, audioPath }
      })
    ),
    leftOut: leftOut.sort((a, b) => a.fromTicks - b.fromTicks)
  }
}

type Times = Readonly<{ fromTicks: number; toTicks: number }>

async function allSamples(path: string, signal: AbortSignal): Promise<Int16Array> {
  const chunks: Int16Array[] = []
  for await (const chunk of decodeAudio(path, { signal })) chunks.push(chunk)
  const samples = new Int16Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    samples.set(chunk, at)
    at += chunk.length
  }
  return samples
}

const cut = (samples: Int16Array, { fromTicks, toTicks }: Times): Int16Array =>
  samples.subarray(
    Math.floor((fromTicks * SAMPLE_RATE) / TICKS_PER_SECOND),
    Math.ceil((toTicks * SAMPLE_RATE) / TICKS_PER_SECOND)
  )

/** What is said, by a decoder that expects the transcript. */
async function hear(
  engine: RecordingEngine,
  model: RecognitionModel,
  words: readonly string[],
  samples: Int16Array,
  directory: string,
  signal: AbortSignal
): Promise<readonly RecognizedWord[]> {
  const folder = join(directory, 'transcript')
  await mkdir(folder, { recursive: true })
  const text = { sentences: pieces(words), weight: TRANSCRIPT_WEIGHT }
  const adapter = requireCapability(engine, model.base, 'textAdapter')
  const expecting = await adapter.adapt(model, { text }, { folder, signal })
  const finals = await recognizeSamples(engine, expecting, slices(samples), {
    partials: false,
    background: true,
    signal
  })
  await rm(folder, { recursive: true })
  return finals.flatMap(({ alternatives }) => alternatives[0]?.words ?? [])
}

function pieces(words: readonly string[]): readonly (readonly string[])[] {
  const all: (readonly string[])[] = []
  for (let from = 0; from === 0 || from + PIECE_WORDS / 2 < words.length; from += PIECE_WORDS / 2)
    all.push(words.slice(from, from + PIECE_WORDS))
  return all
}

/** In pieces of a second, so that memory between processes stays small. */
async function* slices(samples: Int16Array): AsyncGenerator<Int16Array> {
  for (let from = 0; from < samples.length; from += SAMPLE_RATE)
    yield samples.subarray(from, from + SAMPLE_RATE)
}

const placedIn = (
  anchor: TextSpan,
  words: readonly string[],
  recognized: readonly RecognizedWord[]
): PlacedWord[] =>
  recognized.slice(anchor.heard.from, anchor.heard.to).map((found, at) => {
    const index = anchor.words.from + at
    return { ...found, word: words[index] ?? '', index }
  })

const endOf = (word: RecognizedWord): number => word.offsetTicks + word.durationTicks

/** From the end of the word heard before to the start of the one after. */
function timesOf(
  { heard: { from, to } }: TextSpan,
  recognized: readonly RecognizedWord[],
  end: number
): Times {
  const [before, after] = [recognized[from - 1], recognized[to]]
  const fromTicks = before ? endOf(before) : 0
  return { fromTicks, toTicks: Math.max(fromTicks, after?.offsetTicks ?? end) }
}

type Material = Readonly<{
  engine: RecordingEngine
  model: RecognitionModel
  words: readonly string[]
  heard: readonly RecognizedWord[]
  samples: Int16Array
  directory: string
  signal: AbortSignal
}>
type Fitted = Readonly<{ fits: readonly PlacedWord[]; score: number }>

/** Fits each gap's words, with a word of the anchors on either side, to the audio there. */
async function fitBetween(
  { engine, model, words, heard, samples, directory, signal }: Material,
  gaps: readonly TextSpan[],
  times: readonly Times[]
): Promise<readonly (Fitted | undefined)[]> {
  const results: (Fitted | undefined)[] = gaps.map(() => undefined)
  const tried: { place: number; first: number; startTicks: number; utterance: TranscribedUtterance }[] = []
  for (const [place, gap] of gaps.entries()) {
    const time = times[place]
    const { from, to } = gap.words
    if (!time || to === from || time.toTicks - time.fromTicks > LONGEST_FITTED) continue
    const [before, after] = [heard[gap.heard.from - 1], heard[gap.heard.to]]
    const first = before ? from - 1 : from
    const range = {
      fromTicks: before?.offsetTicks ?? 0,
      toTicks: after ? endOf(after) : time.toTicks
    }
    const audioPath = join(directory, `between-${place}.wav`)
    await writeWav(audioPath, [cut(samples, range)])
    const utterance = { id: `${place}`, audioPath, words: words.slice(first, after ? to + 1 : to) }
    tried.push({ place, first, startTicks: range.fromTicks, utterance })
  }
  if (tried.length === 0) return results
  const aligned = await requireCapability(engine, model.base, 'aligner').align(
    model,
    tried.map(({ utterance }) => utterance),
    { signal }
  )
  for (const [index, answer] of aligned.entries()) {
    const attempt = tried[index]
    if (!attempt) continue
    await rm(attempt.utterance.audioPath)
    const gap = gaps[attempt.place]
    if (!gap || !answer.aligned) continue
    const inside = answer.words.flatMap((word, at) => {
      const number = attempt.first + at
      if (number < gap.words.from || number >= gap.words.to) return []
      return [{ ...word, offsetTicks: word.offsetTicks + attempt.startTicks, index: number }]
    })
    const score = inside.reduce((sum, { confidence }) => sum + confidence, 0) / inside.length
    const fits = score >= MIN_SCORE && inside.every(({ confidence }) => confidence >= MIN_WORD_SCORE)
    results[attempt.place] = { fits: fits ? inside : [], score }
  }
  return results
}

function leftOutOf(
  gap: TextSpan,
  { fromTicks, toTicks }: Times,
  words: readonly string[],
  recognized: readonly RecognizedWord[],
  score = 0
): LeftOut | undefined {
  const missing = words.slice(gap.words.from, gap.words.to)
  const instead = recognized.slice(gap.heard.from, gap.heard.to)
  const said = instead.map(({ word }) => word)
  if (missing.length === 0) {
    const [first, last] = [instead[0], instead.at(-1)]
    const length = first && last ? endOf(last) - first.offsetTicks : 0
    if (!first || !last || length < SHORTEST_SAID) return undefined
    return {
      ...{ fromTicks: first.offsetTicks, toTicks: endOf(last) },
      ...{ words: [], heard: said, reason: 'not in the transcript' }
    }
  }
  const reason = said.length === 0 ? 'not heard' : 'heard otherwise'
  return { fromTicks, toTicks, words: missing, heard: said, reason, score: Math.round(100 * score) / 100 }
}

function tooLittle(group: readonly PlacedWord[]): LeftOut {
  const [first, last] = [group[0], group.at(-1)]
  return {
    fromTicks: first?.offsetTicks ?? 0,
    toTicks: last ? endOf(last) : 0,
    words: group.map(({ word }) => word),
    heard: [],
    reason: 'too little between others',
    score: 1
  }
}
