/** `serve` and `worker`: the processes of the service, on this machine. @module */
import { option } from '../command-line/option.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { runServiceProcess } from '../execution/service-process.ts'
import { dataFolder } from '../options/data-folder.ts'
import type { TopLevelCommand } from './command.ts'

const host = option({
  name: 'host',
  value: 'ADDRESS',
  default: '127.0.0.1',
  help: 'Address to listen on'
})
const port = option({ name: 'port', value: 'N', default: '8640', help: 'Port to listen on' })
const serviceKey = option({
  name: 'key',
  value: 'KEY',
  default: 'generated at the first start',
  help: 'Access key that clients need'
})
const jobs = option({
  name: 'jobs',
  value: 'N',
  default: '2',
  help: 'Background jobs to run at the same time; with 0, serve leaves all jobs to workers'
})

/** The options and the environment variables that the processes read. */
const SETTINGS = [
  [host, 'VERNACULAR_HOST'],
  [port, 'VERNACULAR_PORT'],
  [dataFolder, 'VERNACULAR_DATA_DIR'],
  [serviceKey, 'VERNACULAR_KEY'],
  [jobs, 'VERNACULAR_JOBS']
] as const

export const serve: TopLevelCommand = {
  section: 'Start',
  path: 'serve',
  summary: 'Run the service until Ctrl-C',
  options: [host, port, dataFolder, serviceKey, jobs],
  groups: [],
  examples: [{ line: 'serve --port 8640 --data dir ./data' }],
  run: (context) => runServiceProcess('main', [], settingsOf(context))
}

export const worker: TopLevelCommand = {
  section: 'Start',
  path: 'worker',
  summary: 'Run background jobs next to the service until Ctrl-C',
  notes: [
    'Runs on the machine of the service and on its data folder. You can start any number of workers, before or after the service.',
    'Workers read the same VERNACULAR_… variables as the service. A worker that stops returns its jobs to the queue.'
  ],
  options: [dataFolder, jobs],
  groups: [],
  examples: [
    { line: 'worker --data dir ./data' },
    { comment: 'For a service started with --jobs 0', line: 'worker --data dir ./data --jobs 4' }
  ],
  run: (context) => runServiceProcess('worker-command', [], settingsOf(context))
}

function settingsOf(context: CommandContext): Readonly<Record<string, string>> {
  const settings = SETTINGS.flatMap(([setting, variable]) => {
    const value = context.value(setting)
    return value === undefined ? [] : [[variable, value] as const]
  })
  return Object.fromEntries(settings)
}
