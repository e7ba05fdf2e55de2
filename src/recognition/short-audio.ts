/** Short audio: one utterance of up to a minute over one HTTP request. @module */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Endpoint } from '../endpoints/index.ts'
import { abortOnDisconnect, Problem } from '../platform/index.ts'
import {
  callerFault,
  type Engine,
  EngineDied,
  type Final,
  ModelUnusable,
  recogniseSpeech
} from '../recognizers/index.ts'
import { invalidPayload } from '../resources/index.ts'
import { AudioUnreadable, decodeAudio, TICKS_PER_SECOND, ticksOfSamples } from '../speech/audio/index.ts'
import type { ProfanityMode } from '../speech/display/index.ts'
import { arrivingAudio, dropRest, MAX_SHORT_AUDIO_BYTES } from './arriving-audio.ts'
import { type ModelsAndEndpoints, namedModel } from './named-model.ts'
import { noMatchReason } from './no-match-reason.ts'
import { requirePermittedEndpoint } from './permitted-endpoint.ts'
import { faultOf } from './recognize-recording.ts'
import { detailedAnswer, hasWords, isReadable, noMatchAnswer, simpleAnswer } from './short-audio-answer.ts'

export type ShortAudioParts = ModelsAndEndpoints & Readonly<{ engine: Engine }>

type Query = Readonly<{
  language: string
  format: 'simple' | 'detailed'
  cid: string | undefined
  /** The speaker agrees that the session is logged. */
  storeAudio: boolean
  profanity: ProfanityMode
}>
type ShortAudio = { Params: { mode: string }; Querystring: Record<string, unknown> }

/** What clients call the modes; masked when they say nothing. */
const PROFANITY: Readonly<Record<string, ProfanityMode>> = {
  masked: 'Masked',
  removed: 'Removed',
  raw: 'None'
}

const MAX_DURATION_TICKS = 60 * TICKS_PER_SECOND
const ALTERNATIVES = 5

export function shortAudioRoutes(app: FastifyInstance, parts: ShortAudioParts): void {
  void app.register((scope, _options, done) => {
    // Audio is taken as a stream, whatever its type is called: its own header says what it is.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, parsed) => parsed(null, payload))
    scope.post<ShortAudio>(
      '/speech/recognition/:mode(^(?:interactive|conversation|dictation)$)/cognitiveservices/v1',
      { bodyLimit: MAX_SHORT_AUDIO_BYTES },
      (request, reply) => recognizeShortAudio(request, reply, parts)
    )
    done()
  })
}

async function recognizeShortAudio(
  request: FastifyRequest<ShortAudio>,
  reply: FastifyReply,
  parts: ShortAudioParts
): Promise<unknown> {
  const { body } = request
  if (!(body instanceof Readable)) throw emptyBody()
  const signal = abortOnDisconnect(reply)
  try {
    const dictation = request.params.mode === 'dictation'
    const query = readQuery(request.query)
    requirePermittedEndpoint(request.principal, query.cid)
    return await recognizeBody({ ...query, dictation }, body, parts, signal)
  } catch (error) {
    throw signal.aborted ? hungUp() : rejectionOf(error)
  } finally {
    dropRest(body)
  }
}

async function recognizeBody(
  query: Query & Readonly<{ dictation: boolean }>,
  body: Readable,
  parts: ShortAudioParts,
  signal: AbortSignal
): Promise<unknown> {
  const { endpoints, models, engine } = parts
  const { modelId, logs } = await answering(query, parts)
  const formatter = await models.displayFormatter(modelId, {
    locale: query.language,
    profanity: query.profanity,
    punctuation: query.dictation ? 'DictatedAndAutomatic' : 'Automatic'
  })
  let bytes = 0
  let samples = 0
  // A minute at most is kept: should no words be found, the audio tells why.
  const chunks: Int16Array[] = []
  const arriving = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of arrivingAudio(body)) {
      bytes += chunk.length
      yield chunk
    }
    if (bytes === 0) throw emptyBody()
  }
  const counted = async function* (): AsyncGenerator<Int16Array> {
    for await (const chunk of decodeAudio(arriving(), { maxDurationTicks: MAX_DURATION_TICKS, signal })) {
      samples += chunk.length
      chunks.push(chunk.slice())
      yield chunk
    }
  }
  const detailed = query.format === 'detailed'
  const model = await models.recognitionModel(modelId)
  const log = logs && endpoints.openLog({ locale: query.language, storeAudio: query.storeAudio, ...logs })
  try {
    const finals: Final[] = []
    const options = { nBest: detailed ? ALTERNATIVES : 1, signal }
    const speech = recogniseSpeech(engine, model, log ? log.listen(counted()) : counted(), options)
    for await (const final of speech) finals.push(final)
    const answer =
      hasWords(finals) && isReadable(finals, formatter)
        ? (detailed ? detailedAnswer : simpleAnswer)(finals, formatter)
        : noMatchAnswer(hasWords(finals) ? 'NoMatch' : await noMatchReason(chunks), ticksOfSamples(samples))
    await log?.finish(answer)
    return answer
  } catch (error) {
    log?.drop(faultOf(error, signal))
    throw error
  }
}

