import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { trainLanguageModel, writeArpa } from '../../speech/language-model/index.ts'
import { generalNgramsOf, prepareGeneralNgrams } from './general-ngrams.ts'
import { InvalidModelFile } from './invalid-model-file.ts'
import { loadNgram } from './search/index.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'vernacular-general-'))
})
afterAll(() => rm(root, { recursive: true }))

let folders = 0
async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(root, String(++folders))
  await mkdir(folder)
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content)
  return folder
}

async function arpa(): Promise<string> {
  const model = await trainLanguageModel([
    ['the', 'train', 'is', 'late'],
    ['the', 'time', 'is', 'now']
  ])
  return [...writeArpa(model)].join('')
}

test('an ARPA file becomes n-grams in lower case', async () => {
  const folder = await folderWith({
    'general.arpa': (await arpa()).toUpperCase().replaceAll('\\END\\', '\\end\\')
  })
  expect(await generalNgramsOf(folder)).toBeUndefined()
  await prepareGeneralNgrams(folder)
  const path = await generalNgramsOf(folder)
  expect((await loadNgram(path ?? '')).words().slice(3)).toEqual([
    'is',
    'late',
    'now',
    'the',
    'time',
    'train'
  ])
  // Once is enough.
  await prepareGeneralNgrams(folder)
})

test('a folder without any stays as it is', async () => {
  const folder = await folderWith({})
  await prepareGeneralNgrams(folder)
  expect(await generalNgramsOf(folder)).toBeUndefined()
})

test.each([
  ['general.arpa', '\\data\\\nngram 1=1\n\n\\1-grams:\nnot a number\n', 'line 5'],
  ['general.ngram', 'something else that is longer than a header', 'VNNGRAM']
])('a broken %s is rejected with what is wrong', async (name, content, says) => {
  const folder = await folderWith({ [name]: content })
  const failure = await prepareGeneralNgrams(folder).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(InvalidModelFile)
  expect(String(failure)).toContain(name)
  expect(String(failure)).toContain(says)
})
