/** Whether the parts of the service work, asked of them at that moment. @module */
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Models } from './models/index.ts'
import type { FolderProcesses } from './platform/index.ts'
import type { Engine } from './recognizers/index.ts'
import type { Platform } from './resources/index.ts'

type Health = 'Healthy' | 'Unhealthy'
type Component = Readonly<{ name: string; status: Health; message: string }>

const PROBE = 'health/probe'

export type HealthParts = Readonly<{
  platform: Platform
  engine: Engine
  models: Models
  processes: FolderProcesses
}>

export function healthRoutes(app: FastifyInstance, parts: HealthParts): void {
  const { platform, engine, models, processes } = parts
  const { database, files, jobs } = platform
  app.get('/healthstatus', async () => {
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
        return `${engine.baseModels.length} base models; ${children.length} processes with ${children.reduce((sum, { streams }) => sum + streams, 0)} streams.`
      }),
      component('jobs', async () => {
        const { queued, running } = await jobs.counts()
        const workers = await processes.others()
        const beside =
          workers.length === 0 ? 'no worker beside the service' : `workers: ${workers.join(', ')}`
        return `${queued} queued, ${running} at work; ${beside}.`
      })
    ])
    const failed = components.filter(({ status }) => status === 'Unhealthy')
    return {
      status: failed.length === 0 ? 'Healthy' : 'Unhealthy',
      message:
        failed.length === 0
          ? 'All parts work.'
          : `Not working: ${failed.map(({ name }) => name).join(', ')}.`,
      components,
      /** Who this service is to others that copy models to it or from it. */
      resourceId: await models.resourceId()
    }
  })
}

async function component(name: string, ask: () => Promise<string>): Promise<Component> {
  try {
    return { name, status: 'Healthy', message: await ask() }
  } catch (error) {
    return { name, status: 'Unhealthy', message: error instanceof Error ? error.message : String(error) }
  }
}
