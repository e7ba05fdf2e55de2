/** Names of the English letters, for spelled words and words that cannot be pronounced otherwise. @module */

import type { Phones } from './lexicon.ts'

const NAMES: ReadonlyMap<string, Phones> = new Map(
  Object.entries({
    a: 'EY',
    b: 'B IY',
    c: 'S IY',
    d: 'D IY',
    e: 'IY',
    f: 'EH F',
    g: 'JH IY',
    h: 'EY CH',
    i: 'AY',
    j: 'JH EY',
    k: 'K EY',
    l: 'EH L',
    m: 'EH M',
    n: 'EH N',
    o: 'OW',
    p: 'P IY',
    q: 'K Y UW',
    r: 'AA R',
    s: 'EH S',
    t: 'T IY',
    u: 'Y UW',
    v: 'V IY',
    w: 'D AH B AH L Y UW',
    x: 'EH K S',
    y: 'W AY',
    z: 'Z IY'
  }).map(([letter, phones]) => [letter, phones.split(' ')])
)

/** The phones of one letter's name; `undefined` for anything else. */
export const englishLetterName = (letter: string): Phones | undefined => NAMES.get(letter)
