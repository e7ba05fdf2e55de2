import { describe, expect, test } from 'vitest'
import { BaseModels, baseModelId } from './base-models.ts'

const model = (name: string, locale: string, release: string) => ({
  name,
  locale,
  release,
  description: name,
  family: 'ngram-gmm',
  adaptsWith: [],
  adaptationOptions: []
})
const bases = new BaseModels([
  model('newer', 'en-US', '20240301'),
  model('older', 'en-US', '20160512'),
  model('german', 'de-DE', '20200101')
])

describe('base models', () => {
  test('have ids that follow from their names alone, in the form of a version 5 UUID', () => {
    expect(baseModelId('newer')).toBe(baseModelId('newer'))
    expect(baseModelId('newer')).not.toBe(baseModelId('older'))
    expect(baseModelId('newer')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    )
  })

  test('are listed by release, found by id in any letter case, and dated by their release', () => {
    expect(bases.all.map(({ name }) => name)).toEqual(['older', 'german', 'newer'])
    const found = bases.find(baseModelId('older').toUpperCase())
    expect(found?.createdDateTime.toISOString()).toBe('2016-05-12T00:00:00.000Z')
  })

  test('the newest of a locale is its default', () => {
    expect(bases.defaultFor('EN-us')?.name).toBe('newer')
    expect(bases.defaultFor('fr-FR')).toBeUndefined()
  })
  test('the settings name another default, used where it is installed', () => {
    const named = (name: string) => new BaseModels(bases.all, { 'en-us': name }).defaultFor('en-US')?.name
    expect(named('older')).toBe('older')
    expect(named('removed')).toBe('newer')
    expect(bases.locales).toEqual(['de-DE', 'en-US'])
  })
})
