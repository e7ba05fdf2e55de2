/** One call, or one for each line of `--foreach`, then the checks of what came of it. @module */
import { once } from 'node:events'
import { relative } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { defaultsOf, resolveValues } from './arguments.ts'
import { audioFilesOf } from './audio-files.ts'
import { RUNS, wordsOf } from './call-words.ts'
import { failedAnswerChecks } from './checks/answer-checks.ts'
import { expressionsOf, failedExpectations } from './checks/expected-lines.ts'
import { readChecks } from './checks/read-checks.ts'
import { CommandFailed, EXIT } from './command-failed.ts'
import { ConfigStore } from './config-store.ts'
import type { Call } from './definitions/command.ts'
import type { OptionKey } from './definitions/options.ts'
import { requestsText } from './exchanges.ts'
import { writeOutput, writtenFiles } from './keep-output.ts'
import { refuseShared } from './recognize/outputs.ts'
import { type Run, runsOf } from './repeats.ts'
import { saveCall, zipCall } from './save-call.ts'
import { Options } from './session.ts'
import { ownProcess, sideBySide } from './side-by-side.ts'
import { terminal } from './terminal.ts'
import { writeZip } from './write-zip.ts'

/** What is for all runs together, and not for the process of one of them. */
const OF_ALL: readonly OptionKey[] = [
  ...RUNS,
  'expect',
  'notExpect',
  'autoExpect',
  'outputZip',
  'pauseAtEnd',
  'clearScreen',
  'noDefaults'
]

type Work = (options: Options) => Promise<number | undefined>

export async function runWithOptions(call: Call, work: Work): Promise<number> {
  const config = new ConfigStore({
    scope: call.command.path.split(' ')[0],
    files: call.values.get('inputPath')?.[0]
  })
  const kept = call.values.has('noDefaults') ? '' : ((await config.find('my.defaults')) ?? '')
  const whole: Call = { ...call, values: new Map([...defaultsOf(call.command, kept), ...call.values]) }
  const options = new Options(whole, config)
  if (options.flag('quiet')) terminal.quiet()
  if (options.flag('clearScreen') && process.stdout.isTTY) process.stdout.write('\x1b[2J\x1b[H')
  const saveAs = options.one('save')
  const zipAs = options.one('zip')
  if (saveAs !== undefined) await saveCall(options, saveAs)
  if (zipAs !== undefined) await zipCall(options, zipAs)
  if (saveAs !== undefined || zipAs !== undefined) return EXIT.done
  return checkedRun(options, work)
}

async function checkedRun(options: Options, work: Work): Promise<number> {
  const auto = options.flag('autoExpect') || options.one('expect') === 'auto'
  const expected = auto ? [] : await patterns(options, 'expect')
  const unexpected = await patterns(options, 'notExpect')
  if (auto) terminal.withhold()
  else if (expected.length + unexpected.length > 0) terminal.remember()
  const code = await runs(options, work)
  const zip = options.one('outputZip')
  if (zip !== undefined) {
    const folder = options.outputAt('.')
    const named = (path: string): string => relative(folder, path).replace(/^(\.\.[/\\])+/, '')
    await writeZip(
      options.outputAt(zip),
      [...writtenFiles].map((path) => ({ name: named(path), path }))
    )
  }
  if (auto) terminal.release(expressionsOf(terminal.written))
  const failures = failedExpectations(terminal.told, expected, unexpected)
  for (const failure of failures) terminal.warn(failure)
  if (options.flag('pauseAtEnd')) await enter()
  return failures.length > 0 && !options.flag('ignoreChecks') ? EXIT.failed : code
}

async function patterns(options: Options, key: 'expect' | 'notExpect'): Promise<readonly string[]> {
  const { values } = await resolveValues(
    { ...options.call, values: new Map([[key, options.all(key)]]) },
    options.config
  )
  return values.get(key) ?? []
}

async function runs(options: Options, work: Work): Promise<number> {
  const many = (await runsOf(options)) ?? (await runsOfFiles(options))
  if (!many) return oneRun(options.call, options.config, work)
  const processes = options.number('processes')
  if (processes !== undefined && options.call.command.path === 'recognize') refuseShared(options)
  const limit = processes ?? options.number('threads') ?? 1
  if (limit > 1) terminal.many()
  // Every one is tried; the exit code is that of the last failure.
  return sideBySide(many, limit, options.number('ramp') ?? 0, ({ call, label }) =>
    processes === undefined
      ? oneRun(call, options.config, work).catch((error: unknown) => toldFailure(error, label))
      : ownProcess([...wordsOf(call, OF_ALL), '--nodefaults'])
  )
}

/** Where each recording has a process of its own, each is a run. */
async function runsOfFiles(options: Options): Promise<readonly Run[] | undefined> {
  if (!options.has('processes') || !options.has('files')) return undefined
  const files = await audioFilesOf(options)
  const others = [...options.call.values].filter(([key]) => key !== 'files')
  return files.map((file) => ({
    call: { ...options.call, values: new Map([...others, ['file', [file]]]) },
    label: file
  }))
}

function toldFailure(error: unknown, label: string): number {
  if (!(error instanceof CommandFailed)) throw error
  terminal.fail(label === '' ? error.message : `${label}: ${error.message}`, error.hint)
  return error.exitCode
}

async function oneRun(call: Call, config: ConfigStore, work: Work): Promise<number> {
  const checks = readChecks(call.values.get('check') ?? []).filter((one) => one.kind === 'answer')
  const options = new Options(await resolveValues(call, config), config)
  let code: number
  try {
    code = (await work(options)) ?? EXIT.done
  } finally {
    const target = options.one('outputRequest')
    if (target !== undefined) await writeOutput(target, requestsText(options.exchanges), options)
  }
  const failures = failedAnswerChecks(checks, options.answer)
  for (const failure of failures) terminal.warn(failure)
  return failures.length > 0 && !options.flag('ignoreChecks') ? EXIT.failed : code
}

async function enter(): Promise<void> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  // The end of the input does as well.
  await Promise.race([asking.question('Press Enter to end.'), once(asking, 'close')])
  asking.close()
}
