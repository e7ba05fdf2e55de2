/** What is reported of the words of a training: which got pronunciations, and from where. @module */
import type { DisplayWords } from '../../../models/index.ts'
import type { Lexicon } from '../../../speech/pronunciation/index.ts'
import type { ChosenVariants, PronunciationCounts } from './choose-pronunciations-by-audio.ts'

export type AddedWord = Readonly<{
  word: string
  display: string
  pronunciations: readonly string[]
  /**
   * The customer's own data, its owner's pronunciation (`kx9's`), the names of its letters, the pieces of a name
   * (`kx9`), or its spelling.
   */
  source: 'phonetic lexicon' | 'pronunciation data' | 'possessive' | 'letter names' | 'parts' | 'spelling'
  /** How often each candidate fitted the audio best; absent where no audio contains the word. */
  heard?: PronunciationCounts
}>

export type UnpronounceableWord = Readonly<{ word: string; reason: string }>

export type WordsReport = Readonly<{
  added: readonly AddedWord[]
  /** Words of the base dictionary that gained a pronunciation from the customer's data. */
  extended: readonly AddedWord[]
  /** Words of the training data that cannot be recognized, because they have no pronunciation. */
  unpronounceable: readonly UnpronounceableWord[]
}>

export function reportWords(
  parts: Readonly<{
    lexicon: Lexicon
    isInDictionary: (word: string) => boolean
    display: DisplayWords
    sourceOf: (word: string) => AddedWord['source']
    /** Words whose pronunciations the audio chose. */
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
