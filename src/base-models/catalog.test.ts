import { describe, expect, test } from 'vitest'
import { searchCatalog } from './catalog.ts'
import { CATALOG_MODELS } from './catalog-models.ts'

const names = (query: Parameters<typeof searchCatalog>[0]): readonly string[] =>
  searchCatalog(query).map(({ name }) => name)

describe('the catalog', () => {
  test('is found whole without a query', () => {
    expect(names({})).toHaveLength(CATALOG_MODELS.length)
  })
  test('has names of base models, each once, and addresses over TLS', () => {
    expect(new Set(names({})).size).toBe(CATALOG_MODELS.length)
    for (const { name, source } of CATALOG_MODELS) {
      expect(name).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,58}$/)
      for (const { url } of [source].flat()) expect(url).toMatch(/^https:\/\//)
    }
  })
  test('is searched by every word, in any order', () => {
    expect(names({ text: 'STREAMING russian' })).toEqual(['t-one-ru'])
    expect(names({ text: 'parakeet klingon' })).toEqual([])
  })
  test('is searched by locale or language', () => {
    expect(names({ language: 'de-DE' })).toContain('parakeet-tdt-0.6b-v3')
    expect(names({ language: 'de' })).toEqual(names({ language: 'de-DE' }))
    expect(names({ language: 'ru' })).toContain('t-one-ru')
    expect(names({ language: 'ja-JP' })).toEqual([])
  })
})
