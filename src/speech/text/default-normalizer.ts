/** The normalizer of languages without rules: lower case, words separated by spaces, no punctuation. @module */
import { chain } from './normalizer.ts'
import { foldCase } from './reduce-to-words.ts'
import type { NormalizationStep } from './step.ts'

const foldForms: NormalizationStep = {
  name: 'fold-unicode',
  apply: (text) =>
    text
      .replace(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
      .replace(/[‘’ʼ′´`]/gu, "'")
      .normalize('NFKC')
}

const dropPunctuation: NormalizationStep = {
  name: 'drop-punctuation',
  apply: (text) =>
    text
      .normalize('NFKC')
      .replace(/[^\p{L}\p{M}\p{N}']+/gu, ' ')
      .replace(/(?<![\p{L}\p{M}])'+|'+(?!\p{L})|'{2,}/gu, ' ')
      .replace(/ {2,}/g, ' ')
      .trim()
}

export const defaultNormalizer = chain('plain-lexical-1', foldForms, foldCase, dropPunctuation)
