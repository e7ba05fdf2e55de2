/**
 * Grapheme-to-phoneme conversion with a joint-sequence model, n-grams over graphones (units of letters and phones):
 * M. Bisani and H. Ney, "Joint-sequence models for grapheme-to-phoneme conversion", Speech Communication 50, 2008.
 * @module
 */
import type { Phones } from '../lexicon.ts'
import { alignGraphones, type DictionaryEntry, type Graphone } from './graphones.ts'
import { NgramTree } from './ngram-tree.ts'
import { beginToken, endToken, type GraphoneNgrams, trainNgrams } from './train-ngrams.ts'

export type RankedPhones = Readonly<{
  phones: Phones
  /** Posterior among all pronunciations in the beam, 0 to 1. */
  probability: number
}>

/** The model as plain columns for a cache file; the same dictionary gives the same columns. */
export type G2pModelColumns = Readonly<{
  graphones: readonly Graphone[]
  order: number
  parents: Int32Array
  tokens: Uint16Array
  logs: Float32Array
  backoffs: Float32Array
}>

/** Hypotheses kept at each letter of the word. */
const BEAM_SIZE = 48
/** Hypotheses this far below the best (natural logarithm) are pruned. */
const BEAM_LOG_WIDTH = 9

type PartialPath = Readonly<{
  log: number
  /** Node of the n-gram that is the context of the next graphone. */
  context: number
  graphone: number
  before: PartialPath | undefined
}>

export class G2pModel {
  readonly #graphones: readonly Graphone[]
  readonly #ngrams: GraphoneNgrams
  /** Indices of the graphones by their letters. */
  readonly #byLetters = new Map<string, number[]>()

  readonly #letters: ReadonlySet<string>

  private constructor(graphones: readonly Graphone[], ngrams: GraphoneNgrams) {
    this.#graphones = graphones
    this.#ngrams = ngrams
    this.#letters = new Set(graphones.flatMap(({ letters }) => [...letters]))
    for (const [number, { letters }] of graphones.entries()) {
      this.#byLetters.set(letters, [...(this.#byLetters.get(letters) ?? []), number])
    }
  }

  /**
   * @param order of the n-grams, for benchmarks
   * @returns undefined for an empty dictionary, or one whose words are not written with an alphabet
   */
  static train(entries: readonly DictionaryEntry[], order?: number): G2pModel | undefined {
    const alignment = alignGraphones(entries)
    if (alignment === undefined || alignment.sequences.length === 0) return undefined
    return new G2pModel(
      alignment.graphones,
      trainNgrams(alignment.sequences, alignment.graphones.length, order)
    )
  }

  static fromColumns({ graphones, order, parents, tokens, logs, backoffs }: G2pModelColumns): G2pModel {
    const tree = NgramTree.of(parents, tokens)
    return new G2pModel(graphones, { order, tree, lengths: tree.lengths(), logs, backoffs })
  }

  toColumns(): G2pModelColumns {
    const { order, tree, logs, backoffs } = this.#ngrams
    return {
      graphones: this.#graphones,
      order,
      parents: tree.parents.slice(0, tree.size),
      tokens: tree.tokens.slice(0, tree.size),
      logs,
      backoffs
    }
  }

  /** Whether some word of the dictionary has the letter. */
  knowsLetter(letter: string): boolean {
    return this.#letters.has(letter)
  }

  /** Most likely pronunciations of a folded word, at most `max`; none if it has a letter that the model does not know. */
  pronounce(word: string, max: number): readonly RankedPhones[] {
    const letters = [...word]
    const columns: PartialPath[][] = Array.from({ length: letters.length + 1 }, () => [])
    const begin = this.#ngrams.tree.child(0, beginToken(this.#graphones.length))
    columns[0]?.push({ log: 0, context: begin, graphone: -1, before: undefined })
    for (let at = 0; at < letters.length; at++) {
      for (const path of pruneBeam(columns[at] ?? [])) {
        for (const length of [1, 2]) {
          const chunk = letters.slice(at, at + length).join('')
          if (at + length > letters.length) continue
          for (const graphone of this.#byLetters.get(chunk) ?? []) {
            columns[at + length]?.push(this.#extend(path, graphone))
          }
        }
      }
    }
    const end = endToken(this.#graphones.length)
    const complete = pruneBeam(columns[letters.length] ?? []).map((path) => this.#extend(path, end))
    return this.#ranked(complete).slice(0, max)
  }

  #extend(before: PartialPath, graphone: number): PartialPath {
    const { tree, lengths, logs, backoffs, order } = this.#ngrams
    let log = before.log
    for (let context = before.context; ; context = tree.suffixes[context] ?? 0) {
      const node = tree.child(context, graphone)
      if (node >= 0) {
        log += logs[node] ?? 0
        return { log, context: lengths[node] === order ? (tree.suffixes[node] ?? 0) : node, graphone, before }
      }
      log += backoffs[context] ?? 0
      if (context === 0) return { log: log + (logs[0] ?? 0), context: 0, graphone, before }
    }
  }

  /** Sums the probabilities of segmentations with the same phones. */
  #ranked(complete: readonly PartialPath[]): readonly RankedPhones[] {
    const weights = new Map<string, number>()
    const best = Math.max(...complete.map(({ log }) => log))
    let sum = 0
    for (const path of complete) {
      const phones: string[] = []
      for (let one: PartialPath | undefined = path; one; one = one.before) {
        phones.unshift(...(this.#graphones[one.graphone]?.phones ?? []))
      }
      if (phones.length === 0) continue
      const weight = Math.exp(path.log - best)
      sum += weight
      const key = phones.join(' ')
      weights.set(key, (weights.get(key) ?? 0) + weight)
    }
    return [...weights]
      .sort(([a, p], [b, q]) => q - p || (a < b ? -1 : 1))
      .map(([key, weight]) => ({ phones: key.split(' '), probability: weight / sum }))
  }
}

function pruneBeam(paths: readonly PartialPath[]): readonly PartialPath[] {
  const sorted = paths.toSorted((a, b) => b.log - a.log).slice(0, BEAM_SIZE)
  const threshold = (sorted[0]?.log ?? 0) - BEAM_LOG_WIDTH
  return sorted.filter(({ log }) => log >= threshold)
}
