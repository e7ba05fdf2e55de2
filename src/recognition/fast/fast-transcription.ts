/** Fast transcription: a whole recording in one request, answered when all of it was heard. @module */
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Models } from '../../models/index.ts'
import { ContentUnavailable, fetchContent } from '../../platform/index.ts'
import type { Engine } from '../../recognizers/index.ts'
import { invalidPayload, type Platform } from '../../resources/index.ts'
import {
  channelCount,
  channelVoices,
  type HeardVoice,
  type Hearing,
  mixedVoice,
  type Phrase,
  refusalOfRecording,
  untilHungUp
} from '../hear-recording.ts'
import { requirePermittedEndpoint } from '../permitted-endpoint.ts'
import type { PhraseModels } from '../phrase-models.ts'
import { MAX_FORM_BYTES, MOST_AUDIO_BYTES, receiveAudioForm, takeAudioForms } from '../received-form.ts'
import type { RecordingPlaces } from '../recording-places.ts'
import { type Definition, readDefinition } from './definition.ts'
import { type FastAnswer, fastAnswer } from './fast-answer.ts'

export type FastTranscriptionParts = Readonly<{
  platform: Platform
  models: Models
  engine: Engine
  places: RecordingPlaces
  phrases: PhraseModels
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
  { platform, models, engine, places, phrases }: FastTranscriptionParts
): Promise<FastAnswer> {
  // A model is named here, never an endpoint.
  requirePermittedEndpoint(request.principal)
  places.refuseWhenFull()
  const signal = untilHungUp(reply)
  return platform.files.withScratch(async (folder) => {
    try {
      const form = await receiveAudioForm(request, 'audio', folder)
      const definition = await readDefinition(form.fields.get('definition')?.at(-1), models)
      return await places.take(async () => {
        const path = form.audioPath ?? (await fetched(definition, folder, platform, signal))
        return hear(path, definition, { engine, models, phrases, signal, ...definition })
      })
    } catch (error) {
      throw refusalOfRecording(error, signal)
    }
  })
}

async function hear(path: string, definition: Definition, hearing: Hearing): Promise<FastAnswer> {
  const voices = await voicesOf(path, definition.channels, hearing)
  const heard = await together(voices, hearing.signal)
  return fastAnswer(Math.max(...voices.map(({ durationTicks }) => durationTicks)), heard, definition.locale)
}

async function voicesOf(
  path: string,
  channels: readonly number[] | undefined,
  hearing: Hearing
): Promise<readonly HeardVoice[]> {
  // As the cloud does: a mono recording has but one voice, whatever was asked for.
  if (channels === undefined || (await channelCount(path, hearing)) === 1) return [mixedVoice(path, hearing)]
  return channelVoices(path, channels, hearing)
}

type HeardPhrases = Readonly<{ channel?: number; phrases: readonly Phrase[] }>

/** All voices at once; when one fails, the others have ended before its failure is told. */
async function together(
  voices: readonly HeardVoice[],
  signal: AbortSignal
): Promise<readonly HeardPhrases[]> {
  const hearings = voices.map(async (voice): Promise<HeardPhrases> => {
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
  const options = { allowPrivate: settings.allowPrivateUrls, maxBytes: MOST_AUDIO_BYTES, signal }
  try {
    await pipeline(await fetchContent(audioUrl, options), createWriteStream(path))
  } catch (error) {
    if (error instanceof ContentUnavailable) throw invalidPayload(error.message, 'definition.audioUrl')
    throw error
  }
  return path
}
