/** What the pages of datasets say. @module */
import type { DatasetKind } from '../api/entities.ts'

export const datasets = {
  title: 'Speech datasets',
  upload: 'Upload data',
  empty: 'No datasets yet',
  emptyMore:
    'Start with plain text: sentences as your speakers say them, one a line. Add pronunciations for words that are not read as they are written, and audio with transcripts to measure with.',
  wizardTitle: 'Upload data',
  file: 'File',
  choose: 'Choose a file',
  drop: 'or drop it here',
  preview: 'The first lines, as they will be read',
  saveAndClose: 'Save and close',
  sending: 'Sending',
  accepted: 'Accepted',
  refused: 'Refused',
  hours: 'Audio',
  refusedLines: 'Refused lines',
  found: 'Found',
  acceptedIs: 'Accepted is',
  place: 'Place',
  text: 'Text',
  reason: 'Reason and remedy',
  none: 'Every line was accepted.',
  insight: 'What the text is to the base model',
  sentences: 'Sentences',
  words: 'Words',
  newWords: 'New words',
  perplexity: 'Perplexity',
  mostUseful: 'Most useful new words',
  listen: 'Listen',
  files: 'Files',
  line: (line: number) => `line ${line}`,
  formats: {
    Language: 'A .txt file in UTF-8, one sentence a line: write numbers and abbreviations as they are said.',
    LanguageMarkdown:
      'A .md file: classes (“@ list dish =”, then “- items”), sentences with {@dish} in them, and a phonetic lexicon.',
    Pronunciation:
      'A .txt file, one word a line: as it is written, a TAB, as it is spoken, such as “KX9 ⇥ k x nine”.',
    Acoustic:
      'A .zip with audio files and one .txt transcript in its root: the name of the file, a TAB, what is said in it.',
    AudioFiles:
      'A .zip with audio files in its root. The training recognises them and learns voices and room.'
  } satisfies Record<DatasetKind, string>
} as const
