/** Texts of the pages about models. @module */

export const modelTexts = {
  title: 'Train custom models',
  train: 'Train a new model',
  empty: 'No models yet',
  emptyMore: 'A custom model extends a base model with what it learns from the datasets of this project.',
  noData: 'There is no dataset to train with. Upload one under Speech datasets.',
  baseModel: 'Base model',
  data: 'Training data',
  weight: 'Weight of your text',
  weightAutomatic: 'Automatic: the weight that best predicts held-out sentences',
  weightManual: 'Manual',
  start: 'Start training',
  testNext: 'Add a test in the next step',
  expiration: 'Expiration',
  expires: (date: string) => `expires ${date}`,
  words: 'Added words',
  word: 'Word',
  pronunciations: 'Pronunciations',
  source: 'Source',
  downloadBundle: 'Download model bundle',
  report: 'Training results',
  basePerplexity: 'Held-out perplexity of the base model (words it knows)',
  ownPerplexity: 'Held-out perplexity of this model (same words)',
  acoustics: 'Acoustic adaptation',
  weightValue: (percent: number) => `Weight ${percent} %`,
  curve: 'Held-out perplexity by weight of your text',
  curveLabel: (weight: string) =>
    `Held-out perplexity by weight of your text. Weight of this model: ${weight}.`,
  lowWeight:
    'We chose the lowest weight within 5 % of the best perplexity. A lower weight preserves more of the base model’s accuracy on general speech.',
  test: 'Test this model',
  deploy: 'Deploy this model',
  datasets: 'Datasets',
  importMenu: 'Import',
  timeLeft: (time: string) => `about ${time} left`,
  log: 'Log',
  copyTo: 'Copy to…',
  search: 'Find a word',
  searchHint: 'The whole word, in lowercase.',
  play: (word: string, phones: string) => `Play ${word} as ${phones}`,
  sources: {
    'pronunciation data': 'your pronunciation data',
    'phonetic lexicon': 'your phonetic lexicon',
    'letter names': 'spelled letter by letter',
    possessive: 'possessive form',
    parts: 'compound of known words',
    spelling: 'predicted from the spelling'
  } as Readonly<Record<string, string>>,
  showMoreWords: 'Show more words',
  perplexity: 'Perplexity',
  regression: 'Regression check',
  regressionRunning: 'Testing the model on general speech. You can use the model in the meantime.',
  regressionSet: (utterances: number, words: number) =>
    `Word error rate on the general test set: ${utterances} utterances with ${words} words, mostly synthetic speech, unrelated to any training data.`,
  regressionBase: 'Base model',
  regressionOwn: 'This model',
  regressionDifference: 'Difference, 95 % confidence interval',
  contribution: 'Contribution of each dataset',
  contributionMore: (perplexity: number) =>
    `The perplexity on held-out text is ${perplexity} with all datasets. The table shows what it would be without each of them.`,
  dataset: 'Dataset',
  sentences: 'Sentences',
  uniqueWords: 'Unique words',
  share: 'Weight',
  perplexityWithout: 'Perplexity without it',
  unknownWordsWithout: 'Unknown words without it',
  noAddedWords: 'The training data has no new words. The base model knows all of them.'
} as const

export const copyTexts = {
  title: (name: string) => `Copy “${name}”`,
  action: 'Copy',
  target: 'Target',
  thisService: 'A project on this service',
  otherService: 'Another service',
  project: 'Project',
  noProject: 'There is no project in the language of this model. Create one first.',
  copiedTo: 'Copied to',
  aboutAuthorization:
    'First, the other service has to authorize the copy. In its Studio, go to Train custom models, select Import, then Authorize a model copy, and enter this resource ID:',
  authorization: 'Authorization from the other service',
  notJson: 'This is not valid JSON. Paste the whole authorization, from { to }.'
} as const

export const importTexts = {
  title: 'Import a model bundle',
  action: 'Import',
  about:
    'Upload a .zip made by Download model bundle, or by GET /models/{id}:export, on a Vernacular service. This service needs the base model that the bundle was trained on.',
  chooseFile: 'Choose a bundle'
} as const

export const authorizeTexts = {
  title: 'Authorize a model copy',
  action: 'Authorize',
  about:
    'Enter the resource ID of the service that has the model. Its Studio shows it under Copy to…. Paste the authorization that appears here into that dialog. The copied model does not belong to a project: use Add existing… to add it to yours.',
  sourceId: 'Resource ID of the other service'
} as const

export const pronounceTexts = {
  title: 'Check pronunciations',
  action: 'Pronounce',
  words: 'Words',
  hint: 'One per line. If a word is not pronounced as it is spelled, add a tab or = and its spoken form, such as KX9 = k x nine.',
  model: 'Pronounced by',
  save: 'Save as pronunciation data',
  fileName: 'pronunciations.txt',
  sources: {
    Dictionary: 'dictionary of the base model',
    Model: 'this model',
    Possessive: 'possessive form',
    Phones: 'phones you entered',
    SpokenForm: 'your spoken form',
    Letters: 'spelled letter by letter',
    Parts: 'compound of known words',
    Spelling: 'predicted from the spelling',
    Language: 'rules of the language'
  } as Readonly<Record<string, string>>
} as const
