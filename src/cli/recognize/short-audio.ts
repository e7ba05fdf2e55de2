/** One utterance of at most a minute by one request, `--rest`. @module */
import { buffer } from 'node:stream/consumers'
import { CommandFailed } from '../command-failed.ts'
import type { Service } from '../service.ts'
import type { Options } from '../session.ts'
import type { Alternative, Hear, Phrase } from './heard.ts'
import { millisecondsOf } from './live-protocol.ts'
import { streamOf } from './sources.ts'
import type { Wish } from './wish.ts'

type Answer = Readonly<{
  RecognitionStatus: string
  Offset: number
  Duration: number
  DisplayText?: string
  NBest?: readonly Alternative[]
}>

const PATH = '/speech/recognition/conversation/cognitiveservices/v1'

export function hearShort(options: Options, service: Service, wish: Wish): Hear {
  const query = new URLSearchParams({
    language: wish.language,
    format: wish.detailed ? 'detailed' : 'simple'
  })
  if (wish.endpoint !== undefined) query.set('cid', wish.endpoint)
  if (wish.logging) query.set('storeAudio', 'true')
  if (wish.profanity !== undefined) query.set('profanity', wish.profanity)
  return async (file) => {
    const source = await streamOf(options, file)
    const audio = await buffer(source).catch((error: unknown) => {
      throw new CommandFailed(`${file} cannot be read: ${(error as Error).message}`)
    })
    const { Offset, Duration, DisplayText, NBest } = await service.json<Answer>(
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
