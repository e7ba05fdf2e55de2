/** Short audio: one utterance of up to a minute over one HTTP request. @module */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Endpoint } from '../endpoints/index.ts'
import { abortOnDisconnect, checkParameter, Problem } from '../platform/index.ts'
import {
  callerFault,
  type Engine,
  EngineDied,
  type FinalResult,
  ModelUnusable,
  recognizeSpeech
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
import { type ShortAudioAnswers, shortAudioQuery } from './short-audio-schema.ts'

export type ShortAudioParts = ModelsAndEndpoints & Readonly<{ engine: Engine }>

type Query = Readonly<{
  language: string
  format: 'simple' | 'detailed'
  cid: string | undefined
  /** The speaker agrees that the session is logged. */
  storeAudio: boolean
  profanity: ProfanityMode
}>
type ShortAudio = { Params: { mode: string } }

/** What clients call the modes; masked when they say nothing. */
const PROFANITY: Readonly<
  Record<(typeof shortAudioQuery)['profanity']['schema']['enum'][number], ProfanityMode>
> = {
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
): Promise<ShortAudioAnswers['SimpleRecognition'] | ShortAudioAnswers['DetailedRecognition']> {
  const { body } = request
  if (!(body instanceof Readable)) throw emptyBody()
  const signal = abortOnDisconnect(reply)
  try {
    const dictation = request.params.mode === 'dictation'
    const query = readQuery(request.query as object)
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
): Promise<ShortAudioAnswers['SimpleRecognition'] | ShortAudioAnswers['DetailedRecognition']> {
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
    const finals: FinalResult[] = []
    const options = { nBest: detailed ? ALTERNATIVES : 1, signal }
    const speech = recognizeSpeech(engine, model, log ? log.listen(counted()) : counted(), options)
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
    'The body is empty; send audio, for example a WAV file.',
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

/** Clients write the names of parameters in any case; if a `CID` were ignored, the base model would answer instead. */
function readQuery(query: object): Query {
  const given = Object.fromEntries(Object.entries(query).map(([name, value]) => [name.toLowerCase(), value]))
  const { language } = given
  if (typeof language !== 'string' || language === '') {
    throw new Problem(
      'InvalidArgument',
      'InvalidLocale',
      'language is missing; send for example language=en-US.',
      'language'
    )
  }
  const { format, profanity, cid } = shortAudioQuery
  return {
    language,
    format: checkParameter(given.format, format.schema, 'format') ?? format.schema.default,
    storeAudio: String(given.storeaudio).toLowerCase() === 'true',
    profanity:
      PROFANITY[checkParameter(given.profanity, profanity.schema, 'profanity') ?? profanity.schema.default],
    cid: checkParameter(given.cid, cid.schema, 'cid', {
      accepted: 'the ID of one endpoint or model; leave it out for the base model'
    })
  }
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
