/** The section `words` of `report.json`, which the lists of a model's words are read from. @module */

/** How often each pronunciation of a word was the one that fitted the audio, the likeliest first. */
export type PronunciationCounts = readonly Readonly<{ pronunciation: string; times: number }>[]

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
