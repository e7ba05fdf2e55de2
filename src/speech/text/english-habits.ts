/** What differs between the Englishes: one row of data per locale. @module */
import type { NumberHabits } from './number-words.ts'

export type EnglishHabits = NumberHabits &
  Readonly<{
    /** 5/3/2024 is the fifth of March, not May third. */
    dayFirst: boolean
    /** "metres" or "meters". */
    metre: 'metre' | 'meter'
    litre: 'litre' | 'liter'
    /** "50p" is fifty pence. */
    pence: boolean
  }>

export const ENGLISH = {
  'en-US': { and: false, grouping: 'western', dayFirst: false, metre: 'meter', litre: 'liter', pence: false },
  'en-GB': { and: true, grouping: 'western', dayFirst: true, metre: 'metre', litre: 'litre', pence: true },
  'en-IN': { and: true, grouping: 'indian', dayFirst: true, metre: 'metre', litre: 'litre', pence: false }
} as const satisfies Record<string, EnglishHabits>

export type EnglishLocale = keyof typeof ENGLISH
