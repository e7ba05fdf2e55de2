/** Every number that no earlier step knew better, read by what stands around it. @module */
import { cardinal, digitByDigit, inPairs, type NumberHabits, year } from './number-words.ts'
import type { Step } from './step.ts'
import { NUMBER, quantity } from './written-number.ts'

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

/** Enough of the neighbourhood for one word on either side. */
const NEARBY = 32

const spaced = /(?<![\w.,$-]|\d )\d{1,3}(?:(?: \d{3})+ 000| \d{3} \d{3}| 000)(?! ?\d|[.,]\d)/g
const number = new RegExp(NUMBER, 'g')

/** House numbers, flights and years are said in pairs; what is counted or measured is not. */
function inContext(found: string, before: string, after: string, habits: NumberHabits): string {
  if (!/^[1-9]\d{2,4}$/.test(found)) return quantity(found, habits)
  const n = Number(found)
  if (found.length === 5) return STATE_CODE.test(before) ? digitByDigit(found) : quantity(found, habits)
  if (MEASURE_AFTER.test(after)) return quantity(found, habits)
  if (n % 1000 !== 0 && (LABELS.test(before) || NAME_AFTER.test(after))) return inPairs(n)
  if (found.length === 3) return quantity(found, habits)
  const dated = YEAR_BEFORE.test(before)
  if (n >= 2100 || (n < 1100 && !dated)) return quantity(found, habits)
  return PLURAL_AFTER.test(after) && !dated ? quantity(found, habits) : year(n, habits)
}

/** "104 Elm Street" -> "one oh four ...", "104 apples" -> "one hundred four ...", "in 1990" -> "in nineteen ninety". */
export const speakNumbers = (habits: NumberHabits): Step => ({
  name: 'speak-numbers',
  apply: (text) => {
    if (!/\d/.test(text)) return text
    return (
      text
        .replace(spaced, (groups) => groups.replaceAll(' ', ','))
        .replace(number, (found: string, at: number, whole: string) => {
          const end = at + found.length
          const before = whole.slice(Math.max(0, at - NEARBY), at)
          return ` ${inContext(found, before, whole.slice(end, end + NEARBY), habits)} `
        })
        // What is left stands in no order that means a number.
        .replace(
          /\d+/g,
          (digits) => ` ${digits.length > 4 ? digitByDigit(digits) : cardinal(Number(digits), habits)} `
        )
    )
  }
})
