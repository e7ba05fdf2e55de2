/** What the schemas of pronunciations are, in words. @module */
import type { Descriptions } from '../../resources/index.ts'

export const pronunciationDescriptions: Descriptions = {
  PronouncedWords: 'Pronunciations of words.',
  'PronouncedWords.words': 'The words, in the order of the request.',
  PronouncedWord: 'A word and its pronunciations.',
  'PronouncedWord.word': 'The word.',
  'PronouncedWord.status': 'Where the first candidate comes from; Refused without candidates.',
  'PronouncedWord.reason': 'Why there are no candidates.',
  'PronouncedWord.candidates': 'Pronunciations, the most likely first.',
  PronunciationCandidate: 'A pronunciation of a word.',
  'PronunciationCandidate.source': 'Where it comes from.',
  'PronunciationCandidate.spoken': 'How the word is said, in other words.',
  'PronunciationCandidate.score': 'How likely it is.',
  WordPronunciation: 'A pronunciation.',
  AddedWord: 'A word that a model learned.',
  'AddedWord.word': 'The word in lexical form.',
  'AddedWord.display': 'The word in display form.',
  'AddedWord.source': 'Where its pronunciations come from.',
  'AddedWord.added': 'Whether the dictionary of the base model lacks it.',
  'AddedWord.pronunciations': 'Its pronunciations.',
  PaginatedAddedWords: 'A page of words that a model learned.'
}
