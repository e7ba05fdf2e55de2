/** Short audio recognition, as schemas. @module */
import {
  type Answers,
  countSchema,
  listSchema,
  numberSchema,
  type QueryParameters,
  ref,
  type Schemas,
  textSchema
} from '../resources/index.ts'

const span = {
  Offset: countSchema('Start of the first word, in ticks of 100 ns.'),
  Duration: countSchema('From the start of the first word to the end of the last, in ticks of 100 ns.')
} as const

export const shortAudioSchemas = {
  RecognitionStatus: {
    type: 'string',
    description: 'Whether words were recognized: no speech, only noise, or no words are the other cases.',
    enum: ['Success', 'NoMatch', 'InitialSilenceTimeout', 'BabbleTimeout']
  },
  SimpleRecognition: {
    type: 'object',
    description: 'Response in the format simple.',
    required: ['RecognitionStatus', 'Offset', 'Duration'],
    properties: {
      RecognitionStatus: ref('RecognitionStatus'),
      DisplayText: textSchema('The display text.'),
      ...span
    }
  },
  DetailedRecognition: {
    type: 'object',
    description: 'Response in the format detailed.',
    required: ['RecognitionStatus', 'Offset', 'Duration'],
    properties: {
      RecognitionStatus: ref('RecognitionStatus'),
      ...span,
      NBest: listSchema(ref('RecognitionAlternative'), 'Alternatives, best first.')
    }
  },
  RecognitionAlternative: {
    type: 'object',
    description: 'One way to understand the utterance.',
    required: ['Confidence', 'Lexical', 'ITN', 'MaskedITN', 'Display'],
    properties: {
      Confidence: numberSchema('From 0 to 1.'),
      Lexical: textSchema('The words as recognized.'),
      ITN: textSchema('With numbers, dates and the like in written form (inverse text normalization).'),
      MaskedITN: textSchema('As ITN, with profanity masked.'),
      Display: textSchema('With punctuation and capitals, for readers.')
    }
  }
} as const satisfies Schemas

export const shortAudioQuery = {
  speechLanguage: {
    name: 'language',
    schema: { type: 'string' },
    required: true,
    description: 'Locale of the speech.'
  },
  format: {
    schema: { type: 'string', enum: ['simple', 'detailed'], default: 'simple' },
    description: 'Format of the response.'
  },
  profanity: {
    schema: { type: 'string', enum: ['masked', 'removed', 'raw'], default: 'masked' },
    description: 'What happens to profanity.'
  },
  cid: {
    schema: { type: 'string', minLength: 1 },
    description: 'ID of the endpoint or model; the base model of the language when absent.'
  },
  storeAudio: {
    schema: { type: 'boolean', default: false },
    description: 'Whether the speaker agrees that the audio is logged.'
  }
} as const satisfies QueryParameters

export type ShortAudioAnswers = Answers<typeof shortAudioSchemas>
