/** Which model hears a turn; a refusal in words where there is none. @module */
import type { Endpoint } from '../../endpoints/index.ts'
import type { DisplayFormatter } from '../../models/index.ts'
import { type Principal, Problem } from '../../platform/index.ts'
import {
  CapabilityMissing,
  callerFault,
  type Engine,
  ModelUnusable,
  type RecognitionModel,
  type StreamOptions
} from '../../recognizers/index.ts'
import type { ProfanityMode } from '../../speech/display/index.ts'
import { type ModelsAndEndpoints, namedModel } from '../named-model.ts'
import { requirePermittedEndpoint } from '../permitted-endpoint.ts'
import { namesOf, phraseListOption } from '../phrase-list.ts'
import type { LiveOptions } from './live-options.ts'

/** What the client asks for cannot be served, now or on a retry; the message is for its developer. */
export class OptionsRejected extends Error {
  override readonly name = 'OptionsRejected'
}

export type LiveModel = Readonly<{
  locale: string
  model: RecognitionModel
  /** Of its streams. */
  options: Pick<StreamOptions, 'phraseList'>
  formatter: DisplayFormatter
  /** Where its sessions may be logged: with an endpoint or the base model; absent for a model named by its own id. */
  logs?: Logs
}>
type Logs = Readonly<{ endpoint?: Endpoint }>

const PROFANITY: Readonly<Record<LiveOptions['profanity'], ProfanityMode>> = {
  masked: 'Masked',
  removed: 'Removed',
  raw: 'None'
}

export type ModelParts = ModelsAndEndpoints & Readonly<{ engine: Engine; principal: Principal }>

/** @throws OptionsRejected */
export async function liveModel(options: LiveOptions, parts: ModelParts): Promise<LiveModel> {
  const { engine, models } = parts
  try {
    requirePermittedEndpoint(parts.principal, options.cid)
    const { modelId, locale, logs } = await choose(options, parts)
    const formatter = await models.displayFormatter(modelId, {
      locale,
      names: namesOf(options.phraseList.phrases, locale),
      profanity: PROFANITY[options.profanity],
      punctuation: options.mode === 'dictation' ? 'DictatedAndAutomatic' : 'Automatic'
    })
    const model = await models.recognitionModel(modelId)
    const phrases = phraseListOption(options.phraseList, locale, { engine, base: model.base })
    return { locale, model, options: phrases, formatter, ...(logs ? { logs } : {}) }
  } catch (error) {
    // The endpoint or model does not answer, the model was deleted meanwhile, or its files are damaged.
    if (error instanceof Problem || error instanceof CapabilityMissing)
      throw new OptionsRejected(error.message)
    if (error instanceof ModelUnusable) throw new OptionsRejected(callerFault(error))
    throw error
  }
}

type Chosen = Readonly<{ modelId: string; locale: string; logs?: Logs }>

async function choose(options: LiveOptions, parts: ModelsAndEndpoints): Promise<Chosen> {
  const { models } = parts
  const { cid, candidates } = options
  if (candidates.length > 1) {
    throw new OptionsRejected(
      `${candidates.join(', ')} are candidate languages, but the speech engine of this service cannot identify languages. Name one language.`
    )
  }
  if (cid !== undefined) return named(cid, options.language, parts)
  const locale = candidates[0] ?? options.language ?? 'en-US'
  const base = models.defaultBase(locale)
  if (base) return { modelId: base.id, locale: base.locale, logs: {} }
  const locales = (await models.all()).filter(({ kind }) => kind === 'base').map((model) => model.locale)
  throw new OptionsRejected(
    `There is no base model for language ${locale}; there is one for ${locales.join(', ')}.`
  )
}

async function named(cid: string, language: string | undefined, parts: ModelsAndEndpoints): Promise<Chosen> {
  const found = await namedModel(cid, parts)
  if (!found) throw new OptionsRejected(`The endpoint or model ${cid} does not exist.`)
  const { modelId, locale, endpoint } = found
  if (language !== undefined && language.toLowerCase() !== locale.toLowerCase()) {
    const what = endpoint ? 'endpoint' : 'model'
    throw new OptionsRejected(`language is ${language}, but the language of the ${what} ${cid} is ${locale}.`)
  }
  return { modelId, locale, ...(endpoint ? { logs: { endpoint } } : {}) }
}
