import { expect, test } from 'vitest'
import { assertLearnable } from './recipe.ts'
import { requireRecipe } from './recipes/index.ts'

test('a recipe rejects a dataset of a kind that it cannot learn from, by name', () => {
  const recipe = { family: 'audio-only', datasetKinds: ['Acoustic', 'AudioFiles'] as const }
  const audio = { id: 'a', kind: 'Acoustic' }
  expect(() => assertLearnable(recipe, [audio])).not.toThrow()
  expect(() => assertLearnable(recipe, [audio, { id: 'b', kind: 'Language' }])).toThrow(
    'The dataset b is of kind Language, but audio-only models learn only from Acoustic, AudioFiles.'
  )
})

test('an engine without a recipe cannot be trained', () => {
  expect(requireRecipe({ name: 'pocketsphinx' }).datasetKinds).toContain('Acoustic')
  expect(() => requireRecipe({ name: 'decoder-only' })).toThrow(
    'The models of the engine decoder-only cannot be trained.'
  )
})
