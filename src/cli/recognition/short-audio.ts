/** `--rest`: one utterance of up to 60 seconds by one REST request. @module */
import { buffer } from 'node:stream/consumers'
import type { Answered, DetailedRecognition, SimpleRecognition } from '../../openapi/api-types.ts'
import { CommandError } from '../command-error.ts'
import type { CommandContext } from '../execution/command-context.ts'
import type { ServiceClient } from '../service/service-client.ts'
import { streamOf } from './audio-sources.ts'
import { millisecondsOf } from './live-protocol.ts'
import type { RecognitionRequest } from './recognition-request.ts'
import type { Phrase, Recognize } from './recognition-result.ts'

type ShortAudioResult = Answered<SimpleRecognition & DetailedRecognition>

const PATH = '/speech/recognition/conversation/cognitiveservices/v1'

export function recognizeShort(
  context: CommandContext,
  service: ServiceClient,
  request: RecognitionRequest
): Recognize {
  const query = new URLSearchParams({
    language: request.language,
    format: request.detailed ? 'detailed' : 'simple'
  })
  if (request.endpoint !== undefined) query.set('cid', request.endpoint)
  if (request.logging) query.set('storeAudio', 'true')
  if (request.profanity !== undefined) query.set('profanity', request.profanity)
  return async (file) => {
    const source = await streamOf(context, file)
    const audio = await buffer(source).catch((error: unknown) => {
      throw new CommandError(`${file} cannot be read: ${(error as Error).message}`)
    })
    const { Offset, Duration, DisplayText, NBest } = await service.json<ShortAudioResult>(
      `${service.origin}${PATH}?${query}`,
      { method: 'POST', body: Uint8Array.from(audio), headers: { 'Content-Type': 'audio/wav' } }
    )
    const phrase: Phrase = {
      offsetMilliseconds: millisecondsOf(Offset),
      durationMilliseconds: millisecondsOf(Duration),
      text: DisplayText ?? NBest?.[0]?.Display ?? '',
      ...(NBest === undefined ? {} : { nBest: NBest })
    }
    return {
      file,
      text: phrase.text,
      durationMilliseconds: phrase.offsetMilliseconds + phrase.durationMilliseconds,
      phrases: phrase.text === '' ? [] : [phrase]
    }
  }
}
