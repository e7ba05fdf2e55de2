import { expect, test } from 'vitest'
import { assertLearnable } from './recipe.ts'
import { requireRecipe } from './recipes/index.ts'

test('a recipe rejects a dataset of a kind that it cannot learn from, by name', () => {
  const recipe = { family: 'audio-only', adaptsWith: ['Acoustic', 'AudioFiles'] as const }
  const audio = { id: 'a', kind: 'Acoustic' }
  expect(() => assertLearnable(recipe, [audio])).not.toThrow()
  expect(() => assertLearnable(recipe, [audio, { id: 'b', kind: 'Language' }])).toThrow(
    'The dataset b is of kind Language, but audio-only models only train on Acoustic, AudioFiles.'
  )
})

test('a base model is trained by the recipe of its family; without one it cannot be', () => {
  const base = {
    locale: 'en-US',
    release: '20260101',
    description: '',
    adaptsWith: [],
    adaptationOptions: []
  }
  const baseModels = [
    { ...base, name: 'words', family: 'ngram-gmm' },
    { ...base, name: 'digits', family: 'digits-only' }
  ]
  expect(requireRecipe({ baseModels }, 'words').recipe.family).toBe('ngram-gmm')
  expect(() => requireRecipe({ baseModels }, 'digits')).toThrow('family digits-only cannot be trained')
  expect(() => requireRecipe({ baseModels }, 'gone')).toThrow('gone is no longer installed')
})
