import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { normalizerFor } from '../speech/text/index.ts'
import { correctedName } from './corrected-file.ts'
import type { DatasetKind } from './dataset.ts'
import { importSource } from './import-source.ts'

let root = ''
let made = 0
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'vernacular-corrected-'))
})
afterAll(() => rm(root, { recursive: true }))

async function imported(kind: DatasetKind, content: Uint8Array | string) {
  made += 1
  const sourcePath = join(root, `${made}.source`)
  const directory = join(root, `${made}`)
  await mkdir(directory)
  await writeFile(sourcePath, content)
  const outcome = await importSource({
    dataset: { kind, locale: 'en-US', textNormalizationKind: 'Default', sourceFileName: 'source' },
    sourcePath,
    directory,
    lexical: normalizerFor('en-US'),
    signal: new AbortController().signal,
    progress: () => {}
  })
  const path = join(directory, correctedName(kind) ?? '')
  return { outcome, corrected: existsSync(path) ? await readFile(path) : undefined }
}

const bits = {
  Language: ['yes ', 'no', '\t', 'www.a.com/b', 'aaaaa', '\u0000', ' ', '’s', '4', '!', 'x\u2028y'],
  Pronunciation: ['KX9', '\t', ', ', '  ', 'k x nine', '9', '=', ' - ', '’', 'ö', '!'],
  LanguageMarkdown: [
    ...[
      '@ list a =',
      '@ list b c =',
      '# S',
      '- ',
      '{a}',
      '{@a}',
      '{',
      'x y',
      'cat/K AE1 T',
      'yes yes yes yes'
    ],
    ...['@ speech:phoneticlexicon', '!!!', '\t', 'www.a.com/b']
  ]
} as const

test.each(Object.keys(bits) as (keyof typeof bits)[])(
  'a corrected %s file has no refused line, and as many accepted as were accepted or corrected at least',
  async (kind) => {
    const line = fc.array(fc.constantFrom(...bits[kind]), { maxLength: 5 }).map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
        const first = await imported(kind, lines.join('\n'))
        if (first.corrected === undefined) return
        const second = await imported(kind, first.corrected)
        expect(second.outcome.rejectedLineCount).toBe(0)
        expect(second.outcome.acceptedLineCount).toBeGreaterThanOrEqual(first.outcome.acceptedLineCount)
      }),
      { numRuns: 150 }
    )
  }
)
