/** Whole recordings by fast transcription: any length, heard faster than it was spoken. @module */
import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { CommandFailed } from '../command-failed.ts'
import type { Service } from '../service.ts'
import type { Options } from '../session.ts'
import type { Hear, Phrase } from './heard.ts'
import { isAddress } from './sources.ts'
import type { Profanity, Wish } from './wish.ts'

type Answer = Readonly<{
  durationMilliseconds: number
  combinedPhrases: readonly Readonly<{ text: string }>[]
  phrases: readonly Phrase[]
}>

const PATIENCE_MS = 6 * 3_600_000
const PATH = '/speechtotext/transcriptions:transcribe?api-version=2025-10-15'
const PROFANITY: Readonly<Record<Profanity, string>> = { masked: 'Masked', removed: 'Removed', raw: 'None' }

/** Addresses are fetched by the service. */
export function hearFast(options: Options, service: Service, wish: Wish): Hear {
  const { language, model, phrases, profanity, channels, diarization } = wish
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
    const fetched = isAddress(file)
    form.set('definition', JSON.stringify({ ...definition, ...(fetched ? { audioUrl: file } : {}) }))
    if (!fetched) form.set('audio', await audioOf(options.inputAt(file)), basename(file))
    const answer = await service.json<Answer>(`${service.origin}${PATH}`, {
      method: 'POST',
      body: form,
      timeoutMs: PATIENCE_MS
    })
    return {
      file,
      text: answer.combinedPhrases.map(({ text }) => text).join('\n'),
      durationMilliseconds: answer.durationMilliseconds,
      phrases: answer.phrases
    }
  }
}

async function audioOf(file: string): Promise<Blob> {
  try {
    return await openAsBlob(file)
  } catch (error) {
    throw new CommandFailed(`${file} cannot be read: ${(error as Error).message}`)
  }
}
