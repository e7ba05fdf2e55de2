/** The report of a training, as schemas. @module */
import type { modelsApi } from '../models/index.ts'
import {
  type Answers,
  booleanSchema,
  countSchema,
  listSchema,
  numberOrNullSchema,
  numberSchema,
  ref,
  type Schemas,
  textSchema,
  wordSchema
} from '../resources/index.ts'

const errorCounts = {
  errors: numberSchema('Word errors.'),
  words: countSchema('Words of the transcripts.'),
  errorRate: numberSchema('Word errors per word.'),
  sureWords: countSchema('Words that were recognized with certainty before.'),
  sureWordsLost: countSchema('Those of them that are not recognized any more.')
} as const

export const trainingReportSchemas = {
  TrainingReport: {
    type: 'object',
    description: 'Content of report.json, the file of kind ModelReport. Its sections depend on the data.',
    required: ['verdict'],
    properties: {
      verdict: ref('TrainingOutcome'),
      languageModel: ref('LanguageModelReport'),
      words: ref('WordsReport'),
      audioFiles: ref('AudioFilesReport'),
      recordings: ref('LongRecordingsReport'),
      acoustics: ref('AcousticsReport'),
      fusion: ref('FusionReport'),
      generalSet: ref('RegressionCheckReport')
    }
  },
  TrainingOutcome: {
    type: 'object',
    description: 'Whether the model is better than its base model, on data that it was not trained on.',
    required: ['worseThanBase', 'measuredOn', 'summary'],
    properties: {
      worseThanBase: {
        type: 'boolean',
        nullable: true,
        'x-null': 'sent',
        description: 'Null if it cannot be decided.'
      },
      measuredOn: wordSchema(
        ['held-back utterances', 'held-back text', 'nothing'],
        'The data that it was measured on.'
      ),
      base: numberSchema('Word error rate or perplexity of the base model; lower is better.'),
      custom: numberOrNullSchema('Word error rate or perplexity of the model; null if it is infinite.'),
      summary: textSchema('The outcome in one sentence.')
    }
  },
  LanguageModelReport: {
    type: 'object',
    description: 'Training on text.',
    required: ['sentences', 'words', 'vocabulary', 'weight', 'weightFrom'],
    properties: {
      sentences: countSchema('Sentences.'),
      words: countSchema('Words.'),
      vocabulary: countSchema('Different words.'),
      classes: {
        type: 'object',
        additionalProperties: { type: 'integer' },
        description: 'Number of items of each class, by its name.'
      },
      weight: numberSchema('Weight of the custom language model, 0 to 1; the base model has the rest.'),
      weightFrom: textSchema('How the weight was chosen.'),
      heldBack: ref('HeldOutText'),
      perplexity: ref('HeldOutPerplexity'),
      unknownWords: ref('UnknownWordCounts'),
      curve: listSchema(ref('WeightPoint'), 'Perplexity of the held-out text by weight.'),
      comparedWithBase: ref('BaseComparison'),
      datasets: ref('DatasetWeightsReport')
    }
  },
  HeldOutText: {
    type: 'object',
    description: 'Text that was held out from training.',
    required: ['method', 'sentences', 'words'],
    properties: {
      method: textSchema('How it was chosen.'),
      sentences: countSchema('Sentences.'),
      words: countSchema('Words.')
    }
  },
  HeldOutPerplexity: {
    type: 'object',
    description: 'Perplexity of the held-out text; words unknown to a model do not count.',
    required: ['base', 'custom', 'mixed'],
    properties: {
      base: numberOrNullSchema('Of the base model.'),
      custom: numberOrNullSchema('Of the custom language model alone.'),
      mixed: numberOrNullSchema('Of both, interpolated.')
    }
  },
  UnknownWordCounts: {
    type: 'object',
    description: 'Words of the held-out text that a model does not know.',
    required: ['base', 'custom', 'mixed'],
    properties: {
      base: countSchema('Of the base model.'),
      custom: countSchema('Of the custom language model alone.'),
      mixed: countSchema('Of both, interpolated.')
    }
  },
  WeightPoint: {
    type: 'object',
    description: 'Perplexity at one weight.',
    required: ['weight', 'perplexity'],
    properties: {
      weight: numberSchema('Weight of the custom language model, 0 to 1.'),
      perplexity: numberOrNullSchema('Perplexity; null if it is infinite.')
    }
  },
  BaseComparison: {
    type: 'object',
    description: 'Perplexity of those held-out words that the base model knows.',
    required: ['base', 'mixed', 'sentences', 'words'],
    properties: {
      base: numberSchema('Of the base model.'),
      mixed: numberOrNullSchema('Of the interpolated model; null if it is infinite.'),
      sentences: countSchema('Sentences.'),
      words: countSchema('Words.'),
      ratio: ref('PerplexityRatio')
    }
  },
  PerplexityRatio: {
    type: 'object',
    description: '95 % confidence interval of the interpolated perplexity divided by that of the base model.',
    required: ['low', 'high'],
    properties: { low: numberSchema('Lower end.'), high: numberSchema('Upper end.') }
  },
  DatasetWeightsReport: {
    type: 'object',
    description: 'Contribution of each dataset.',
    required: ['delivered', 'because', 'sources'],
    properties: {
      delivered: wordSchema(['mixture', 'pooled'], 'Whether datasets are weighted or pooled.'),
      because: textSchema('Why.'),
      perplexity: ref('DeliveredPerplexity'),
      baseWeight: numberSchema('Weight of the base model in the mixture.'),
      sources: listSchema(ref('DatasetContribution'), 'One entry for each dataset.')
    }
  },
  DeliveredPerplexity: {
    type: 'object',
    description: 'Perplexity of the held-out text, each with the base model at its best weights.',
    required: ['pooled', 'mixture'],
    properties: {
      pooled: numberOrNullSchema('Of one model of all text.'),
      mixture: numberOrNullSchema('Of a weighted model for each dataset.')
    }
  },
  DatasetContribution: {
    type: 'object',
    description: 'Contribution of a dataset.',
    required: ['source', 'kind', 'sentences', 'words', 'wordsOnlyHere'],
    properties: {
      source: textSchema('ID of the dataset, or text for the text of the request.'),
      kind: textSchema('Kind of the dataset.'),
      sentences: countSchema('Sentences.'),
      words: countSchema('Words.'),
      wordsOnlyHere: countSchema('Different words that no other dataset has.'),
      weight: numberSchema('Weight in the mixture.'),
      perplexityWithout: numberOrNullSchema('Perplexity of the held-out text without this dataset.'),
      unknownWordsWithout: countSchema('Held-out words that are unknown without this dataset.'),
      unknownWords: countSchema('Held-out words that are unknown with all datasets.')
    }
  },
  WordsReport: {
    type: 'object',
    description: 'Pronunciations of the words of the training data.',
    required: ['added', 'extended', 'unpronounceable'],
    properties: {
      added: listSchema(ref('TrainedWord'), 'Words that the dictionary of the base model lacks.'),
      extended: listSchema(
        ref('TrainedWord'),
        'Words of the dictionary that gained a pronunciation from your data.'
      ),
      unpronounceable: listSchema(
        ref('UnpronounceableWord'),
        'Words that cannot be recognized, because they have no pronunciation.'
      )
    }
  },
  TrainedWord: {
    type: 'object',
    description: 'A word and its pronunciations.',
    required: ['word', 'display', 'pronunciations', 'source'],
    properties: {
      word: textSchema('The word in lexical form.'),
      display: textSchema('The word in display form.'),
      pronunciations: listSchema(textSchema('Phones, separated by blanks.'), 'Its pronunciations.'),
      source: wordSchema(
        ['phonetic lexicon', 'pronunciation data', 'possessive', 'letter names', 'parts', 'spelling'],
        'Where the pronunciations come from.'
      ),
      heard: listSchema(
        ref('PronunciationCount'),
        'How often each candidate fitted the audio best; absent if no audio contains the word.'
      )
    }
  },
  PronunciationCount: {
    type: 'object',
    description: 'How often a pronunciation fitted the audio best.',
    required: ['pronunciation', 'times'],
    properties: {
      pronunciation: textSchema('Phones, separated by blanks.'),
      times: countSchema('How often.')
    }
  },
  UnpronounceableWord: {
    type: 'object',
    description: 'A word without a pronunciation.',
    required: ['word', 'reason'],
    properties: { word: textSchema('The word.'), reason: textSchema('Why it has none.') }
  },
  AudioFilesReport: {
    type: 'object',
    description: 'Training on recordings without transcripts.',
    required: ['files', 'segments', 'seconds', 'kept', 'dropped', 'leastConfidence', 'failed', 'notNeeded'],
    properties: {
      files: countSchema('Recordings.'),
      segments: countSchema('Segments of speech.'),
      seconds: numberSchema('Length, in seconds.'),
      kept: ref('KeptSpeech'),
      dropped: ref('DroppedSpeech'),
      leastConfidence: numberSchema('Mean confidence from which on a segment was kept.'),
      failed: countSchema('Recordings that could not be recognized to their end.'),
      notNeeded: countSchema('Recordings that were left out because there was enough audio.')
    }
  },
  KeptSpeech: {
    type: 'object',
    description: 'Speech that was used.',
    required: ['segments', 'seconds', 'words'],
    properties: {
      segments: countSchema('Segments.'),
      seconds: numberSchema('Length, in seconds.'),
      words: countSchema('Words.')
    }
  },
  DroppedSpeech: {
    type: 'object',
    description: 'Speech that was not used, by the reason.',
    required: ['fewWords', 'lowConfidence', 'unsureWords'],
    properties: {
      fewWords: ref('SpeechLength'),
      lowConfidence: ref('SpeechLength'),
      unsureWords: ref('SpeechLength')
    }
  },
  SpeechLength: {
    type: 'object',
    description: 'An amount of speech.',
    required: ['segments', 'seconds'],
    properties: { segments: countSchema('Segments.'), seconds: numberSchema('Length, in seconds.') }
  },
  LongRecordingsReport: {
    type: 'object',
    description: 'Segmentation of long recordings with one transcript.',
    required: ['recordings', 'seconds', 'kept', 'leftOut', 'leftOutCount', 'failed', 'notNeeded'],
    properties: {
      recordings: countSchema('Recordings.'),
      seconds: numberSchema('Length, in seconds.'),
      kept: ref('KeptSpeech'),
      leftOut: listSchema(ref('LeftOutSpeech'), 'The longest parts that were left out, at most 500.'),
      leftOutCount: countSchema('Parts that were left out.'),
      failed: listSchema(ref('FailedRecording'), 'Recordings that could not be used.'),
      notNeeded: countSchema('Recordings that were left out because there was enough audio.')
    }
  },
  FailedRecording: {
    type: 'object',
    description: 'A recording that could not be used.',
    required: ['recording', 'reason'],
    properties: { recording: textSchema('Name of the recording.'), reason: textSchema('Why.') }
  },
  FusionReport: {
    type: 'object',
    description: 'How far a neural model trusts the language beside what it hears.',
    required: ['weightsFrom', 'generalModel', 'weights'],
    properties: {
      weightsFrom: textSchema('How the weights were chosen.'),
      generalModel: booleanSchema(
        'True if the base model has general n-grams, which the text was mixed with.'
      ),
      weights: ref('FusionWeights'),
      utterances: countSchema('Utterances that were held out.'),
      candidates: listSchema(
        ref('FusionCandidate'),
        'Word errors by weights; the first candidate is the base model.'
      )
    }
  },
  FusionWeights: {
    type: 'object',
    description: 'Weights, as natural logarithms.',
    required: ['alpha', 'beta', 'unknownWord', 'domainWeight', 'sentenceEnd'],
    properties: {
      alpha: numberSchema('Weight of the language model; 0 leaves it out.'),
      beta: numberSchema('Added for each word.'),
      unknownWord: numberSchema('Added for each word that is not in the lexicon.'),
      unknownLetter: numberSchema('Added for each letter of such a word.'),
      domainWeight: numberSchema('Weight of the text beside general language, 0 to 1.'),
      background: numberSchema('Probability of any word, for a base model without general n-grams.'),
      backgroundLetter: numberSchema('The same for each letter of the word.'),
      sentenceEnd: booleanSchema('Whether the end of a phrase is scored as the end of a sentence.')
    }
  },
  FusionCandidate: {
    type: 'object',
    description: 'Word errors on held-out utterances with some weights.',
    required: ['name', 'errors', 'words', 'errorRate'],
    properties: {
      name: textSchema('The weights; "base" is the base model.'),
      errors: numberSchema('Word errors.'),
      words: countSchema('Words of the transcripts.'),
      errorRate: numberSchema('Word errors per word.')
    }
  },
  AcousticsReport: {
    type: 'object',
    description: 'Training on audio.',
    required: ['utterances', 'seconds', 'method', 'because', 'notAligned'],
    properties: {
      utterances: countSchema('Utterances.'),
      seconds: numberSchema('Length, in seconds.'),
      narrowBand: booleanSchema('True if the audio came through a telephone.'),
      method: wordSchema(['none', 'mllr', 'map', 'mllr-map'], 'How the acoustic model was adapted.'),
      because: textSchema('Why.'),
      heldBack: ref('HeldOutUtterances'),
      heard: ref('UntranscribedAudioUse'),
      notAligned: listSchema(
        ref('UnalignedUtterance'),
        'Utterances whose transcript could not be aligned with the audio.'
      )
    }
  },
  HeldOutUtterances: {
    type: 'object',
    description: 'Utterances that were held out from training, and the errors of each method on them.',
    required: ['method', 'judgedBy', 'utterances', 'seconds', 'candidates'],
    properties: {
      method: textSchema('How they were chosen.'),
      judgedBy: wordSchema(
        ['transcripts', 'confidence'],
        'Errors are counted in transcripts, or expected from confidence where there are none.'
      ),
      utterances: countSchema('Utterances.'),
      seconds: numberSchema('Length, in seconds.'),
      candidates: ref('CandidateErrors')
    }
  },
  CandidateErrors: {
    type: 'object',
    description: 'Errors by method; base is the base model.',
    properties: {
      base: ref('CountedErrors'),
      none: ref('CountedErrors'),
      mllr: ref('CountedErrors'),
      map: ref('CountedErrors'),
      'mllr-map': ref('CountedErrors')
    }
  },
  CountedErrors: {
    type: 'object',
    description: 'Word errors.',
    required: ['errors', 'words', 'errorRate'],
    properties: errorCounts
  },
  UntranscribedAudioUse: {
    type: 'object',
    description: 'Whether recordings without transcripts help beside those with transcripts.',
    required: ['used', 'errorsWith', 'errorsWithout'],
    properties: {
      used: booleanSchema('Whether they are used.'),
      errorsWith: numberSchema('Errors with them.'),
      errorsWithout: numberSchema('Errors without them.')
    }
  },
  UnalignedUtterance: {
    type: 'object',
    description: 'An utterance whose transcript could not be aligned with its audio.',
    required: ['id', 'reason'],
    properties: { id: textSchema('Name of the utterance.'), reason: textSchema('Why.') }
  },
  RegressionCheckReport: {
    type: 'object',
    description: 'Errors on the general test set, compared with those of the base model.',
    required: [
      'set',
      'utterances',
      'words',
      'baseWordErrorRate',
      'wordErrorRate',
      'relativeChange',
      'difference'
    ],
    properties: {
      set: textSchema('Name of the test set.'),
      utterances: listSchema(ref('RegressionCheckUtterance'), 'Its utterances.'),
      words: countSchema('Words of the transcripts.'),
      baseWordErrorRate: numberSchema('Word error rate of the base model.'),
      wordErrorRate: numberSchema('Word error rate of the model.'),
      relativeChange: numberSchema('Change in errors as a fraction of those of the base model.'),
      difference: ref('RateDifference')
    }
  },
  RateDifference: {
    type: 'object',
    description: '95 % confidence interval of the word error rate minus that of the base model.',
    required: ['low', 'high'],
    properties: { low: numberSchema('Lower end.'), high: numberSchema('Upper end.') }
  },
  RegressionCheckUtterance: {
    type: 'object',
    description: 'An utterance of the general test set.',
    required: ['voice', 'reference', 'base', 'custom', 'baseErrors', 'errors'],
    properties: {
      voice: textSchema('The speaker.'),
      reference: textSchema('The transcript.'),
      base: textSchema('What the base model recognized.'),
      custom: textSchema('What the model recognized.'),
      baseErrors: countSchema('Word errors of the base model.'),
      errors: countSchema('Word errors of the model.')
    }
  },
  LeftOutSpeech: {
    type: 'object',
    description: 'A part of a recording that was left out.',
    required: ['recording', 'from', 'to', 'words', 'heard', 'reason'],
    properties: {
      recording: textSchema('Name of the recording.'),
      from: numberSchema('Start in the recording, in seconds.'),
      to: numberSchema('End in the recording, in seconds.'),
      words: textSchema('Beginning of the words of the transcript.'),
      heard: textSchema('Beginning of the words that were recognized.'),
      reason: textSchema('Why it was left out.'),
      score: numberSchema('How well the transcript fitted, 0 to 1.')
    }
  }
} as const satisfies Schemas

export type TrainingReportAnswers = Answers<typeof trainingReportSchemas, typeof modelsApi.schemas>
