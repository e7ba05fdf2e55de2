/** Every number that no earlier step knew better. @module */
import type { EnglishHabits } from './english-habits.ts'
import { cardinal, digitByDigit, inPairs, integer, ordinalOf, pluralOf, year } from './number-words.ts'
import type { Step } from './step.ts'
import { decimal, NUMBER, quantity } from './written-number.ts'

const DENOMINATORS: Readonly<Record<string, readonly [string, string]>> = {
  2: ['half', 'halves'],
  3: ['third', 'thirds'],
  4: ['quarter', 'quarters'],
  5: ['fifth', 'fifths'],
  6: ['sixth', 'sixths'],
  7: ['seventh', 'sevenths'],
  8: ['eighth', 'eighths'],
  9: ['ninth', 'ninths'],
  10: ['tenth', 'tenths'],
  12: ['twelfth', 'twelfths'],
  16: ['sixteenth', 'sixteenths'],
  32: ['thirty second', 'thirty seconds'],
  64: ['sixty fourth', 'sixty fourths'],
  100: ['hundredth', 'hundredths']
}

// After these a number is a name: "room 104", "flight 221", "route 1405".
const LABELS =
  /(?:^|[^A-Za-z])(?:room|suite|flight|gate|route|highway|interstate|channel|bus|train|line|unit|apartment|extension|exit|boeing|platform|code|building|locker|form) (?:number )?$/i
const STATE_CODE = /(?:^|[^A-Za-z])[A-Z]{2} $/
const YEAR_BEFORE =
  /(?:^|[^A-Za-z])(?:in|since|until|till|by|from|year|during|before|after|circa|of|the|to|and|early|late|mid|spring|summer|autumn|fall|winter|[a-z]+ary|march|april|may|june|july|august|[a-z]+ber) $/i
