import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningService, startInProcess } from '../../tests/in-process-service.ts'
import { spokenDataset } from '../../tests/models/spoken-dataset.ts'
import { type Entity, type TestApi, uploaded } from '../../tests/models/uploaded.ts'

let running: RunningService
beforeAll(async () => {
  running = await startInProcess()
})
afterAll(() => running.close())

/** Items that no sentence holds; one of them a word of no dictionary. */
const STRUCTURED = `
@ list dish =
- haggis
- ratatouille
- smoked kippers
- tamarind chutney
- zabaglione
@ list table =
- the alcove
- the veranda
@ speech:phoneticlexicon
- zabaglione/Z AA B AA L J O N EI
- haggis/H AE G IH S
# Orders
- the guests in {@table} ordered {@dish}
- bring {@dish} to {@table}
- do we still have {@dish}
- cancel the {@dish} for {@table}
- one portion of {@dish} and two of {@dish}
`

/** Synthetic: read by `flite`. */
const spoken = [
  'bring smoked kippers to the veranda',
  'do we still have ratatouille',
  'the guests in the alcove ordered haggis',
  'cancel the tamarind chutney for the alcove',
  'one portion of ratatouille and two of smoked kippers'
]

describe('a model from structured text', () => {
  let model: Entity
  beforeAll(async () => {
    const { api } = running
    const dataset = await uploaded(api, 'LanguageMarkdown', Buffer.from(STRUCTURED))
    model = await api.finished(
      await api.post('/models', {
        locale: 'en-US',
        displayName: 'orders',
        datasets: [{ self: dataset.self }]
      }),
      () => undefined
    )
  })

  test('hears items that stood in no sentence, in the places of their class', async () => {
    const { api } = running
    const { dataset } = await spokenDataset(api, spoken, ['slt', 'rms'])
    const [base] = (await api.get<{ values: Entity[] }>('/models/base')).values
    const evaluation = await api.finished(
      await api.post('/evaluations', {
        locale: 'en-US',
        displayName: 'items',
        model1: { self: base?.self },
        model2: { self: model.self },
        dataset: { self: dataset.self }
      }),
      () => undefined
    )
    const { wordErrorRate1, wordErrorRate2 } = evaluation.properties as Readonly<Record<string, number>>
    expect(wordErrorRate1).toBeGreaterThan(0.2)
    expect(wordErrorRate2).toBeLessThan(0.1)
  })

  test('says how large its classes are and which pronunciations the lexicon gave', async () => {
    const report = await reportOf(running.api, model)
    expect(report.languageModel).toMatchObject({
      sentences: 5,
      classes: { '{@dish}': 5, '{@table}': 2 },
      heldBack: { sentences: 5 }
    })
    expect(report.words.added).toContainEqual({
      word: 'zabaglione',
      display: 'zabaglione',
      pronunciations: ['Z AA B AA L Y OW N EY'],
      source: 'phonetic lexicon'
    })
  })
})

async function reportOf(api: TestApi, model: Entity) {
  const file = (await api.files(model)).find(({ name }) => name === 'report.json')
  if (!file) throw new Error('no report')
  return api.content<Readonly<{ languageModel: object; words: Readonly<{ added: readonly object[] }> }>>(file)
}
