/** What `vernacular doctor` does with a data folder, on the machine of the service. @module */
import { explain } from './main-process.ts'
import { readSettings } from './platform/index.ts'
import { inspectDataFolder, type Rebuilt, rebuildDatabase } from './recovery.ts'
import type { Discrepancy } from './resources/index.ts'

const line = ({ kind, id, displayName }: Discrepancy): string =>
  `  ${kind} ${id}${displayName === undefined ? '' : ` "${displayName}"`}`

function summarize({ recovered, lost, setAside }: Rebuilt): string {
  return [
    ...(setAside === undefined ? [] : [`The damaged database was kept as ${setAside}.`]),
    `Recovered: ${recovered.length}`,
    ...recovered.map(line),
    `Not recovered: ${lost.length}`,
    ...lost.map((one) => `${line(one)}: ${one.reason}`),
    ...(lost.length === 0
      ? []
      : ['Their files are kept: the next start of the service moves them to the quarantine.']),
    'Access keys, projects without models or datasets, endpoints, evaluations and transcriptions are not recovered.'
  ].join('\n')
}

async function run([task]: readonly string[]): Promise<void> {
  const settings = { ...readSettings(process.env), logLevel: 'silent' as const }
  if (task === 'rebuild') console.log(summarize(await rebuildDatabase(settings)))
  else console.log(JSON.stringify(await inspectDataFolder(settings)))
}

try {
  await run(process.argv.slice(2))
} catch (error) {
  console.error(explain(error))
  process.exitCode = 1
}
