/**
 * An OutputFormatting source: rules of display. They work on text, whatever the model. The file's own tests are run
 * here; what they show is in the report, and never a reason to refuse.
 * @module
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  displayFormFor,
  type FormattingTest,
  type ParsedFormatting,
  parseFormattingRules
} from '../speech/display/index.ts'
import { acceptedLines } from './accepted-lines.ts'
import { formattingDataName } from './formatting-data.ts'
import type { ReportWriter } from './import-report.ts'
import type { Imported, ImportTask } from './import-task.ts'
import { quoted, take } from './rejection.ts'
import { sourceLines } from './source-lines.ts'

/** Of the tests that failed, the report names so many. */
const MAX_EXAMPLES = 100

export async function importOutputFormatting(task: ImportTask, report: ReportWriter): Promise<Imported> {
  const { dataset, directory } = task
  const filename = dataset.sourceFileName
  // Rules are counted in hundreds, and each is checked with the section that it stands in: the file is held whole.
  const lines: string[] = []
  for await (const { line, text } of acceptedLines(sourceLines(task), filename, take, report))
    lines[line.number - 1] = text
  const parsed = parseFormattingRules(Array.from(lines, (line) => line ?? ''))
  for (const { line, column, code, found, accepted } of parsed.rejections)
    await report.reject({
      filename,
      line,
      inputText: lines[line - 1] ?? '',
      code,
      column,
      found: quoted(found),
      accepted
    })
  await writeFile(join(directory, formattingDataName), `${JSON.stringify(parsed.rules, null, 2)}\n`, {
    flush: true
  })
  const failed = await failures(parsed, dataset.locale, task.signal)
  const { patterns, rewrites, profanity } = parsed.rules
  return {
    accepted: parsed.accepted,
    insight: {
      formatting: {
        itn: patterns.length,
        rewrite: rewrites.length,
        profanity: profanity.length,
        tests: {
          passed: parsed.tests.length - failed.length,
          failed: failed.length,
          failures: failed.slice(0, MAX_EXAMPLES)
        }
      }
    },
    ...(failed.length === 0
      ? {}
      : {
          warnings: [`${failed.length} of ${parsed.tests.length} tests in the file give a different result`]
        })
  }
}

/** Longest stretch of tests between two looks at what else the process has to do. */
const TURN_MS = 8

/** Shown as to a request that masks profanity and wants no marks. */
async function failures(
  { rules, tests }: ParsedFormatting,
  locale: string,
  signal: AbortSignal
): Promise<readonly (FormattingTest & Readonly<{ found: string }>)[]> {
  const form = displayFormFor(locale)
  const failed: (FormattingTest & Readonly<{ found: string }>)[] = []
  let turnBegan = performance.now()
  for (const one of tests) {
    if (performance.now() - turnBegan > TURN_MS) {
      await nextTurn()
      signal.throwIfAborted()
      turnBegan = performance.now()
    }
    const found = form.formatText(one.lexical, { rules, profanity: 'Masked', punctuation: 'None' }).display
    if (found !== one.expected) failed.push({ ...one, found })
  }
  return failed
}
