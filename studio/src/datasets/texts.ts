/** Texts of the pages about datasets. @module */
import type { DatasetKind } from '../api/entities.ts'

const entries = (count: number): string => (count === 1 ? '1 entry' : `${count} entries`)
const are = (count: number): string => (count === 1 ? 'is' : 'are')

export const datasetTexts = {
  title: 'Speech datasets',
  upload: 'Upload data',
  empty: 'No datasets yet',
  emptyMore:
    'Start with plain text: sentences as your speakers say them, one per line. Add pronunciations for words that are not pronounced as they are spelled, and audio with transcripts to test your models.',
  chooseFile: 'Choose a file',
  unnamedFile: 'File',
  preview: 'First entries as the service reads them',
  previewText: 'Original text',
  previewNormalized: 'Normalized text',
  previewFile: 'Audio',
  validating: 'Checking the file…',
  validateFirst: 'Check the file before importing it',
  validateLarge: 'This file is large. The service checks it after the upload, and then you decide.',
  wouldAccept: (accepted: number, rejected: number) =>
    rejected === 0
      ? accepted === 1
        ? 'The entry can be imported.'
        : `All ${accepted} entries can be imported.`
      : `${entries(accepted)} can be imported, ${rejected} would be rejected:`,
  wouldFail: 'Nothing in this file can be imported.',
  moreRejected: (count: number) => `and ${count} more. After the import, the dataset lists all of them.`,
  resuming: (sent: string, all: string) =>
    `${sent} of ${all} MB of this file are already uploaded. The upload continues from there.`,
  uploadStates: {
    sending: (percent: number) => `Uploading, ${percent} %`,
    validating: 'Checking the file',
    undecided: 'Needs your decision',
    interrupted: 'Interrupted'
  },
  awaitsFile: 'Waiting for its file',
  awaitsNamedFile: (name: string) => `Waiting for ${name}`,
  resume: 'Continue',
  decide: 'Decide',
  resumeTitle: (name: string) => `Continue “${name}”`,
  resumeFile: (name: string, megabytes: string) =>
    `Choose ${name} (${megabytes} MB) again. Only the missing parts are uploaded.`,
  resumeUnknownFile: 'Choose the file again. If it is the same file, only the missing parts are uploaded.',
  differentFile: 'This is a different file: its name, size, or date does not match.',
  decideTitle: (name: string) => `Check of “${name}”`,
  importAccepted: 'Import the accepted entries',
  discard: 'Discard the file',
  correction: 'Suggested correction',
  downloadCorrected: 'Download the corrected file',
  aboutCorrected:
    'The corrected file contains all lines that could be corrected automatically. Lines that only you can correct are left out. Review the file and upload it as a new dataset in place of this one.',
  statistics: 'Statistics',
  occurrences: 'Occurrences',
  aboutPerplexity: (perplexity: string) =>
    `Perplexity ${perplexity}: how well the base model predicts this text. Below 100, it already knows such sentences. Above a few hundred, a custom model helps a lot.`,
  aboutNewWords:
    'The base model does not know these words and cannot recognize them. A model trained with this text can.',
  coverage: 'Words known to the base model',
  known: 'Known',
  unknown: 'New',
  onceOnly: (words: number) =>
    words === 1
      ? '1 new word occurs only once. It may be a typing error:'
      : `${words} new words occur only once. Some may be typing errors:`,
  overlap: (sentences: number, name: string) =>
    `${sentences === 1 ? '1 sentence is' : `${sentences} sentences are`} also in “${name}”. Do not test with sentences that you train with: the error rates would be too low.`,
  clipLengths: 'Clip length',
  lengthRange: (from: number, to: number | undefined) =>
    to === undefined ? `${from} s and over` : `${from} to ${to} s`,
  clips: 'Clips',
  count: 'Count',
  loudness: 'Loudness',
  decibels: (median: number, lowest: number, highest: number) =>
    `${median.toFixed(0)} dB (${lowest.toFixed(0)} to ${highest.toFixed(0)})`,
  tooQuiet: (count: number) =>
    `${count === 1 ? '1 clip' : `${count} clips`} ${are(count)} very quiet. Quietest first:`,
  clipped: (count: number) =>
    `${count === 1 ? '1 clip' : `${count} clips`} ${are(count)} distorted by clipping. Worst first:`,
  play: (name: string) => `Play ${name}`,
  pause: (name: string) => `Pause ${name}`,
  waveform: (name: string) => `Waveform of ${name}. Press to play from that point.`,
  edit: 'Open in the editor',
  deleted: 'This dataset was deleted.',
  backToList: 'Back to all datasets',
  search: 'Search transcripts',
  accepted: 'Accepted',
  rejected: 'Rejected',
  audio: 'Audio',
  rejectedLines: 'Rejected lines',
  found: 'Found',
  expected: 'Expected',
  allAccepted: 'All lines were accepted.',
  sentences: 'Sentences',
  words: 'Words',
  newWords: 'New words',
  perplexity: 'Perplexity',
  mostUsefulNewWords: 'Most useful new words',
  recordings: 'Recordings',
  line: (line: number) => `line ${line}`,
  formats: {
    Language:
      'A .txt file in UTF-8, one sentence per line. Write numbers and abbreviations as they are spoken.',
    LanguageMarkdown:
      'A .md file with lists (“@ list dish =”, then “- items”), sentences that use them as {@dish}, and a phonetic lexicon.',
    Pronunciation:
      'A .txt file, one word per line: the written form, a tab, and the spoken form, such as “KX9 ⇥ k x nine”.',
    Acoustic:
      'A .zip file with audio files and a .txt transcript at its root. Each line of the transcript is a file name, a tab, and the words spoken in that file.',
    AudioFiles:
      'A .zip file with audio files at its root. Training transcribes them and adapts the model to the voices and the acoustics.',
    OutputFormatting:
      'A .md file with rules for the text of results: rewrites, patterns, and words to mask, one section for each.'
  } satisfies Record<DatasetKind, string>
} as const
