/** Times of day, dates, years and decades. @module */
import type { Match, Reader } from './match.ts'
import {
  cardinalAt,
  decadeAt,
  isZero,
  onesAt,
  ordinalAt,
  type Spoken,
  twoDigitsAt,
  writtenOrdinal
} from './number-words.ts'

export const MONTHS: Readonly<Record<string, string>> = Object.fromEntries(
  'January February March April May June July August September October November December'
    .split(' ')
    .map((name) => [name.toLowerCase(), name])
)

/** `twenty twenty six`, `nineteen oh five`, `nineteen hundred`, `two thousand and five`. */
export function yearAt(words: readonly string[], at: number): Spoken<number> | undefined {
  if (words[at] === 'two' && words[at + 1] === 'thousand') {
    const rest = cardinalAt(words, at)
    return rest && rest.value < 2100 ? rest : undefined
  }
  const century = twoDigitsAt(words, at)
  if (!century || century.value > 20) return undefined
  const end = at + century.length
  if (words[end] === 'hundred') return { value: century.value * 100, length: century.length + 1 }
  if (isZero(words[end])) {
    const ones = onesAt(words, end + 1)
    return ones === undefined ? undefined : { value: century.value * 100 + ones, length: century.length + 2 }
  }
  const rest = twoDigitsAt(words, end)
  return rest && { value: century.value * 100 + rest.value, length: century.length + rest.length }
}

const isYear = ({ value }: Spoken<number>): boolean => value >= 1100 && value < 2100

/** `nineteen eighty four` on its own. */
export const readYear: Reader = (words, at) => {
  const year = yearAt(words, at)
  if (!year || !isYear(year)) return undefined
  // Said with "thousand" or "hundred" it is as often a count; the number readers write it the same.
  return { text: String(year.value), length: year.length }
}

/** `the nineteen nineties` → `1990s`, `the nineties` → `'90s`. */
export const readDecade: Reader = (words, at) => {
  const century = twoDigitsAt(words, at)
  if (century && century.value < 21) {
    const decade = decadeAt(words, at + century.length)
    if (decade !== undefined) return { text: `${century.value}${decade}s`, length: century.length + 1 }
  }
  const decade = words[at - 1] === 'the' ? decadeAt(words, at) : undefined
  return decade === undefined ? undefined : { text: `'${decade}s`, length: 1 }
}

/** `november twenty third twenty twenty six`, `the twenty third of november`, `november twenty twenty six`. */
export const readDate: Reader = (words, at) => {
  const month = MONTHS[words[at] ?? '']
  if (month !== undefined) return monthFirst(words, at, month)
  const day = ordinalAt(words, at)
  if (!day || day.value > 31 || words[at + day.length] !== 'of') return undefined
  const named = MONTHS[words[at + day.length + 1] ?? '']
  if (named === undefined) return undefined
  const length = day.length + 2
  const year = yearAt(words, at + length)
  const text = `${writtenOrdinal(day.value)} of ${named}`
  return year && isYear(year)
    ? { text: `${text} ${year.value}`, length: length + year.length }
    : { text, length }
}

function monthFirst(words: readonly string[], at: number, month: string): Match | undefined {
  const the = words[at + 1] === 'the' ? 1 : 0
  const day = ordinalAt(words, at + 1 + the) ?? spokenDay(words, at + 1 + the, month)
  if (day && day.value <= 31) {
    const length = 1 + the + day.length
    const year = yearAt(words, at + length)
    const text = `${month} ${the === 1 ? `the ${writtenOrdinal(day.value)}` : day.value}`
    return year && isYear(year)
      ? { text: `${text}, ${year.value}`, length: length + year.length }
      : { text, length }
  }
  const year = yearAt(words, at + 1)
  return year && isYear(year) ? { text: `${month} ${year.value}`, length: 1 + year.length } : undefined
}

/** `june fifteen`; not where a year begins, nor after names that are words too. */
function spokenDay(words: readonly string[], at: number, month: string): Spoken<number> | undefined {
  const year = yearAt(words, at)
  if (month === 'May' || month === 'March' || (year && isYear(year))) return undefined
  const day = cardinalAt(words, at)
  return day && day.value >= 1 && day.value <= 31 ? day : undefined
}

/** Hours and minutes, with what tells that they are a time. */
export const readTime: Reader = (words, at) => {
  const hour = hourAt(words, at)
  if (!hour) return undefined
  const end = at + hour.length
  if (words[end] === "o'clock") return { text: `${hour.value} o'clock`, length: hour.length + 1 }
  const minutes = minutesAt(words, end)
  const length = hour.length + (minutes?.length ?? 0)
  const half = halfOfDay(words, at + length)
  if (half) {
    if (hour.value < 1 || hour.value > 12) return undefined
    return { text: `${hour.value}${minutes ? `:${minutes.value}` : ''} ${half}`, length: length + 2 }
  }
  if (!minutes) return undefined
  // `twelve oh five` is a time by its "oh"; `three fifteen` needs a word before it that says so.
  if (NUMBERED.has(words[at - 1] ?? '')) return undefined
  const cued = CUES.has(words[at - 1] ?? '') && (hour.value <= 12 || minutes.value.startsWith('0'))
  const ohFive = minutes.value.startsWith('0') && hour.value <= 12
  return cued || ohFive ? { text: `${hour.value}:${minutes.value}`, length } : undefined
}

const CUES = new Set(['at', 'by', 'until', 'till', 'before', 'after', 'around', 'since'])

/** What has a number, not a time: `room one oh five`. */
export const NUMBERED = new Set(
  'room flight gate channel route highway number page suite apartment floor extension bus line train platform chapter section version track'.split(
    ' '
  )
)

const hourAt = (words: readonly string[], at: number): Spoken<number> | undefined => {
  const ones = onesAt(words, at)
  const hour = ones === undefined ? twoDigitsAt(words, at) : { value: ones, length: 1 }
  if (!hour) return undefined
  if (hour.value < 24) return hour
  // `twenty fifteen`: the hour ends where the tens end.
  return words[at] === 'twenty' ? { value: 20, length: 1 } : undefined
}

function minutesAt(words: readonly string[], at: number): Spoken<string> | undefined {
  if (words[at] === 'oh' || words[at] === 'o') {
    const ones = onesAt(words, at + 1)
    return ones === undefined ? undefined : { value: `0${ones}`, length: 2 }
  }
  const minutes = twoDigitsAt(words, at)
  return minutes && minutes.value < 60 ? { value: String(minutes.value), length: minutes.length } : undefined
}

const halfOfDay = (words: readonly string[], at: number): 'AM' | 'PM' | undefined => {
  if (words[at + 1] !== 'm') return undefined
  return words[at] === 'a' ? 'AM' : words[at] === 'p' ? 'PM' : undefined
}
