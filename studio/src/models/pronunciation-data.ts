/** Words as they are entered to be pronounced, and as a pronunciation dataset has them. @module */
import type { PronouncedWord } from '../api/training-report.ts'

export type EnteredWord = Readonly<{ word: string; spoken?: string }>

/**
 * One word per line, optionally with a tab or an equals sign and its spoken form.
 * @example parseWords('KX9 = k x nine') // [{ word: 'KX9', spoken: 'k x nine' }]
 */
export function parseWords(text: string): readonly EnteredWord[] {
  return text
    .split(/[\n;,]+/)
    .map((line) => line.split(/\t|=/).map((part) => part.trim()))
    .flatMap(([word = '', spoken = '']) =>
      word === '' ? [] : [{ word, ...(spoken === '' ? {} : { spoken }) }]
    )
}

/** A pronunciation file of the words that have a spoken form; empty if none has. */
export const pronunciationData = (words: readonly PronouncedWord[]): string =>
  words
    .flatMap(({ word, candidates: [best] }) =>
      best?.spoken === undefined ? [] : [`${word}\t${best.spoken}\n`]
    )
    .join('')
