/** The English text normalizer. @module */
import type { EnglishConventions } from './english-conventions.ts'
import { expandAbbreviations, expandTitles, spellLetters } from './expand-abbreviations.ts'
import { foldUnicode } from './fold-unicode.ts'
import { chain, type Normalizer } from './normalizer.ts'
import { dropPunctuation, foldCase, verbalizeSigns } from './reduce-to-words.ts'
import { spellCodes } from './spell-codes.ts'
import { verbalizeDates } from './verbalize-dates.ts'
import { verbalizeFractions } from './verbalize-fractions.ts'
import { verbalizeLinks } from './verbalize-links.ts'
import { verbalizeMoney } from './verbalize-money.ts'
import { verbalizeMinus, verbalizeNumbers } from './verbalize-numbers.ts'
import { verbalizeOrdinals } from './verbalize-ordinals.ts'
import { verbalizePhoneNumbers } from './verbalize-phone-numbers.ts'
import { verbalizeRanges } from './verbalize-ranges.ts'
import { verbalizeTimes } from './verbalize-times.ts'
import { verbalizeUnits } from './verbalize-units.ts'

/**
 * Steps run from specific to general: dates before fractions, money before plain numbers. Case is folded late, as capitals
 * mark names and abbreviations. No step changes bare lower-case words, so the chain is idempotent.
 */
export const englishNormalizer = (version: string, conventions: EnglishConventions): Normalizer =>
  chain(
    version,
    foldUnicode,
    verbalizeLinks,
    verbalizeDates(conventions),
    verbalizeTimes,
    verbalizePhoneNumbers,
    verbalizeMinus,
    verbalizeMoney(conventions),
    expandAbbreviations,
    spellLetters,
    verbalizeUnits(conventions),
    verbalizeFractions(conventions),
    verbalizeOrdinals(conventions),
    verbalizeRanges(conventions),
    spellCodes(conventions),
    verbalizeNumbers(conventions),
    verbalizeSigns,
    foldCase,
    dropPunctuation,
    expandTitles
  )
