import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { manifestFields } from '../models/index.ts'
import { type BundleContent, manifestOf, writeBundle } from './write-bundle.ts'

const text = 'lower the davit'
const content: BundleContent = {
  model: { locale: 'en-US', base: 'pocketsphinx-en-us', text },
  data: {
    origins: {
      datasets: [{ id: 'd', kind: 'Language', sha256: 'abc' }],
      text: { file: 'text.txt', sha256: 'def' }
    },
    rules: { patterns: [], rewrites: [], profanity: ['blast'] },
    display: { kx9: 'KX9' }
  },
  normalizer: { version: 'en-lexical-1', steps: ['lower case'] },
  trained: {
    customization: {
      format: 'ngram-gmm',
      version: 1,
      parts: { lexicon: { file: 'lexicon.dict' }, acoustic: { file: 'acoustic/mllr', method: 'mllr' } }
    },
    tools: { sphinxtrain: '5', 'espeak-ng': '1.51' },
    outcome: { worseThanBase: null, measuredOn: 'nothing', summary: 'not compared' },
    report: { words: { added: [] }, acoustics: { method: 'mllr' } }
  }
}

describe('the manifest', () => {
  test('has its fields in one order, whatever order a recipe gives them in', () => {
    expect(Object.keys(manifestFields(manifestOf(content, '0.2.0')))).toEqual(
      'format locale base datasets text normaliser customization acoustic lexicon formatting checksums tools'.split(
        ' '
      )
    )
  })

  test('names the programs in alphabetical order, this service among them', () => {
    expect(Object.entries(manifestOf(content, '0.2.0').tools)).toEqual([
      ['espeak-ng', '1.51'],
      ['sphinxtrain', '5'],
      ['vernacular', '0.2.0']
    ])
  })
})

describe('the folder of a bundle', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vernacular-write-bundle-'))
    await writeFile(join(folder, 'lexicon.dict'), 'kx9 K EY\n')
    await writeBundle(folder, content)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')

  test('has the text, the display rules and words, the report, and the outcome first in the report', async () => {
    expect(await read('text.txt')).toBe(text)
    expect(JSON.parse(await read('formatting.json'))).toEqual(content.data.rules)
    expect(JSON.parse(await read('display.json'))).toEqual({ kx9: 'KX9' })
    expect(Object.keys(JSON.parse(await read('report.json')) as object)).toEqual([
      'verdict',
      'words',
      'acoustics'
    ])
  })

  test('names the version of this service in its manifest', async () => {
    const own = JSON.parse(await readFile('package.json', 'utf8')) as { version: string }
    expect(JSON.parse(await read('model.json'))).toMatchObject({ tools: { vernacular: own.version } })
  })

  test('has a checksum of every file whose bytes the training decides', async () => {
    const lines = (await read('SHA256SUMS')).trimEnd().split('\n')
    const sums = new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]))
    const lexicon = createHash('sha256').update('kx9 K EY\n').digest('hex')
    expect(sums.get('lexicon.dict')).toBe(lexicon)
    expect(sums.has('model.json')).toBe(true)
    for (const name of sums.keys()) expect(await readdir(folder)).toContain(name)
  })
})
