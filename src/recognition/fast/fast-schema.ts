/** Fast transcription, as schemas. @module */
import {
  type Answers,
  countSchema,
  listSchema,
  numberSchema,
  ref,
  type Schemas,
  textSchema
} from '../../resources/index.ts'
import { MAX_PHRASES } from '../phrase-list.ts'

const span = {
  offsetMilliseconds: countSchema('Start, in milliseconds from the beginning of the recording.'),
  durationMilliseconds: countSchema('Length, in milliseconds.')
} as const
const SPAN = ['offsetMilliseconds', 'durationMilliseconds'] as const

export const fastSchemas = {
  FastTranscriptionForm: {
    type: 'object',
    description: 'The form of fast transcription.',
    properties: {
      audio: {
        type: 'string',
        format: 'binary',
        description: 'The recording; not needed with audioUrl.'
      },
      definition: ref('FastTranscriptionDefinition')
    }
  },
  FastTranscriptionDefinition: {
    type: 'object',
    description: 'Options of fast transcription. Null is the same as absent.',
    additionalProperties: false,
    properties: {
      locales: {
        type: 'array',
        items: { type: 'string' },
        nullable: true,
        description: 'One locale; en-US when absent.'
      },
      models: {
        type: 'object',
        additionalProperties: { type: 'string' },
        nullable: true,
        description: 'URL or ID of the model to use, by locale; the base model of the locale when absent.'
      },
      channels: {
        type: 'array',
        items: { type: 'integer', minimum: 0, maximum: 1 },
        nullable: true,
        description: 'Channels to transcribe separately; they are mixed when absent.'
      },
      profanityFilterMode: {
        type: 'string',
        enum: ['None', 'Removed', 'Tags', 'Masked'],
        nullable: true,
        default: 'Masked',
        description: 'What happens to profanity.'
      },
      diarization: {
        type: 'object',
        properties: {
          enabled: { type: 'boolean', default: true, description: 'Whether to tell speakers apart.' },
          maxSpeakers: {
            type: 'integer',
            minimum: 2,
            maximum: 35,
            default: 2,
            description: 'How many speakers there may be.'
          }
        },
        nullable: true,
        description: 'Tells speakers apart; not with several channels.'
      },
      phraseList: {
        type: 'object',
        required: ['phrases'],
        properties: {
          phrases: {
            type: 'array',
            items: { type: 'string' },
            maxItems: MAX_PHRASES,
            description: 'Words and phrases.'
          },
          biasingWeight: {
            type: 'number',
            minimum: 0,
            maximum: 2,
            default: 1,
            description: 'How strongly they are expected: 0 not at all, 2 at most.'
          }
        },
        nullable: true,
        description: 'Words and phrases that are expected in the recording.'
      },
      enhancedMode: {
        type: 'object',
        properties: { enabled: { type: 'boolean', description: 'Must be false.' } },
        nullable: true,
        description: 'Not supported: it needs a large language model.'
      },
      audioUrl: {
        type: 'string',
        format: 'uri',
        nullable: true,
        description: 'Address of the recording, if the form has no audio.'
      }
    }
  },
  FastTranscription: {
    type: 'object',
    description: 'The transcription of a recording.',
    required: ['durationMilliseconds', 'combinedPhrases', 'phrases'],
    properties: {
      durationMilliseconds: countSchema('Length of the recording, in milliseconds.'),
      combinedPhrases: listSchema(ref('FastCombinedPhrases'), 'One entry, or one for each channel.'),
      phrases: listSchema(ref('FastPhrase'), 'Phrases by their start.')
    }
  },
  FastCombinedPhrases: {
    type: 'object',
    description: 'All phrases, joined.',
    required: ['text'],
    properties: {
      channel: countSchema('The channel, if channels are separate.'),
      text: textSchema('The display text.')
    }
  },
  FastPhrase: {
    type: 'object',
    description: 'A phrase: speech between two pauses.',
    required: [...SPAN, 'text', 'words', 'locale', 'confidence'],
    properties: {
      channel: countSchema('The channel, if channels are separate.'),
      speaker: countSchema('The speaker, from 1; with diarization only.'),
      ...span,
      text: textSchema('The display text.'),
      words: listSchema(ref('FastWord'), 'Its words.'),
      locale: textSchema('The locale.'),
      confidence: numberSchema('From 0 to 1.')
    }
  },
  FastWord: {
    type: 'object',
    description: 'A word in display form.',
    required: ['text', ...SPAN],
    properties: { text: textSchema('The word.'), ...span }
  }
} as const satisfies Schemas

export type FastAnswers = Answers<typeof fastSchemas>
