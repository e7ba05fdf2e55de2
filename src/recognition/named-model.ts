/** Which model an id of a caller stands for: an endpoint's, which may change, or a model itself. @module */
import type { Endpoint, Endpoints } from '../endpoints/index.ts'
import type { KnownModel, Models } from '../models/index.ts'
import { Problem } from '../platform/index.ts'

export type ModelsAndEndpoints = Readonly<{ models: Models; endpoints: Endpoints }>

export type NamedModel = Readonly<{
  modelId: string
  locale: string
  /** Absent where a model was named: it answers whoever has the key, and has no logs, traffic or pause. */
  endpoint?: Endpoint
}>

export const answers = ({ status, expired }: KnownModel): boolean => status === 'Succeeded' && !expired

/**
 * @returns nothing where neither an endpoint nor a model has this id
 * @throws Problem for an endpoint or model that does not answer now
 */
export async function namedModel(
  name: string,
  { models, endpoints }: ModelsAndEndpoints
): Promise<NamedModel | undefined> {
  const endpoint = await endpoints.get(name.toLowerCase())
  if (endpoint) {
    if (endpoint.servingModelId === undefined) throw endpoints.rejection(endpoint)
    return { modelId: endpoint.servingModelId, locale: endpoint.locale, endpoint }
  }
  const model = await models.get(name.toLowerCase())
  if (!model) return undefined
  if (answers(model)) return { modelId: model.id, locale: model.locale }
  const state = model.expired ? 'has expired' : `is ${model.status}`
  throw new Problem(
    'InvalidRequest',
    'InvalidModel',
    `The model ${name} ${state}; use a model whose status is Succeeded.`,
    'model'
  )
}
