/** The last steps of English normalization: verbalize signs, fold case, drop punctuation. @module */
import type { NormalizationStep } from './step.ts'

const SIGNS: Readonly<Record<string, string>> = {
  '&': 'and',
  '@': 'at',
  '%': 'percent',
  '‰': 'per mille',
  '+': 'plus',
  '=': 'equals',
  '±': 'plus or minus',
  '×': 'times',
  '÷': 'divided by',
  '°': 'degrees',
  '§': 'section'
}
const sign = /[&@%‰+=±×÷°§]/g
const sharp = /(?<![A-Za-z])([CFcf])#(?!\w)/g

export const verbalizeSigns: NormalizationStep = {
  name: 'speak-signs',
  apply: (text) => text.replace(sharp, '$1 sharp ').replace(sign, (found) => ` ${SIGNS[found] ?? ''} `)
}

export const foldCase: NormalizationStep = { name: 'fold-case', apply: (text) => text.toLowerCase() }

const notAWord = /[^a-z']+/g
// An apostrophe stays between two letters: "batman's", "o'clock". It goes from "'em" and "dogs'".
const looseApostrophe = /(?<![a-z])'+|'+(?![a-z])|'{2,}/g

export const dropPunctuation: NormalizationStep = {
  name: 'drop-punctuation',
  apply: (text) => text.replace(notAWord, ' ').replace(looseApostrophe, ' ').replace(/ {2,}/g, ' ').trim()
}
