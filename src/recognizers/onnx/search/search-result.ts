/** What the hypotheses of a search say: words with times and confidences, and the alternatives. @module */
import type { Beam } from './beam.ts'
import { addLogs, NEVER } from './hypotheses.ts'
import { type TimedWord, timedWords } from './timed-words.ts'
import { NO_TRACE } from './traces.ts'

export type SearchWord = Omit<TimedWord, 'tokenScore'> &
  Readonly<{
    /** 0 to 1: the share of the alternatives that have the word here, and how clearly its tokens were heard. */
    confidence: number
  }>

export type SearchAlternative = Readonly<{
  words: readonly SearchWord[]
  /** Natural logarithm: acoustic score and fusion. */
  score: number
  /** Its share of all alternatives in the beam, 0 to 1. */
  posterior: number
}>

export type SearchPartial = Readonly<{
  words: readonly SearchWord[]
  /** So many of the words begin every other hypothesis as well. */
  stable: number
}>

/** How posteriors become confidences; to be chosen on recordings with transcripts. */
export type Calibration = Readonly<{
  /** Scores are multiplied by this before posteriors are computed: below 1 the search is less sure. */
  scale: number
  /** Exponent of the mean probability of a word's tokens. */
  acoustic: number
}>

export const DEFAULT_CALIBRATION: Calibration = { scale: 0.5, acoustic: 0.5 }

/** Frames by which two alternatives may differ over when a word was said. */
const FRAME_TOLERANCE = 2

type Ending = Readonly<{ history: number; node: number; score: number; trace: number }>

/** The alternatives if the phrase ended here, best first, each text once; the hypotheses stay as they are. */
export function readAlternatives(
  beam: Beam,
  nBest: number,
  calibration: Calibration = DEFAULT_CALIBRATION
): readonly SearchAlternative[] {
  const ranked = joinTexts(beam, endingsOf(beam))
  const total = ranked.reduce((sum, { score }) => addLogs(sum, score * calibration.scale), NEVER)
  const all = ranked.map(({ score, words }) => ({
    score,
    words,
    posterior: Math.exp(score * calibration.scale - total)
  }))
  return all.slice(0, Math.max(1, nBest)).map(({ score, posterior, words }) => ({
    score,
    posterior,
    words: words.map(({ tokenScore, ...word }) => {
      const share = all.reduce((sum, other) => (hasWord(other.words, word) ? sum + other.posterior : sum), 0)
      return { ...word, confidence: Math.min(1, share * Math.exp(tokenScore * calibration.acoustic)) }
    })
  }))
}

/** The best hypothesis so far; its last word may be unfinished. */
export function readPartial(beam: Beam): SearchPartial {
  const { current } = beam
  if (current.count === 0) return { words: [], stable: 0 }
  const best = { history: current.history[0] ?? 0, node: current.node[0] ?? 0, ...acousticOf(beam, 0) }
  const words = timedWords(beam, best).map(({ tokenScore, ...word }) => ({
    ...word,
    confidence: Math.exp(tokenScore)
  }))
  const common = beam.histories.commonAncestor([...current.history.subarray(0, current.count)])
  return { words, stable: beam.histories.words(common) - beam.histories.words(0) }
}

function endingsOf(beam: Beam): readonly Ending[] {
  const { current, walk } = beam
  const found: Ending[] = []
  for (let index = 0; index < current.count; index++) {
    const { acoustic, trace } = acousticOf(beam, index)
    walk.finish(current, index, (history, node) => {
      const score = acoustic + walk.language + walk.bonus + walk.sentenceEnd()
      found.push({ history, node, score, trace })
    })
  }
  return found
}

function acousticOf(beam: Beam, index: number): Readonly<{ acoustic: number; trace: number }> {
  const { current } = beam
  const [blank, spoken] = [current.blank[index] ?? NEVER, current.spoken[index] ?? NEVER]
  return {
    acoustic: beam.join(blank, spoken),
    trace: (blank >= spoken ? current.blankTrace[index] : current.spokenTrace[index]) ?? NO_TRACE
  }
}

/** Equal texts as one, with the times of the likeliest; best first, of equal scores the one found first. */
function joinTexts(
  beam: Beam,
  endings: readonly Ending[]
): readonly Readonly<{ score: number; words: readonly TimedWord[] }>[] {
  const texts = new Map<string, { score: number; best: number; words: readonly TimedWord[] }>()
  for (const ending of endings) {
    const words = timedWords(beam, ending)
    const text = words.map(({ word }) => word).join(' ')
    const known = texts.get(text)
    if (known === undefined) {
      texts.set(text, { score: ending.score, best: ending.score, words })
      continue
    }
    known.score = beam.join(known.score, ending.score)
    if (ending.score > known.best) {
      known.best = ending.score
      known.words = words
    }
  }
  return [...texts.values()].sort((a, b) => b.score - a.score)
}

const hasWord = (words: readonly TimedWord[], { word, from, to }: Omit<TimedWord, 'tokenScore'>): boolean =>
  words.some(
    (other) => other.word === word && other.from <= to + FRAME_TOLERANCE && from <= other.to + FRAME_TOLERANCE
  )
