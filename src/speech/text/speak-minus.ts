/** A hyphen before a number that is a sign, not a stroke between two things. @module */
import type { Step } from './step.ts'

const minus = /(?<![\w)\].,'"%°-])-(?=(?:US)?[$€£₹¥]?\.?\d)/g

/** "-5" -> "minus 5", "-$5" -> "minus $5"; "3-5" and "F-16" are left. */
export const speakMinus: Step = { name: 'speak-minus', apply: (text) => text.replace(minus, ' minus ') }
