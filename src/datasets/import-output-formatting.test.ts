import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
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
  root = await mkdtemp(join(tmpdir(), 'vernacular-formatting-'))
})
afterAll(() => rm(root, { recursive: true }))

type Report = ImportOutcome &
  Readonly<{
    formatting: Readonly<{ tests: Readonly<{ passed: number; failed: number; failures: readonly object[] }> }>
    details: readonly Readonly<{ line: number; column: number; code: string }>[]
  }>

async function imported(content: Uint8Array | string) {
  made += 1
  const sourcePath = join(root, `${made}.md`)
  const directory = join(root, `${made}`)
  await mkdir(directory)
  await writeFile(sourcePath, content)
  const outcome = await importSource({
    dataset: {
      kind: 'OutputFormatting',
      locale: 'en-US',
      textNormalizationKind: 'Default',
      sourceFileName: 'rules.md'
    },
    sourcePath,
    directory,
    lexical: normalizerFor('en-US'),
    signal: new AbortController().signal,
    progress: () => {}
  })
  return { outcome, report: JSON.parse(await readFile(join(directory, 'report.json'), 'utf8')) as Report }
}

describe('rules of display', () => {
  test('are taken line by line, and the tests of their file are run', async () => {
    const { outcome, report } = await imported(
      [
        ...[
          '\ufeff// rules',
          '#rewrite',
          'end to end\tE2E',
          'no tab',
          '',
          '#profanity',
          'fake word',
          '#test'
        ],
        ...['the end to end system\tThe E2E system', 'a fake word\tA fake word']
      ].join('\r\n')
    )
    expect(outcome).toEqual({ status: 'Succeeded', acceptedLineCount: 4, rejectedLineCount: 1 })
    expect(report.details.map(({ line, column, code }) => `${line}:${column} ${code}`)).toEqual([
      '4:7 MissingTab'
    ])
    expect(report.formatting).toEqual({
      itn: 0,
      rewrite: 1,
      profanity: 1,
      tests: {
        passed: 1,
        failed: 1,
        failures: [{ line: 10, lexical: 'a fake word', expected: 'A fake word', found: 'A **** ****' }]
      }
    })
  })

  test('crash nothing, whatever stands in the file', async () => {
    const bits = fc.constantFrom(
      ...[
        '#itn',
        '#rewrite',
        '#test',
        '#',
        'a',
        '\\d',
        '(',
        ')',
        '+',
        '{',
        '}',
        '>',
        '\t',
        '|',
        '\\',
        '//',
        ' '
      ]
    )
    const line = fc.array(bits, { maxLength: 6 }).map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
        const { outcome, report } = await imported(lines.join('\n'))
        expect(report.details).toHaveLength(outcome.rejectedLineCount)
      }),
      { numRuns: 60 }
    )
  })

  const sample = resolve(
    import.meta.dirname,
    '../../../shared/samples/en-US/display-format/output-formatting.txt'
  )
  test.skipIf(!existsSync(sample))(
    'of a real customer are taken, and all his tests pass (skipped where the public samples are not beside this repository)',
    async () => {
      const { report } = await imported(await readFile(sample))
      expect(report).toMatchObject({ acceptedLineCount: 40, rejectedLineCount: 0 })
      expect(report.formatting.tests).toEqual({ passed: 20, failed: 0, failures: [] })
    }
  )
})