const emptyBody = (): Problem =>
  new Problem(
    'InvalidRequest',
    'EmptyRequest',
    'The body is empty; audio is expected, for example a WAV file.',
    'body'
  )

/** Nobody reads this answer; it keeps a hang-up from being logged as a fault of the service. */
const hungUp = (): Problem =>
  new Problem(
    'InvalidRequest',
    'InvalidPayload',
    'The connection closed before the response was sent.',
    'body'
  )

function rejectionOf(error: unknown): unknown {
  if (error instanceof AudioUnreadable) return invalidPayload(error.message, 'body')
  if (error instanceof EngineDied) return new Problem('ServiceUnavailable', undefined, error.message)
  if (error instanceof ModelUnusable) {
    return new Problem('ServiceUnavailable', undefined, callerFault(error))
  }
  return error
}

/** Clients write the names of parameters in any case, and a `CID` passed over would be the base in disguise. */
function readQuery(query: Record<string, unknown>): Query {
  const parameters = new Map(Object.entries(query).map(([name, value]) => [name.toLowerCase(), value]))
  const language = parameters.get('language')
  const format = parameters.get('format') ?? 'simple'
  const profanity = parameters.get('profanity')
  const cid = parameters.get('cid')
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
  const mode = PROFANITY[String(profanity ?? 'masked').toLowerCase()]
  if (mode === undefined) {
    throw new Problem(
      'InvalidArgument',
      'InvalidParameterValue',
      `profanity is ${JSON.stringify(profanity)}; accepted are ${Object.keys(PROFANITY).join(', ')}.`,
      'profanity'
    )
  }
  const storeAudio = String(parameters.get('storeaudio')).toLowerCase() === 'true'
  const read: Omit<Query, 'cid'> = { language, format, storeAudio, profanity: mode }
  if (cid === undefined) return { ...read, cid }
  if (typeof cid === 'string' && cid !== '') return { ...read, cid }
  throw new Problem(
    'InvalidArgument',
    'InvalidParameterValue',
    `cid is ${JSON.stringify(cid)}; accepted is the id of one endpoint or model, or no cid for the base model.`,
    'cid'
  )
}

type Answering = Readonly<{
  modelId: string
  /** Where the session may be logged; absent for a model named by its own id. */
  logs?: Readonly<{ endpoint?: Endpoint }>
}>

/** The one that is named, else the base model of the language; never one in place of the other. */
async function answering({ language, cid }: Query, parts: ModelsAndEndpoints): Promise<Answering> {
  if (cid === undefined) {
    const base = parts.models.defaultBase(language)
    if (base) return { modelId: base.id, logs: {} }
    throw new Problem(
      'InvalidArgument',
      'InvalidLocale',
      `There is no base model for language ${language}.`,
      'language'
    )
  }
  const named = await namedModel(cid, parts)
  if (!named) {
    throw new Problem('NotFound', undefined, `The endpoint or model ${cid} does not exist.`, 'cid')
  }
  const { modelId, locale, endpoint } = named
  if (locale.toLowerCase() === language.toLowerCase()) {
    return { modelId, ...(endpoint ? { logs: { endpoint } } : {}) }
  }
  throw new Problem(
    'InvalidArgument',
    'InvalidLocale',
    `language is ${language}, but the locale of the ${endpoint ? 'endpoint' : 'model'} ${cid} is ${locale}; they must match.`,
    'language'
  )
}
