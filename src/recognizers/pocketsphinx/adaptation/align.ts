/**
 * Forced alignment: fits a known word sequence to audio. Runs in a child process, over the foreign functions, with a
 * decoder that has no language model: the only sentence it knows is the transcript.
 * @module
 */
import { readFile } from 'node:fs/promises'
import { decodeAudio } from '../../../speech/audio/index.ts'
import type { TranscribedUtterance } from '../../capabilities/index.ts'
import { ModelUnusable } from '../../errors.ts'
import type { RecognizedWord } from '../../recognizer.ts'
import { type AdaptationMethod, isWholeModel } from '../customization.ts'
import type { Decoder, Library, Segment } from '../library.ts'

export const TICKS_PER_FRAME = 100_000

/** What alignment needs of a model: no language model. */
export type AlignmentModel = Readonly<{
  acousticModelDirectory: string
  dictionaryPath: string
  /** Pronunciations of words that the dictionary lacks, as in `NgramGmmParts`. */
  lexiconPath?: string
  acoustic?: Readonly<{ method: AdaptationMethod; path: string }>
}>

/** An `UtteranceAlignment` that also says which pronunciation was heard: the phones of each word. */
export type FittedUtterance =
  | Readonly<{
      id: string
      aligned: true
      words: readonly RecognizedWord[]
      durationTicks: number
      phones: readonly string[]
    }>
  | Readonly<{ id: string; aligned: false; reason: string }>

export interface Aligner {
  /** Fits one utterance; words that cannot be fitted are an answer, not an error. Deterministic, whatever came before. */
  align(utterance: TranscribedUtterance, signal?: AbortSignal): Promise<FittedUtterance>
  close(): void
}

// A word's average acoustic score a frame, in PocketSphinx's log steps below the best senone active in that frame.
// Measured on human clips and four synthetic voices: words that were said score 6 to 23 (95 %), words put in the place
// of another 32 to 100 (90 %); whole transcripts 7 to 13 when right (to 25 under white noise at 15 dB) and 37 to
// 60 when they belong to another utterance.
const likelyMisfit = 27
const misfitSlope = 4
const worstTranscript = 30

