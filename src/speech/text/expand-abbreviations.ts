/** Expands abbreviations, and letters written with dots. @module */
import type { NormalizationStep } from './step.ts'

/** Abbreviations with a dot. */
const DOTTED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    prof: 'professor',
    rev: 'reverend',
    hon: 'honorable',
    gen: 'general',
    col: 'colonel',
    capt: 'captain',
    sgt: 'sergeant',
    lt: 'lieutenant',
    cmdr: 'commander',
    gov: 'governor',
    sen: 'senator',
    jr: 'junior',
    sr: 'senior',
    inc: 'incorporated',
    ltd: 'limited',
    corp: 'corporation',
    co: 'company',
    bros: 'brothers',
    dept: 'department',
    univ: 'university',
    approx: 'approximately',
    appt: 'appointment',
    apt: 'apartment',
    ave: 'avenue',
    blvd: 'boulevard',
    rd: 'road',
    ln: 'lane',
    hwy: 'highway',
    pkwy: 'parkway',
    mt: 'mount',
    ft: 'fort',
    fig: 'figure',
    vol: 'volume',
    ext: 'extension',
    tel: 'telephone',
    est: 'established',
    misc: 'miscellaneous',
    govt: 'government'
  })
)

// The dot distinguishes "co." from "co-" and "fig." from a fig, but not at the end of a sentence: abbreviations that are
// also words ("gen", "col", "fig", "est", "apt", "rev") need a capital or a digit after them.
const dotted = new RegExp(
  String.raw`(?<![\w.'-])(${[...DOTTED.keys()].join('|')})\.(?=[,;:)]|\s+[A-Z0-9"']|\s+[a-z]|$)`,
  'gi'
)
const ALSO_WORDS = new Set([
  'hon',
  'gen',
  'col',
  'sen',
  'co',
  'apt',
  'fig',
  'vol',
  'est',
  'rev',
  'ft',
  'mt',
  'misc'
])

const forExample = /(?<![\w.])e\.\s?g\.?(?!\w)/gi
const thatIs = /(?<![\w.])i\.\s?e\.?(?!\w)/gi
const number = /(?<![\w.])(?:No|Nos|no)\.\s?(?=\d)/g
const numbered = /#(?=\d)/g
const streetOrSaint = /(?<![\w.'-])(St|Dr)\b\.?(?!['\w])/g
const spelled = /(?<![A-Za-z.])(?:[A-Za-z]\.){2,}(?:[A-Za-z](?![A-Za-z]))?/g
const degrees = /(?<![A-Za-z.])(?:Ph\.\s?D|Ph\.D)\.?/g

/** "Elm St." is a street and "Oak Dr." a drive; before a name they are a saint and a doctor. */
function afterAName(whole: string, at: number, end: number): boolean {
  const nameBefore = /(?:^|[^\w])[A-Z][a-z]+ $/.test(whole.slice(Math.max(0, at - 24), at))
  const nameAfter = /^ ["']?[A-Z]/.test(whole.slice(end, end + 3))
  return nameBefore && !nameAfter
}

export const expandAbbreviations: NormalizationStep = {
  name: 'expand-abbreviations',
  apply: (text) => {
    const plain = text.replace(streetOrSaint, (found, short: string, at: number, whole: string) => {
      const address = afterAName(whole, at, at + found.length)
      return short === 'St' ? (address ? 'street' : 'saint') : address ? 'drive' : 'doctor'
    })
    if (!plain.includes('.') && !plain.includes('#')) return plain
    return plain
      .replace(number, 'number ')
      .replace(numbered, ' number ')
      .replace(forExample, 'for example')
      .replace(thatIs, 'that is')
      .replace(degrees, ' p h d ')
      .replace(dotted, (found, short: string, at: number, whole: string) => {
        const next = whole.slice(at + found.length, at + found.length + 3)
        if (
          ALSO_WORDS.has(short.toLowerCase()) &&
          !(/^[A-Z]/.test(short) && /^(?: ["']?[A-Z0-9]|,|$)/.test(next))
        )
          return found
        return DOTTED.get(short.toLowerCase()) ?? found
      })
  }
}

/** "U.S." -> "u s", "A.B.C." -> "a b c". Capitals without dots do not change: no rule separates NATO from FBI. */
export const spellLetters: NormalizationStep = {
  name: 'spell-letters',
  apply: (text) =>
    text.includes('.')
      ? text.replace(spelled, (letters) => ` ${letters.replaceAll('.', ' ').trim().toLowerCase()} `)
      : text
}

const TITLES: Readonly<Record<string, string>> = {
  mr: 'mister',
  mrs: 'missus',
  dr: 'doctor',
  vs: 'versus',
  etc: 'etcetera'
}
const title = /\b(?:mr|mrs|dr|vs|etc)\b/g

/** The last step, on bare words: abbreviations that are never pronounced as written, with or without a dot. */
export const expandTitles: NormalizationStep = {
  name: 'expand-titles',
  apply: (text) => text.replace(title, (short) => TITLES[short] ?? short)
}
