/** Fast transcription: a whole recording in one request, answered when all of it was heard. @module */
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Models } from '../../models/index.ts'
import { abortOnDisconnect, ContentUnavailable, fetchContent } from '../../platform/index.ts'
import type { Engine } from '../../recognizers/index.ts'
import { invalidPayload, type Platform } from '../../resources/index.ts'
import { MAX_AUDIO_BYTES, MAX_FORM_BYTES, receiveAudioForm, takeAudioForms } from '../audio-form.ts'
import type { ConcurrencyLimit } from '../concurrency-limit.ts'
import { requirePermittedEndpoint } from '../permitted-endpoint.ts'
import {
  channelCount,
  type Phrase,
  problemOfRecording,
  type RecognitionOptions,
  type RecordingRecognizer,
  recognizeChannels,
  recognizeMixed
} from '../recognize-recording.ts'
import { type Definition, readDefinition } from './definition.ts'
import { type FastAnswer, fastAnswer } from './fast-answer.ts'

export type FastTranscriptionParts = Readonly<{
  platform: Platform
  models: Models
  engine: Engine
  limit: ConcurrencyLimit
}>

/** Every `api-version` is answered alike: the shapes of 2024-11-15 and 2025-10-15 differ in the request alone. */
export function fastTranscriptionRoutes(app: FastifyInstance, parts: FastTranscriptionParts): void {
  void app.register((scope, _options, done) => {
    takeAudioForms(scope)
    scope.post('/speechtotext/transcriptions::transcribe', { bodyLimit: MAX_FORM_BYTES }, (request, reply) =>
      transcribe(request, reply, parts)
    )
    done()
  })
}

async function transcribe(
  request: FastifyRequest,
  reply: FastifyReply,
  { platform, models, engine, limit }: FastTranscriptionParts
): Promise<FastAnswer> {
  // A model is named here, never an endpoint.
  requirePermittedEndpoint(request.principal)
  limit.rejectWhenFull()
  const signal = abortOnDisconnect(reply)
  return platform.files.withScratch(async (folder) => {
    try {
      const form = await receiveAudioForm(request, 'audio', folder)
      const definition = await readDefinition(form.fields.get('definition')?.at(-1), models)
      return await limit.take(async () => {
        const path = form.audioPath ?? (await fetched(definition, folder, platform, signal))
        return recognizeFile(path, definition, { engine, models, signal, ...definition })
      })
    } catch (error) {
      throw problemOfRecording(error, signal)
    }
  })
}

async function recognizeFile(
  path: string,
  definition: Definition,
  options: RecognitionOptions
): Promise<FastAnswer> {
  const voices = await voicesOf(path, definition.channels, options)
  const recognized = await together(voices, options.signal)
  return fastAnswer(
    Math.max(...voices.map(({ durationTicks }) => durationTicks)),
    recognized,
    definition.locale
  )
}

async function voicesOf(
  path: string,
  channels: readonly number[] | undefined,
  options: RecognitionOptions
): Promise<readonly RecordingRecognizer[]> {
  // As the cloud does: a mono recording has but one voice, whatever was asked for.
  if (channels === undefined || (await channelCount(path, options)) === 1)
    return [recognizeMixed(path, options)]
  return recognizeChannels(path, channels, options)
}

type ChannelPhrases = Readonly<{ channel?: number; phrases: readonly Phrase[] }>

/** All voices at once; when one fails, the others have ended before its failure is told. */
async function together(
  voices: readonly RecordingRecognizer[],
  signal: AbortSignal
): Promise<readonly ChannelPhrases[]> {
  const hearings = voices.map(async (voice): Promise<ChannelPhrases> => {
    const phrases: Phrase[] = []
    for await (const phrase of voice.phrases()) phrases.push(phrase)
    return { ...(voice.channel === undefined ? {} : { channel: voice.channel }), phrases }
  })
  await Promise.allSettled(hearings)
  signal.throwIfAborted()
  return Promise.all(hearings)
}

async function fetched(
  { audioUrl }: Definition,
  folder: string,
  { settings }: Platform,
  signal: AbortSignal
): Promise<string> {
  if (audioUrl === undefined) {
    throw invalidPayload('The form has no audio: send a file in the part "audio", or an audioUrl.', 'audio')
  }
  const path = join(folder, 'fetched')
  const options = { allowPrivate: settings.allowPrivateUrls, maxBytes: MAX_AUDIO_BYTES, signal }
  try {
    await pipeline(await fetchContent(audioUrl, options), createWriteStream(path))
  } catch (error) {
    if (error instanceof ContentUnavailable) throw invalidPayload(error.message, 'definition.audioUrl')
    throw error
  }
  return path
}
