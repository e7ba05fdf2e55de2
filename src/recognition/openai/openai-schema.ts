/** Transcription in the shape of OpenAI's API, as schemas. @module */
import {
  type Answers,
  countSchema,
  listSchema,
  numberSchema,
  ref,
  type Schemas,
  textSchema,
  wordSchema
} from '../../resources/index.ts'

export const openAiSchemas = {
  AudioTranscriptionForm: {
    type: 'object',
    description: 'The form of a transcription.',
    required: ['file', 'model'],
    properties: {
      file: { type: 'string', format: 'binary', description: 'The recording.' },
      model: textSchema('base, or the ID of a model or endpoint.'),
      language: textSchema('ISO 639-1 code or locale of the speech; must fit the model.'),
      prompt: textSchema('Words and phrases that are expected in the recording.'),
      prompt_weight: {
        type: 'number',
        minimum: 0,
        maximum: 2,
        default: 1,
        description: 'How strongly the prompt is expected: 0 not at all, 2 at most.'
      },
      response_format: {
        type: 'string',
        enum: ['json', 'text', 'srt', 'vtt', 'verbose_json'],
        default: 'json',
        description: 'Format of the response.'
      },
      stream: {
        type: 'boolean',
        default: false,
        description: 'Whether phrases are sent as soon as they are recognized; with json and text only.'
      },
      'timestamp_granularities[]': {
        type: 'array',
        items: { type: 'string', enum: ['word', 'segment'] },
        description: 'Timestamps in verbose_json; segment when absent.'
      }
    }
  },
  AudioTranscription: {
    type: 'object',
    description: 'Response in the format json.',
    required: ['text', 'usage'],
    properties: { text: textSchema('The display text.'), usage: ref('AudioUsage') }
  },
  VerboseAudioTranscription: {
    type: 'object',
    description: 'Response in the format verbose_json.',
    required: ['task', 'language', 'duration', 'text', 'usage'],
    properties: {
      task: wordSchema(['transcribe'], 'Always transcribe.'),
      language: textSchema('English name of the language, for example english.'),
      duration: numberSchema('Length of the recording, in seconds.'),
      text: textSchema('The display text.'),
      segments: listSchema(ref('AudioSegment'), 'Phrases, if segment is among timestamp_granularities.'),
      words: listSchema(ref('AudioWord'), 'Words, if word is among timestamp_granularities.'),
      usage: ref('AudioUsage')
    }
  },
  AudioSegment: {
    type: 'object',
    description: 'A phrase: speech between two pauses.',
    required: [
      'id',
      'seek',
      'start',
      'end',
      'text',
      'tokens',
      'temperature',
      'avg_logprob',
      'compression_ratio',
      'no_speech_prob'
    ],
    properties: {
      id: countSchema('Number, from 0.'),
      seek: countSchema('Start, in hundredths of a second.'),
      start: numberSchema('Start, in seconds.'),
      end: numberSchema('End, in seconds.'),
      text: textSchema('The display text.'),
      tokens: listSchema({ type: 'integer' } as const, 'Always empty: the engine has no tokens.'),
      temperature: numberSchema('Always 0.'),
      avg_logprob: numberSchema('Natural logarithm of the confidence.'),
      compression_ratio: numberSchema('Length of the text divided by its compressed length.'),
      no_speech_prob: numberSchema('Always 0.')
    }
  },
  AudioWord: {
    type: 'object',
    description: 'A word in display form.',
    required: ['word', 'start', 'end'],
    properties: {
      word: textSchema('The word.'),
      start: numberSchema('Start, in seconds.'),
      end: numberSchema('End, in seconds.')
    }
  },
  AudioUsage: {
    type: 'object',
    description: 'What was transcribed.',
    required: ['type', 'seconds'],
    properties: {
      type: wordSchema(['duration'], 'Always duration.'),
      seconds: countSchema('Length of the recording, in seconds, rounded up.')
    }
  },
  ListedModels: {
    type: 'object',
    description: 'The models and endpoints that can be used.',
    required: ['object', 'data'],
    properties: {
      object: wordSchema(['list'], 'Always list.'),
      data: listSchema(ref('ListedModel'), 'Models and endpoints.')
    }
  },
  ListedModel: {
    type: 'object',
    description: 'A model or endpoint.',
    required: ['id', 'object', 'created', 'owned_by'],
    properties: {
      id: textSchema('base, or the ID of the model or endpoint.'),
      object: wordSchema(['model'], 'Always model.'),
      created: countSchema('When it was created, in seconds since 1970.'),
      owned_by: textSchema('vernacular for a base model, model for a custom one, or endpoint.')
    }
  }
} as const satisfies Schemas

export type OpenAiAnswers = Answers<typeof openAiSchemas>
