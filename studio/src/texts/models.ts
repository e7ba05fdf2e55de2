/** What the pages of models say. @module */

export const models = {
  title: 'Train custom models',
  train: 'Train a new model',
  empty: 'No models yet',
  emptyMore: 'A model learns your words from the datasets of this project, on top of a base model.',
  noData: 'There is no dataset to train with. Upload one under Speech datasets first.',
  base: 'Base model',
  data: 'Training data',
  weight: 'Weight of your text',
  weightAuto: 'Automatic: where held-back sentences are expected best',
  weightBy: 'Chosen by me',
  start: 'Start training',
  testNext: 'Add a test in the next step',
  expiry: 'Expiration',
  verdict: 'Verdict',
  words: 'Words added',
  word: 'Word',
  pronunciations: 'Pronunciations',
  source: 'Source',
  export: 'Download the bundle',
  report: 'What training found',
  perplexityBase: 'Perplexity of held-back words that the base knows: the base',
  perplexityMixed: 'Perplexity of the same words: this model',
  acoustics: 'Adaptation to voices and room',
  weightUsed: (percent: number) => `Weight ${percent} %`,
  curve: 'Perplexity of all held-back words by the weight of your text',
  curveLeft:
    'Chosen is the least weight within 5 % of the lowest perplexity: on the flat of the curve a smaller weight keeps more of everyday speech.',
  test: 'Test this model',
  deploy: 'Deploy this model',
  allData: 'Choose all',
  datasets: 'Datasets',
  elsewhere: 'From elsewhere',
  left: (time: string) => `about ${time} left`,
  log: 'What was done so far',
  trained: (time: string) => `trained in ${time}`,
  copyTo: 'Copy to…',
  search: 'Find a word',
  searchHint: 'The whole word, in small letters.',
  play: (word: string, said: string) => `Hear ${word} as ${said}`,
  sources: {
    'pronunciation data': 'your pronunciation data',
    'phonetic lexicon': 'your phonetic lexicon',
    'letter names': 'letter by letter',
    possessive: 'its owner, with s',
    parts: 'its parts, one after the other',
    spelling: 'guessed from its spelling'
  } as Readonly<Record<string, string>>,
  moreWords: 'Show more words',
  curveOf: (weight: string) => `Perplexity of held-back text by the weight of your text; chosen is ${weight}`,
  asTable: 'As a table',
  perplexity: 'Perplexity',
  general: 'Everyday speech',
  generalSoon: 'It is being tried on everyday speech; the model can be used meanwhile.',
  generalAbout: (utterances: number, words: number) =>
    `Word errors on ${utterances} sentences of ${words} words that no training is about, mostly synthetic voices.`,
  generalBase: 'The base',
  generalOwn: 'This model',
  generalDifference: 'Difference, 95 % interval',
  bought: 'What each dataset brought',
  boughtAbout: (perplexity: number) =>
    `With all of them the held-back text has perplexity ${perplexity}; the table says what it would be without one.`,
  dataset: 'Dataset',
  wordsOnlyHere: 'Words only here',
  share: 'Weight',
  without: 'Perplexity without it',
  unknownWithout: 'Unknown words without it',
  noWords: 'No word was new: the base knows how all of them are said.'
} as const

export const connect = {
  button: 'Connect…',
  title: 'Take into this project',
  action: 'Connect',
  legend: 'In no project',
  about: (project: string) =>
    `Made by a program or the command line, they are in no project yet. “${project}” shows them once they are connected.`
} as const

export const copy = {
  title: (name: string) => `Copy “${name}”`,
  action: 'Copy',
  where: 'Where to',
  here: 'To a project of this service',
  far: 'To another service',
  project: 'Project',
  noProject: 'There is no project of this language to copy it to.',
  done: 'Copied to',
  farAbout:
    'The other side gives leave first: in its Studio, “Train custom models” → “From elsewhere” → “Let a model be copied here”, with this resource id:',
  authorization: 'The authorization that it gave',
  noJson: 'The authorization is no JSON; paste all of what the other side showed, from { to }.'
} as const

export const take = {
  title: 'Import a bundle',
  action: 'Import',
  about:
    'The zip that “Download the bundle” or GET /models/{id}:export of a Vernacular service gave. It is made on a base model that this service must have too.',
  file: 'Choose a bundle',
  drop: 'or drop it here'
} as const

export const authorize = {
  title: 'Let a model be copied here',
  action: 'Give leave',
  about:
    'The other side names itself by its resource id, which “Copy to…” shows there, and pastes what appears here. The model then arrives in no project; connect it to yours.',
  source: 'Resource id of the other service'
} as const

export const say = {
  title: 'Hear how words are said',
  action: 'Say them',
  words: 'Words',
  hint: 'One a line. What is not said as it is written gets its spoken form after a TAB or =, such as KX9 = k x nine.',
  model: 'By which model',
  save: 'Save as pronunciation data',
  fileName: 'pronunciations.txt',
  sources: {
    Dictionary: 'in the dictionary of the base',
    Model: 'in this model',
    Possessive: 'its owner, with s',
    Phones: 'as you gave it',
    SpokenForm: 'as you gave it:',
    Letters: 'letter by letter',
    Parts: 'its parts',
    Spelling: 'guessed from its spelling',
    Language: 'by the rules of its language'
  } as Readonly<Record<string, string>>
} as const
