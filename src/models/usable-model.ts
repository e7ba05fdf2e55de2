/** The check of a request that names a model to recognize speech with. @module */
import { Problem } from '../platform/index.ts'
import { invalidPayload, referencedId } from '../resources/index.ts'
import type { KnownModel } from './models.ts'

/**
 * @returns the id of the custom or base model that `reference` names
 * @throws Problem when it does not exist, is not trained, or speaks another locale
 */
export async function usableModel(
  find: (id: string) => Promise<KnownModel | undefined>,
  reference: unknown,
  target: string,
  locale: string
): Promise<string> {
  const id = referencedId(reference, 'models', target)
  const model = await find(id)
  if (!model) throw invalidPayload(`The model ${id} does not exist.`, target)
  if (model.status !== 'Succeeded') {
    throw new Problem(
      'InvalidRequest',
      model.status === 'Failed' ? 'DeployingFailedModel' : 'InvalidModel',
      `The model ${id} is ${model.status}; use a model whose status is Succeeded.`,
      target
    )
  }
  if (model.locale !== locale) {
    throw new Problem(
      'InvalidRequest',
      'InvalidLocale',
      `locale is ${locale}, but the locale of ${target} is ${model.locale}; they must match.`,
      target
    )
  }
  if (model.expired) {
    throw new Problem(
      'InvalidRequest',
      'ModelDeprecated',
      `The model ${id} has expired; train it again, or use another model.`,
      target
    )
  }
  return model.id
}
