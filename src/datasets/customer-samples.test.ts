import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { DatasetKind } from './dataset.ts'
import type { ImportOutcome } from './import-report.ts'
import { importSource } from './import-source.ts'
import type { Lexical } from './lexical-text.ts'

// Public sample data of Azure Custom Speech; it is not part of this repository.
const samples = resolve(import.meta.dirname, '../../../shared/samples')
const reason = 'the public customer samples are not present beside this repository'

const lettersOnly: Lexical = {
  version: 'test-1',
  apply: (text) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}' ]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
}

async function imported(kind: DatasetKind, locale: string, file: string): Promise<ImportOutcome> {
  const directory = await mkdtemp(join(tmpdir(), 'vernacular-sample-'))
  try {
    return await importSource({
      dataset: { kind, locale, textNormalizationKind: 'Default', sourceFileName: file },
      sourcePath: join(samples, file),
      directory,
      lexical: lettersOnly,
      signal: new AbortController().signal,
      progress: () => {}
    })
  } finally {
    await rm(directory, { recursive: true })
  }
}

test.skipIf(!existsSync(samples))(
  `what customers start from is taken (skipped where ${reason})`,
  async () => {
    const cases: ReadonlyArray<readonly [DatasetKind, string, string, number, number?]> = [
      ['Language', 'en-US', 'en-US/biology/plain-text.txt', 116],
      ['Language', 'en-US', 'en-US/display-format/plain-text.txt', 4357],
      ['Language', 'de-DE', 'de-DE/related-text.txt', 27],
      ['Language', 'fr-FR', 'fr-FR/related-text.txt', 27],
      ['Language', 'zh-CN', 'zh-CN/related-text.txt', 27],
      ['Pronunciation', 'en-US', 'en-US/biology/pronunciation.txt', 6],
      ['Acoustic', 'de-DE', 'de-DE/audio-and-trans.zip', 1, 341_403_125],
      ['Acoustic', 'fr-FR', 'fr-FR/audio-and-trans.zip', 1, 181_819_375]
    ]
    for (const [kind, locale, file, acceptedLineCount, durationTicks] of cases)
      expect(await imported(kind, locale, file), file).toEqual({
        status: 'Succeeded',
        acceptedLineCount,
        rejectedLineCount: 0,
        ...(durationTicks === undefined ? {} : { durationTicks })
      })
  }
)
