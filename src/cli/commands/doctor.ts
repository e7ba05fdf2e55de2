/** `doctor`: what is missing on this machine and in the data folder; whether the service answers. @module */
import { statfs } from 'node:fs/promises'
import { CommandError, EXIT } from '../command-error.ts'
import { option } from '../command-line/option.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { dataFolderEnvironment, runServiceProcess } from '../execution/service-process.ts'
import { fixPackages } from '../machine/fix-packages.ts'
import { type Finding, inspectDataFolder } from '../machine/inspect-data-folder.ts'
import { inspectRequirements } from '../machine/inspect-requirements.ts'
import { connection } from '../options/connection.ts'
import { dataFolder } from '../options/data-folder.ts'
import { display } from '../options/outputs.ts'
import { showResult } from '../output/save-output.ts'
import { drawTable } from '../output/table.ts'
import { terminal } from '../output/terminal.ts'
import type { TopLevelCommand } from './command.ts'

const fix = option({
  name: 'fix',
  help: 'Install the missing Debian packages, with apt, as root or with sudo'
})
const yes = option({ name: 'yes', help: 'Agree to the installation without being asked' })
const rebuild = option({
  name: 'rebuild',
  help: 'Recover models and datasets from their files into the database'
})

export const doctor: TopLevelCommand = {
  section: 'Start',
  path: 'doctor',
  summary: 'Find problems with the machine, data folder and service',
  notes: [
    'Run it on the machine of the service. Without --data dir it examines VERNACULAR_DATA_DIR, or ./data if that is a data folder.',
    'Stop the service and its workers before --rebuild. It deletes nothing; see docs/operations.md.'
  ],
  options: [fix, yes, dataFolder, rebuild],
  groups: [display, connection],
  examples: [
    { line: 'doctor' },
    { comment: 'Install the missing Debian packages', line: 'doctor --fix' },
    { comment: 'Compare the files with the database', line: 'doctor --data dir ./data' },
    {
      comment: 'Recover models and datasets after the database was lost',
      line: 'doctor --rebuild --data dir ./data'
    }
  ],
  run: examine
}

const MIN_FREE_BYTES = 2 ** 30

async function examine(context: CommandContext): Promise<number> {
  if (context.has(rebuild)) {
    return runServiceProcess('data-folder-command', ['rebuild'], dataFolderEnvironment(context))
  }
  if (context.has(fix)) await fixPackages(context.has(yes))
  const findings = [
    nodeVersion(),
    ...(await inspectRequirements()),
    await disk(),
    ...(await inspectDataFolder(context)),
    ...(await service(context))
  ]
  showResult(context, findings, (width) =>
    drawTable(
      ['', 'part', ''],
      findings.map(({ what, state, says }) => [state, what, says]),
      width,
      ['']
    )
  )
  const bad = findings.filter(({ state }) => state !== 'ok')
  if (bad.length > 0) terminal.warn(`${bad.length} of ${findings.length} checks found a problem.`)
  if (bad.some(({ state }) => state === 'missing')) terminal.info('TRY: vernacular doctor --fix')
  return bad.length > 0 ? EXIT.failed : EXIT.done
}

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const good = major > 22 || (major === 22 && minor >= 16)
  return {
    what: 'Node',
    state: good ? 'ok' : 'fault',
    says: `${process.versions.node}${good ? '' : '; 22.16 or newer is needed'}`
  }
}

async function disk(): Promise<Finding> {
  const { bavail, bsize } = await statfs('.')
  const free = bavail * bsize
  return {
    what: 'disk',
    state: free >= MIN_FREE_BYTES ? 'ok' : 'fault',
    says: `${(free / 2 ** 30).toFixed(1)} GiB free in this folder`
  }
}

async function service(context: CommandContext): Promise<readonly Finding[]> {
  try {
    const client = await context.service()
    const bases = await client.list('/models/base')
    return [
      {
        what: 'service',
        state: 'ok',
        says: `${client.origin}; base models of ${bases.map(({ locale }) => locale).join(', ')}`
      }
    ]
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    return [{ what: 'service', state: 'fault', says: error.message }]
  }
}
