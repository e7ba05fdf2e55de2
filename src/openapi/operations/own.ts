/** Operations that Vernacular adds to the contract's, described. @module */
import { json, type Operations, paged } from '../operation.ts'
import { ref } from '../schema.ts'

const health = {
  type: 'object',
  properties: {
    status: { type: 'string', enum: ['Healthy', 'Degraded', 'Unhealthy'] },
    message: { type: 'string' },
    resourceId: { type: 'string' },
    components: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          status: { type: 'string' },
          message: { type: 'string' }
        }
      }
    }
  }
}
const binary = { type: 'string', format: 'binary' }

const counted = (...names: string[]) => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'integer' }]))
})
const interval = {
  type: 'object',
  properties: Object.fromEntries(
    ['rate', 'low', 'high', 'resamples'].map((name) => [name, { type: 'number' }])
  )
}
const missedWords = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      word: { type: 'string' },
      ...counted('said', 'missed', 'substituted', 'deleted').properties
    }
  }
}
const comparedModel = {
  type: 'object',
  properties: {
    wordErrorRate: interval,
    tokenErrorRate: interval,
    confusedWords: {
      type: 'array',
      items: {
        type: 'object',
        properties: { ref: { type: 'string' }, hyp: { type: 'string' }, count: { type: 'integer' } }
      }
    },
    missedWords,
    missedNewWords: missedWords,
    insertedWords: {
      type: 'array',
      items: { type: 'object', properties: { word: { type: 'string' }, count: { type: 'integer' } } }
    }
  }
}

const trafficFigures = {
  requests: { type: 'integer' },
  failed: { type: 'integer' },
  refused: { type: 'integer' },
  errorRate: { type: 'number' },
  audioSeconds: { type: 'number' },
  latency: { type: 'object', properties: { p50: { type: 'integer' }, p95: { type: 'integer' } } }
}

const accessKey = { id: { type: 'string' }, createdDateTime: { type: 'string', format: 'date-time' } }

