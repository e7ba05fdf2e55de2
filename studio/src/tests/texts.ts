/** Texts of the pages about tests. @module */

const words = (count: number): string => (count === 1 ? '1 word' : `${count} words`)

export const testTexts = {
  title: 'Test models',
  create: 'Create new test',
  empty: 'No tests yet',
  emptyMore:
    'In a test, two models transcribe the same recordings, and their errors are counted against human-labeled transcripts. Upload audio with transcripts under Speech datasets, then compare a custom model with its base model.',
  noTranscribedAudio: 'A test needs audio with transcripts. Upload a .zip file under Speech datasets.',
  noUntranscribedAudio:
    'An inspection needs audio without transcripts. Upload a .zip file under Speech datasets.',
  kind: 'Test type',
  evaluation: 'Evaluate accuracy (audio with transcripts): word error rates of both models',
  inspection: 'Inspect quality (audio only): both models side by side, without error rates',
  aboutInspection:
    'The recordings of this test have no transcripts. Both models are shown side by side, with their differences marked. Listen to decide which one is right. To measure error rates, correct a transcript in the editor.',
  dataset: 'Dataset to test with',
  testSet: 'Test set',
  model1: 'Model 1',
  model2: 'Model 2',
  inTraining: (name: string) => `${name} (in training)`,
  startsAfterTraining:
    'This model is still in training. The test starts as soon as the training is complete.',
  waitingForTraining: 'Waiting for the training to complete. Keep this page open until the test starts.',
  trainingFailed: (name: string) => `The training of ${name} failed. See its page for the reason.`,
  wer: 'Word error rate',
  ter: 'Token error rate',
  werShort: 'WER',
  terShort: 'TER',
  terMore: 'of the display text, including capitalization, punctuation, and numbers',
  noTer:
    'The transcripts of this test set are in plain lowercase, so capitalization, punctuation, and numbers cannot be measured.',
  interval: 'with 95 % confidence interval',
  substitutions: 'Substitutions',
  deletions: 'Deletions',
  insertions: 'Insertions',
  tokenKinds: {
    punctuation: 'Punctuation',
    capitalization: 'Capitalization',
    inverseTextNormalization: 'Numbers and dates',
    lexical: 'Words',
    others: 'Other'
  },
  significant: (better: string) => `The difference is significant: ${better} makes fewer errors.`,
  significantMore: (low: string, high: string) =>
    `Its word error rate is ${low} to ${high} percentage points lower, with 95 % confidence.`,
  notSignificant: 'The difference is not significant. It may be due to chance.',
  notSignificantMore: (utterances: number) =>
    `The test has only ${utterances === 1 ? '1 utterance' : `${utterances} utterances`}. Add more for a clear result.`,
  identical: 'Both models make the same errors.',
  oneModel: 'Model 1 and model 2 are the same. This test measures one model.',
  utterances: 'Utterances',
  filter: 'Show utterances with',
  filters: {
    substitute: 'Substitutions',
    delete: 'Deletions',
    insert: 'Insertions',
    differ: 'Differences between the models'
  },
  search: 'Search text',
  sort: 'Sort by',
  orders: {
    errors2: 'Errors of model 2',
    errors1: 'Errors of model 1',
    rate2: 'Error rate of model 2',
    better: 'Improvement by model 2',
    worse: 'Regression by model 2',
    difference: 'Words that differ',
    dataset: 'Order in the dataset'
  },
  reference: 'Reference',
  showDisplayText: 'Show display text',
  confused: 'Most confused words',
  missed: 'Most missed words',
  missedNew: 'Missed words new to the base model',
  inserted: 'Inserted words',
  none: 'None.',
  wordErrors: 'Word errors',
  wordErrorsOf: 'Model',
  confusedPair: (reference: string, hypothesis: string) => `${reference} → ${hypothesis}`,
  times: (count: number, all?: number) => (all === undefined ? `${count}×` : `${count} of ${all}`),
  exportCsv: 'Export CSV',
  exportMissedWords: 'Export missed words',
  exportJson: 'Export JSON',
  next: 'What to add next',
  advice: {
    good: 'A word error rate below 10 % is good: the model is ready to use.',
    fair: 'A word error rate of 10 to 30 % is acceptable. Consider adding more text and audio from your domain.',
    poor: 'A word error rate of 30 % or more is poor. Use better audio, or add more data from your domain.',
    insert:
      'Many insertions: there is noise, or several people speak at once. Train with audio from the same conditions.',
    delete:
      'Many deletions: speech is quiet, far from the microphone, or cut off. Train with audio from the same conditions.',
    substitute: 'Many substitutions: domain terms are missing or pronounced differently.',
    newWords: (count: number) =>
      count === 1
        ? '1 missed word is unknown to the base model. A model recognizes only words that it knows. Add sentences that contain the word, and its pronunciation if it is not pronounced as it is spelled:'
        : `${count} missed words are unknown to the base model. A model recognizes only words that it knows. Add sentences that contain them, and the pronunciations of those that are not pronounced as they are spelled:`,
    pairs: 'Confused words: add sentences that use them the way your speakers do:',
    capitalization:
      'Names without capital letters: capitalize them in the training text or in the pronunciation data.',
    numbers: 'Numbers or dates in a different format: add output formatting rules.',
    upload: 'Upload data',
    copy: 'Copy the words'
  },
  count: (shown: number, all: number) => `${shown} of ${all} utterances`,
  failed: 'Recognition failed',
  noMatches: 'No utterances match these filters.',
  noAudio: 'The recording is no longer available.',
  keys: 'Press the arrow keys to move between utterances, and Enter to play one.',
  wordsDiffer: (count: number) =>
    count === 0 ? 'no difference' : count === 1 ? '1 word differs' : `${words(count)} differ`,
  utteranceErrors: (first: number, second: number, all: number) =>
    `${first} → ${second} errors in ${words(all)}`,
  noWords: '(no words)',
  deleted: 'This test was deleted.',
  backToList: 'Back to all tests',
  progress: 'Word error rate by model',
  progressMore: 'Models that were tested on the dataset, from oldest to newest.',
  progressDataset: 'Dataset',
  measured: 'Tested'
} as const
