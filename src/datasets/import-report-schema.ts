/** The report of an import, and of its dry run, as schemas. @module */
import {
  type Answers,
  countSchema,
  listSchema,
  numberOrNullSchema,
  numberSchema,
  ref,
  type Schemas,
  textSchema,
  wordSchema
} from '../resources/index.ts'
import type { datasetSchemas } from './dataset-schema.ts'

const examples = listSchema(textSchema('A sentence.'), 'A few of them.')

export const importReportSchemas = {
  ImportReport: {
    type: 'object',
    description: 'Content of report.json, the file of kind DatasetReport.',
    required: [
      'status',
      'acceptedLineCount',
      'rejectedLineCount',
      'kind',
      'locale',
      'textNormalizationKind',
      'normalizer',
      'warnings',
      'details'
    ],
    properties: {
      status: wordSchema(['Succeeded', 'Failed'], 'How the import ended.'),
      acceptedLineCount: countSchema('Lines, recordings or entries accepted.'),
      rejectedLineCount: countSchema('Lines, recordings or entries rejected.'),
      durationTicks: countSchema('Length of the accepted audio, in ticks of 100 ns.'),
      error: ref('ImportError'),
      kind: ref('DatasetKind'),
      locale: textSchema('Locale of the dataset.'),
      textNormalizationKind: ref('TextNormalizationKind'),
      normalizer: textSchema('Version of the text normalization.'),
      warnings: listSchema(textSchema('A sentence.'), 'What may be wrong although it was accepted.'),
      text: ref('TextStatistics'),
      audio: ref('AudioStatistics'),
      transcripts: ref('TranscriptCheck'),
      structuredText: ref('StructuredTextStatistics'),
      formatting: ref('FormattingStatistics'),
      details: listSchema(ref('RejectedLine'), 'What was rejected, and why.'),
      preview: listSchema(
        ref('PreviewedEntry'),
        'With validate=true only: the first entries as the service reads them.'
      )
    }
  },
  ImportError: {
    type: 'object',
    description: 'Why an import failed.',
    required: ['code', 'message'],
    properties: { code: textSchema('Code of the error.'), message: textSchema('What is wrong.') }
  },
  RejectedLine: {
    type: 'object',
    description: 'A line, recording or entry that was rejected.',
    required: ['filename', 'code', 'inputText', 'message', 'found', 'accepted', 'status'],
    properties: {
      filename: textSchema('The file that it is in.'),
      line: countSchema('Number of the line, from 1.'),
      column: countSchema('The character at which it is wrong, from 1.'),
      code: textSchema('Code of the rejection.'),
      inputText: textSchema('The line, shortened.'),
      message: textSchema('What is wrong.'),
      found: textSchema('The part that is wrong.'),
      accepted: textSchema('What is accepted in its place.'),
      corrected: textSchema('The whole line as it would be accepted, where the correction is mechanical.'),
      status: wordSchema(['Failed'], 'Always Failed.')
    }
  },
  TextStatistics: {
    type: 'object',
    description: 'The accepted text, compared with the base model and with other datasets.',
    required: ['sentences', 'tokens', 'vocabulary', 'alsoIn'],
    properties: {
      sentences: countSchema('Sentences.'),
      tokens: countSchema('Words, each as often as it occurs.'),
      vocabulary: countSchema('Different words.'),
      base: textSchema('Name of the base model.'),
      newWords: ref('NewWords'),
      perplexity: ref('TextPerplexity'),
      alsoIn: listSchema(ref('SharedSentences'), 'Other datasets with the same sentences.')
    }
  },
  NewWords: {
    type: 'object',
    description: 'Words that the dictionary of the base model lacks.',
    required: ['words', 'tokens', 'rate', 'mostUseful', 'once'],
    properties: {
      words: countSchema('Different words.'),
      tokens: countSchema('Words, each as often as it occurs.'),
      rate: numberSchema('Fraction of all words, 0 to 1, that the base model cannot recognize.'),
      mostUseful: listSchema(ref('CountedWord'), 'The most frequent, at most 50.'),
      once: ref('WordsFoundOnce')
    }
  },
  CountedWord: {
    type: 'object',
    description: 'A word and how often it occurs.',
    required: ['word', 'count'],
    properties: { word: textSchema('The word.'), count: countSchema('How often it occurs.') }
  },
  WordsFoundOnce: {
    type: 'object',
    description: 'New words that occur once: often typing errors.',
    required: ['words', 'examples'],
    properties: {
      words: countSchema('Different words.'),
      examples: listSchema(textSchema('A word.'), 'At most 50 of them.')
    }
  },
  TextPerplexity: {
    type: 'object',
    description: 'How well the base model expects the text.',
    required: ['value', 'sentences', 'unknownWords'],
    properties: {
      value: numberOrNullSchema('Perplexity; null if no word could be scored.'),
      sentences: countSchema('Sentences that were scored.'),
      unknownWords: countSchema('Words of them that the base model lacks, which do not count.')
    }
  },
  SharedSentences: {
    type: 'object',
    description: 'Sentences that another dataset has too.',
    required: ['dataset', 'displayName', 'kind', 'sentences', 'examples'],
    properties: {
      dataset: textSchema('ID of the other dataset.'),
      displayName: textSchema('Name of the other dataset.'),
      kind: textSchema('Kind of the other dataset.'),
      sentences: countSchema('How many sentences.'),
      examples
    }
  },
  AudioStatistics: {
    type: 'object',
    description: 'The accepted recordings.',
    required: ['clips', 'hours', 'tooQuiet', 'clipped'],
    properties: {
      clips: countSchema('Recordings.'),
      hours: numberSchema('Length of all, in hours.'),
      loudness: ref('LoudnessRange'),
      tooQuiet: listSchema(ref('QuietRecording'), 'The quietest of those that are too quiet, at most 20.'),
      clipped: listSchema(ref('ClippedRecording'), 'The worst of those that are clipped, at most 20.')
    }
  },
  LoudnessRange: {
    type: 'object',
    description: 'Loudness of the recordings, in dB relative to full scale.',
    required: ['median', 'lowest', 'highest'],
    properties: {
      median: numberSchema('Median.'),
      lowest: numberSchema('The quietest recording.'),
      highest: numberSchema('The loudest recording.')
    }
  },
  QuietRecording: {
    type: 'object',
    description: 'A recording that is too quiet.',
    required: ['file', 'decibels'],
    properties: {
      file: textSchema('Name of the recording.'),
      decibels: numberSchema('Loudness, in dB relative to full scale.')
    }
  },
  ClippedRecording: {
    type: 'object',
    description: 'A recording that is clipped.',
    required: ['file', 'share'],
    properties: {
      file: textSchema('Name of the recording.'),
      share: numberSchema('Fraction of its samples, 0 to 1, that are cut off.')
    }
  },
  TranscriptCheck: {
    type: 'object',
    description: 'Transcripts that may not match their audio.',
    required: ['checked', 'clips', 'suspects'],
    properties: {
      checked: countSchema('Recordings that were checked.'),
      clips: countSchema('Recordings in the dataset.'),
      suspects: listSchema(ref('SuspectTranscript'), 'The worst first, at most 20.'),
      because: textSchema('Why fewer were checked than intended.')
    }
  },
  SuspectTranscript: {
    type: 'object',
    description: 'A transcript that may not match its audio.',
    required: ['file', 'line', 'score', 'heard', 'disagreements'],
    properties: {
      file: textSchema('Name of the recording.'),
      line: countSchema('Line of the transcript, from 1.'),
      score: numberSchema('Fraction of its words, 0 to 1, that were found in the audio.'),
      heard: textSchema('What was recognized by a decoder that expects the transcript.'),
      disagreements: listSchema(ref('TranscriptDisagreement'), 'Where they differ.')
    }
  },
  TranscriptDisagreement: {
    type: 'object',
    description: 'Where a transcript differs from its audio.',
    required: ['from', 'to', 'words', 'heard', 'reason'],
    properties: {
      from: numberSchema('Start in the recording, in seconds.'),
      to: numberSchema('End in the recording, in seconds.'),
      words: textSchema('Words of the transcript.'),
      heard: textSchema('Words that were recognized.'),
      reason: textSchema('How they differ.')
    }
  },
  StructuredTextStatistics: {
    type: 'object',
    description: 'What a dataset of kind LanguageMarkdown has.',
    required: ['classes', 'sentences', 'references', 'pronunciations', 'headings', 'comments'],
    properties: {
      classes: listSchema(ref('ClassSize'), 'Its classes.'),
      sentences: countSchema('Sentences.'),
      references: countSchema('References of sentences to classes.'),
      pronunciations: countSchema('Words with a pronunciation.'),
      headings: countSchema('Headings.'),
      comments: countSchema('Comments.')
    }
  },
  ClassSize: {
    type: 'object',
    description: 'A class and its number of items.',
    required: ['name', 'items'],
    properties: { name: textSchema('Name of the class.'), items: countSchema('Number of items.') }
  },
  FormattingStatistics: {
    type: 'object',
    description: 'What a dataset of kind OutputFormatting has.',
    required: ['itn', 'rewrite', 'profanity', 'tests'],
    properties: {
      itn: countSchema('Patterns of inverse text normalization.'),
      rewrite: countSchema('Rewrite rules.'),
      profanity: countSchema('Profane words.'),
      tests: ref('FormattingTests')
    }
  },
  FormattingTests: {
    type: 'object',
    description: 'Results of the tests in the dataset.',
    required: ['passed', 'failed', 'failures'],
    properties: {
      passed: countSchema('Tests that passed.'),
      failed: countSchema('Tests that failed.'),
      failures: listSchema(ref('FormattingFailure'), 'The first that failed.')
    }
  },
  FormattingFailure: {
    type: 'object',
    description: 'A test that failed.',
    required: ['line', 'lexical', 'expected', 'found'],
    properties: {
      line: countSchema('Line of the test, from 1.'),
      lexical: textSchema('The recognized words.'),
      expected: textSchema('The display text that the test expects.'),
      found: textSchema('The display text that the rules give.')
    }
  },
  PreviewedEntry: {
    type: 'object',
    description: 'An entry as it was written and as it was read.',
    required: ['text', 'read'],
    properties: {
      text: textSchema('As written.'),
      read: textSchema('As trainings use it.'),
      file: textSchema('Name of the recording.')
    }
  }
} as const satisfies Schemas

export type ImportReportAnswers = Answers<typeof importReportSchemas, typeof datasetSchemas>
