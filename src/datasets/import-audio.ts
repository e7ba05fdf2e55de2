/** An Acoustic source: each transcribed clip converted once, with its words beside it. @module */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { acceptedLines } from './accepted-lines.ts'
import { openTranscribedArchive, type TranscribedArchive } from './audio-archive.ts'
import { AudioInsight } from './audio-insight.ts'
import { AudioNames } from './audio-names.ts'
import { convertClip, MAX_TOTAL_TICKS, MAX_TRAINING_CLIP_TICKS } from './convert-clip.ts'
import type { ReportWriter } from './import-report.ts'
import type { Imported, ImportTask } from './import-task.ts'
import { LineWriter } from './line-writer.ts'
import { isEnglish } from './source-lines.ts'
import { textLines } from './text-lines.ts'
import type { CheckedClip } from './transcript-check.ts'
import { transcriptLine } from './transcript-line.ts'

export async function importAudio(task: ImportTask, report: ReportWriter): Promise<Imported> {
  const archive = await openTranscribedArchive(task.sourcePath)
  try {
    await mkdir(join(task.directory, 'audio'))
    return await importArchive(task, archive, report)
  } finally {
    archive.close()
  }
}

async function importArchive(
  task: ImportTask,
  archive: TranscribedArchive,
  report: ReportWriter
): Promise<Imported> {
  const { directory, dataset, lexical, signal, progress } = task
  const names = new AudioNames(archive)
  const { name: filename } = archive.transcript
  const lines = textLines(archive.transcript.content(), { english: isEnglish(dataset.locale), signal })
  const parse = (text: string) => {
    names.mention(text)
    return transcriptLine(text, dataset.textNormalizationKind, lexical)
  }
  const utterances = await LineWriter.create(join(directory, 'utterances.jsonl'))
  const transcript = await LineWriter.create(join(directory, 'transcript.tsv'))
  let accepted = 0
  let tooLongForTraining = 0
  let total = 0
  const insight = new AudioInsight()
  const clips: CheckedClip[] = []
  try {
    for await (const { line, text, value } of acceptedLines(lines, filename, parse, report)) {
      const converted = await convertClip(task, names, value.name, MAX_TOTAL_TICKS - total)
      if ('code' in converted) {
        await report.reject({ filename, line: line.number, inputText: text, ...converted })
        continue
      }
      const long = converted.durationTicks > MAX_TRAINING_CLIP_TICKS
      await utterances.line(
        JSON.stringify({
          id: converted.name,
          audio: converted.audio,
          reference: value.original,
          lexical: value.lexical,
          durationTicks: converted.durationTicks,
          ...(long ? { tooLongForTraining: true } : {})
        })
      )
      await transcript.line(`${converted.name}\t${value.lexical}`)
      insight.add(converted.name, converted)
      clips.push({
        file: converted.name,
        line: line.number,
        audioPath: join(directory, converted.audio),
        lexical: value.lexical,
        durationTicks: converted.durationTicks
      })
      accepted += 1
      total += converted.durationTicks
      if (long) tooLongForTraining += 1
      progress((0.6 * accepted) / Math.max(1, archive.audio.length), 'converting audio')
    }
    for (const left of names.leftOver()) await report.reject({ inputText: left.filename, ...left })
  } finally {
    await utterances.close()
    await transcript.close()
  }
  const transcripts =
    clips.length === 0
      ? undefined
      : await task.transcripts?.(clips, directory, {
          signal,
          progress: (fraction) => progress(0.6 + 0.38 * fraction, 'comparing transcripts with their audio')
        })
  const warning = `${tooLongForTraining} of ${accepted} clips are longer than 40 s: training cuts them at pauses and leaves out passages that do not match the transcript`
  return {
    accepted,
    durationTicks: total,
    insight: { audio: insight.found(), ...(transcripts ? { transcripts } : {}) },
    ...(tooLongForTraining > 0 ? { warnings: [warning] } : {})
  }
}
