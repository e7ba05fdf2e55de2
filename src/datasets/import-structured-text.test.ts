import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { normalizerFor } from '../speech/text/index.ts'
import type { ImportOutcome } from './import-report.ts'
import { importSource } from './import-source.ts'

let root = ''
let made = 0
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'vernacular-structured-'))
})
afterAll(() => rm(root, { recursive: true }))

type Report = ImportOutcome &
  Readonly<{
    structuredText: Readonly<{ headings: number; comments: number }>
    warnings: readonly string[]
    details: readonly Readonly<{ line: number; column: number; code: string; found: string }>[]
  }>

async function imported(content: Uint8Array | string, locale = 'en-US') {
  made += 1
  const sourcePath = join(root, `${made}.md`)
  const directory = join(root, `${made}`)
  await mkdir(directory)
  await writeFile(sourcePath, content)
  const outcome = await importSource({
    dataset: {
      kind: 'LanguageMarkdown',
      locale,
      textNormalizationKind: 'Default',
      sourceFileName: 'domain.md'
    },
    sourcePath,
    directory,
    lexical: normalizerFor('en-US'),
    signal: new AbortController().signal,
    progress: () => {}
  })
  const text = (name: string) => readFile(join(directory, name), 'utf8')
  const report = JSON.parse(await text('report.json')) as Report
  const accepted = async () =>
    (await text('structured.jsonl'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown)
  return { outcome, report, accepted, files: (await readdir(directory)).sort() }
}

const positions = ({ report }: Readonly<{ report: Report }>) =>
  report.details.map(({ line, column, code }) => `${line}:${column} ${code}`)

describe('structured text', () => {
  test('is brought to its lexical form, references whole, whatever the order of its blocks', async () => {
    const done = await imported(
      [
        ...[
          '# Orders',
          '- I want {@food} & “{@food}”!',
          '@ list food =',
          '- Pizza no. 4',
          '- soup of the day'
        ],
        ...['@ speech:phoneticlexicon', '- KX9/k ae k s', '# More', '- call KX9 at 5']
      ].join('\r\n')
    )
    expect(done.outcome).toEqual({ status: 'Succeeded', acceptedLineCount: 5, rejectedLineCount: 0 })
    expect(await done.accepted()).toEqual([
      { class: 'food', item: 'pizza number four' },
      { class: 'food', item: 'soup of the day' },
      { word: 'kx9', written: 'KX9', phones: ['K', 'AE', 'K', 'S'] },
      { sentence: 'i want {@food} and {@food}' },
      { sentence: 'call kx9 at five' }
    ])
    expect(done.files).toEqual(['report.json', 'source.md', 'structured.jsonl'])
    expect(done.report.structuredText).toEqual({
      classes: [{ name: 'food', items: 2 }],
      sentences: 2,
      references: 2,
      pronunciations: 1,
      headings: 4,
      comments: 0
    })
  })

  test('is refused line by line, with file, line and column', async () => {
    const done = await imported(
      [
        '@ list a =',
        '- one',
        '- !!!',
        '# S',
        '- go to {@b}',
        '- see www.contoso.com/a',
        'go on',
        '- fine'
      ].join('\n')
    )
    expect(positions(done)).toEqual([
      ...['6:7 ContainsUri', '7:1 BulletMissing', '3:3 NormalizedTextEmpty', '5:9 ReferenceUndefined']
    ])
    expect(done.outcome).toMatchObject({ acceptedLineCount: 2, rejectedLineCount: 4 })
    expect(done.report.warnings).toEqual(['No sentence refers to the class "a": its items are not used'])
  })

  test('may be in UTF-16, and in a language without phones', async () => {
    const text = '\ufeff@ list a =\n- un\n@ speech:phoneticlexicon\n- un/o n\n# S\n- {@a}'
    const done = await imported(Buffer.from(text, 'utf16le'), 'fr-FR')
    expect(positions(done)).toEqual(['4:3 PhoneSetMissing'])
    expect(done.outcome).toMatchObject({ status: 'Succeeded', acceptedLineCount: 2 })
  })

  test('whatever is in the file: accepted, refused, headings and comments are the lines read', async () => {
    const bits = fc.constantFrom(
      ...[
        '@ list a =',
        '@',
        '# S',
        '- ',
        '{@a}',
        '{',
        'x y',
        '/k ae t',
        '@ speech:phoneticlexicon',
        '//',
        '’'
      ],
      ...['\r', '\u0000', '\ufeff', '\t', 'aaaa']
    )
    const lines = fc.array(
      fc.array(bits, { maxLength: 5 }).map((parts) => parts.join('')),
      { maxLength: 15 }
    )
    await fc.assert(
      fc.asyncProperty(lines, async (text) => {
        const { outcome, report } = await imported(text.join('\n'))
        const read = text.filter((line) => line.replace(/\r$/, '').trim() !== '').length
        if (outcome.error && !report.structuredText) return
        const { headings, comments } = report.structuredText
        if (outcome.status === 'Succeeded')
          expect(outcome.acceptedLineCount + outcome.rejectedLineCount + headings + comments).toBe(read)
        expect(report.details).toHaveLength(outcome.rejectedLineCount)
      }),
      { numRuns: 60 }
    )
  })

  const sample = resolve(
    import.meta.dirname,
    '../../../shared/samples/en-US/media-entities/structured-text.md'
  )
  test.skipIf(!existsSync(sample))(
    'a real customer file is taken (skipped where the public samples are not beside this repository)',
    async () => {
      const done = await imported(await readFile(sample))
      expect(done.outcome.status).toBe('Succeeded')
      expect(done.outcome.rejectedLineCount).toBeLessThan(10)
    }
  )
})
