/** The table-driven text normalizer of German, French and Spanish. @module */
import type { Counted, LocaleTables } from './locales/tables.ts'
import { chain, type Normalizer } from './normalizer.ts'
import type { NormalizationStep } from './step.ts'

/** Larger numbers, and those with a leading zero, are verbalized digit by digit. */
const MAX_CARDINAL = 1e12
const DATE = /(?<![\d.,/-])(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})([/.])(\d{1,2})\5(\d{4}))(?![\d/-])/g
const GROUPED = /^\d{1,3}(?:\.\d{3})+$/
const YEAR = /^(?:1[1-9]|20)\d\d$/

/**
 * Steps run from specific to general, as for English: dates before numbers, money before plain numbers. The result has
 * only lower-case words in the language's letters, which no step changes: the chain is idempotent.
 */
export function tableNormalizer(tables: LocaleTables): Normalizer {
  const numbers = new Numbers(tables)
  const dot = ` ${tables.dotWord} `
  return chain(
    tables.version,
    foldWidths(tables),
    ...(tables.unspeakable === undefined ? [] : [dropUnspeakable(tables.unspeakable)]),
    expandAbbreviations(tables),
    verbalizeDates(tables),
    verbalizeTimes(tables),
    step('speak-minus', (text) => text.replace(/(?<=^|[\s("])[-−](?=\d)/gu, `${tables.minus} `)),
    verbalizeMoney(tables, numbers),
    verbalizeUnits(tables, numbers),
    verbalizeOrdinals(tables),
    step('speak-numbers', (text) =>
      text
        .replace(/(?<=\d)\s?[–-]\s?(?=\d)/g, ` ${tables.to} `)
        // "3.2.1" and "example.org", but not "1.234" or a full stop.
        .replace(/(?<!\d|\d[.,])\d+(?:\.\d+)+(?![\d,])/g, (found) =>
          GROUPED.test(found) ? found : found.replaceAll('.', dot)
        )
        .replace(/(?<=[\p{L}\d]{2})\.(?=\p{Ll})/gu, dot)
        .replace(numbers.pattern, (found) => ` ${numbers.spoken(found)} `)
    ),
    verbalizeSigns(tables),
    dropPunctuation(tables)
  )
}

const step = (name: string, apply: (text: string) => string): NormalizationStep => ({ name, apply })
const escapeRegExp = (text: string): string => text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')
const alternation = (names: readonly string[]): string =>
  [...names]
    .sort((a, b) => b.length - a.length)
    .map(escapeRegExp)
    .join('|')

class Numbers {
  readonly #tables: LocaleTables
  /** Source of a pattern, without groups, for "1.234,5", "12", "007". */
  readonly source: string
  readonly pattern: RegExp

  constructor(tables: LocaleTables) {
    this.#tables = tables
    const { grouping, decimal } = tables
    this.source = String.raw`(?<![\d])(?:\d{1,3}(?:[${grouping}]\d{3}){1,4}(?!\d)|\d+)(?:${escapeRegExp(decimal)}\d+)?`
    this.pattern = new RegExp(this.source, 'g')
  }

  spoken(written: string): string {
    const { decimal, decimalWord, year } = this.#tables
    const [whole = '', fraction] = written.split(decimal)
    if (fraction !== undefined) return `${this.#whole(whole)} ${decimalWord} ${this.#digits(fraction)}`
    return YEAR.test(written) ? year(Number(written)) : this.#whole(whole)
  }

  /** A number and its noun, in the singular for exactly one. */
  counted(written: string, [one, many]: Counted): string {
    const { decimal, counting } = this.#tables
    if (written.includes(decimal)) return `${this.spoken(written)} ${many}`
    const plain = written.replace(/\D/g, '')
    return `${isSpoken(plain) ? counting(Number(plain)) : this.#digits(plain)} ${Number(plain) === 1 ? one : many}`
  }

  #whole(written: string): string {
    const plain = written.replace(/\D/g, '')
    return isSpoken(plain) ? this.#tables.integer(Number(plain)) : this.#digits(plain)
  }

  #digits = (text: string): string =>
    [...text].map((digit) => this.#tables.digits[Number(digit)] ?? '').join(' ')
}

const isSpoken = (digits: string): boolean => /^(?:0|[1-9]\d*)$/.test(digits) && Number(digits) < MAX_CARDINAL

/** Applies NFKC, unifies quotes and blanks, and drops accents that the language does not have. */
function foldWidths({ letters, foreign }: LocaleTables): NormalizationStep {
  const own = new RegExp(`[${letters}]`, 'iu')
  const strange = new RegExp(`[${Object.keys(foreign).join('')}]`, 'giu')
  return step('fold-unicode', (text) =>
    text
      .replace(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
      .replace(/[‘’‚‛ʼʹ′´`＇]/gu, "'")
      // Without the characters that NFKC would take apart: "21º" -> "21o", "½" -> "1⁄2".
      .replace(/[^ªº°²³½¼¾]+/gu, (part) => part.normalize('NFKC'))
      .replace(strange, (found) => foreign[found.toLowerCase()] ?? found)
      .replace(/[\u00c0-\u024f\u1e00-\u1eff]/gu, (letter) =>
        own.test(letter) ? letter : letter.normalize('NFD').replace(/\p{M}/gu, '')
      )
      .replace(/\s+/gu, ' ')
  )
}

const dropUnspeakable = (unspeakable: RegExp): NormalizationStep =>
  step('give-up-unspeakable', (text) => (unspeakable.test(text) ? '' : text))

function expandAbbreviations({ abbreviations }: LocaleTables): NormalizationStep {
  const forms = new Map(
    Object.entries(abbreviations).flatMap(([written, spoken]) => [
      [written, spoken],
      [written.replaceAll(' ', ''), spoken]
    ])
  )
  const pattern = new RegExp(
    String.raw`(?<![\p{L}\d.])(?:${alternation([...forms.keys()])})(?![\p{L}])`,
    'gu'
  )
  return step('expand-abbreviations', (text) => text.replace(pattern, (found) => ` ${forms.get(found)} `))
}

function verbalizeDates({ months, date, dayBeforeMonth }: LocaleTables): NormalizationStep {
  const names = new Map(months.map((month) => [month.toLowerCase(), month]))
  const named = new RegExp(
    String.raw`(?<![\d.,:])${dayBeforeMonth.source} (${months.join('|')})(?:(?: de)? (\d{4}))?(?![\p{L}\d])`,
    'giu'
  )
  const spoken = (day: number, month: string | undefined, year: string | undefined): string | undefined =>
    month === undefined || day < 1 || day > 31
      ? undefined
      : ` ${date(day, month, year === undefined ? undefined : Number(year))} `
  return step('speak-dates', (text) =>
    text
      .replace(DATE, (found, isoYear, isoMonth, isoDay, day, _sign, month, year) => {
        const at = Number(isoMonth ?? month)
        return spoken(Number(isoDay ?? day), months[at - 1], isoYear ?? year) ?? found
      })
      .replace(
        named,
        (found, day: string, month: string, year: string | undefined) =>
          spoken(Number(day), names.get(month.toLowerCase()), year) ?? found
      )
  )
}

function verbalizeTimes({ times, time }: LocaleTables): NormalizationStep {
  const patterns = times.map((one) => new RegExp(`(?<![\\d.,:])${one.source}`, 'g'))
  return step('speak-times', (text) =>
    patterns.reduce(
      (changed, pattern) =>
        changed.replace(pattern, (_found, hour, minute) => ` ${time(Number(hour), Number(minute ?? 0))} `),
      text
    )
  )
}

function verbalizeMoney({ currencies, money, decimal }: LocaleTables, numbers: Numbers): NormalizationStep {
  const signs = alternation(Object.keys(currencies))
  const before = new RegExp(`(${signs}) ?(${numbers.source})`, 'g')
  const after = new RegExp(String.raw`(${numbers.source}) ?(${signs})(?![\p{L}\d])`, 'gu')
  const spoken = (written: string, sign: string): string => {
    const { unit, cent } = currencies[sign] ?? { unit: [sign, sign], cent: ['', ''] }
    const [whole = '', fraction] = written.split(decimal)
    if (fraction === undefined || /^0+$/.test(fraction))
      return ` ${money(numbers.counted(whole, unit), undefined)} `
    if (fraction.length > 2) return ` ${numbers.counted(written, unit)} `
    const cents = numbers.counted(String(Number(fraction.padEnd(2, '0'))), cent)
    return Number(whole) === 0 ? ` ${cents} ` : ` ${money(numbers.counted(whole, unit), cents)} `
  }
  return step('speak-money', (text) =>
    text
      .replace(before, (_found, sign: string, written: string) => spoken(written, sign))
      .replace(after, (_found, written: string, sign: string) => spoken(written, sign))
  )
}

function verbalizeUnits({ units, per, percent }: LocaleTables, numbers: Numbers): NormalizationStep {
  const pattern = new RegExp(
    String.raw`(${numbers.source}) ?(%|${alternation(Object.keys(units))})(?:\/(${alternation(Object.keys(per))}))?(?![\p{L}\d'])`,
    'gu'
  )
  return step('speak-units', (text) =>
    text.replace(pattern, (_found, written: string, unit: string, rate: string | undefined) => {
      if (unit === '%') return ` ${numbers.spoken(written)} ${percent} `
      const spoken = numbers.counted(written, units[unit] ?? [unit, unit])
      return ` ${spoken}${rate === undefined ? '' : ` ${per[rate]}`} `
    })
  )
}

function verbalizeOrdinals({ ordinals }: LocaleTables): NormalizationStep {
  const patterns = ordinals.map(
    ([pattern, spoken]) => [new RegExp(String.raw`(?<![\p{L}\d.,])${pattern.source}`, 'gu'), spoken] as const
  )
  return step('speak-ordinals', (text) =>
    patterns.reduce(
      (changed, [pattern, spoken]) =>
        changed.replace(pattern, (_found, value, ending) => ` ${spoken(Number(value), String(ending))} `),
      text
    )
  )
}

function verbalizeSigns({ signs }: LocaleTables): NormalizationStep {
  const sign = new RegExp(`[${escapeRegExp(Object.keys(signs).join(''))}]`, 'gu')
  return step('speak-signs', (text) => text.replace(sign, (found) => ` ${signs[found]} `))
}

/** Drops punctuation; an apostrophe stays between letters: "l'ami", "geht's". */
function dropPunctuation({ letters }: LocaleTables): NormalizationStep {
  const notAWord = new RegExp(`[^${letters}']+`, 'gu')
  const loose = new RegExp(`(?<![${letters}])'+|'+(?![${letters}])|'{2,}`, 'gu')
  return step('drop-punctuation', (text) =>
    text
      .toLowerCase()
      .normalize('NFC')
      .replace(notAWord, ' ')
      .replace(loose, ' ')
      .replace(/ {2,}/g, ' ')
      .trim()
  )
}