const pronunciation = {
  phones: { type: 'string' },
  ups: { type: 'string' },
  sample: { type: 'string', format: 'uri' }
}
const pronounceNames = {
  summary: 'Tells how a model would say names, before it is trained with them.',
  body: json({
    type: 'object',
    required: ['words'],
    properties: {
      words: {
        type: 'array',
        minItems: 1,
        maxItems: 100,
        items: {
          type: 'object',
          required: ['word'],
          properties: {
            word: { type: 'string', maxLength: 60 },
            spoken: { type: 'string', maxLength: 200 },
            phones: { type: 'string', maxLength: 300 },
            language: { type: 'string', maxLength: 20 }
          }
        }
      }
    }
  }),
  answers: {
    200: {
      schema: {
        type: 'object',
        properties: {
          model: ref('EntityReference'),
          words: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                word: { type: 'string' },
                status: {
                  type: 'string',
                  enum: [
                    ...['Dictionary', 'Model', 'Possessive', 'Phones', 'SpokenForm', 'Letters', 'Parts'],
                    ...['Spelling', 'Language', 'Refused']
                  ]
                },
                reason: { type: 'string' },
                candidates: {
                  type: 'array',
                  items: {
                    type: 'object',
                    properties: {
                      ...pronunciation,
                      source: { type: 'string' },
                      spoken: { type: 'string' },
                      score: { type: 'number' }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
const speakPhones = {
  summary: 'Gets phones as a listenable sample, spoken by a synthetic voice.',
  query: ['phones', 'voice'],
  answers: { 200: { content: { 'audio/wav': binary } } }
} as const

export const ownOperations = {
  'POST /datasets/{id}:cancel': {
    id: 'Datasets_Cancel',
    summary: 'Cancels the import of a dataset.',
    answers: { 200: { schema: ref('Dataset') } }
  },
  'POST /models/{id}:cancel': {
    id: 'Models_Cancel',
    summary: 'Cancels the training of a model.',
    answers: { 200: { schema: ref('CustomModel') } }
  },
  'POST /evaluations/{id}:cancel': {
    id: 'Evaluations_Cancel',
    summary: 'Cancels an evaluation.',
    answers: { 200: { schema: ref('Evaluation') } }
  },
  'POST /endpoints/{id}:pause': {
    id: 'Endpoints_Pause',
    summary: 'Pauses an endpoint: it keeps its model and address, and refuses every call by name.',
    answers: { 200: { schema: ref('Endpoint') } }
  },
  'POST /endpoints/{id}:resume': {
    id: 'Endpoints_Resume',
    summary: 'Lets a paused endpoint answer again.',
    answers: { 200: { schema: ref('Endpoint') } }
  },
  'POST /endpoints/{id}:rollback': {
    id: 'Endpoints_Rollback',
    summary: 'Goes back to the model that an endpoint served before; calls go on meanwhile.',
    answers: { 200: { schema: ref('Endpoint'), headers: ['Retry-After'] } }
  },
  'GET /endpoints/{id}/models': {
    id: 'Endpoints_ListModels',
    summary: 'Gets the models that an endpoint has served, the newest first.',
    answers: {
      200: {
        schema: {
          type: 'object',
          properties: {
            values: {
              type: 'array',
              items: {
                type: 'object',
                properties: {
                  model: ref('EntityReference'),
                  displayName: { type: 'string' },
                  startDateTime: { type: 'string', format: 'date-time' },
                  endDateTime: { type: 'string', format: 'date-time' },
                  available: { type: 'boolean' }
                }
              }
            }
          }
        }
      }
    }
  },
  'GET /endpoints/{id}/traffic': {
    id: 'Endpoints_GetTraffic',
    summary: 'Gets requests, seconds of audio, latency and error rate of an endpoint by the hour.',
    query: ['hours'],
    answers: {
      200: {
        schema: {
          type: 'object',
          properties: {
            total: { type: 'object', properties: trafficFigures },
            hours: {
              type: 'array',
              items: {
                type: 'object',
                properties: { startDateTime: { type: 'string', format: 'date-time' }, ...trafficFigures }
              }
            }
          }
        }
      }
    }
  },
  'GET /evaluations/{id}/comparison': {
    id: 'Evaluations_GetComparison',
    summary:
      'Gets how sure the rates of an evaluation are, whether its models differ, and which words went wrong.',
    answers: {
      200: {
        schema: {
          type: 'object',
          properties: {
            utterances: { type: 'integer' },
            model1: comparedModel,
            model2: comparedModel,
            wordErrorRateDifference: {
              type: 'object',
              properties: {
                difference: { type: 'number' },
                low: { type: 'number' },
                high: { type: 'number' },
                probabilityOfImprovement: { type: 'number' },
                resamples: { type: 'integer' },
                significant: { type: 'boolean' }
              }
            }
          }
        }
      }
    }
  },
  'GET /evaluations/{id}/utterances': {
    id: 'Evaluations_ListUtterances',
    summary: 'Gets all utterances of an evaluation, aligned with both models: a line of JSON each.',
    query: ['sasValidityInSeconds'],
    answers: { 200: { content: { 'application/x-ndjson': { type: 'string' } } } }
  },
  'POST /transcriptions/{id}:cancel': {
    id: 'Transcriptions_Cancel',
    summary: 'Cancels a transcription.',
    answers: { 200: { schema: ref('Transcription') } }
  },
  'POST /models/{id}:copyto': {
    id: 'Models_CopyTo',
    summary: 'Copies a model within this service, as clients of v3.1 do.',
    body: json({
      type: 'object',
      required: ['targetSubscriptionKey'],
      properties: { targetSubscriptionKey: { type: 'string' } }
    }),
    answers: { 201: { schema: ref('CustomModel'), headers: ['Location'] } }
  },
  'GET /healthstatus': {
    id: 'HealthStatus_Get',
    summary: 'Tells whether the service and its parts work.',
    answers: { 200: { schema: health } }
  },
  'GET /keys': {
    id: 'Keys_List',
    summary: 'Gets the access keys that open this service, by their ids.',
    answers: {
      200: {
        schema: {
          type: 'object',
          properties: {
            values: {
              type: 'array',
              items: {
                type: 'object',
                properties: { ...accessKey, current: { type: 'boolean' } }
              }
            }
          }
        }
      }
    }
  },
  'POST /keys': {
    id: 'Keys_Create',
    summary: 'Makes a further access key; the answer is the only one that ever shows it.',
    answers: { 201: { schema: { type: 'object', properties: { ...accessKey, key: { type: 'string' } } } } }
  },
  'DELETE /keys/{id}': {
    id: 'Keys_Delete',
    summary: 'Withdraws an access key, for ever; the last one stays.',
    answers: { 204: {} }
  },
  'POST /models/{id}:pronounce': { id: 'Models_Pronounce', ...pronounceNames },
  'POST /models/base/{id}:pronounce': { id: 'Models_PronounceWithBaseModel', ...pronounceNames },
  'GET /models/{id}:speak': { id: 'Models_Speak', ...speakPhones },
  'GET /models/base/{id}:speak': { id: 'Models_SpeakWithBaseModel', ...speakPhones },
  'GET /models/{id}/pronunciations': {
    id: 'Models_ListPronunciations',
    summary: 'Gets the words that a model learnt and how they are said in it, sorted by word.',
    query: paged,
    answers: {
      200: {
        schema: {
          type: 'object',
          properties: {
            values: {
              type: 'array',
              items: {
                type: 'object',
                properties: {
                  word: { type: 'string' },
                  display: { type: 'string' },
                  source: { type: 'string' },
                  added: { type: 'boolean' },
                  pronunciations: { type: 'array', items: { type: 'object', properties: pronunciation } }
                }
              }
            },
            '@nextLink': { type: 'string', format: 'uri' }
          }
        }
      }
    }
  },
  'GET /models/{id}:export': {
    id: 'Models_Export',
    summary: 'Gets the whole bundle of a model as one zip.',
    answers: { 200: { content: { 'application/zip': binary } } }
  },
  'POST /models:import': {
    id: 'Models_Import',
    summary: 'Creates a model from an exported zip.',
    body: { 'application/zip': binary },
    answers: { 201: { schema: ref('CustomModel'), headers: ['Location'] } }
  }
} as const satisfies Operations
