/** The section of the report about words: which got pronunciations, and their sources. @module */
import type { DisplayWords } from '../../../models/index.ts'
import type { Lexicon } from '../../../speech/pronunciation/index.ts'
import type { AddedWord, UnpronounceableWord, WordsReport } from '../../words-report.ts'
import type { ChosenVariants } from './choose-pronunciations-by-audio.ts'

export function reportWords(
  parts: Readonly<{
    lexicon: Lexicon
    isInDictionary: (word: string) => boolean
    display: DisplayWords
    sourceOf: (word: string) => AddedWord['source']
    /** Words whose pronunciations were chosen by audio. */
    decidedByAudio: ReadonlyMap<string, ChosenVariants>
    unpronounceable: readonly UnpronounceableWord[]
  }>
): WordsReport {
  const { lexicon, isInDictionary, display, sourceOf, decidedByAudio, unpronounceable } = parts
  const words = [...lexicon.keys()].sort()
  const describe = (word: string): AddedWord => {
    const chosen = decidedByAudio.get(word)
    return {
      word,
      display: display[word] ?? word,
      pronunciations: (lexicon.get(word) ?? []).map((phones) => phones.join(' ')),
      source: sourceOf(word),
      ...(chosen ? { heard: chosen.counts } : {})
    }
  }
  return {
    added: words.filter((word) => !isInDictionary(word)).map(describe),
    extended: words.filter(isInDictionary).map(describe),
    unpronounceable
  }
}
