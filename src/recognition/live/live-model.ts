/** Which model hears a turn; a refusal in words where there is none. @module */
import type { Endpoint, Endpoints } from '../../endpoints/index.ts'
import type { DisplayForm, Models } from '../../models/index.ts'
import { Problem } from '../../platform/index.ts'
import { ModelUnusable, type RecognitionModel } from '../../recognizers/index.ts'
import type { PhraseModels } from '../phrase-models.ts'
import type { LiveWish } from './live-wish.ts'

/** What the client asks for cannot be served, now or on a retry; the message is for its developer. */
export class WishRefused extends Error {
  override readonly name = 'WishRefused'
}

export type LiveModel = Readonly<{
  locale: string
  model: RecognitionModel
  form: DisplayForm
  endpoint?: Endpoint
}>

export type ModelParts = Readonly<{ endpoints: Endpoints; models: Models; phrases: PhraseModels }>

/** @throws WishRefused */
export async function liveModel(
  wish: LiveWish,
  { endpoints, models, phrases }: ModelParts
): Promise<LiveModel> {
  const chosen = await choose(wish, endpoints, models)
  try {
    const form = await models.displayForm(chosen.modelId)
    const own = await models.recognitionModel(chosen.modelId)
    const model = await phrases.with(own, chosen.locale, wish.phraseList)
    return { locale: chosen.locale, model, form, ...(chosen.endpoint ? { endpoint: chosen.endpoint } : {}) }
  } catch (error) {
    // The model was deleted meanwhile, or its files are damaged.
    if (error instanceof Problem) throw new WishRefused(error.message)
    if (error instanceof ModelUnusable)
      throw new WishRefused('The files of the model are damaged on the service.')
    throw error
  }
}

type Chosen = Readonly<{ modelId: string; locale: string; endpoint?: Endpoint }>

async function choose(wish: LiveWish, endpoints: Endpoints, models: Models): Promise<Chosen> {
  const { cid, candidates } = wish
  if (candidates.length > 1) {
    throw new WishRefused(
      `Choosing between ${candidates.join(', ')} by listening needs an engine that identifies languages, which this service does not have. Name one language.`
    )
  }
  if (cid !== undefined) return ofEndpoint(cid, wish.language, endpoints)
  const locale = candidates[0] ?? wish.language ?? 'en-US'
  const base = models.defaultBase(locale)
  if (base) return { modelId: base.id, locale: base.locale }
  const locales = (await models.all()).filter(({ kind }) => kind === 'base').map((model) => model.locale)
  throw new WishRefused(
    `There is no base model for language ${locale}; there is one for ${locales.join(', ')}.`
  )
}

async function ofEndpoint(cid: string, language: string | undefined, endpoints: Endpoints): Promise<Chosen> {
  const endpoint = await endpoints.get(cid)
  if (!endpoint) throw new WishRefused(`The endpoint ${cid} does not exist.`)
  const { locale, servingModelId } = endpoint
  if (language !== undefined && language.toLowerCase() !== locale.toLowerCase()) {
    throw new WishRefused(`language is ${language}, that of the endpoint ${cid} is ${locale}.`)
  }
  if (servingModelId === undefined) throw new WishRefused(endpoints.refusal(endpoint).message)
  return { modelId: servingModelId, locale, endpoint }
}
