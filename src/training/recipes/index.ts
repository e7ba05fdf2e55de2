/** The recipe for each family of engines. @module */
import { JobRejected } from '../../platform/index.ts'
import type { BaseModel, Engine } from '../../recognizers/index.ts'
import type { Recipe } from '../recipe.ts'
import { neural } from './neural/train.ts'
import { ngramGmm } from './ngram-gmm/train.ts'

const RECIPES: ReadonlyMap<string, Recipe> = new Map(
  [ngramGmm, neural].map((recipe) => [recipe.family, recipe])
)

/**
 * What a base model is trained with.
 * @throws JobRejected for a base model that is not installed, or whose family has no recipe
 */
export function requireRecipe(
  { baseModels }: Pick<Engine, 'baseModels'>,
  base: string
): Readonly<{ recipe: Recipe; base: BaseModel }> {
  const model = baseModels.find(({ name }) => name === base)
  if (!model) {
    throw new JobRejected(
      'ModelUnusable',
      `The base model ${base} is no longer installed. Install it and train again.`
    )
  }
  const recipe = RECIPES.get(model.family)
  if (recipe) return { recipe, base: model }
  throw new JobRejected(
    'ModelUnusable',
    `Models of the family ${model.family} cannot be trained. Choose a different base model instead of ${base}.`
  )
}
