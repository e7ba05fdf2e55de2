/**
 * A LanguageMarkdown source: classes, their items, sentences that refer to them, and how words are said. A sentence
 * may refer to a class further down and a lexicon may follow the words it is for, so that everything is gathered
 * first and brought to its lexical form at the end.
 * @module
 */
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type StructuredLine, StructuredTextParser } from '../speech/structured-text/index.ts'
import { acceptedLines } from './accepted-lines.ts'
import type { RejectedLine, ReportWriter } from './import-report.ts'
import type { Imported, ImportTask } from './import-task.ts'
import { LineWriter } from './line-writer.ts'
import type { LineResult, Rejection } from './rejection.ts'
import { isEnglish, sourceLines } from './source-lines.ts'
import { type StoredEntry, structuredDataName } from './stored-entry.ts'
import {
  StructuredEntries,
  structuredLine,
  type WrittenItem,
  type WrittenSentence
} from './structured-entries.ts'

type PendingRejection = Readonly<{ line: RejectedLine; correctedAs: StructuredLine }>

export async function importStructuredText(task: ImportTask, report: ReportWriter): Promise<Imported> {
  const { dataset, directory, lexical, signal } = task
  const filename = dataset.sourceFileName
  const parser = new StructuredTextParser({ phoneSet: isEnglish(dataset.locale) })
  const entries = new StructuredEntries()
  // Whether a corrected sentence refers to a class can only be said at the end.
  const held: PendingRejection[] = []
  let correctedAs: StructuredLine | undefined
  const parse = (text: string): LineResult<StructuredLine> => {
    const result = structuredLine(parser, text)
    if ('value' in result) return result
    const { correctedAs: meant, ...rejection } = result.rejection
    correctedAs = meant
    return { rejection }
  }
  const rejected = {
    reject: async (line: RejectedLine): Promise<void> => {
      if (line.corrected === undefined || correctedAs === undefined) await report.reject(line)
      else held.push({ line, correctedAs })
    }
  }
  for await (const { line, text, value } of acceptedLines(sourceLines(task), filename, parse, rejected))
    entries.add(value, line.number, text)

  const keep = new Set(entries.words.map(({ word }) => word).filter((word) => lexical.apply(word) !== word))
  const preparation = { kind: dataset.textNormalizationKind, lexical, keep }
  const ofClasses = { ...preparation, classes: new Set(entries.items.map(({ className }) => className)) }
  for (const { line, correctedAs } of held) {
    const { corrected: _, ...uncorrected } = line
    await report.reject(entries.accepts(correctedAs, ofClasses) ? line : uncorrected)
  }
  const data = await LineWriter.create(join(directory, structuredDataName))
  const store = (entry: StoredEntry) => data.line(JSON.stringify(entry))
  const counts = { items: 0, words: 0, sentences: 0, references: 0 }
  const classes = new Map<string, number>()
  const referred = new Set<string>()
  const reject = (written: WrittenItem | WrittenSentence, rejection: Rejection) =>
    report.reject({ filename, line: written.line, inputText: written.text, ...rejection })
  let turn = 0
  const turns = async () => {
    signal.throwIfAborted()
    if (++turn % 100 === 0) await nextTurn()
  }
  try {
    for (const written of entries.items) {
      await turns()
      const result = entries.lexicalItem(written, preparation)
      if ('rejection' in result) {
        await reject(written, result.rejection)
        continue
      }
      await store({ class: written.className, item: result.value })
      classes.set(written.className, (classes.get(written.className) ?? 0) + 1)
      counts.items += 1
    }
    for (const entry of entries.words) {
      await store(entry)
      counts.words += 1
    }
    for (const written of entries.sentences) {
      await turns()
      const result = entries.lexicalSentence(written, { ...preparation, classes: new Set(classes.keys()) })
      if ('rejection' in result) {
        await reject(written, result.rejection)
        continue
      }
      await store({ sentence: result.value })
      counts.sentences += 1
      for (const piece of written.pieces) {
        if (!('reference' in piece)) continue
        counts.references += 1
        referred.add(piece.reference)
      }
    }
  } finally {
    await data.close()
  }
  const unused = [...classes.keys()].filter((name) => !referred.has(name))
  return {
    accepted: counts.items + counts.words + counts.sentences,
    insight: {
      structuredText: {
        classes: [...classes].map(([name, items]) => ({ name, items })),
        sentences: counts.sentences,
        references: counts.references,
        pronunciations: counts.words,
        headings: entries.headings,
        comments: entries.comments
      }
    },
    ...(unused.length === 0
      ? {}
      : {
          warnings: unused.map((name) => `No sentence refers to the class "${name}": its items are not used`)
        })
  }
}
