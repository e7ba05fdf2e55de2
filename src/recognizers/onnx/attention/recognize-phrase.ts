/** A whole phrase with an attention model: language, text with alternatives, word times, and what was cut. @module */
import type { AttentionModel } from './attention-model.ts'
import { NO_SCORER, searchPhrase, type TextScorer, type Transcript } from './beam-search.ts'
import type { EncodedPhrase } from './decoder.ts'
import { compressionRatio } from './repetition.ts'
import { logSumExp, probabilitiesAmong } from './token-scores.ts'
import { type TokenWord, wordsOfTokens } from './token-words.ts'
import { tokenFrames } from './word-times.ts'

const SAMPLE_RATE = 16_000
export const DEFAULT_BEAM = 5
/** Thresholds of openai/whisper (Radford et al. 2022, section 4.5), here without its random second tries. */
const NO_SPEECH_PROBABILITY = 0.6
const MIN_LOG_PROBABILITY = -0.5
const MAX_COMPRESSION_RATIO = 2.4

export type PhraseOptions<State = undefined> = Readonly<{
  /** Of the phrase, such as `en`. Default: what a multilingual model finds most probable. */
  language?: string | undefined
  /** Hypotheses that go on at the same time. Default 5. */
  beam?: number
  /** Transcripts wanted, at most `beam`. Default 1. */
  nBest?: number
  /** Scores of words and phrases. Default: the model alone. */
  scorer?: TextScorer<State>
  /** Whether to find when words were said. Default true. */
  words?: boolean
  signal?: AbortSignal
}>

export type PhraseWord = Readonly<{
  text: string
  /** From the beginning of the phrase. */
  startSeconds: number
  endSeconds: number
  /** Geometric mean of the probabilities of its tokens to the model. */
  confidence: number
}>

export type PhraseAlternative = Readonly<{
  /** As the model writes it: with capitals, punctuation and digits. */
  text: string
  confidence: number
  words: readonly PhraseWord[]
}>

export type LanguageProbability = Readonly<{ language: string; probability: number }>

export type PhraseResult = Readonly<{
  /** The best first; none where nothing was said. */
  alternatives: readonly PhraseAlternative[]
  /** The language that it was transcribed in; `undefined` of models of one language. */
  language: string | undefined
  /** The most probable first; empty where the language was given, and of models of one language. */
  languages: readonly LanguageProbability[]
  /** Found by cross-attention, or only estimated: the phrase's speech shared out by the length of words. */
  wordTimes: 'cross-attention' | 'estimated'
  /** What the model takes for the probability that nobody speaks; `undefined` where it does not say. */
  noSpeech: number | undefined
  /**
   * What is not told as the model wrote it: a loop or a text longer than the audio is cut off, and text invented in
   * silence is left out.
   */
  fault: 'repetition' | 'length' | 'silence' | undefined
}>

/**
 * Recognizes a phrase, with no randomness: the same samples always have the same result.
 * @param samples 16 kHz, from -1 to 1, at most 30 s
 * @throws RangeError for samples or a language that the model does not take; the signal's reason
 */
