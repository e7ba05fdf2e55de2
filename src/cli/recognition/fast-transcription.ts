/** `--fast`: whole recordings of any length by fast transcription. @module */
import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import type { Answered, FastTranscription } from '../../openapi/api-types.ts'
import { CommandError } from '../command-error.ts'
import type { CommandContext } from '../execution/command-context.ts'
import type { ServiceClient } from '../service/service-client.ts'
import { isAddress } from './audio-sources.ts'
import type { Profanity, RecognitionRequest } from './recognition-request.ts'
import type { Recognize } from './recognition-result.ts'

const TRANSCRIPTION_TIMEOUT_MS = 6 * 3_600_000
const PATH = '/speechtotext/transcriptions:transcribe?api-version=2025-10-15'
const PROFANITY: Readonly<Record<Profanity, string>> = { masked: 'Masked', removed: 'Removed', raw: 'None' }

/** The service downloads recordings at URLs. */
export function transcribeFast(
  context: CommandContext,
  service: ServiceClient,
  request: RecognitionRequest
): Recognize {
  const { language, model, phrases, profanity, channels, diarization } = request
  const definition = {
    locales: [language],
    ...(model === undefined ? {} : { models: { [language]: model } }),
    ...(channels === undefined ? {} : { channels }),
    ...(diarization ? { diarization: { enabled: true } } : {}),
    ...(phrases.length === 0 ? {} : { phraseList: { phrases } }),
    ...(profanity === undefined ? {} : { profanityFilterMode: PROFANITY[profanity] })
  }
  return async (file) => {
    const form = new FormData()
    const isRemote = isAddress(file)
    form.set('definition', JSON.stringify({ ...definition, ...(isRemote ? { audioUrl: file } : {}) }))
    if (!isRemote) form.set('audio', await audioOf(context.inputPath(file)), basename(file))
    const result = await service.json<Answered<FastTranscription>>(`${service.origin}${PATH}`, {
      method: 'POST',
      body: form,
      timeoutMs: TRANSCRIPTION_TIMEOUT_MS
    })
    return {
      file,
      text: result.combinedPhrases.map(({ text }) => text).join('\n'),
      durationMilliseconds: result.durationMilliseconds,
      phrases: result.phrases
    }
  }
}

async function audioOf(file: string): Promise<Blob> {
  try {
    return await openAsBlob(file)
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${(error as Error).message}`)
  }
}
