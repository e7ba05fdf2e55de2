/** Transcription in the shape of OpenAI's interface, for programs that speak only that. @module */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  type AccessKeys,
  abortOnDisconnect,
  answerErrorAs,
  authenticate,
  Problem,
  problemFor
} from '../../platform/index.ts'
import type { Engine } from '../../recognizers/index.ts'
import { invalidPayload, type Platform } from '../../resources/index.ts'
import { MAX_FORM_BYTES, receiveAudioForm, takeAudioForms } from '../audio-form.ts'
import type { ConcurrencyLimit } from '../concurrency-limit.ts'
import type { ModelsAndEndpoints } from '../named-model.ts'
import { requirePermittedEndpoint } from '../permitted-endpoint.ts'
import {
  faultOf,
  type Phrase,
  problemOfRecording,
  type RecordingRecognizer,
  recognizeMixed
} from '../recognize-recording.ts'
import { chooseModel, findListed, listModels } from './listed-models.ts'
import { openAiError } from './openai-error.ts'
import type { OpenAiAnswers } from './openai-schema.ts'
import { cuesOf, srt, vtt } from './subtitles.ts'
import { plainAnswer, textOf, verboseAnswer } from './transcription-answer.ts'
import { readRequest, type TranscriptionRequest } from './transcription-request.ts'

export type OpenAiParts = ModelsAndEndpoints &
  Readonly<{
    platform: Platform
    engine: Engine
    keys: AccessKeys
    limit: ConcurrencyLimit
  }>

export function openAiRoutes(app: FastifyInstance, parts: OpenAiParts): void {
  void app.register((scope, _options, done) => {
    takeAudioForms(scope)
    scope.setErrorHandler(answerErrorAs(openAiError))
    scope.addHook('onRequest', async (request) => {
      const key = /^Bearer\s+(\S.*)$/i.exec(request.headers.authorization ?? '')?.[1]
      request.principal = await authenticate({ key: key?.trim() }, parts)
      if (request.principal) return
      throw new Problem(
        'Unauthorized',
        undefined,
        'The access key is missing or wrong; send it as Authorization: Bearer <key>.'
      )
    })
    scope.get(
      '/v1/models',
      async ({ principal }): Promise<OpenAiAnswers['ListedModels']> => ({
        object: 'list',
        data: await listModels(parts, principal)
      })
    )
    scope.get<{ Params: { model: string } }>('/v1/models/:model', ({ params, principal }) =>
      findListed(params.model, parts, principal)
    )
    scope.post('/v1/audio/transcriptions', { bodyLimit: MAX_FORM_BYTES }, (request, reply) =>
      transcribe(request, reply, parts)
    )
    done()
  })
}

async function transcribe(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: OpenAiParts
): Promise<unknown> {
  parts.limit.rejectWhenFull()
  const signal = abortOnDisconnect(reply)
  return parts.platform.files.withScratch(async (folder) => {
    try {
      const { fields, audioPath } = await receiveAudioForm(request, 'file', folder)
      const options = readRequest(fields)
      if (audioPath === undefined) {
        throw invalidPayload('The form has no audio: send a file as "file".', 'file')
      }
      return await parts.limit.take(() => recognizeFile(audioPath, options, reply, parts, signal))
    } catch (error) {
      throw problemOfRecording(error, signal)
    }
  })
}

async function recognizeFile(
  audioPath: string,
  requested: TranscriptionRequest,
  reply: FastifyReply,
  parts: OpenAiParts,
  signal: AbortSignal
): Promise<unknown> {
  const { engine, models, endpoints } = parts
  requirePermittedEndpoint(reply.request.principal, requested.model)
  const { modelId, locale, endpoint } = await chooseModel(requested.model, requested.language, parts)
  const log = endpoint && endpoints.openLog({ endpoint, locale, storeAudio: false })
  const voice = recognizeMixed(audioPath, {
    engine,
    models,
    modelId,
    locale,
    profanity: 'None',
    phraseList: { phrases: requested.phrases, bias: requested.phraseWeight },
    signal,
    log
  })
  try {
    const spoken = requested.stream ? await streamAnswer(reply, voice, signal) : await whole(voice.phrases())
    await log?.finish(plainAnswer(spoken, voice.durationTicks))
    return requested.stream ? reply : answer(reply, requested, spoken, voice.durationTicks, locale)
  } catch (error) {
    log?.drop(faultOf(error, signal))
    throw error
  }
}

async function whole<T>(values: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = []
  for await (const value of values) all.push(value)
  return all
}

function answer(
  reply: FastifyReply,
  { format, granularities }: TranscriptionRequest,
  phrases: readonly Phrase[],
  durationTicks: number,
  locale: string
): unknown {
  const plain = (text: string): string => {
    void reply.type('text/plain; charset=utf-8')
    return text
  }
  switch (format) {
    case 'json':
      return plainAnswer(phrases, durationTicks)
    case 'verbose_json':
      return verboseAnswer(phrases, durationTicks, locale, granularities)
    case 'text':
      return plain(`${textOf(phrases)}\n`)
    case 'srt':
      return plain(srt(cuesOf(phrases)))
    case 'vtt':
      return plain(vtt(cuesOf(phrases)))
  }
}

/**
 * Server-sent events: what each phrase adds, as soon as it is understood, and all of it at the end. Until the first
 * phrase nothing is sent, so that audio which cannot be read is still refused with a status of its own.
 * @returns what was said, all of it or up to where the recording broke off
 */
async function streamAnswer(
  reply: FastifyReply,
  voice: RecordingRecognizer,
  signal: AbortSignal
): Promise<readonly Phrase[]> {
  const phrases = voice.phrases()
  let next = await phrases.next()
  reply.hijack()
  const { raw } = reply
  const send = (event: unknown): void => void raw.write(`data: ${JSON.stringify(event)}\n\n`)
  const headers = reply.getHeaders() as Record<string, string>
  raw.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream; charset=utf-8' })
  const spoken: Phrase[] = []
  try {
    for (; !next.done; next = await phrases.next()) {
      send({
        type: 'transcript.text.delta',
        delta: spoken.length === 0 ? next.value.text : ` ${next.value.text}`
      })
      spoken.push(next.value)
    }
    const { text, usage } = plainAnswer(spoken, voice.durationTicks)
    send({ type: 'transcript.text.done', text, usage })
  } catch (error) {
    // The status has long been sent: the client is told in the stream, and throws.
    send(openAiError(problemFor(problemOfRecording(error, signal), reply.request)))
  } finally {
    await phrases.return()
    raw.end()
  }
  return spoken
}