const NAME_AFTER = /^ [A-Z][a-z]/
// "1750 apples" counts; "1750 was" and "1750 is" date.
const PLURAL_AFTER =
  /^ (?!(?:is|was|has|as|this|its|does|us|plus|versus|less|always|perhaps|towards)\b)[a-z]{2,}s(?![a-z'])/
const MEASURE_AFTER =
  /^ (?:square |cubic )?(?:kilo|centi|milli|micro|nano|mega|giga|hecto)?(?:meter|metre|liter|litre|gram|watt|hertz|byte|foot|feet|mile|yard|pound|ounce|volt|newton|pascal|amp|second|minute|hour|day|degree|decibel|knot|dollar|euro|rupee|percent|people|men|women|children|horsepower|r p m|%)/

const LONE_MINUS = /(?<![\w)\].,'"%°-])-(?=\.?\d)/g
const byPattern = /(?<![\w.,])(\d{1,4}) ?[x×] ?(\d{1,4})(?![\w]|\.\d)/g
const mixed = /(?<![\d.,/])(\d{1,4})[ -]([1-9]\d?)\/(\d{1,3})(?![\d/]|\.\d)/g
const fraction = /(?<![\d.,/])(\d{1,4})\/(\d{1,4})(?![\d/]|\.\d)/g
const ordinal = /(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d{1,9})(?:st|nd|rd|th)(?![A-Za-z0-9])/gi
const decade = /(?<![\w.,$])'?(\d0|\d{4})'?s(?![A-Za-z0-9])/g
const ratio = /(?<![\d:.,])(\d{1,4}):(\d{1,4})(?![\d:]|\.\d)/g
const range = new RegExp(String.raw`(?<![-\w.,])(${NUMBER}) ?- ?(${NUMBER})(?![-\w]|[.,]\d)`, 'g')
const dots = /(?<![\w.])\d{1,5}(?:\.\d{1,5}){2,}(?![\w])/g
const mixedWord = /(?<![A-Za-z0-9])(?=[a-z]{0,40}\d)(?=\d{0,40}[a-z])[a-z0-9]{2,}/gi
const number = new RegExp(NUMBER, 'g')

const WELL_KNOWN: Readonly<Record<string, string>> = { h20: 'h two o' }

/** "KX9" -> "k x nine", "iPhone15" -> "iphone fifteen", "OU812" -> "o u eight one two". Case does not matter. */
function letterAndDigits(word: string, habits: EnglishHabits): string {
  const known = WELL_KNOWN[word.toLowerCase()]
  if (known !== undefined) return known
  return (word.toLowerCase().match(/[a-z]+|\d+/g) ?? [])
    .map((run) => {
      if (/^\d/.test(run)) return run.length <= 2 ? integer(run, habits) : digitByDigit(run)
      return run.length <= 3 || !/[aeiouy]/.test(run) ? [...run].join(' ') : run
    })
    .join(' ')
}

export function speakNumbers(habits: EnglishHabits): Step {
  const words = (digits: string): string => integer(digits, habits)

  const inContext = (found: string, at: number, whole: string): string => {
    if (!/^\d{3,5}$/.test(found) || found.startsWith('0')) return quantity(found, habits)
    const n = Number(found)
    const before = whole.slice(Math.max(0, at - 32), at)
    const after = whole.slice(at + found.length, at + found.length + 32)
    if (found.length === 5) return STATE_CODE.test(before) ? digitByDigit(found) : quantity(found, habits)
    if (n % 1000 !== 0 && (LABELS.test(before) || NAME_AFTER.test(after)) && !MEASURE_AFTER.test(after))
      return inPairs(n)
    if (found.length === 3 || MEASURE_AFTER.test(after)) return quantity(found, habits)
    const dated = YEAR_BEFORE.test(before)
    if (n >= 2100 || (n < 1100 && !dated)) return quantity(found, habits)
    return PLURAL_AFTER.test(after) && !dated ? quantity(found, habits) : year(n, habits)
  }

  const part = (above: string, below: string): string | undefined => {
    const names = DENOMINATORS[below]
    if (names === undefined || Number(above) === 0 || Number(above) >= Number(below)) return undefined
    return `${words(above)} ${names[above === '1' ? 0 : 1]}`
  }

  const between = (digits: string): string =>
    /^(?:1[1-9]|20)\d\d$/.test(digits) ? year(Number(digits), habits) : decimal(digits, habits)

  return {
    name: 'speak-numbers',
    apply: (text) => {
      if (!/\d/.test(text)) return text
      return (
        text
          .replace(LONE_MINUS, ' minus ')
          .replace(
            byPattern,
            (_, a: string, b: string) =>
              ` ${between(a)} by ${b.length === 4 ? inPairs(Number(b)) : words(b)} `
          )
          .replace(mixed, (found, whole: string, above: string, below: string) => {
            const said = part(above, below)
            return said === undefined
              ? found
              : ` ${words(whole)} and ${said.replace(/^one (?=half|quarter)/, 'a ')} `
          })
          .replace(
            fraction,
            (_, above: string, below: string) =>
              ` ${part(above, below) ?? `${words(above)} ${words(below)}`} `
          )
          .replace(ordinal, (_, digits: string) => ` ${ordinalOf(words(digits.replaceAll(',', '')))} `)
          .replace(
            decade,
            (_, digits: string) =>
              ` ${pluralOf(digits.length === 4 ? year(Number(digits), habits) : words(digits))} `
          )
          .replace(ratio, (_, a: string, b: string) => ` ${words(a)} to ${words(b)} `)
          .replace(range, (_, low: string, high: string) => ` ${between(low)} to ${between(high)} `)
          .replace(dots, (digits) => ` ${digits.split('.').map(words).join(' point ')} `)
          .replace(mixedWord, (word) => ` ${letterAndDigits(word, habits)} `)
          .replace(number, (found: string, at: number, whole: string) => ` ${inContext(found, at, whole)} `)
          // What is left stands in no order that means a number.
          .replace(
            /\d+/g,
            (digits) => ` ${digits.length > 4 ? digitByDigit(digits) : cardinal(Number(digits), habits)} `
          )
      )
    }
  }
}
