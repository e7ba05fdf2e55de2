/** What `doctor` finds of the programs and packages that the service needs: by a child process, as its engines name them. @module */
import { outputOfServiceProcess } from '../execution/service-process.ts'
import type { Finding } from './inspect-data-folder.ts'

type Requirement = Readonly<{ name: string; package: string; use: string }>
/** As `requirements-command` prints it. */
type Report = Readonly<{ present: readonly Requirement[]; missing: readonly Requirement[] }>

export async function inspectRequirements(): Promise<readonly Finding[]> {
  const { present, missing } = JSON.parse(
    await outputOfServiceProcess('requirements-command', [], {})
  ) as Report
  return [
    ...present.map(({ name, use }): Finding => ({ what: name, state: 'ok', says: use })),
    ...missing.map(
      ({ name, use, package: debian }): Finding => ({
        what: name,
        state: 'missing',
        says: `for ${use}: apt-get install ${debian}`
      })
    )
  ]
}
