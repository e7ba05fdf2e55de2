/** Whether the parts of the service work, asked of them at that moment. @module */
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { healthApi } from './health-operations.ts'
import type { Models } from './models/index.ts'
import { describeFailure, type FolderProcesses } from './platform/index.ts'
import type { Engine } from './recognizers/index.ts'
import type { Answers, Inventory, InventoryReport, Platform } from './resources/index.ts'
import { type FoundRequirements, findRequirements } from './system-requirements.ts'

type HealthAnswers = Answers<typeof healthApi.schemas>
type Component = HealthAnswers['ComponentHealth']

const PROBE = 'health/probe'

export type HealthParts = Readonly<{
  platform: Platform
  engine: Engine
  models: Models
  processes: FolderProcesses
  inventory: Inventory
}>

export function healthRoutes(app: FastifyInstance, parts: HealthParts): void {
  const { platform, engine, models, processes, inventory } = parts
  const { database, files, jobs } = platform
  app.get('/healthstatus', async (): Promise<HealthAnswers['Health']> => {
    const components = await Promise.all([
      component('database', async () => {
        await sql`select 1`.execute(database.tables())
        return 'The database answers.'
      }),
      component('files', async () => {
        await files.put(PROBE, '')
        await files.removeAll(PROBE)
        return 'The data folder can be written.'
      }),
      component('engine', async () => {
        const children = engine.children()
        return `${engine.baseModels.length} base models; ${children.length} processes with ${children.reduce((sum, { streams }) => sum + streams, 0)} streams${bannedModels(engine)}.`
      }),
      component('jobs', async () => {
        const { queued, running } = await jobs.counts()
        const workers = await processes.others()
        const beside = workers.length === 0 ? 'no workers' : `workers: ${workers.join(', ')}`
        return `${queued} queued, ${running} running; ${beside}.`
      }),
      findRequirements(engine.requirements).then(programsComponent),
      inventory.present().then(dataComponent)
    ])
    const worst = (['Unhealthy', 'Degraded'] as const).find((status) =>
      components.some((one) => one.status === status)
    )
    return {
      status: worst ?? 'Healthy',
      message:
        worst === undefined
          ? 'All components work.'
          : `${worst === 'Unhealthy' ? 'Not working' : 'Incomplete'}: ${components
              .filter(({ status }) => status === worst)
              .map(({ name }) => name)
              .join(', ')}.`,
      components,
      /** Who this service is to others that copy models to it or from it. */
      resourceId: await models.resourceId()
    }
  })
}

/** Models that ended decoder processes, by their ids. */
function bannedModels(engine: Engine): string {
  const banned = engine
    .bans()
    .map(({ model, deaths, detail }) => `${model} (${deaths} times, last: ${detail})`)
  return banned.length === 0
    ? ''
    : `; no longer loaded, because they crashed their decoder process: ${banned.join(', ')}`
}

async function component(name: string, ask: () => Promise<string>): Promise<Component> {
  try {
    return { name, status: 'Healthy', message: await ask() }
  } catch (error) {
    return { name, status: 'Unhealthy', message: describeFailure(error) }
  }
}

/** Degraded where a program or package is missing: what does not need it goes on working. */
export function programsComponent({ present, missing }: FoundRequirements): Component {
  const there = `Present: ${present.map(({ name }) => name).join(', ') || 'none'}.`
  if (missing.length === 0) return { name: 'programs', status: 'Healthy', message: there }
  const missingPrograms = missing.map(
    ({ name, use, package: of }) => `${name} (for ${use}; apt-get install ${of})`
  )
  return { name: 'programs', status: 'Degraded', message: `Missing: ${missingPrograms.join(', ')}. ${there}` }
}

/** Degraded where something is missing: what is there goes on working. */
function dataComponent({ belonging, withoutFiles, withoutEntity, quarantined }: InventoryReport): Component {
  const quarantine = `${quarantined.length} in quarantine`
  const faults = [
    ...(belonging.state === 'confirmed' ? [] : [`Nothing is moved or removed, because ${belonging.reason}`]),
    ...(withoutFiles.length === 0 ? [] : [`Entities whose files are missing: ${byKind(withoutFiles)}`]),
    ...(withoutEntity.length === 0 ? [] : [`Files whose entities are missing: ${byKind(withoutEntity)}`])
  ]
  return faults.length === 0
    ? { name: 'data', status: 'Healthy', message: `Files and database agree; ${quarantine}.` }
    : {
        name: 'data',
        status: 'Degraded',
        message: `${faults.join('. ')}. ${quarantine}. \`vernacular doctor\` lists them.`
      }
}

function byKind(entities: readonly Readonly<{ kind: string }>[]): string {
  const counts = new Map<string, number>()
  for (const { kind } of entities) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].map(([kind, count]) => `${count} of kind ${kind}`).join(', ')
}
