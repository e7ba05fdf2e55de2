/** Runs a command: once, or once per line of `--foreach`; then checks what it printed. @module */

import { once } from 'node:events'
import { relative } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { expressionsOf, failedExpectations } from '../checks/expected-lines.ts'
import { readChecks } from '../checks/read-checks.ts'
import { failedResultChecks } from '../checks/result-checks.ts'
import { CommandError, EXIT } from '../command-error.ts'
import { defaultsFor, resolveValues } from '../command-line/argument-values.ts'
import { formatCall } from '../command-line/format-call.ts'
import type { Option } from '../command-line/option.ts'
import type { Call } from '../command-line/syntax.ts'
import { ConfigStore } from '../config/config-store.ts'
import { checks } from '../options/checks.ts'
import { globalOptions } from '../options/global.ts'
import { display } from '../options/outputs.ts'
import { repeats } from '../options/repeats.ts'
import { writeOutput, writtenFiles } from '../output/save-output.ts'
import { terminal } from '../output/terminal.ts'
import { writeZip } from '../output/write-zip.ts'
import { audioFilesOf } from '../recognition/audio-files.ts'
import { rejectSharedFiles } from '../recognition/outputs.ts'
import { recognition } from '../recognition/recognize-options.ts'
import { requestsText } from '../service/exchanges.ts'
import { CommandContext } from './command-context.ts'
import { type RepeatedRun, runsOf } from './repeated-runs.ts'
import { runConcurrently, runInProcess } from './run-concurrently.ts'
import { saveCall, zipCall } from './save-call.ts'

/** Options for all runs together, which the process of one run does not get. */
const WHOLE_CALL_OPTIONS: readonly Option[] = [
  ...Object.values(repeats),
  checks.expect,
  checks.notExpect,
  checks.autoExpect,
  globalOptions.outputZip,
  globalOptions.pause,
  globalOptions.clearScreen,
  globalOptions.noDefaults
]

type Run = (context: CommandContext) => Promise<number | undefined>

/** @returns the exit code. @throws CommandError */
export async function runCommand(call: Call, run: Run): Promise<number> {
  const config = new ConfigStore({
    scope: call.command.path.split(' ')[0],
    files: call.values.get(globalOptions.inputPath)?.[0]
  })
  const defaults = call.values.has(globalOptions.noDefaults) ? '' : ((await config.find('my.defaults')) ?? '')
  const whole: Call = { ...call, values: new Map([...defaultsFor(call.command, defaults), ...call.values]) }
  const context = new CommandContext(whole, config)
  if (context.flag(display.quiet)) terminal.quiet()
  if (context.flag(globalOptions.clearScreen) && process.stdout.isTTY) process.stdout.write('\x1b[2J\x1b[H')
  const saveAs = context.value(globalOptions.save)
  const zipAs = context.value(globalOptions.zip)
  if (saveAs !== undefined) await saveCall(context, saveAs)
  if (zipAs !== undefined) await zipCall(context, zipAs)
  if (saveAs !== undefined || zipAs !== undefined) return EXIT.done
  return checkedRun(context, run)
}

async function checkedRun(context: CommandContext, run: Run): Promise<number> {
  const auto = context.flag(checks.autoExpect) || context.value(checks.expect) === 'auto'
  const expected = auto ? [] : await patterns(context, checks.expect)
  const unexpected = await patterns(context, checks.notExpect)
  if (auto) terminal.withhold()
  else if (expected.length + unexpected.length > 0) terminal.remember()
  const code = await allRuns(context, run)
  const zip = context.value(globalOptions.outputZip)
  if (zip !== undefined) {
    const folder = context.outputPath('.')
    const named = (path: string): string => relative(folder, path).replace(/^(\.\.[/\\])+/, '')
    await writeZip(
      context.outputPath(zip),
      [...writtenFiles].map((path) => ({ name: named(path), path }))
    )
  }
  if (auto) terminal.release(expressionsOf(terminal.written))
  const failures = failedExpectations(terminal.transcript, expected, unexpected)
  for (const failure of failures) terminal.warn(failure)
  if (context.flag(globalOptions.pause)) await waitForEnter()
  return failures.length > 0 && !context.flag(checks.ignoreFailures) ? EXIT.failed : code
}

async function patterns(context: CommandContext, option: Option): Promise<readonly string[]> {
  const { values } = await resolveValues(
    { ...context.call, values: new Map([[option, context.values(option)]]) },
    context.config
  )
  return values.get(option) ?? []
}

async function allRuns(context: CommandContext, run: Run): Promise<number> {
  const many = (await runsOf(context)) ?? (await runsOfFiles(context))
  if (!many) return oneRun(context.call, context.config, run)
  const processes = context.number(repeats.processes)
  if (processes !== undefined && context.call.command.path === 'recognize') rejectSharedFiles(context)
  const limit = processes ?? context.number(repeats.threads) ?? 1
  if (limit > 1) terminal.concurrent()
  // All of them run, whatever fails; the exit code is that of the last failure.
  return runConcurrently(many, limit, context.number(repeats.ramp) ?? 0, ({ call, label }) =>
    processes === undefined
      ? oneRun(call, context.config, run).catch((error: unknown) => reportFailure(error, label))
      : runInProcess([...formatCall(call, WHOLE_CALL_OPTIONS), '--nodefaults'])
  )
}

/** With `--processes`, each audio file is a run of its own. */
async function runsOfFiles(context: CommandContext): Promise<readonly RepeatedRun[] | undefined> {
  if (!context.has(repeats.processes) || !context.has(recognition.files)) return undefined
  const files = await audioFilesOf(context)
  const others = [...context.call.values].filter(([option]) => option !== recognition.files)
  return files.map((file) => ({
    call: { ...context.call, values: new Map([...others, [recognition.file, [file]]]) },
    label: file
  }))
}

function reportFailure(error: unknown, label: string): number {
  if (!(error instanceof CommandError)) throw error
  terminal.fail(label === '' ? error.message : `${label}: ${error.message}`, error.hint)
  return error.exitCode
}

async function oneRun(call: Call, config: ConfigStore, run: Run): Promise<number> {
  const conditions = readChecks(call.values.get(checks.check) ?? []).filter((one) => one.kind === 'result')
  const context = new CommandContext(await resolveValues(call, config), config)
  let code: number
  try {
    code = (await run(context)) ?? EXIT.done
  } finally {
    const target = context.value(globalOptions.outputRequest)
    if (target !== undefined) await writeOutput(target, requestsText(context.exchanges), context)
  }
  const failures = failedResultChecks(conditions, context.result)
  for (const failure of failures) terminal.warn(failure)
  return failures.length > 0 && !context.flag(checks.ignoreFailures) ? EXIT.failed : code
}

async function waitForEnter(): Promise<void> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  // The end of standard input counts, too.
  await Promise.race([asking.question('Press Enter to end.'), once(asking, 'close')])
  asking.close()
}
