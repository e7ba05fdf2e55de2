/** Verbalizes times of day. @module */

import { cardinal } from './english-numbers.ts'
import type { NormalizationStep } from './step.ts'

const CONVENTIONS = { and: false, grouping: 'western' } as const

const MERIDIEM = String.raw`([ap])\.?[ ]?m(?:\.|\b)(?![a-z'])`
const range = new RegExp(
  String.raw`(?<![\d:.,])(\d{1,2})(?:[:.](\d\d))? ?- ?(\d{1,2})(?:[:.](\d\d))? ?${MERIDIEM}`,
  'gi'
)
const withMeridiem = new RegExp(
  String.raw`(?<![\d:.,])(\d{1,2})(?:[:.](\d\d))?(?::(\d\d))? ?${MERIDIEM}`,
  'gi'
)
const upToNext = /([ap]\.?m\.?) ?- ?(?=\d{1,2}(?:[:.]\d\d)? ?[ap]\.? ?m)/gi
const clock = /(?<![\d:.,])(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?![\d:]|\.\d)/g

const words = (digits: string): string => cardinal(Number(digits), CONVENTIONS)
const minutes = (digits: string): string => (digits.startsWith('0') ? `oh ${words(digits)}` : words(digits))

function twelveHours(hour: string, minute: string | undefined): string {
  return minute === undefined || minute === '00' ? words(hour) : `${words(hour)} ${minutes(minute)}`
}

function onTheClock(hour: string, minute: string, second: string | undefined): string {
  if (second !== undefined) return `${words(hour)} ${minutes(minute)} ${minutes(second)}`
  if (minute !== '00') return `${words(hour)} ${minutes(minute)}`
  const n = Number(hour)
  return n >= 1 && n <= 12 && !hour.startsWith('0') ? `${words(hour)} o'clock` : `${words(hour)} hundred`
}

const isHour = (digits: string, most: number): boolean => Number(digits) <= most

/** "6:45 PM" -> "six forty five p m"; "18:00" -> "eighteen hundred"; "6:00" -> "six o'clock". */
export const verbalizeTimes: NormalizationStep = {
  name: 'speak-times',
  apply: (text) => {
    if (!/\d/.test(text)) return text
    return text
      .replace(
        range,
        (found, h1: string, m1: string | undefined, h2: string, m2: string | undefined, meridiem: string) =>
          isHour(h1, 12) && isHour(h2, 12)
            ? ` ${twelveHours(h1, m1)} to ${twelveHours(h2, m2)} ${meridiem.toLowerCase()} m `
            : found
      )
      .replace(upToNext, '$1 to ')
      .replace(
        withMeridiem,
        (found, h: string, m: string | undefined, s: string | undefined, meridiem: string) =>
          isHour(h, 24)
            ? ` ${twelveHours(h, m)}${s === undefined ? '' : ` ${minutes(s)}`} ${meridiem.toLowerCase()} m `
            : found
      )
      .replace(clock, (found, h: string, m: string, s: string | undefined, at: number, whole: string) => {
        if (!isHour(h, 24)) return found
        const to = /^ ?-(?= ?\d{1,2}:\d\d)/.test(whole.slice(at + found.length, at + found.length + 9))
        return ` ${onTheClock(h, m, s)} ${to ? 'to' : ''} `
      })
  }
}
