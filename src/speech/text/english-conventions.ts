/** How English verbalizes dates, numbers and units, per locale. @module */
import type { NumberConventions } from './english-numbers.ts'

export type EnglishConventions = NumberConventions &
  Readonly<{
    /** 5/3/2024 is the fifth of March rather than May third. */
    dayFirst: boolean
    /** "metres" or "meters". */
    meter: 'metre' | 'meter'
    liter: 'litre' | 'liter'
    /** "50p" is fifty pence. */
    pence: boolean
  }>

export const ENGLISH = {
  'en-US': { and: false, grouping: 'western', dayFirst: false, meter: 'meter', liter: 'liter', pence: false },
  'en-GB': { and: true, grouping: 'western', dayFirst: true, meter: 'metre', liter: 'litre', pence: true },
  'en-IN': { and: true, grouping: 'indian', dayFirst: true, meter: 'metre', liter: 'litre', pence: false }
} as const satisfies Record<string, EnglishConventions>

export type EnglishLocale = keyof typeof ENGLISH
