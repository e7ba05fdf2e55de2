/** The last steps: signs that are said, lower case, and nothing left but words. @module */
import type { Step } from './step.ts'

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

export const speakSigns: Step = {
  name: 'speak-signs',
  apply: (text) => text.replace(sharp, '$1 sharp ').replace(sign, (found) => ` ${SIGNS[found] ?? ''} `)
}

export const foldCase: Step = { name: 'fold-case', apply: (text) => text.toLowerCase() }

const notAWord = /[^a-z']+/g
// An apostrophe stays where it has a letter on both sides: "batman's", "o'clock"; "'em" and "dogs'" lose theirs.
const looseApostrophe = /(?<![a-z])'+|'+(?![a-z])|'{2,}/g

export const dropPunctuation: Step = {
  name: 'drop-punctuation',
  apply: (text) => text.replace(notAWord, ' ').replace(looseApostrophe, ' ').replace(/ {2,}/g, ' ').trim()
}
