import { afterAll, beforeAll, expect, test } from 'vitest'
import { tone, zip } from '../../tests/datasets/archives.ts'
import { type RunningService, startInProcess } from '../../tests/in-process-service.ts'
import { type Entity, uploaded } from '../../tests/models/uploaded.ts'

let running: RunningService
beforeAll(async () => {
  running = await startInProcess()
})
afterAll(() => running.close())

type Text = Readonly<{
  newWords: Readonly<{ rate: number; mostUseful: readonly object[] }>
  perplexity: Readonly<{ value: number }>
  alsoIn: readonly object[]
}>

async function textOf(dataset: Entity): Promise<Text> {
  const file = (await running.api.files(dataset)).find(({ name }) => name === 'report.json')
  if (!file) throw new Error('no report')
  return (await running.api.content<Readonly<{ text: Text }>>(file)).text
}

test('a text is told by its words: how many, which are new, how well the base expects them, and who shares them', async () => {
  const { api } = running
  const trans = 'a.wav\tLower the davit before noon.\nb.wav\tYes.'
  const audio = await zip([
    { name: 'trans.txt', content: trans },
    { name: 'a.wav', content: tone(1) },
    { name: 'b.wav', content: tone(1) }
  ])
  const test = await uploaded(api, 'Acoustic', Buffer.from(audio))
  const lines = ['lower the davit before noon', 'the zorvane davit', 'open the window', 'yes']
  const language = await uploaded(api, 'Language', Buffer.from(lines.join('\n')))
  expect(await textOf(language)).toEqual({
    sentences: 4,
    tokens: 12,
    vocabulary: 9,
    base: 'pocketsphinx-en-us',
    newWords: {
      words: 2,
      tokens: 3,
      rate: 0.25,
      mostUseful: [
        { word: 'davit', count: 2 },
        { word: 'zorvane', count: 1 }
      ],
      once: { words: 1, examples: ['zorvane'] }
    },
    perplexity: { value: expect.any(Number), sentences: 4, unknownWords: 3 },
    alsoIn: [
      {
        dataset: test.self.split('/').at(-1),
        displayName: 'Acoustic',
        kind: 'Acoustic',
        sentences: 1,
        examples: ['lower the davit before noon']
      }
    ]
  })
  // The other way round the recordings come last.
  const again = await uploaded(api, 'Acoustic', Buffer.from(audio))
  expect((await textOf(again)).alsoIn).toHaveLength(2)
})

test('of structured text items count as words to be heard, sentences as what is said', async () => {
  const source = '@ list dish =\n- ratatouille\n- zabaglione\n# S\n- bring me {@dish}\n- thank you'
  const text = await textOf(await uploaded(running.api, 'LanguageMarkdown', Buffer.from(source)))
  expect(text).toMatchObject({
    sentences: 2,
    tokens: 7,
    vocabulary: 6,
    newWords: { words: 1, mostUseful: [{ word: 'zabaglione', count: 1 }] }
  })
  expect(text.perplexity.value).toBeGreaterThan(10)
})
