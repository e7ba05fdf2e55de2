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
  preview: 'The first lines as they will be read',
  previewText: 'As written',
  previewRead: 'As trained',
  previewFile: 'Audio',
  checking: 'Looking through it…',
  checkFirst: 'Look through it before it is imported',
  checkLarge: 'It is large: it is looked through when it has arrived, and you decide then.',
  wouldAccept: (accepted: number, refused: number) =>
    refused === 0
      ? accepted === 1
        ? 'Its one entry can be used.'
        : `All ${accepted} entries can be used.`
      : `${accepted === 1 ? '1 entry' : `${accepted} entries`} can be used, ${refused} would be refused:`,
  wouldFail: 'Nothing of it can be used.',
  moreRefused: (count: number) => `and ${count} more; the report of the dataset will name all.`,
  goesOn: (sent: string, all: string) =>
    `${sent} of ${all} MB of this file are here already: it goes on there.`,
  upState: {
    sending: (percent: number) => `Sending, ${percent} %`,
    checking: 'Looking through it',
    asks: 'Waits for your decision',
    stopped: 'Broke off'
  },
  waits: 'Waits for its file',
  waitsFor: (name: string) => `Waits for ${name}`,
  goOn: 'Continue',
  decide: 'Decide',
  goOnTitle: (name: string) => `Continue “${name}”`,
  goOnMore: (name: string, megabytes: string) =>
    `Choose ${name} (${megabytes} MB) again. What arrived of it before is not sent again.`,
  goOnUnknown:
    'Choose its file again. If it is the one that was begun with, what arrived of it before is not sent again.',
  otherFile: 'This is another file: its name, size or time differs.',
  decideTitle: (name: string) => `What was found in “${name}”`,
  importAnyway: 'Import what can be used',
  discard: 'Discard it',
  fix: 'Would be accepted as',
  corrected: 'Download the corrected file',
  correctedMore:
    'Mechanical faults are mended in it, lines that only you can mend are left out. Look through it and upload it in place of this dataset.',
  charts: 'Insight',
  timesInText: 'Times in the text',
  perplexityMore:
    'How surprised the base model is by this text: below 100 it knows such sentences, from a few hundred on a model of your own gains much.',
  newWordsMore: 'The base model cannot recognise these words. A model trained with this text can.',
  coverage: 'Words of the text, to the base model',
  known: 'known',
  unknown: 'new',
  once: (words: number) => `${words} new words stand there once; slips of the keyboard are often among them:`,
  alsoIn: (sentences: number, name: string) =>
    `${sentences} of its sentences stand in “${name}” too. Who trains on one must not measure on the other.`,
  lengths: 'Length of the clips',
  lengthOf: (from: number, to: number | undefined) =>
    to === undefined ? `${from} s and more` : `${from} to ${to} s`,
  clips: 'Clips',
  count: 'Count',
  loudness: 'Loudness',
  decibels: (median: number, lowest: number, highest: number) =>
    `${median.toFixed(0)} dB (${lowest.toFixed(0)} to ${highest.toFixed(0)})`,
  tooQuiet: (count: number) => `${count} clips are very quiet; the quietest:`,
  clipped: (count: number) => `${count} clips are cut off at their loudest; the worst:`,
  minutes: (minutes: string) => `${minutes} min`,
  hoursOf: (hours: string) => `${hours} h`,
  play: (name: string) => `Play ${name}`,
  pause: (name: string) => `Stop ${name}`,
  sound: (name: string) => `Sound of ${name}; plays from where it is pressed`,
  edit: 'Open in the editor',
  gone: 'This dataset was deleted, in another window perhaps.',
  toAll: 'Back to all datasets',
  search: 'Find in the transcripts',
  saveAndClose: 'Save and close',
  accepted: 'Accepted',
  refused: 'Refused',
  hours: 'Audio',
  refusedLines: 'Refused lines',
  found: 'Found',
  acceptedIs: 'Accepted is',
  none: 'Every line was accepted.',
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
      'A .zip with audio files in its root. The training recognises them and learns voices and room.',
    OutputFormatting:
      'A .md file with rules of how results are written: rewrites, patterns and words to hide, each in its section.'
  } satisfies Record<DatasetKind, string>
} as const
