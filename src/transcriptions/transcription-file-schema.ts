/** The files of a batch transcription, as schemas. @module */
import {
  type Answers,
  countSchema,
  durationSchema,
  listSchema,
  numberSchema,
  ref,
  type Schemas,
  textSchema,
  timeSchema,
  wordSchema
} from '../resources/index.ts'

/** Where something is in the recording; a tick is 100 ns. */
const span = {
  offset: durationSchema('Start, from the beginning of the recording.'),
  duration: durationSchema('Length.'),
  offsetInTicks: countSchema('Start, in ticks of 100 ns.'),
  durationInTicks: countSchema('Length, in ticks of 100 ns.')
} as const
const SPAN = ['offset', 'duration', 'offsetInTicks', 'durationInTicks'] as const

const forms = {
  lexical: textSchema('The words as recognized.'),
  itn: textSchema('With numbers, dates and the like in written form (inverse text normalization).'),
  maskedITN: textSchema('As itn, with profanity masked.'),
  display: textSchema('With punctuation and capitals, for readers.')
} as const
const FORMS = ['lexical', 'itn', 'maskedITN', 'display'] as const

export const transcriptionFileSchemas = {
  RecordingTranscription: {
    type: 'object',
    description: 'Content of a file of kind Transcription: one recording.',
    required: [
      'source',
      'timestamp',
      'durationInTicks',
      'durationMilliseconds',
      'duration',
      'combinedRecognizedPhrases',
      'recognizedPhrases'
    ],
    properties: {
      source: textSchema('The recording: its URL without the query, its path, or its name in the dataset.'),
      timestamp: timeSchema('When it was transcribed.'),
      durationInTicks: countSchema('Length of the recording, in ticks of 100 ns.'),
      durationMilliseconds: countSchema('Length of the recording, in milliseconds.'),
      duration: durationSchema('Length of the recording.'),
      combinedRecognizedPhrases: listSchema(ref('CombinedRecognizedPhrases'), 'One entry for each channel.'),
      recognizedPhrases: listSchema(ref('RecognizedPhrase'), 'Phrases of all channels by their start.')
    }
  },
  CombinedRecognizedPhrases: {
    type: 'object',
    description: 'All phrases of a channel, joined.',
    required: ['channel', ...FORMS],
    properties: { channel: countSchema('The channel, from 0.'), ...forms }
  },
  RecognizedPhrase: {
    type: 'object',
    description: 'A phrase: speech between two pauses.',
    required: [
      'recognitionStatus',
      'channel',
      ...SPAN,
      'offsetMilliseconds',
      'durationMilliseconds',
      'nBest'
    ],
    properties: {
      recognitionStatus: wordSchema(['Success'], 'Whether words were recognized.'),
      channel: countSchema('The channel, from 0.'),
      speaker: countSchema('The speaker, from 1; with diarization only.'),
      ...span,
      offsetMilliseconds: countSchema('Start, in milliseconds.'),
      durationMilliseconds: countSchema('Length, in milliseconds.'),
      nBest: listSchema(ref('RecognizedAlternative'), 'Alternatives, best first.')
    }
  },
  RecognizedAlternative: {
    type: 'object',
    description: 'One way to understand a phrase.',
    required: ['confidence', ...FORMS],
    properties: {
      confidence: numberSchema('From 0 to 1.'),
      ...forms,
      words: listSchema(ref('RecognizedWord'), 'With wordLevelTimestampsEnabled only.'),
      displayWords: listSchema(
        ref('RecognizedDisplayWord'),
        'With displayFormWordLevelTimestampsEnabled only.'
      )
    }
  },
  RecognizedWord: {
    type: 'object',
    description: 'A word in lexical form.',
    required: ['word', ...SPAN, 'confidence'],
    properties: { word: textSchema('The word.'), ...span, confidence: numberSchema('From 0 to 1.') }
  },
  RecognizedDisplayWord: {
    type: 'object',
    description: 'A word in display form.',
    required: ['displayText', ...SPAN],
    properties: { displayText: textSchema('The word with its punctuation.'), ...span }
  },
  TranscriptionReport: {
    type: 'object',
    description: 'Content of the file of kind TranscriptionReport: how each recording ended.',
    required: ['successfulTranscriptionsCount', 'failedTranscriptionsCount', 'details'],
    properties: {
      successfulTranscriptionsCount: countSchema('Recordings that were transcribed.'),
      failedTranscriptionsCount: countSchema('Recordings that failed.'),
      details: listSchema(ref('TranscriptionReportDetail'), 'One entry for each recording.')
    }
  },
  TranscriptionReportDetail: {
    type: 'object',
    description: 'How one recording ended.',
    required: ['source', 'status'],
    properties: {
      source: textSchema('The recording, as in its result.'),
      status: wordSchema(['Succeeded', 'Failed'], 'How it ended.'),
      errorKind: textSchema('Code of the error.'),
      errorMessage: textSchema('What went wrong.')
    }
  }
} as const satisfies Schemas

export type TranscriptionFileAnswers = Answers<typeof transcriptionFileSchemas>
