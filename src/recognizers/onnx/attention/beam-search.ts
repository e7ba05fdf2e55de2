/**
 * Beam search over the tokens of a phrase, with scores of words and phrases added to those of the model. Deterministic:
 * hypotheses with equal scores keep their order.
 * @module
 */
import type { ControlTokens } from './control-tokens.ts'
import type { Logits } from './decoder.ts'
import { repetitionStart } from './repetition.ts'
import { logSumExp, topTokens } from './token-scores.ts'

/** Scores of what hypotheses say, beside the model's. States are never changed. */
export interface TextScorer<State> {
  readonly start: State
  /** After one more token of text. */
  advance(state: State, token: number): State
  /** What the hypothesis has so far, natural logarithm, with what it may still lose. */
  score(state: State): number
  /** What it has when it ends here. */
  finish(state: State): number
}

/** The model alone. */
export const NO_SCORER: TextScorer<undefined> = {
  start: undefined,
  advance: () => undefined,
  score: () => 0,
  finish: () => 0
}

export type SearchOptions = Readonly<{
  /** Hypotheses that go on at the same time. */
  beam: number
  /** Tokens of each hypothesis that are looked at; the scorer can choose among them only. */
  candidates?: number
  maxTokens: number
  signal?: AbortSignal | undefined
}>

export type Transcript = Readonly<{
  tokens: readonly number[]
  /** By token, and last that of the end: natural logarithm of its probability to the model. */
  logProbabilities: readonly number[]
  /** All of them, and the scorer's part. */
  score: number
  /** Why it ended before the model said so. */
  cut?: 'repetition' | 'length'
}>

type Hypothesis<State> = Readonly<{
  tokens: readonly number[]
  logProbabilities: readonly number[]
  model: number
  state: State
}>

const DEFAULT_CANDIDATES = 64

/** What the search needs of a decoder. */
export type TokenDecoder = Readonly<{
  advance(tokens: readonly number[], parents: readonly number[]): Promise<Logits>
}>

/**
 * Transcripts of a phrase, the best first: by score divided by the number of tokens, as Whisper's own search. At most
 * `beam`, at least one.
 * @param first logits after the prompt, one row
 * @throws the signal's reason
 */
export async function searchPhrase<State>(
  decoder: TokenDecoder,
  first: Float32Array,
  control: ControlTokens,
  scorer: TextScorer<State>,
  { beam, candidates = DEFAULT_CANDIDATES, maxTokens, signal }: SearchOptions
): Promise<readonly Transcript[]> {
  const finished: Transcript[] = []
  let active: Hypothesis<State>[] = [{ tokens: [], logProbabilities: [], model: 0, state: scorer.start }]
  let logits: Logits = { rows: 1, values: first }
  const width = first.length
  /** The best that ran into a loop: what is told when all do. */
  let loop: Transcript | undefined
  const noFirst = withSuppressed(control, control.suppressedFirst)
  for (;;) {
    signal?.throwIfAborted()
    const suppressed = active[0]?.tokens.length === 0 ? noFirst : control.suppressed
    const next: { parent: number; token: number; log: number; state: State; score: number; ends: boolean }[] =
      []
    for (const [parent, hypothesis] of active.entries()) {
      const row = logits.values.subarray(parent * width, (parent + 1) * width)
      const norm = logSumExp(row, suppressed)
      for (const token of topTokens(row, suppressed, candidates)) {
        const log = (row[token] ?? 0) - norm
        if (!(log > Number.NEGATIVE_INFINITY)) continue
        const ends = token === control.end
        const state = ends ? hypothesis.state : scorer.advance(hypothesis.state, token)
        const own = ends ? scorer.finish(state) : scorer.score(state)
        next.push({ parent, token, log, state, ends, score: hypothesis.model + log + own })
      }
    }
    next.sort((a, b) => b.score - a.score || a.parent - b.parent || a.token - b.token)
    const going: (Hypothesis<State> & Readonly<{ parent: number; token: number }>)[] = []
    for (const { parent, token, log, state, ends, score } of next) {
      if (going.length >= beam) break
      const before = active[parent] as Hypothesis<State>
      const logProbabilities = [...before.logProbabilities, log]
      if (ends) {
        finished.push({ tokens: before.tokens, logProbabilities, score })
        continue
      }
      const tokens = [...before.tokens, token]
      const repeats = repetitionStart(tokens)
      if (repeats !== undefined) {
        loop ??= {
          tokens: tokens.slice(0, repeats),
          logProbabilities: logProbabilities.slice(0, repeats),
          score: Number.NEGATIVE_INFINITY,
          cut: 'repetition'
        }
        continue
      }
      going.push({ tokens, logProbabilities, model: before.model + log, state, parent, token })
    }
    active = going
    const isFull = (going[0]?.tokens.length ?? 0) >= maxTokens
    if (finished.length >= beam || going.length === 0 || isFull) break
    logits = await decoder.advance(
      going.map(({ token }) => token),
      going.map(({ parent }) => parent)
    )
  }
  if (finished.length === 0)
    for (const { tokens, logProbabilities, model, state } of active)
      finished.push({ tokens, logProbabilities, score: model + scorer.finish(state), cut: 'length' })
  if (finished.length === 0 && loop !== undefined) return [loop]
  return finished
    .map((transcript) => ({ transcript, rate: transcript.score / (transcript.tokens.length + 1) }))
    .sort((a, b) => b.rate - a.rate)
    .slice(0, beam)
    .map(({ transcript }) => transcript)
}

function withSuppressed({ suppressed }: ControlTokens, more: readonly number[]): Uint8Array {
  const all = suppressed.slice()
  for (const token of more) all[token] = 1
  return all
}
