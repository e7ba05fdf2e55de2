/**
 * From recognized words to the four texts that callers know: lexical, ITN, masked ITN and display, and the words of the
 * display with their times. One pipeline for every way in: ITN, the customer's ITN, marks, capitals, rewrites, profanity.
 * @module
 */
import { withCapitals } from './capitals.ts'
import { compiledRules, type DisplayRules } from './display-rules.ts'
import { InverseNormalizer } from './itn.ts'
import { type Piece, textOf } from './piece.ts'
import { hideProfanity, type ProfanityMode } from './profanity.ts'
import { dictatedMarks, isQuestion, type PunctuationMode } from './punctuation.ts'

/** Times in ticks of 100 ns; what else is known of a word (its confidence) may be there and plays no part. */
export type TimedWord = Readonly<{ word: string; offsetTicks: number; durationTicks: number }>
export type DisplayWord = Readonly<{ displayText: string; offsetTicks: number; durationTicks: number }>

export type DisplayOptions = Readonly<{
  /** What its owner writes in a way of his own: lexical words, joined by spaces, to text. */
  names?: ReadonlyMap<string, string>
  /** The customer's rules. */
  rules?: DisplayRules
  /** Default None. */
  profanity?: ProfanityMode
  /** Default Automatic. */
  punctuation?: PunctuationMode
}>

export type DisplayText = Readonly<{ lexical: string; itn: string; maskedITN: string; display: string }>
export type TimedDisplay = DisplayText & Readonly<{ displayWords: readonly DisplayWord[] }>

export interface DisplayForm {
  /** @param words lexical, in order of time */
  format(words: readonly TimedWord[], options?: DisplayOptions): TimedDisplay
  /** @param lexical words separated by blanks */
  formatText(lexical: string, options?: DisplayOptions): DisplayText
}

type Habits = Readonly<{
  /** None leaves numbers as words. */
  normalizer?: InverseNormalizer
  /** Whether "I" and the names of days have capitals, and questions their mark. */
  english: boolean
  fullStop: string
}>

const IDENTITY: Habits = { english: false, fullStop: '.' }
const HABITS: Readonly<Record<string, Habits>> = {
  'en-us': { normalizer: new InverseNormalizer({ pounds: false }), english: true, fullStop: '.' },
  'en-gb': { normalizer: new InverseNormalizer({ pounds: true }), english: true, fullStop: '.' },
  'en-in': { normalizer: new InverseNormalizer({ pounds: true }), english: true, fullStop: '.' },
  'zh-cn': { english: false, fullStop: '。' },
  'ja-jp': { english: false, fullStop: '。' },
  'hi-in': { english: false, fullStop: '।' }
}

/** Locales without habits of their own keep numbers as words; they get a capital and a full stop. */
export const displayFormFor = (locale: string): DisplayForm =>
  new HabitualDisplay(HABITS[locale.toLowerCase()] ?? IDENTITY)

class HabitualDisplay implements DisplayForm {
  readonly #habits: Habits
  constructor(habits: Habits) {
    this.#habits = habits
  }

  format(words: readonly TimedWord[], options: DisplayOptions = {}): TimedDisplay {
    const spoken = words.filter(({ word }) => word.trim() !== '')
    const { pieces, ...texts } = this.#texts(
      spoken.map(({ word }) => word),
      options
    )
    return { ...texts, displayWords: pieces.map((piece) => timed(piece, spoken)) }
  }

  formatText(lexical: string, options: DisplayOptions = {}): DisplayText {
    const words = lexical.split(/\s+/).filter((word) => word !== '')
    const { pieces: _pieces, ...texts } = this.#texts(words, options)
    return texts
  }

  #texts(
    words: readonly string[],
    { names, rules, profanity = 'None', punctuation = 'Automatic' }: DisplayOptions
  ): DisplayText & Readonly<{ pieces: readonly Piece[] }> {
    const lexical = words.join(' ')
    const own = rules && compiledRules(rules)
    const normalized = this.#itn(words, names)
    const itn = own?.applyPatterns(normalized) ?? normalized
    const masked = hideProfanity(itn, profanity, own?.profanity)
    const dictated = /Dictated/.test(punctuation) ? dictatedMarks(itn) : itn
    const marked = /Automatic/.test(punctuation) ? this.#ended(dictated, lexical) : dictated
    const capitals = withCapitals(marked, this.#habits.english)
    const shown = withCapitals(own?.applyRewrites(capitals) ?? capitals, false)
    const hidden = hideProfanity(shown, profanity, own?.profanity)
    // A mark that is left of a sentence whose words were removed ends nothing.
    const display = shown.some(hasWord) && !hidden.some(hasWord) && profanity === 'Removed' ? [] : hidden
    return {
      lexical,
      itn: textOf(itn),
      maskedITN: textOf(masked),
      display: textOf(display).replace(/ ?(\n+) ?/g, '$1'),
      pieces: display
    }
  }

  #itn(words: readonly string[], names: ReadonlyMap<string, string> | undefined): readonly Piece[] {
    const normalizer = this.#habits.normalizer ?? NAMES_ONLY
    return normalizer.apply(words, names)
  }

  #ended(pieces: readonly Piece[], lexical: string): readonly Piece[] {
    const last = pieces.at(-1)
    if (!last || /[.?!。।]$|\n$/.test(last.text)) return pieces
    const mark = this.#habits.english && isQuestion(lexical) ? '?' : this.#habits.fullStop
    return [...pieces.slice(0, -1), { ...last, text: `${last.text}${mark}` }]
  }
}

const hasWord = ({ text }: Piece): boolean => /[\p{L}\p{N}]/u.test(text)

const NAMES_ONLY = new InverseNormalizer({ pounds: false, readers: [] })

/** From the start of the first word it stands for to the end of the last. */
function timed({ text, first, last }: Piece, words: readonly TimedWord[]): DisplayWord {
  const start = words[first]
  const end = words[last - 1] ?? start
  const offsetTicks = start?.offsetTicks ?? 0
  const endTicks = end === undefined ? offsetTicks : end.offsetTicks + end.durationTicks
  return { displayText: text, offsetTicks, durationTicks: Math.max(0, endTicks - offsetTicks) }
}
