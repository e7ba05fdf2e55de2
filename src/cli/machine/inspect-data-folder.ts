/** What `doctor` finds in a data folder: by a child process, as only the service knows its files. @module */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CommandError } from '../command-error.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { outputOfServiceProcess } from '../execution/service-process.ts'
import { dataFolder } from '../options/data-folder.ts'

export type Finding = Readonly<{ what: string; state: 'ok' | 'missing' | 'fault'; says: string }>

type Named = Readonly<{ kind: string; id: string; displayName?: string }>
/** As `data-folder-command` prints it. */
type Report = Readonly<{
  belonging: Readonly<{ state: 'confirmed' | 'unconfirmed' | 'foreign'; reason?: string }>
  withoutFiles: readonly Named[]
  withoutEntity: readonly Named[]
  quarantined: readonly (Named & Readonly<{ name: string; date: string; reason: string }>)[]
}>

const REMEDY = 'stop the service, then restore a backup, or run `vernacular doctor --rebuild`'

const named = ({ kind, id, displayName }: Named): string =>
  `${kind} ${id}${displayName === undefined ? '' : ` "${displayName}"`}`

/** Nothing where there is no data folder and none is named. */
export async function inspectDataFolder(context: CommandContext): Promise<readonly Finding[]> {
  const chosen = context.value(dataFolder)
  const folder = resolve(chosen ?? process.env.VERNACULAR_DATA_DIR ?? 'data')
  const [database, files] = ['vernacular.db', 'files'].map((name) => existsSync(join(folder, name)))
  if (chosen === undefined && !database && !files) return []
  if (files && !database) {
    return [{ what: 'data folder', state: 'fault', says: `${folder} has lost its database; ${REMEDY}` }]
  }
  try {
    const words = await outputOfServiceProcess('data-folder-command', ['inspect'], {
      VERNACULAR_DATA_DIR: folder
    })
    return findingsOf(folder, JSON.parse(words) as Report)
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    return [{ what: 'data folder', state: 'fault', says: error.message }]
  }
}

function findingsOf(folder: string, report: Report): readonly Finding[] {
  const { belonging, withoutFiles, withoutEntity, quarantined } = report
  const confirmed = belonging.state === 'confirmed'
  return [
    {
      what: 'data folder',
      state: confirmed ? 'ok' : 'fault',
      says: confirmed ? folder : `${folder}: ${belonging.reason}; ${REMEDY}`
    },
    ...withoutFiles.map((one) => fault(`${named(one)} has lost its files; restore a backup, or delete it`)),
    ...withoutEntity.map((one) =>
      fault(
        `${named(one)} has files and is not in the database; ${confirmed ? 'the next start moves them to the quarantine' : REMEDY}`
      )
    ),
    ...quarantined.map((one) => ({
      what: 'quarantine',
      state: 'ok' as const,
      says: `${named(one)} since ${one.date.slice(0, 10)}, in files/quarantine/${one.name}: ${one.reason}`
    }))
  ]
}

const fault = (says: string): Finding => ({ what: 'data', state: 'fault', says })
