/** Which recipe trains the models of which engine. @module */
import { JobRejected } from '../../platform/index.ts'
import type { Engine } from '../../recognizers/index.ts'
import type { Recipe } from '../recipe.ts'
import { ngramGmm } from './ngram-gmm/train.ts'

/** By the name of an engine: the recipe of its family. */
const RECIPES: ReadonlyMap<string, Recipe> = new Map([['pocketsphinx', ngramGmm]])

/** @throws JobRejected where the models of the engine cannot be trained */
export function requireRecipe({ name }: Pick<Engine, 'name'>): Recipe {
  const recipe = RECIPES.get(name)
  if (recipe) return recipe
  throw new JobRejected(
    'ModelUnusable',
    `The models of the engine ${name} cannot be trained. Choose another base model.`
  )
}
