/** `backup` and `restore`: the data folder of the service as one zip. @module */
import { resolve } from 'node:path'
import { UsageError } from '../command-error.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { dataFolderEnvironment, runServiceProcess } from '../execution/service-process.ts'
import { dataFolder } from '../options/data-folder.ts'
import type { TopLevelCommand } from './command.ts'

export const backup: TopLevelCommand = {
  section: 'Manage',
  path: 'backup',
  summary: 'Back up the data folder, even while the service runs',
  notes: [
    'Run it on the machine of the service. The zip contains the access keys and all recordings: keep it safe.'
  ],
  arguments: 'FILE',
  options: [dataFolder],
  groups: [],
  examples: [{ line: 'backup vernacular.zip --data dir ./data' }],
  run: (context) => runBackup('backup', context)
}

export const restore: TopLevelCommand = {
  section: 'Manage',
  path: 'restore',
  summary: 'Restore a backup into a new data folder',
  notes: ['The folder must be new or empty. All files are verified. Then run: serve --data dir ./restored'],
  arguments: 'FILE',
  options: [dataFolder],
  groups: [],
  examples: [{ line: 'restore vernacular.zip --data dir ./restored' }],
  run: (context) => runBackup('restore', context)
}

function runBackup(action: 'backup' | 'restore', context: CommandContext): Promise<number> {
  const [file] = context.call.arguments
  if (file === undefined) {
    throw new UsageError(`${action} needs a file.`, `USE: vernacular ${action} vernacular.zip`)
  }
  return runServiceProcess('backup-command', [action, resolve(file)], dataFolderEnvironment(context))
}
