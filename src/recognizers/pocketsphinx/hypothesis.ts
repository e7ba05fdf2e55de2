/** What a decoder has understood, read out as words: times in ticks, confidences 0..1, no fillers. @module */
import type { Alternative, RecognizedWord } from '../recognizer.ts'
import { withoutVariant } from './dictionary.ts'
import type { Decoder, Library, Segment } from './library.ts'

export const TICKS_PER_FRAME = 100_000

/** Frames are counted from the start of the stream and of 10 ms each; `last` is included. */
export type RecognizedSegment = Readonly<{ word: string; first: number; last: number; confidence: number }>

/** Sentence ends, silence and noises: `<s>`, `</s>`, `<sil>`, `[NOISE]`, `++breath++`. */
export const isFiller = (word: string): boolean => /^(<.*>|\[.*\]|\+\+.*\+\+)$/.test(word)

const wordsOf = (segments: readonly RecognizedSegment[]): RecognizedWord[] =>
  segments
    .filter(({ word }) => !isFiller(word))
    .map(({ word, first, last, confidence }) => ({
      word: withoutVariant(word),
      offsetTicks: first * TICKS_PER_FRAME,
      durationTicks: (last - first + 1) * TICKS_PER_FRAME,
      confidence
    }))

/** The best path, fillers included. Confidences are posteriors of the lattice, known at the end of an utterance. */
export function readSegments(library: Library, decoder: Decoder): RecognizedSegment[] {
  return readPath(library, decoder, library.segments(decoder))
}

function readPath(library: Library, decoder: Decoder, from: Segment | null): RecognizedSegment[] {
  const logMath = library.logMathOf(decoder)
  const first = new Int32Array(1)
  const last = new Int32Array(1)
  const segments: RecognizedSegment[] = []
  for (let segment = from; segment; segment = library.nextSegment(segment)) {
    library.segmentFrames(segment, first, last)
    segments.push({
      word: library.segmentWord(segment),
      first: first[0] ?? 0,
      last: last[0] ?? 0,
      confidence: Math.min(1, library.expOf(logMath, library.segmentProbability(segment, null, null, null)))
    })
  }
  return segments
}

const textOf = (words: readonly RecognizedWord[]): string => words.map(({ word }) => word).join(' ')

const meanConfidence = (words: readonly RecognizedWord[]): number =>
  words.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, words.length)

/**
 * The utterance's alternatives, best first, each text once, at most `count`; empty when no word was recognized.
 * Call after the utterance's end. The first is the best path, with posteriors. Others come from an A* search of the
 * word lattice, with the first one's confidence lowered by their score's distance from it (the acoustic scale of the
 * posteriors applied, PocketSphinx's `-ascale` 20).
 */
export function readAlternatives(library: Library, decoder: Decoder, count: number): Alternative[] {
  const words = wordsOf(readSegments(library, decoder))
  if (words.length === 0) return []
  const best = { text: textOf(words), confidence: meanConfidence(words), words }
  const alternatives: Alternative[] = [best]
  if (count <= 1) return alternatives
  const texts = new Set([best.text])
  const score = new Int32Array(1)
  let top: number | undefined
  let looked = 0
  for (let list = library.nBest(decoder); list; list = library.nextBest(list)) {
    if (alternatives.length >= count || looked++ >= count * PATHS_A_TEXT) {
      library.freeNBest(list)
      break
    }
    if (library.nBestHypothesis(list, score) === null) continue
    top ??= score[0] ?? 0
    const path = wordsOf(readPath(library, decoder, library.nBestSegments(list)))
    const text = textOf(path)
    if (path.length === 0 || texts.has(text)) continue
    texts.add(text)
    const confidence = best.confidence * Math.min(1, Math.exp(((score[0] ?? 0) - top) * SCORE_TO_LOG))
    alternatives.push({ text, confidence, words: path.map((word) => ({ ...word, confidence })) })
  }
  return alternatives
}

/** Paths looked at for each alternative asked for: many differ only in silences and pronunciations. */
const PATHS_A_TEXT = 20
/** Path scores are logarithms to the base 1.0001, shifted right by 10 bits; then the acoustic scale. */
const SCORE_TO_LOG = (Math.log(1.0001) * 1024) / 20
