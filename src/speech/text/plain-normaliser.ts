/** For languages without rules of their own: lower case, words apart, no marks. @module */
import { chain } from './normaliser.ts'
import { foldCase } from './plain-words.ts'
import type { Step } from './step.ts'

const foldForms: Step = {
  name: 'fold-unicode',
  apply: (text) =>
    text
      .replace(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
      .replace(/[‘’ʼ′´`]/gu, "'")
      .normalize('NFKC')
}

const dropMarks: Step = {
  name: 'drop-punctuation',
  apply: (text) =>
    text
      .normalize('NFKC')
      .replace(/[^\p{L}\p{M}\p{N}']+/gu, ' ')
      .replace(/(?<![\p{L}\p{M}])'+|'+(?!\p{L})|'{2,}/gu, ' ')
      .replace(/ {2,}/g, ' ')
      .trim()
}

export const plainNormaliser = chain('plain-lexical-1', foldForms, foldCase, dropMarks)
