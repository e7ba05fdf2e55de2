/** Verbalizes minus signs, and the numbers left by earlier steps according to their context. @module */
import {
  cardinal,
  digitByDigit,
  inPairs,
  NUMBER,
  type NumberConventions,
  quantity,
  year
} from './english-numbers.ts'
import type { NormalizationStep } from './step.ts'

// After these words a number is an identifier: "room 104", "flight 221", "route 1405".
const LABELS =
  /(?:^|[^A-Za-z])(?:room|suite|flight|gate|route|highway|interstate|channel|bus|train|line|unit|apartment|extension|exit|boeing|platform|code|building|locker|form) (?:number )?$/i
const STATE_CODE = /(?:^|[^A-Za-z])[A-Z]{2} $/
const YEAR_BEFORE =
  /(?:^|[^A-Za-z])(?:in|since|until|till|by|from|year|during|before|after|circa|of|the|to|and|early|late|mid|spring|summer|autumn|fall|winter|[a-z]+ary|march|april|may|june|july|august|[a-z]+ber) $/i
const NAME_AFTER = /^ [A-Z][a-z]/
// "1750 apples" is a count; "1750 was" and "1750 is" are years.
const PLURAL_AFTER =
  /^ (?!(?:is|was|has|as|this|its|does|us|plus|versus|less|always|perhaps|towards)\b)[a-z]{2,}s(?![a-z'])/
const MEASURE_AFTER =
  /^ (?:square |cubic )?(?:kilo|centi|milli|micro|nano|mega|giga|hecto)?(?:meter|metre|liter|litre|gram|watt|hertz|byte|foot|feet|mile|yard|pound|ounce|volt|newton|pascal|amp|second|minute|hour|day|degree|decibel|knot|dollar|euro|rupee|percent|people|men|women|children|horsepower|r p m|%)/

/** Context on either side of a number: enough for one word. */
const CONTEXT_CHARACTERS = 32

const spaced = /(?<![\w.,$-]|\d )\d{1,3}(?:(?: \d{3})+ 000| \d{3} \d{3}| 000)(?! ?\d|[.,]\d)/g
const number = new RegExp(NUMBER, 'g')

/** House numbers, flights and years are read in pairs of digits; counts and measures are not. */
function inContext(found: string, before: string, after: string, conventions: NumberConventions): string {
  if (!/^[1-9]\d{2,4}$/.test(found)) return quantity(found, conventions)
  const n = Number(found)
  if (found.length === 5) return STATE_CODE.test(before) ? digitByDigit(found) : quantity(found, conventions)
  if (MEASURE_AFTER.test(after)) return quantity(found, conventions)
  if (n % 1000 !== 0 && (LABELS.test(before) || NAME_AFTER.test(after))) return inPairs(n)
  if (found.length === 3) return quantity(found, conventions)
  const dated = YEAR_BEFORE.test(before)
  if (n >= 2100 || (n < 1100 && !dated)) return quantity(found, conventions)
  return PLURAL_AFTER.test(after) && !dated ? quantity(found, conventions) : year(n, conventions)
}

/** "104 Elm Street" -> "one oh four ...", "104 apples" -> "one hundred four ...", "in 1990" -> "in nineteen ninety". */
export const verbalizeNumbers = (conventions: NumberConventions): NormalizationStep => ({
  name: 'speak-numbers',
  apply: (text) => {
    if (!/\d/.test(text)) return text
    return (
      text
        .replace(spaced, (groups) => groups.replaceAll(' ', ','))
        .replace(number, (found: string, at: number, whole: string) => {
          const end = at + found.length
          const before = whole.slice(Math.max(0, at - CONTEXT_CHARACTERS), at)
          return ` ${inContext(found, before, whole.slice(end, end + CONTEXT_CHARACTERS), conventions)} `
        })
        // Digits that do not form a number.
        .replace(
          /\d+/g,
          (digits) => ` ${digits.length > 4 ? digitByDigit(digits) : cardinal(Number(digits), conventions)} `
        )
    )
  }
})

const minus = /(?<![\w)\].,'"%°-])-(?=(?:US)?[$€£₹¥]?\.?\d)/g

/** "-5" -> "minus 5", "-$5" -> "minus $5"; "3-5" and "F-16" do not change. */
export const verbalizeMinus: NormalizationStep = {
  name: 'speak-minus',
  apply: (text) => text.replace(minus, ' minus ')
}