export async function recognizePhrase<State = undefined>(
  model: AttentionModel,
  samples: Float32Array,
  options: PhraseOptions<State> = {}
): Promise<PhraseResult> {
  const { control, tokenizer } = model
  const { beam = DEFAULT_BEAM, nBest = 1, signal } = options
  const phrase = await model.encode(samples)
  signal?.throwIfAborted()
  const languages =
    control.languages.size > 0 && options.language === undefined ? await rankLanguages(model, phrase) : []
  const language = control.languages.size > 0 ? (options.language ?? languages[0]?.language) : undefined
  const decoder = model.decode(phrase)
  const prompt = [control.start, ...control.prompt(language)]
  const { rows, values } = await decoder.begin(prompt)
  const width = values.length / rows
  const noSpeech =
    control.noSpeech === undefined ? undefined : probabilityOf(values.subarray(0, width), control.noSpeech)
  const search = { beam, maxTokens: control.maxTokens(samples.length / SAMPLE_RATE), signal }
  const first = values.subarray((rows - 1) * width)
  const transcripts =
    options.scorer === undefined
      ? await searchPhrase(decoder, first, control, NO_SCORER, search)
      : await searchPhrase(decoder, first, control, options.scorer, search)
  const common = {
    language,
    languages,
    noSpeech,
    wordTimes: model.hasWordTimes ? ('cross-attention' as const) : ('estimated' as const)
  }
  const [best] = transcripts
  if (best === undefined || isInvented(best, noSpeech)) {
    const hasText = best !== undefined && best.tokens.length > 0
    return { ...common, alternatives: [], fault: hasText ? 'silence' : undefined }
  }
  const told = transcripts.slice(0, Math.min(nBest, beam))
  const alternatives: PhraseAlternative[] = []
  const seen = new Set<string>()
  for (const transcript of told) {
    const text = tokenizer.decode(transcript.tokens).trim()
    if (text === '' || seen.has(text)) continue
    seen.add(text)
    const words = wordsOfTokens(tokenizer, transcript.tokens)
    const bounds = options.words === false ? [] : await boundsOf(model, phrase, prompt, transcript, words)
    alternatives.push({
      text,
      confidence: Math.exp(meanOf(transcript.logProbabilities)),
      words: words.map((word, index) => ({
        text: word.text,
        startSeconds: bounds[index]?.[0] ?? 0,
        endSeconds: bounds[index]?.[1] ?? 0,
        confidence: Math.exp(meanOf(transcript.logProbabilities.slice(word.start, word.end)))
      }))
    })
  }
  return { ...common, alternatives, fault: faultOf(best, tokenizer.decode(best.tokens)) }
}

/** All languages of a multilingual model by probability, from one step of its decoder. */
export async function rankLanguages(
  model: AttentionModel,
  phrase: EncodedPhrase
): Promise<readonly LanguageProbability[]> {
  const { start, languages } = model.control
  const { values } = await model.decode(phrase).begin([start])
  const shares = probabilitiesAmong(values, [...languages.values()])
  return [...languages.keys()]
    .map((language, index) => ({ language, probability: shares[index] ?? 0 }))
    .sort((a, b) => b.probability - a.probability || (a.language < b.language ? -1 : 1))
}

const probabilityOf = (row: Float32Array, token: number): number =>
  Math.exp((row[token] ?? Number.NEGATIVE_INFINITY) - logSumExp(row, new Uint8Array(row.length)))

const isInvented = ({ logProbabilities }: Transcript, noSpeech: number | undefined): boolean =>
  noSpeech !== undefined && noSpeech > NO_SPEECH_PROBABILITY && meanOf(logProbabilities) < MIN_LOG_PROBABILITY

function faultOf({ cut }: Transcript, text: string): PhraseResult['fault'] {
  return cut ?? (compressionRatio(text) > MAX_COMPRESSION_RATIO ? 'repetition' : undefined)
}

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length

/** By word: start and end in seconds. */
async function boundsOf(
  model: AttentionModel,
  phrase: EncodedPhrase,
  prompt: readonly number[],
  { tokens }: Transcript,
  words: readonly TokenWord[]
): Promise<readonly (readonly [number, number])[]> {
  const seconds = phrase.samples / SAMPLE_RATE
  if (!model.hasWordTimes) return estimatedBounds(words, seconds)
  const attention = await model.decode(phrase).attend([...prompt, ...tokens])
  const frameSeconds = model.frameSeconds(phrase)
  const frames = Math.min(phrase.frames, Math.max(1, Math.round(seconds / frameSeconds)))
  const starts = tokenFrames(attention, model.alignmentHeads, frames, prompt.length - 1)
  return words.map(({ start, end }) => [
    (starts[start] ?? 0) * frameSeconds,
    Math.min(seconds, (starts[end] ?? frames) * frameSeconds)
  ])
}

function estimatedBounds(
  words: readonly TokenWord[],
  seconds: number
): readonly (readonly [number, number])[] {
  const lengths = words.map(({ text }) => text.length + 1)
  const total = lengths.reduce((sum, length) => sum + length, 0)
  let before = 0
  return lengths.map((length) => {
    const start = (seconds * before) / total
    before += length
    return [start, (seconds * before) / total]
  })
}
