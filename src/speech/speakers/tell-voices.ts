/** Who said what: a voice for each piece of speech, by how the voices sound and how seldom they take turns. @module */
import { evidenceForTwo, FRAMES_A_FACT, measured } from './evidence.ts'
import { Gaussian } from './gaussian.ts'
import { joinStretches } from './join-stretches.ts'
import { Spread } from './spread.ts'

/** Enough frames to know something of a voice: about a second of speech. */
const STRETCH_FRAMES = 50
const ROUNDS = 6
/** What a change of voices costs within speech and at a pause, in natural logarithms of likelihood. */
const TURN_COST = 20
const PAUSE_TURN_COST = 8
/** Two voices are two where they gain so many times the price of a second one, and so much with every fact. */
const LEAST_GAIN = 0.9
const LEAST_GAIN_A_FACT = 0.75

export type VoicePiece = Readonly<{
  spread: Spread
  /** Whether silence came before it, at which turns are likelier. */
  afterPause: boolean
  /** Known to be of one voice: no stretch of other pieces. */
  alone?: boolean
}>

/** How many voices there may be, 1 at least. */
export type VoiceLimits = Readonly<{ least: number; most: number }>

/**
 * @param caution how many times as much as usual a further voice must gain
 * @returns the number of the voice of each piece, from 0 in the order of appearance
 */
export function tellVoices(
  pieces: readonly VoicePiece[],
  { least, most }: VoiceLimits,
  caution = 1
): readonly number[] {
  const stretches: Spread[] = []
  let closed = true
  const stretchOf = pieces.map(({ spread, afterPause, alone = false }) => {
    const last = stretches.at(-1)
    const full = STRETCH_FRAMES / (afterPause ? 2 : 1)
    if (!last || closed || alone || last.count >= full) stretches.push(Spread.of([spread]))
    else last.join(spread)
    closed = alone
    return stretches.length - 1
  })
  const prior = Spread.within(stretches)
  const joined = joinStretches(stretches, most, prior)
  let voices = settled(
    pieces,
    stretchOf.map((stretch) => joined[stretch] ?? 0),
    prior
  )
  for (;;) {
    const spreads = spreadsOf(pieces, voices)
    const doubtful = spreads.size > least ? mostDoubtful(spreads, prior, caution) : undefined
    if (!doubtful) break
    const [kept, gone] = doubtful
    voices = settled(
      pieces,
      voices.map((voice) => (voice === gone ? kept : voice)),
      prior
    )
  }
  const numbers = new Map<number, number>()
  for (const voice of voices) if (!numbers.has(voice)) numbers.set(voice, numbers.size)
  return voices.map((voice) => numbers.get(voice) ?? 0)
}

/** Voices learnt from their pieces, and pieces given anew to the voices, until both agree. */
function settled(
  pieces: readonly VoicePiece[],
  from: readonly number[],
  prior: Float64Array
): readonly number[] {
  let voices = from
  for (let round = 0; round < ROUNDS; round++) {
    const spreads = spreadsOf(pieces, voices)
    if (spreads.size < 2) break
    const numbers = [...spreads.keys()]
    const gaussians = [...spreads.values()].map((spread) => Gaussian.of(spread, prior))
    const next = likeliestTurns(pieces, gaussians).map((index) => numbers[index] ?? 0)
    if (next.every((voice, at) => voice === voices[at])) break
    voices = next
  }
  return voices
}

function spreadsOf(pieces: readonly VoicePiece[], voices: readonly number[]): ReadonlyMap<number, Spread> {
  const spreads = new Map<number, Spread>()
  for (const [at, { spread }] of pieces.entries()) {
    const voice = voices[at] ?? 0
    const own = spreads.get(voice)
    if (own) own.join(spread)
    else spreads.set(voice, Spread.of([spread]))
  }
  return spreads
}

/** The two that are likeliest one voice, if they may be. */
function mostDoubtful(
  spreads: ReadonlyMap<number, Spread>,
  prior: Float64Array,
  caution: number
): readonly [number, number] | undefined {
  const voices = [...spreads].map(([number, spread]) => ({ number, own: measured(spread, prior) }))
  let worst: Readonly<{ pair: readonly [number, number]; sure: number }> | undefined
  for (const [index, one] of voices.entries()) {
    for (const two of voices.slice(index + 1)) {
      const { gain, price, facts } = evidenceForTwo(one.own, two.own, prior)
      const sure = Math.min(gain / price / LEAST_GAIN, gain / facts / LEAST_GAIN_A_FACT)
      if (sure < (worst?.sure ?? caution)) worst = { pair: [one.number, two.number], sure }
    }
  }
  return worst?.pair
}

/** The likeliest sequence of voices (Viterbi, 1967). */
function likeliestTurns(pieces: readonly VoicePiece[], gaussians: readonly Gaussian[]): readonly number[] {
  let scores = gaussians.map(() => 0)
  const from: number[][] = []
  for (const { spread, afterPause } of pieces) {
    const cost = afterPause ? PAUSE_TURN_COST : TURN_COST
    const best = Math.max(...scores)
    const bestVoice = scores.indexOf(best)
    from.push(scores.map((score, voice) => (score >= best - cost ? voice : bestVoice)))
    scores = gaussians.map(
      (gaussian, voice) =>
        Math.max(scores[voice] ?? 0, best - cost) + gaussian.logLikelihood(spread) / FRAMES_A_FACT
    )
  }
  const voices: number[] = []
  let voice = scores.indexOf(Math.max(...scores))
  for (let at = pieces.length - 1; at >= 0; at--) {
    voices[at] = voice
    voice = from[at]?.[voice] ?? voice
  }
  return voices
}
