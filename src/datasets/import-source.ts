/** One source, read once: accepted data and `report.json` into a folder. Knows nothing of jobs or storage. @module */
import { copyFile, link, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { acceptedText } from './accepted-text.ts'
import { writeCorrected } from './corrected-file.ts'
import { type DatasetKind, sourceName } from './dataset.ts'
import { formattingDataName } from './formatting-data.ts'
import { importAudio } from './import-audio.ts'
import { importAudioFiles } from './import-audio-files.ts'
import { importOutputFormatting } from './import-output-formatting.ts'
import { importPlainText } from './import-plain-text.ts'
import { importPronunciations } from './import-pronunciations.ts'
import { type ImportOutcome, ReportWriter } from './import-report.ts'
import { importStructuredText } from './import-structured-text.ts'
import type { Imported, ImportTask } from './import-task.ts'
import { SourceRejected } from './rejection.ts'
import { structuredDataName } from './stored-entry.ts'
import { type TextFound, textInsight } from './text-insight.ts'

const importers = {
  Language: importPlainText,
  LanguageMarkdown: importStructuredText,
  Pronunciation: importPronunciations,
  Acoustic: importAudio,
  AudioFiles: importAudioFiles,
  OutputFormatting: importOutputFormatting
} as const satisfies Record<DatasetKind, (task: ImportTask, report: ReportWriter) => Promise<Imported>>

/** Files that only accepted data is in; a failed import leaves none. */
const acceptedFiles = [
  'accepted.txt',
  'original.txt',
  'accepted.tsv',
  structuredDataName,
  formattingDataName,
  'utterances.jsonl',
  'transcript.tsv',
  'audio'
]

/**
 * Never throws for what is in the source: that is the outcome. All refused means failed.
 * @throws the signal's reason, and the file system's errors
 */
export async function importSource(task: ImportTask): Promise<ImportOutcome> {
  const { dataset, directory, lexical } = task
  const report = await ReportWriter.create(directory)
  try {
    const { imported, rejected } = await read(task, report)
    const accepted = rejected ? 0 : imported.accepted
    const error = rejected ?? (accepted === 0 ? nothingUsable(report) : undefined)
    const outcome: ImportOutcome = {
      status: error ? 'Failed' : 'Succeeded',
      acceptedLineCount: accepted,
      rejectedLineCount: report.rejected,
      ...(imported.durationTicks === undefined || error ? {} : { durationTicks: imported.durationTicks }),
      ...(error ? { error: { code: error.code, message: error.message } } : {})
    }
    await report.finish({
      ...outcome,
      kind: dataset.kind,
      locale: dataset.locale,
      textNormalizationKind: dataset.textNormalizationKind,
      normalizer: lexical.version,
      warnings: imported.warnings ?? [],
      ...imported.insight,
      ...(error ? {} : await insightOf(task))
    })
    if (report.corrections && !rejected) await writeCorrected(task, report.corrections)
    if (error)
      for (const name of acceptedFiles) await rm(join(directory, name), { recursive: true, force: true })
    await keepSource(task)
    return outcome
  } catch (error) {
    await report.abandon()
    throw error
  }
}

const withText: readonly DatasetKind[] = ['Language', 'LanguageMarkdown', 'Acoustic']

async function insightOf(task: ImportTask): Promise<Readonly<{ text?: TextFound }>> {
  const { insight, dataset, directory, signal, progress } = task
  if (insight === undefined || !withText.includes(dataset.kind)) return {}
  progress(0.99, 'comparing the text with the base model')
  const text = acceptedText(directory, dataset.kind)
  return { text: await textInsight(text, { base: insight.base, others: insight.others(), signal }) }
}

async function read(
  task: ImportTask,
  report: ReportWriter
): Promise<{ imported: Imported; rejected?: SourceRejected }> {
  try {
    return { imported: await importers[task.dataset.kind](task, report) }
  } catch (error) {
    if (error instanceof SourceRejected) return { imported: { accepted: 0 }, rejected: error }
    throw error
  }
}

function nothingUsable(report: ReportWriter): SourceRejected {
  const { rejected, first } = report
  return new SourceRejected(
    'InvalidDataset',
    first
      ? `None of the ${rejected} lines is valid. ${first.filename}${first.line ? `, line ${first.line}` : ''}: ` +
          `${first.code}, found ${first.found}; expected ${first.accepted}. report.json lists all of them.`
      : 'The file has no lines: it is empty or blank.'
  )
}

/** Beside the accepted data lies what it was made from; a second name for the same bytes where the volume allows. */
async function keepSource({ sourcePath, directory, dataset }: ImportTask): Promise<void> {
  const kept = join(directory, sourceName(dataset.kind))
  await link(sourcePath, kept).catch(() => copyFile(sourcePath, kept))
}
