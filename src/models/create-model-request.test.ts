import { describe, expect, test } from 'vitest'
import { Problem } from '../platform/index.ts'
import { MAX_INLINE_TEXT_LENGTH, parseCreateModelRequest } from './create-model-request.ts'

const id = '0a7bb0c2-4f9e-4d0f-9d80-2f9a3c1d2e3f'
const valid = { displayName: 'crew', locale: 'en-us', text: 'lower the davit' }
const input = (changes: object) => parseCreateModelRequest({ ...valid, ...changes }, ['en-US'])

function rejection(changes: object): Problem {
  try {
    input(changes)
  } catch (error) {
    if (error instanceof Problem) return error
  }
  throw new Error(`not refused: ${JSON.stringify(changes)}`)
}

describe('a model that is asked for', () => {
  test('takes its locale as the service spells it and leaves out what was not given', () => {
    expect(input({})).toEqual({
      displayName: 'crew',
      locale: 'en-US',
      text: 'lower the davit',
      datasetIds: []
    })
  })

  test('finds referenced ids in addresses of any version and host', () => {
    const found = input({
      text: null,
      baseModel: { self: `https://elsewhere/speechtotext/v3.1/models/base/${id.toUpperCase()}` },
      datasets: [{ self: `http://here/speechtotext/v3.2/datasets/${id}` }],
      properties: { customModelWeightPercent: 100, email: 'a@b.example' }
    })
    expect(found).toMatchObject({ baseModelId: id, datasetIds: [id], requestedWeightPercent: 100 })
    expect(found).not.toHaveProperty('text')
  })

  test.each([
    ['no name', { displayName: ' ' }, 'InvalidPayload', 'displayName'],
    ['a locale without a base model', { locale: 'de-DE' }, 'InvalidLocale', 'locale'],
    ['nothing to train on', { text: '', datasets: [] }, 'InvalidPayload', 'datasets'],
    ['datasets that are no list', { datasets: {} }, 'InvalidPayload', 'datasets'],
    ['a dataset that is no address', { datasets: [{ self: 'x' }] }, 'InvalidPayload', 'datasets[0]'],
    [
      'a dataset twice',
      { datasets: [{ self: `/datasets/${id}` }, { self: `/datasets/${id.toUpperCase()}` }] },
      'InvalidPayload',
      'datasets[1]'
    ],
    ['a base model that is none', { baseModel: { self: `/datasets/${id}` } }, 'InvalidPayload', 'baseModel'],
    ['a number as text', { text: 5 }, 'InvalidPayload', 'text'],
    ['too much text', { text: 'é'.repeat(MAX_INLINE_TEXT_LENGTH / 2 + 1) }, 'InvalidPayload', 'text'],
    ...[0, 101, 2.5, '30'].map((weight): [string, object, string, string] => [
      `a weight of ${JSON.stringify(weight)}`,
      { properties: { customModelWeightPercent: weight } },
      'InvalidPayload',
      'properties.customModelWeightPercent'
    ])
  ])('is refused for %s, naming the field', (_, changes, inner, target) => {
    expect(rejection(changes)).toMatchObject({ code: 'InvalidRequest', inner, target })
  })

  test('may carry text of exactly 500 KB', () => {
    expect(input({ text: 'a'.repeat(MAX_INLINE_TEXT_LENGTH) }).text).toHaveLength(MAX_INLINE_TEXT_LENGTH)
  })
})
