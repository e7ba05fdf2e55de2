/** An AudioFiles source: clips without transcripts, each converted once. @module */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openAudioArchive } from './audio-archive.ts'
import { AudioInsight } from './audio-insight.ts'
import { AudioNames } from './audio-names.ts'
import { convertClip, MAX_TOTAL_TICKS } from './convert-clip.ts'
import type { ReportWriter } from './import-report.ts'
import type { Imported, ImportTask } from './import-task.ts'
import { LineWriter } from './line-writer.ts'

/** Every file of the archive is audio or is refused; `utterances.jsonl` lists them as an Acoustic dataset's, wordless. */
export async function importAudioFiles(task: ImportTask, report: ReportWriter): Promise<Imported> {
  const archive = await openAudioArchive(task.sourcePath)
  try {
    await mkdir(join(task.directory, 'audio'))
    const names = new AudioNames(archive)
    const clips = await LineWriter.create(join(task.directory, 'utterances.jsonl'))
    const insight = new AudioInsight()
    let accepted = 0
    let total = 0
    try {
      for (const [index, { name }] of archive.audio.entries()) {
        const converted = await convertClip(task, names, name, MAX_TOTAL_TICKS - total)
        task.progress(index / archive.audio.length, 'converting audio')
        if ('code' in converted) {
          const whatIsAccepted = /\.(?:txt|tsv)$/i.test(name)
            ? 'audio without transcripts; for audio with transcripts, use kind Acoustic'
            : converted.accepted
          await report.reject({ filename: name, inputText: name, ...converted, accepted: whatIsAccepted })
          continue
        }
        const { audio, durationTicks } = converted
        await clips.line(
          JSON.stringify({ id: converted.name, audio, reference: '', lexical: '', durationTicks })
        )
        insight.add(converted.name, converted)
        accepted += 1
        total += durationTicks
      }
      for (const left of names.leftOver()) await report.reject({ inputText: left.filename, ...left })
    } finally {
      await clips.close()
    }
    return { accepted, durationTicks: total, insight: { audio: insight.found() } }
  } finally {
    archive.close()
  }
}