const isFiller = (word: string): boolean => /^[<[]|^\+\+/.test(word)

/**
 * Opens a decoder for alignment (about 60 MB, 150 ms) and adds the lexicon's words.
 * @param atWork called before native code runs, after each `await`
 * @throws ModelUnusable
 */
export async function createAligner(
  library: Library,
  model: AlignmentModel,
  atWork: () => void = () => undefined
): Promise<Aligner> {
  const { acoustic } = model
  const adaptedDirectory = acoustic && isWholeModel(acoustic.method) ? acoustic.path : undefined
  const config = library.parseConfig([
    ...['-hmm', adaptedDirectory ?? model.acousticModelDirectory],
    ...['-dict', model.dictionaryPath],
    // Frames must stay where they are in the audio, or word times would run ahead of it after every pause.
    ...['-remove_silence', 'no'],
    ...['-bestpath', 'no'],
    ...['-logfn', '/dev/null']
  ])
  if (config === null) throw new ModelUnusable('The alignment decoder refused its settings')
  const decoder = library.initDecoder(config)
  library.freeConfig(config)
  if (decoder === null) {
    throw new ModelUnusable(`No alignment decoder for the acoustic model ${model.acousticModelDirectory}`)
  }
  try {
    if (model.lexiconPath !== undefined) await addLexicon(library, decoder, model.lexiconPath, atWork)
    if (model.acoustic?.method === 'mllr') {
      const transform = library.readTransform(model.acoustic.path)
      if (transform === null || library.updateTransform(decoder, transform) === null) {
        throw new ModelUnusable(`The transform ${model.acoustic.path} cannot be read`)
      }
    }
  } catch (error) {
    library.freeDecoder(decoder)
    throw error
  }
  return new FsgAligner(library, decoder, atWork)
}

/** As decoders do: a word that the dictionary has keeps its pronunciations and gains these. Words before variants. */
async function addLexicon(
  library: Library,
  decoder: Decoder,
  path: string,
  atWork: () => void
): Promise<void> {
  const entries = (await readFile(path, 'utf8')).split('\n').flatMap((line) => {
    const [word = '', ...phones] = line.trim().split(/\s+/)
    return word === '' ? [] : [{ word, phones: phones.join(' ') }]
  })
  atWork()
  const isVariant = ({ word }: { word: string }): boolean => word.endsWith(')')
  for (const { word, phones } of [
    ...entries.filter((entry) => !isVariant(entry)),
    ...entries.filter(isVariant)
  ]) {
    let name = word
    for (let variant = 2; library.lookUpWord(decoder, name) !== null; variant++) {
      name = `${word.replace(/\(\d+\)$/, '')}(${variant})`
    }
    if (library.addWord(decoder, name, phones, 0) < 0) {
      throw new ModelUnusable(`The lexicon entry "${word} ${phones}" cannot be added to the dictionary`)
    }
  }
}

class FsgAligner implements Aligner {
  readonly #library: Library
  readonly #decoder: Decoder
  readonly #atWork: () => void
  readonly #aliases = new Map<string, string>()

  constructor(library: Library, decoder: Decoder, atWork: () => void) {
    this.#library = library
    this.#decoder = decoder
    this.#atWork = atWork
  }

  async align(utterance: TranscribedUtterance, signal?: AbortSignal): Promise<FittedUtterance> {
    const { id, words } = utterance
    const refuse = (reason: string): FittedUtterance => ({ id, aligned: false, reason })
    if (words.length === 0) return refuse('The transcript has no words')
    const unknown = [
      ...new Set(words.filter((word) => this.#library.lookUpWord(this.#decoder, word) === null))
    ]
    if (unknown.length > 0) {
      return refuse(
        `No pronunciation is known for ${unknown
          .slice(0, 5)
          .map((word) => `"${word}"`)
          .join(', ')}`
      )
    }
    const samples = await readSamples(utterance.audioPath, signal)
    this.#atWork()
    const seconds = samples.length / 16_000
    const tooShort = `The audio (${seconds.toFixed(2)} s) is too short for the ${words.length} words of the transcript`
    // No word is said in less than one phone of three 10 ms states.
    if (seconds < 0.03 * words.length) return refuse(tooShort)
    const recognized = this.#search(words, samples)
    if (recognized === undefined || recognized.length !== words.length) {
      return refuse(
        seconds < 0.12 * words.length
          ? tooShort
          : 'The words of the transcript could not be found in the audio'
      )
    }
    const frames = recognized.reduce((sum, word) => sum + word.frames, 0)
    const misfit = recognized.reduce((sum, word) => sum + word.misfit, 0) / frames
    if (misfit > worstTranscript) {
      return refuse(
        `The audio does not sound like the transcript (misfit ${misfit.toFixed(1)} a frame; at most ${worstTranscript})`
      )
    }
    return {
      id,
      aligned: true,
      words: recognized.map((found, index) => ({
        word: words[index] ?? '',
        offsetTicks: found.first * TICKS_PER_FRAME,
        durationTicks: found.frames * TICKS_PER_FRAME,
        confidence: 1 / (1 + Math.exp((found.misfit / found.frames - likelyMisfit) / misfitSlope))
      })),
      durationTicks: Math.round(seconds * 10_000_000),
      phones: recognized.map((found) => found.phones)
    }
  }

  close(): void {
    this.#library.freeDecoder(this.#decoder)
  }

  #search(words: readonly string[], samples: Int16Array): readonly RecognizedWords[] | undefined {
    const library = this.#library
    const decoder = this.#decoder
    const grammar = `#JSGF V1.0;\ngrammar transcript;\npublic <t> = ${words.map((word) => this.#token(word)).join(' ')};\n`
    if (
      library.setGrammar(decoder, 'transcript', grammar) < 0 ||
      library.setSearch(decoder, 'transcript') < 0
    ) {
      return undefined
    }
    // A new stream, or noise estimates of the utterance before would leak into this one.
    library.startStream(decoder)
    if (library.startUtterance(decoder) < 0) return undefined
    const searched = library.processRaw(decoder, samples, samples.length, 0, 1)
    library.endUtterance(decoder)
    return searched < 0 ? undefined : this.#heard()
  }

  #heard(): readonly RecognizedWords[] {
    const library = this.#library
    const recognized: RecognizedWords[] = []
    const [first, last, score] = [new Int32Array(1), new Int32Array(1), new Int32Array(1)]
    let segment: Segment | null = library.segments(this.#decoder)
    for (; segment !== null; segment = library.nextSegment(segment)) {
      const name = library.segmentWord(segment)
      if (isFiller(name)) continue
      library.segmentFrames(segment, first, last)
      library.segmentProbability(segment, score, null, null)
      const start = first[0] ?? 0
      recognized.push({
        first: start,
        frames: (last[0] ?? 0) - start + 1,
        misfit: -(score[0] ?? 0),
        phones: library.lookUpWord(this.#decoder, name) ?? ''
      })
    }
    return recognized
  }

  /** The word as a grammar can hold it: one with characters that JSGF gives a meaning goes by another name. */
  #token(word: string): string {
    if (/^[\p{L}\p{N}'._-]+$/u.test(word)) return word
    const known = this.#aliases.get(word)
    if (known !== undefined) return known
    const alias = `written-otherwise-${this.#aliases.size + 1}`
    for (let variant = 1; ; variant++) {
      const suffix = variant === 1 ? '' : `(${variant})`
      const phones = this.#library.lookUpWord(this.#decoder, `${word}${suffix}`)
      if (phones === null) break
      this.#library.addWord(this.#decoder, `${alias}${suffix}`, phones, 0)
    }
    this.#aliases.set(word, alias)
    return alias
  }
}

type RecognizedWords = Readonly<{ first: number; frames: number; misfit: number; phones: string }>

async function readSamples(path: string, signal: AbortSignal | undefined): Promise<Int16Array> {
  const chunks: Int16Array[] = []
  let length = 0
  for await (const chunk of decodeAudio(path, signal ? { signal } : {})) {
    chunks.push(chunk)
    length += chunk.length
  }
  const samples = new Int16Array(length)
  let at = 0
  for (const chunk of chunks) {
    samples.set(chunk, at)
    at += chunk.length
  }
  return samples
}
