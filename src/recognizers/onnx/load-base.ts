/** The base model of a child: an acoustic model and its search, or an attention model. @module */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { normalizerFor } from '../../speech/text/index.ts'
import type { InspectedBaseModel } from '../capabilities/index.ts'
import {
  AttentionPhrase,
  attentionVocabulary,
  attentionWeights,
  FRAME_SECONDS,
  findAttentionFiles,
  openAttentionModel
} from './attention/index.ts'
import type { PhraseModel } from './decoding/decoded-phrase.ts'
import { Fusions } from './decoding/fusions.ts'
import { PhraseDecoder } from './decoding/phrase-decoder.ts'
import { FAMILIES } from './families/index.ts'
import { loadModel } from './load-model.ts'
import { textPieces } from './vocabulary.ts'

export type LoadedBase = Readonly<{
  phrases: PhraseModel
  fusions: Fusions
  inspected: InspectedBaseModel
}>

const SAMPLE_RATE = 16_000
const DEFAULT_LOCALE = 'en-US'

/** @throws InvalidModelFile saying which file, what was expected and what was found; RuntimeMissing */
export async function loadBase(folder: string): Promise<LoadedBase> {
  return (await findAttentionFiles(folder)) === undefined ? loadAcoustic(folder) : loadAttention(folder)
}

async function loadAcoustic(folder: string): Promise<LoadedBase> {
  const model = await loadModel(folder)
  const { vocabulary, streaming, frameSeconds } = model
  const family = FAMILIES.find(({ name }) => name === model.family)
  return {
    fusions: new Fusions({ pieces: textPieces(vocabulary), blank: vocabulary.blank }),
    phrases: { streaming, frameSeconds, openPhrase: (fusion) => new PhraseDecoder(model, fusion) },
    inspected: {
      architecture: family?.title ?? model.family,
      streaming,
      sampleRate: family?.sampleRate ?? SAMPLE_RATE,
      tokens: vocabulary.tokens.length
    }
  }
}

async function loadAttention(folder: string): Promise<LoadedBase> {
  const model = await openAttentionModel(folder)
  const locale = await localeOf(folder)
  const [code = ''] = locale.split('-')
  const language = model.control.languages.has(code) ? code : undefined
  const normalizer = normalizerFor(locale)
  return {
    fusions: new Fusions(attentionVocabulary(model.tokenizer), attentionWeights),
    phrases: {
      streaming: false,
      frameSeconds: FRAME_SECONDS,
      openPhrase: (fusion, nBest) => new AttentionPhrase(model, fusion, { language, normalizer, nBest })
    },
    inspected: {
      architecture: model.family === 'whisper' ? 'Whisper' : 'Moonshine',
      streaming: false,
      sampleRate: SAMPLE_RATE,
      tokens: model.tokenCount
    }
  }
}

/** As the base model's description says; while it is being installed there is none yet. */
async function localeOf(folder: string): Promise<string> {
  const text = await readFile(join(folder, 'base-model.json'), 'utf8').catch(() => '{}')
  const description: unknown = JSON.parse(text)
  const locale = description instanceof Object && 'locale' in description ? description.locale : undefined
  return typeof locale === 'string' ? locale : DEFAULT_LOCALE
}
