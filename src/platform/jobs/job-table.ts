/** How jobs are stored, and how the table came to be so. @module */
import type { Migration } from '../database/database.ts'

export type JobRow = {
  id: string
  kind: string
  subject: string
  state: string
  progress: number
  stage: string | null
  /** Tries that ended in an error of the work itself. */
  attempts: number
  /** Times that the process died while the job was running. */
  crashes: number
  created_at: number
  /** Not taken before this time: the back-off after an error. */
  due_at: number
  /** Ordered for later: unlike a back-off, kept across restarts. */
  not_before: number
  /** Id of the process that runs it; of one that ran it before, while it waits. */
  worker: string | null
  /** 1 once somebody wants it to end: only the process that runs it can do so. */
  cancel_requested: number
}

export type JobTables = { jobs: JobRow }

export const jobMigrations: readonly Migration[] = [
  {
    name: '000-jobs',
    up: async (database) => {
      await database.schema
        .createTable('jobs')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('subject', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('progress', 'real', (column) => column.notNull())
        .addColumn('stage', 'text')
        .addColumn('attempts', 'integer', (column) => column.notNull())
        .addColumn('crashes', 'integer', (column) => column.notNull())
        .addColumn('created_at', 'integer', (column) => column.notNull())
        .execute()
      await database.schema.createIndex('jobs_by_state').on('jobs').columns(['state', 'created_at']).execute()
      await database.schema
        .createIndex('jobs_by_subject')
        .on('jobs')
        .columns(['subject', 'created_at'])
        .execute()
    }
  },
  {
    name: '001-jobs-back-off',
    up: (database) =>
      database.schema
        .alterTable('jobs')
        .addColumn('due_at', 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
  },
  {
    name: '010-jobs-for-later',
    up: (database) =>
      database.schema
        .alterTable('jobs')
        .addColumn('not_before', 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
  },
  {
    name: '022-jobs-workers',
    up: async (database) => {
      await database.schema.alterTable('jobs').addColumn('worker', 'text').execute()
      await database.schema
        .alterTable('jobs')
        .addColumn('cancel_requested', 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
    }
  }
]
