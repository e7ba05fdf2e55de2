/** English as written -> English as said. @module */
import type { EnglishHabits } from './english-habits.ts'
import { expandAbbreviations, expandTitles, spellLetters } from './expand-abbreviations.ts'
import { foldUnicode } from './fold-unicode.ts'
import { chain, type Normaliser } from './normaliser.ts'
import { dropPunctuation, foldCase, speakSigns } from './plain-words.ts'
import { readLinks } from './read-links.ts'
import { speakDates } from './speak-dates.ts'
import { speakFractions } from './speak-fractions.ts'
import { speakMinus } from './speak-minus.ts'
import { speakMoney } from './speak-money.ts'
import { speakNumbers } from './speak-numbers.ts'
import { speakOrdinals } from './speak-ordinals.ts'
import { speakPhoneNumbers } from './speak-phone-numbers.ts'
import { speakRanges } from './speak-ranges.ts'
import { speakTimes } from './speak-times.ts'
import { speakUnits } from './speak-units.ts'
import { spellCodes } from './spell-codes.ts'

/**
 * From the most particular to the most general: a date is tried before a fraction, money before a plain
 * number, and capitals, which tell names and abbreviations, are given up last. Once only bare lower-case
 * words are left no step changes anything, which is what makes the chain safe to apply twice.
 */
export const englishNormaliser = (version: string, habits: EnglishHabits): Normaliser =>
  chain(
    version,
    foldUnicode,
    readLinks,
    speakDates(habits),
    speakTimes,
    speakPhoneNumbers,
    speakMinus,
    speakMoney(habits),
    expandAbbreviations,
    spellLetters,
    speakUnits(habits),
    speakFractions(habits),
    speakOrdinals(habits),
    speakRanges(habits),
    spellCodes(habits),
    speakNumbers(habits),
    speakSigns,
    foldCase,
    dropPunctuation,
    expandTitles
  )
