/** The first entries as an import read them, so that a dry run shows what was understood and not only what was not. @module */
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatasetKind } from './dataset.ts'
import type { ImportReportAnswers } from './import-report-schema.ts'
import { structuredDataName } from './stored-entry.ts'

/** `text` as it was written, `read` as trainings will have it; audio is named by `file`. */
export type FirstAccepted = ImportReportAnswers['PreviewedEntry']

const MAX_SHOWN = 8
const MAX_BYTES = 64 * 1024

/** @param directory of an import that has ended; one that failed left nothing */
export async function firstAccepted(directory: string, kind: DatasetKind): Promise<readonly FirstAccepted[]> {
  const first = (name: string) => firstLines(join(directory, name))
  switch (kind) {
    case 'Language': {
      const [originals, read] = [await first('original.txt'), await first('accepted.txt')]
      return originals.map((text, index) => ({ text, read: read[index] ?? '' }))
    }
    case 'Pronunciation':
      return (await first('accepted.tsv')).map((line) => {
        const [text = '', read = ''] = line.split('\t')
        return { text, read }
      })
    case 'LanguageMarkdown':
      return (await first(structuredDataName)).map((line) => structured(JSON.parse(line) as Structured))
    case 'Acoustic':
    case 'AudioFiles':
      return (await first('utterances.jsonl')).map((line) => {
        const { id, reference, lexical } = JSON.parse(line) as Utterance
        return { text: reference, read: lexical, file: id }
      })
    case 'OutputFormatting':
      return []
  }
}

type Utterance = Readonly<{ id: string; reference: string; lexical: string }>
type Structured = Readonly<
  Partial<{ class: string; item: string; word: string; phones: readonly string[]; sentence: string }>
>

const structured = (entry: Structured): FirstAccepted =>
  entry.class !== undefined
    ? { text: `@${entry.class}`, read: entry.item ?? '' }
    : entry.word !== undefined
      ? { text: entry.word, read: entry.phones?.join(' ') ?? '' }
      : { text: entry.sentence ?? '', read: entry.sentence ?? '' }

async function firstLines(path: string): Promise<readonly string[]> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  if (!file) return []
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_BYTES), 0, MAX_BYTES, 0)
    // What follows the last line's end is nothing, or a line cut in two.
    return buffer.toString('utf8', 0, bytesRead).split('\n').slice(0, -1).slice(0, MAX_SHOWN)
  } finally {
    await file.close()
  }
}
