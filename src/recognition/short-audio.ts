/** Short audio: one utterance of up to a minute over one HTTP request. @module */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Endpoints } from '../endpoints/index.ts'
import type { Models } from '../models/index.ts'
import { invalidPayload, Problem } from '../platform/index.ts'
import { type Engine, EngineDied, recogniseSamples } from '../recognizers/index.ts'
import { AudioUnreadable, decodeAudio, TICKS_PER_SECOND, ticksOfSamples } from '../speech/audio/index.ts'
import { detailedAnswer, simpleAnswer } from './short-audio-answer.ts'

export type ShortAudioParts = Readonly<{ endpoints: Endpoints; models: Models; engine: Engine }>

type Query = Readonly<{ language: string; format: 'simple' | 'detailed'; cid: string | undefined }>
type ShortAudio = { Params: { mode: string }; Querystring: Record<string, unknown> }

const LONGEST_TICKS = 60 * TICKS_PER_SECOND
const ALTERNATIVES = 5

export function shortAudioRoutes(app: FastifyInstance, parts: ShortAudioParts): void {
  void app.register((scope, _options, done) => {
    // Audio is taken as a stream, whatever its type is called: its own header says what it is.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload))
    scope.post<ShortAudio>(
      '/speech/recognition/:mode(^(?:interactive|conversation|dictation)$)/cognitiveservices/v1',
      { bodyLimit: Number.MAX_SAFE_INTEGER },
      (request) => recogniseShortAudio(request, parts)
    )
    done()
  })
}

async function recogniseShortAudio(
  request: FastifyRequest<ShortAudio>,
  { endpoints, models, engine }: ShortAudioParts
): Promise<unknown> {
  const query = readQuery(request.query)
  if (!(request.body instanceof Readable)) {
    throw new Problem(
      'InvalidRequest',
      'EmptyRequest',
      'The body is empty; audio is expected, for example a WAV file.'
    )
  }
  const modelId = await answeringModel(query, endpoints, models)
  const gone = new AbortController()
  request.raw.once('close', () => {
    if (!request.raw.complete) gone.abort()
  })
  let samples = 0
  const counted = async function* (body: Readable): AsyncGenerator<Int16Array> {
    for await (const chunk of decodeAudio(body, { maxDurationTicks: LONGEST_TICKS, signal: gone.signal })) {
      samples += chunk.length
      yield chunk
    }
  }
  try {
    const finals = await recogniseSamples(
      engine,
      await models.recognitionModel(modelId),
      counted(request.body),
      {
        nBest: query.format === 'detailed' ? ALTERNATIVES : 1,
        partials: false,
        signal: gone.signal
      }
    )
    const wording = await models.displayForm(modelId)
    const answer = query.format === 'detailed' ? detailedAnswer : simpleAnswer
    return answer(finals, ticksOfSamples(samples), wording)
  } catch (error) {
    throw refusalOf(error)
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof AudioUnreadable) return invalidPayload(error.message, 'body')
  if (error instanceof EngineDied) return new Problem('ServiceUnavailable', undefined, error.message)
  return error
}

function readQuery({ language, format = 'simple', cid, profanity }: Record<string, unknown>): Query {
  if (typeof language !== 'string' || language === '') {
    throw new Problem(
      'InvalidArgument',
      'InvalidLocale',
      'language is missing; for example language=en-US.',
      'language'
    )
  }
  if (format !== 'simple' && format !== 'detailed') {
    throw new Problem(
      'InvalidArgument',
      'InvalidParameterValue',
      `format is ${JSON.stringify(format)}; accepted are simple and detailed.`,
      'format'
    )
  }
  if (profanity !== undefined && profanity !== 'raw') {
    throw new Problem(
      'InvalidArgument',
      'InvalidParameterValue',
      `profanity is ${JSON.stringify(profanity)}; this version of Vernacular leaves words as they were said: accepted is raw.`,
      'profanity'
    )
  }
  return { language, format, cid: typeof cid === 'string' && cid !== '' ? cid : undefined }
}

/** The endpoint's model when one is named, else the base model of the language; never one in place of the other. */
async function answeringModel(
  { language, cid }: Query,
  endpoints: Endpoints,
  models: Models
): Promise<string> {
  if (cid === undefined) {
    const base = models.defaultBase(language)
    if (base) return base.id
    throw new Problem(
      'InvalidArgument',
      'InvalidLocale',
      `There is no base model for language ${language}.`,
      'language'
    )
  }
  const endpoint = await endpoints.get(cid)
  if (!endpoint) throw new Problem('NotFound', undefined, `The endpoint ${cid} does not exist.`, 'cid')
  if (endpoint.locale.toLowerCase() !== language.toLowerCase()) {
    throw new Problem(
      'InvalidArgument',
      'InvalidLocale',
      `language is ${language}, that of the endpoint ${cid} is ${endpoint.locale}; they must be equal.`,
      'language'
    )
  }
  if (endpoint.servingModelId !== undefined) return endpoint.servingModelId
  throw new Problem(
    'Conflict',
    'ModelDeploymentNotCompleteState',
    `The endpoint ${cid} is ${endpoint.status}; it answers once it is Succeeded.`,
    'cid'
  )
}
