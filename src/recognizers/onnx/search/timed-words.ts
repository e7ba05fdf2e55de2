/** The words of a hypothesis with the frames of their tokens. @module */
import type { Beam } from './beam.ts'

export type TimedWord = Readonly<{
  /** As the lexicon has it; of other words what was said, in folded letters. */
  word: string
  /** As the model wrote it, with its capitals and punctuation marks. */
  surface: string
  /** Whether the lexicon has the word. */
  known: boolean
  /** The frame of the word's first token, and the one after its last token's. */
  from: number
  to: number
  /** Mean logarithm of the probabilities of its tokens. */
  tokenScore: number
}>

type Spoken = { parts: Buffer[]; from: number; to: number; score: number; tokens: number; whole: boolean }

/**
 * The words that `history` has, of which the last may be unfinished and at the trie node `node`, with the tokens that
 * `trace` leads to. Tokens belong to words by the number of words that each token completed.
 */
export function timedWords(
  beam: Beam,
  { history, node, trace }: Readonly<{ history: number; node: number; trace: number }>
): readonly TimedWord[] {
  const spoken = spokenWords(beam, trace)
  const said = beam.walk.wordsOf(history, node)
  return said.map((word, index) => {
    const text = typeof word === 'number' ? (beam.fusion.network?.word(word) ?? '') : word
    const found = spoken.get(index)
    const surface = found?.whole === false ? '' : Buffer.concat(found?.parts ?? []).toString('utf8')
    const previous = spoken.get(index - 1)?.to ?? 0
    return {
      word: text,
      surface: surface === '' ? text : surface,
      known: typeof word === 'number',
      from: found?.from ?? previous,
      to: found?.to ?? previous,
      tokenScore: found === undefined ? 0 : found.score / found.tokens
    }
  })
}

/** By number of the word, from the first that is kept. */
function spokenWords({ traces, histories, fusion }: Beam, trace: number): ReadonlyMap<number, Spoken> {
  const { tokens } = fusion
  const words = new Map<number, Spoken>()
  const first = histories.words(0)
  let before = 0
  let ideographic = false
  for (const entry of traces.pathOf(trace)) {
    const token = traces.token(entry)
    const after = histories.words(traces.history(entry)) - first
    const separated =
      tokens.beginsWithBoundary(token) ||
      (after > before && (ideographic || tokens.beginsWithIdeograph(token)))
    // A boundary that ends nothing is one within a respelling.
    const from = separated && after > before && words.has(before) ? before + 1 : before
    const to = tokens.endsWithBoundary(token) ? after - 1 : after
    const parts = tokens.partsOf(token)
    for (let word = from; word <= to; word++) {
      // Punctuation marks belong to the word before them, and not to silence.
      const silent = !tokens.hasSymbols(token)
      const known = words.get(word)
      if (silent && known === undefined) continue
      const frame = traces.frame(entry)
      const own = known ?? { parts: [], from: frame, to: frame, score: 0, tokens: 0, whole: true }
      words.set(word, own)
      own.whole &&= parts.length === to - from + 1
      own.parts.push(parts[word - from] ?? Buffer.alloc(0))
      if (silent) continue
      own.to = frame + 1
      own.score += traces.score(entry)
      own.tokens++
    }
    before = after
    ideographic = tokens.endsIdeographic[token] === 1
  }
  return words
}
