/** What the pages of tests say. @module */

const words = (count: number): string => (count === 1 ? '1 word' : `${count} words`)

export const tests = {
  title: 'Test models',
  create: 'Create new test',
  empty: 'No tests yet',
  emptyMore:
    'A test lets two models hear the same recordings and counts their errors against what was really said. Upload audio with transcripts under Speech datasets, then compare a model with its base.',
  noData: 'A test needs audio with transcripts. Upload a zip under Speech datasets first.',
  kind: 'What to find out',
  evaluation: 'Evaluate accuracy (audio with transcripts)',
  inspection: 'Inspect quality (audio only): both models side by side, nothing is counted',
  inspected:
    'The recordings of this test have no transcripts: both models are shown side by side, and their differences marked. Listen who is right; correct a transcript in the editor to measure with it.',
  noAudioData: 'An inspection needs audio without transcripts. Upload a zip under Speech datasets first.',
  dataset: 'Dataset to test with',
  testSet: 'Test set',
  model1: 'Model 1',
  model2: 'Model 2',
  start: 'Save and close',
  inTraining: (name: string) => `${name} (in training)`,
  waitsUntilTrained: 'The model is in training. Once saved, the test begins when the training has ended.',
  waits: 'The test begins when the training has ended. Leave this page open until then.',
  trainingFailed: (name: string) => `The training of ${name} failed; its page says why.`,
  wer: 'Word error rate',
  ter: 'Token error rate',
  werShort: 'WER',
  terShort: 'TER',
  terMore: 'as readers see it: with capitals, punctuation and numbers',
  noTer:
    'The transcripts of this test set are in plain lower case, so nothing can be said of capitals, punctuation and numbers.',
  interval: 'with 95 % confidence interval',
  substitutions: 'Substitutions',
  deletions: 'Deletions',
  insertions: 'Insertions',
  kinds: {
    punctuation: 'Punctuation',
    capitalization: 'Capitals',
    inverseTextNormalization: 'Numbers and dates',
    lexical: 'Words',
    others: 'Other signs'
  },
  significant: (better: string) => `The difference is significant: ${better} makes fewer errors.`,
  significantMore: (low: string, high: string) =>
    `Between ${low} and ${high} fewer word errors, with 95 % confidence.`,
  notSignificant: 'The difference is not significant: with this much test data it may be chance.',
  notSignificantMore: (utterances: number) =>
    `${utterances === 1 ? 'One utterance was' : `${utterances} utterances were`} heard. Add more to know.`,
  same: 'Both models make the same errors.',
  oneModel: 'Both models are the same one: this test measures it alone.',
  utterances: 'Utterances',
  filter: 'Show utterances with',
  filters: {
    substitute: 'Substitutions',
    delete: 'Deletions',
    insert: 'Insertions',
    differ: 'A difference between the models'
  },
  search: 'Find in text',
  sort: 'Sort by',
  sorts: {
    errors2: 'errors of model 2',
    errors1: 'errors of model 1',
    rate2: 'error rate of model 2',
    better: 'gained by model 2',
    worse: 'lost by model 2',
    difference: 'words that differ',
    order: 'order in the dataset'
  },
  reference: 'Reference',
  read: 'As it reads',
  confused: 'Most confused words',
  missed: 'Most missed words',
  missedNew: 'Missed, and new to the base model',
  inserted: 'Heard where nothing was said',
  noWords: 'None.',
  wordsOf: 'Words that',
  wordsOfModel: (model: string) => `${model} got wrong`,
  wordsTitle: 'Words that went wrong',
  heardAs: (from: string, to: string) => `${from} → ${to}`,
  times: (count: number, all?: number) => (all === undefined ? `${count}×` : `${count} of ${all}×`),
  csv: 'Export CSV',
  missedCsv: 'Export missed words',
  json: 'Export JSON',
  next: 'What to add next',
  advice: {
    good: 'Below 10 % word errors a model is ready to be used.',
    middle: 'Between 10 and 30 % a model is usable; more text and audio of your own would help.',
    poor: 'From 30 % on a model needs better audio or more data of its own.',
    insert: 'Many insertions: noise, or several people speaking at once. Train with audio of that kind.',
    delete:
      'Many deletions: speech too quiet or too far from the microphone, or cut off. Train with audio recorded like that.',
    substitute: 'Many substitutions: words of your trade are missing, or are said in another way.',
    newWords: (count: number) =>
      `${words(count)} of the test ${count === 1 ? 'is' : 'are'} unknown to the base model and ${count === 1 ? 'was' : 'were'} missed: no model can hear a word that it does not know. Add sentences with ${count === 1 ? 'it' : 'them'}, and pronunciations where they are not said as they are written:`,
    pairs: 'Words taken for others: add sentences in which they stand where your speakers use them:',
    capitals: 'Names without their capitals: write them so in the training text, or in a pronunciation file.',
    numbers: 'Numbers or dates written in another way: say how with rules of output formatting.',
    upload: 'Upload data',
    copy: 'Copy the words',
    copied: 'Copied'
  },
  count: (shown: number, all: number) => `${shown} of ${all} utterances`,
  failed: 'Could not be heard',
  noResults: 'No utterance is left by these filters.',
  play: 'Play',
  stopPlaying: 'Stop',
  noAudio: 'The recording is gone.',
  keys: 'Arrow keys move from one utterance to the next, Enter plays.',
  utteranceDiffers: (count: number) => (count === 0 ? 'no difference' : `${words(count)} differ`),
  utteranceErrors: (first: number, second: number, all: number) =>
    `${first} → ${second} errors in ${words(all)}`,
  missing: 'nothing',
  gone: 'This test was deleted, in another window perhaps.',
  back: 'Back to all tests',
  progress: 'Word error rate from model to model',
  progressMore:
    'Each model that was tested on the dataset, by the day it was made; the line is its word error rate.',
  progressOn: 'On the dataset',
  progressTable: 'The same as a table',
  measured: 'Measured'
} as const
