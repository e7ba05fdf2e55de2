/** Verbalizes dates with digits or month names. @module */
import type { EnglishConventions } from './english-conventions.ts'
import { cardinal, ordinalOf, year } from './english-numbers.ts'
import type { NormalizationStep } from './step.ts'

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december'
] as const

// "may" and "march" are also verbs: they need a capital to be months.
const MONTH = String.raw`(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)`
const DAY = String.raw`(?:3[01]|[12]\d|0?[1-9])`
const YEAR = String.raw`(?:1\d|20)\d\d(?!\d|[.,:]\d)`

const yearFirst =
  /(?<![\d/.-])((?:1\d|20)\d\d)([-/.])(0?[1-9]|1[0-2])\2(3[01]|[12]\d|0?[1-9])(?![\d/-]|\.\d)/g
const withSlashes = /(?<![\d/.-])(\d{1,2})([-/.])(\d{1,2})\2((?:1\d|20)\d\d|\d\d)(?![\d/-]|[.,:]\d)/g
const monthDay = new RegExp(
  String.raw`(?<![A-Za-z])(${MONTH}) (${DAY})(?:st|nd|rd|th)?(?: ?- ?(${DAY})(?:st|nd|rd|th)?)?(?![\d/:]|[.,-]\d| ?[ap]\.?m\b)(?:,? (${YEAR}))?`,
  'gi'
)
const dayMonth = new RegExp(
  String.raw`(?<![\d.,:/$-])(?:(the) )?(?<![\d.,:/$-])(${DAY})(st|nd|rd|th)?( of)?[ -](${MONTH})(?![A-Za-z])(?:[ -]?,? ?(${YEAR}))?`,
  'gi'
)
const monthYear = new RegExp(`(?<![A-Za-z])(${MONTH})(?= (?:of )?${YEAR})`, 'g')
const weekday = new RegExp(
  String.raw`(?<![A-Za-z])(Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?(,?) (?=${MONTH} \d|${DAY} ${MONTH})`,
  'g'
)

const UNAMBIGUOUS_MONTH = /^(?:january|february|april|june|july|august|september|october|november|december)$/

const isMonth = (name: string): boolean => /^[A-Z]/.test(name) || UNAMBIGUOUS_MONTH.test(name)

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

const weekdayNamed = (name: string): string =>
  WEEKDAYS.find((day) => day.startsWith(name.slice(0, 3).toLowerCase())) ?? name

const monthNamed = (name: string): string => {
  const start = name.slice(0, 3).toLowerCase()
  return MONTHS.find((month) => month.startsWith(start)) ?? name
}

/** "May third twenty twenty four" in the United States, "the third of May twenty twenty four" elsewhere. */
export function verbalizeDates(conventions: EnglishConventions): NormalizationStep {
  const dayWords = (day: string): string => ordinalOf(cardinal(Number(day), conventions))
  const yearWords = (digits: string | undefined): string => {
    if (digits === undefined) return ''
    if (digits.length > 2) return ` ${year(Number(digits), conventions)}`
    return ` ${digits.startsWith('0') ? `oh ${cardinal(Number(digits), conventions)}` : cardinal(Number(digits), conventions)}`
  }
  const verbalize = (day: string, month: string, digits: string | undefined): string =>
    conventions.dayFirst
      ? ` the ${dayWords(day)} of ${month}${yearWords(digits)} `
      : ` ${month} ${dayWords(day)}${yearWords(digits)} `
  const byNumber = (day: string, month: string, digits: string): string | undefined => {
    const name = MONTHS[Number(month) - 1]
    return name === undefined || Number(day) < 1 || Number(day) > 31
      ? undefined
      : verbalize(day, name, digits)
  }
  return {
    name: 'speak-dates',
    apply: (text) => {
      if (!/\d/.test(text)) return text
      return text
        .replace(weekday, (_, name: string) => `${weekdayNamed(name)} `)
        .replace(
          yearFirst,
          (found, y: string, _: string, month: string, day: string) => byNumber(day, month, y) ?? found
        )
        .replace(withSlashes, (found, a: string, separator: string, b: string, y: string) => {
          // 1.2.34 and 1-2-34 are versions or codes; a two-digit year needs slashes.
          if (separator !== '/' && y.length === 2) return found
          const dayFirst = separator === '.' || conventions.dayFirst
          const usual = dayFirst ? byNumber(a, b, y) : byNumber(b, a, y)
          return usual ?? (dayFirst ? byNumber(b, a, y) : byNumber(a, b, y)) ?? found
        })
        .replace(monthDay, (found, month: string, day: string, last: string | undefined, y?: string) => {
          if (!isMonth(month)) return found
          const upTo = last === undefined ? '' : ` to ${dayWords(last)}`
          return ` ${monthNamed(month)} ${dayWords(day)}${upTo}${yearWords(y)} `
        })
        .replace(
          dayMonth,
          (
            found,
            the: string | undefined,
            day: string,
            suffix?: string,
            of?: string,
            name = '',
            y?: string
          ) => {
            if (!isMonth(name)) return found
            const article = the !== undefined || (suffix === undefined && of === undefined) ? 'the ' : ''
            return ` ${article}${dayWords(day)} of ${monthNamed(name)}${yearWords(y)} `
          }
        )
        .replace(monthYear, (_, month: string) => monthNamed(month))
    }
  }
}
