/** What may be named as `model`: the word `base`, models and endpoints by their ids. @module */
import type { Endpoint } from '../../endpoints/index.ts'
import type { KnownModel, Models } from '../../models/index.ts'
import { type Principal, Problem } from '../../platform/index.ts'
import { answers, type ModelsAndEndpoints, type NamedModel, namedModel } from '../named-model.ts'
import type { OpenAiAnswers } from './openai-schema.ts'

export type ListedModel = OpenAiAnswers['ListedModel']

/** The base model of a language, whichever is newest. */
const BASE = 'base'
const DEFAULT_LOCALE = 'en-US'

const listed = (id: string, created: Date, owner: string): ListedModel => ({
  id,
  object: 'model',
  created: Math.floor(created.getTime() / 1000),
  owned_by: owner
})

const ofModel = ({ id, createdDateTime, kind }: KnownModel): ListedModel =>
  listed(id, createdDateTime, kind === 'base' ? 'vernacular' : 'model')
const ofEndpoint = ({ id, createdDateTime }: Endpoint): ListedModel => listed(id, createdDateTime, 'endpoint')

/** Those that answer now, and that the caller may name. */
export async function listModels(
  { models, endpoints }: ModelsAndEndpoints,
  principal: Principal | undefined
): Promise<readonly ListedModel[]> {
  const base = models.defaultBase(DEFAULT_LOCALE)
  const known = await models.all()
  const deployed = (await endpoints.all()).filter(({ servingModelId }) => servingModelId !== undefined)
  const permitted = principal?.endpoints
  if (permitted) return deployed.filter(({ id }) => permitted.includes(id)).map(ofEndpoint)
  return [
    ...(base ? [{ ...ofModel(base), id: BASE }] : []),
    ...known.filter(answers).map(ofModel),
    ...deployed.map(ofEndpoint)
  ]
}

/** @throws Problem NotFound */
export async function findListed(
  id: string,
  parts: ModelsAndEndpoints,
  principal: Principal | undefined
): Promise<ListedModel> {
  const found = (await listModels(parts, principal)).find((model) => model.id === id.toLowerCase())
  if (found) return found
  throw unknown(id)
}

/**
 * The model that answers for a name.
 * @param language ISO 639-1 (`en`) or a locale (`en-US`), as the client said it; a check, and for `base` the choice
 * @throws Problem NotFound, Conflict for an endpoint not deployed yet, InvalidArgument for another language
 */
export async function chooseModel(
  name: string,
  language: string | undefined,
  parts: ModelsAndEndpoints
): Promise<NamedModel> {
  if (name === BASE) return chooseBase(language, parts.models)
  const named = await namedModel(name, parts)
  if (named) return checked(named, language)
  throw unknown(name)
}

async function chooseBase(language: string | undefined, models: Models): Promise<NamedModel> {
  const bases = (await models.all()).filter(({ kind, expired }) => kind === 'base' && !expired)
  const fitting = bases.filter(({ locale }) => speaks(locale, language ?? DEFAULT_LOCALE))
  const base = fitting.findLast(({ locale }) => locale === DEFAULT_LOCALE) ?? fitting.at(-1)
  if (base) return { modelId: base.id, locale: base.locale }
  const locales = [...new Set(bases.map(({ locale }) => locale))]
  throw new Problem(
    'InvalidArgument',
    'InvalidLocale',
    `There is no base model for language ${language ?? DEFAULT_LOCALE}; there are some for ${locales.join(', ')}.`,
    'language'
  )
}

/** `en` is the language of `en-US`. */
const speaks = (locale: string, language: string): boolean =>
  locale.toLowerCase() === language.toLowerCase() ||
  locale.split('-')[0]?.toLowerCase() === language.toLowerCase()

function checked(chosen: NamedModel, language: string | undefined): NamedModel {
  if (language === undefined || speaks(chosen.locale, language)) return chosen
  throw new Problem(
    'InvalidArgument',
    'InvalidLocale',
    `language is ${language}, but the model's language is ${chosen.locale}.`,
    'language'
  )
}

const unknown = (name: string): Problem =>
  new Problem(
    'NotFound',
    undefined,
    `The model ${JSON.stringify(name)} does not exist; use base, or the ID of a model or endpoint that GET /v1/models lists.`,
    'model'
  )
