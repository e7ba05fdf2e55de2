/**
 * Pronunciations of words that a dictionary lacks, learnt from those it has: a joint-sequence model (Bisani and Ney,
 * "Joint-sequence models for grapheme-to-phoneme conversion", 2008), n-grams over pairs of letters and phones.
 * @module
 */
import type { Phones } from '../lexicon.ts'
import { cutIntoGraphones, type DictionaryEntry, type Graphone } from './graphones.ts'
import { NgramTree } from './ngram-tree.ts'
import { beginOf, endOf, type Ngrams, trainNgrams } from './train-ngrams.ts'

export type RankedPhones = Readonly<{
  phones: Phones
  /** Share of all ways to say the word that the model weighed, 0 to 1. */
  probability: number
}>

/** A model as plain columns, to be kept in a file; made from the same dictionary they are the same. */
export type SavedModel = Readonly<{
  graphones: readonly Graphone[]
  order: number
  parents: Int32Array
  tokens: Uint16Array
  logs: Float32Array
  backoffs: Float32Array
}>

/** What of a word is kept open while it is read. */
const BEAM = 48
/** Ways this much less likely than the best (natural logarithm) never catch up. */
const REACH = 9

type Reading = Readonly<{
  log: number
  /** N-gram that the next graphone follows. */
  context: number
  graphone: number
  before: Reading | undefined
}>

export class JointSequenceModel {
  readonly #graphones: readonly Graphone[]
  readonly #ngrams: Ngrams
  /** Numbers of the graphones by their letters. */
  readonly #byLetters = new Map<string, number[]>()

  readonly #letters: ReadonlySet<string>

  private constructor(graphones: readonly Graphone[], ngrams: Ngrams) {
    this.#graphones = graphones
    this.#ngrams = ngrams
    this.#letters = new Set(graphones.flatMap(({ letters }) => [...letters]))
    for (const [number, { letters }] of graphones.entries()) {
      this.#byLetters.set(letters, [...(this.#byLetters.get(letters) ?? []), number])
    }
  }

  /** Undefined where the dictionary is not written by letters. @param order of the n-grams, for benches */
  static train(entries: readonly DictionaryEntry[], order?: number): JointSequenceModel | undefined {
    const cut = cutIntoGraphones(entries)
    if (cut === undefined || cut.sequences.length === 0) return undefined
    return new JointSequenceModel(cut.graphones, trainNgrams(cut.sequences, cut.graphones.length, order))
  }

  static open({ graphones, order, parents, tokens, logs, backoffs }: SavedModel): JointSequenceModel {
    const tree = NgramTree.of(parents, tokens)
    return new JointSequenceModel(graphones, { order, tree, lengths: tree.lengths(), logs, backoffs })
  }

  saved(): SavedModel {
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

  /** Whether words of the dictionary are written with the letter. */
  knows(letter: string): boolean {
    return this.#letters.has(letter)
  }

  /** The likeliest ways to say a folded word, at most `most`; none when it has letters the dictionary never uses. */
  pronounce(word: string, most: number): readonly RankedPhones[] {
    const letters = [...word]
    const columns: Reading[][] = Array.from({ length: letters.length + 1 }, () => [])
    const begin = this.#ngrams.tree.child(0, beginOf(this.#graphones.length))
    columns[0]?.push({ log: 0, context: begin, graphone: -1, before: undefined })
    for (let at = 0; at < letters.length; at++) {
      for (const reading of likeliest(columns[at] ?? [])) {
        for (const length of [1, 2]) {
          const chunk = letters.slice(at, at + length).join('')
          if (at + length > letters.length) continue
          for (const graphone of this.#byLetters.get(chunk) ?? []) {
            columns[at + length]?.push(this.#after(reading, graphone))
          }
        }
      }
    }
    const end = endOf(this.#graphones.length)
    const whole = likeliest(columns[letters.length] ?? []).map((reading) => this.#after(reading, end))
    return this.#ranked(whole).slice(0, most)
  }

  #after(before: Reading, graphone: number): Reading {
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

  /** Cuts of a word that say it alike are one way to say it. */
  #ranked(whole: readonly Reading[]): readonly RankedPhones[] {
    const weights = new Map<string, number>()
    const best = Math.max(...whole.map(({ log }) => log))
    let sum = 0
    for (const reading of whole) {
      const phones: string[] = []
      for (let one: Reading | undefined = reading; one; one = one.before) {
        phones.unshift(...(this.#graphones[one.graphone]?.phones ?? []))
      }
      if (phones.length === 0) continue
      const weight = Math.exp(reading.log - best)
      sum += weight
      const said = phones.join(' ')
      weights.set(said, (weights.get(said) ?? 0) + weight)
    }
    return [...weights]
      .sort(([a, p], [b, q]) => q - p || (a < b ? -1 : 1))
      .map(([said, weight]) => ({ phones: said.split(' '), probability: weight / sum }))
  }
}

function likeliest(readings: readonly Reading[]): readonly Reading[] {
  const sorted = readings.toSorted((a, b) => b.log - a.log).slice(0, BEAM)
  const least = (sorted[0]?.log ?? 0) - REACH
  return sorted.filter(({ log }) => log >= least)
}
