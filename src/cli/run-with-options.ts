/** One call, or one for each line of `--foreach`, and then the checks of what it printed. @module */
import { defaultsOf, parse, resolveValues } from './arguments.ts'
import { CommandFailed, EXIT, WrongUsage } from './command-failed.ts'
import { ConfigStore } from './config-store.ts'
import type { Call } from './definitions/command.ts'
import { Options } from './session.ts'
import { terminal } from './terminal.ts'

type Work = (options: Options) => Promise<number | undefined>

export async function runWithOptions(call: Call, work: Work): Promise<number> {
  const config = new ConfigStore({ scope: call.command.path.split(' ')[0] })
  const defaults = defaultsOf(call.command, (await config.find('my.defaults')) ?? '')
  const whole: Call = { ...call, values: new Map([...defaults, ...call.values]) }
  const options = new Options(whole, config)
  if (options.flag('quiet')) terminal.quiet()
  if (options.has('expect') || options.has('notExpect')) terminal.remember()
  const code = options.has('foreach')
    ? await eachLine(options, work)
    : await work(new Options(await resolveValues(whole, config), config))
  return checked(options, code ?? EXIT.done)
}

/** Every line is tried; the exit code is that of the last failure. */
async function eachLine(options: Options, work: Work): Promise<number> {
  const { call, config } = options
  const words = options.all('foreach')
  const at = words.findIndex((word) => word.toLowerCase() === 'in')
  const list = words[at + 1]
  if (at < 0 || list === undefined) {
    throw new WrongUsage('--foreach needs a list.', 'USE: --foreach dataset in @ids.tsv')
  }
  const source = await config.require(list.replace(/^@/, ''))
  const lines = source.split(/\r?\n/).filter((line) => line.trim() !== '')
  const given = words.slice(0, at).join(' ')
  const columns = (given === '' ? (lines.shift() ?? '').split('\t') : given.split(/[;,]/)).map((name) =>
    name.trim()
  )
  if (words.slice(at + 2).join(' ') === 'skip header') lines.shift()
  let code: number = EXIT.done
  for (const line of lines.slice(0, options.number('max') ?? lines.length)) {
    const cells = line.split('\t')
    const filled = columns.flatMap((name, index) => [
      `--${name.replace(/^--/, '')}`,
      (cells[index] ?? '').trim()
    ])
    const values = new Map([...call.values, ...parse(call.command, filled).values])
    try {
      const one = await resolveValues({ ...call, values }, config)
      code = (await work(new Options(one, config))) || code
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error
      terminal.fail(`${line}: ${error.message}`, error.hint)
      code = error.exitCode
    }
  }
  return code
}

function checked(options: Options, code: number): number {
  const printed = terminal.written
  const failures = [
    ...options
      .all('expect')
      .filter((pattern) => !regex(pattern).test(printed))
      .map((one) => `the output does not match ${one}`),
    ...options
      .all('notExpect')
      .filter((pattern) => regex(pattern).test(printed))
      .map((one) => `the output matches ${one}`)
  ]
  for (const failure of failures) terminal.warn(failure)
  return failures.length > 0 && !options.flag('ignoreChecks') ? EXIT.failed : code
}

function regex(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 's')
  } catch (error) {
    throw new WrongUsage(`"${pattern}" is no regular expression: ${(error as Error).message}`)
  }
}
