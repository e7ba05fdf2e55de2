/** Projects in the database; each statement a named function. @module */
import { type Kysely, sql } from 'kysely'
import type { Database, Migration, Transaction } from '../platform/index.ts'
import {
  type EntityChanges,
  type FilterProperties,
  filterCondition,
  type Listing,
  type Paging
} from '../resources/index.ts'
import type { Project } from './project.ts'

type ProjectRow = {
  id: string
  display_name: string
  description: string | null
  locale: string
  custom_properties: string | null
  created_at: number
}

type Tables = { projects: ProjectRow }

export const projectFilters = {
  displayName: 'text',
  description: 'text',
  createdDateTime: 'time',
  locale: 'name'
} as const satisfies FilterProperties

const FILTER_COLUMNS = {
  displayName: 'display_name',
  description: 'description',
  createdDateTime: 'created_at',
  locale: 'locale'
} as const satisfies Record<keyof typeof projectFilters, string>

export const projectMigrations: readonly Migration[] = [
  {
    name: '001-projects',
    up: async (database) => {
      await database.schema
        .createTable('projects')
        .addColumn('id', 'text', (column) => column.primaryKey())
        .addColumn('display_name', 'text', (column) => column.notNull())
        .addColumn('description', 'text')
        .addColumn('locale', 'text', (column) => column.notNull())
        .addColumn('custom_properties', 'text')
        .addColumn('created_at', 'integer', (column) => column.notNull())
        .execute()
      await database.schema
        .createIndex('projects_by_creation')
        .on('projects')
        .columns(['created_at', 'id'])
        .execute()
    }
  },
  {
    name: '010-projects-filters',
    up: async (database) => {
      const add = (name: string, columns: string): Promise<unknown> =>
        sql`create index ${sql.ref(`projects_by_${name}`)} on projects (${sql.raw(columns)})`.execute(
          database
        )
      await add('name', 'display_name, created_at, id')
      await add('description', 'description, created_at, id')
      await add('locale', 'locale collate nocase, created_at, id')
    }
  }
]

export class ProjectStore {
  readonly #tables: (tx?: Transaction) => Kysely<Tables>
  constructor(database: Database) {
    this.#tables = (tx) => (tx ?? database).tables<Tables>()
  }

  async insert(project: Project, tx?: Transaction): Promise<void> {
    await this.#tables(tx).insertInto('projects').values(rowOf(project)).execute()
  }

  async find(id: string, tx?: Transaction): Promise<Project | undefined> {
    const row = await this.#tables(tx)
      .selectFrom('projects')
      .selectAll()
      .where('id', '=', id.toLowerCase())
      .executeTakeFirst()
    return row && projectOf(row)
  }

  /** By creation, then id. */
  async list({ skip, top, filter }: Paging): Promise<Listing<Project>> {
    let query = this.#tables().selectFrom('projects').selectAll()
    if (filter !== undefined) query = query.where(filterCondition(filter, FILTER_COLUMNS))
    const rows = await query
      .orderBy('created_at')
      .orderBy('id')
      .limit(top + 1)
      .offset(skip)
      .execute()
    return { values: rows.slice(0, top).map(projectOf), more: rows.length > top }
  }

  async change(id: string, { displayName, description, customProperties }: EntityChanges): Promise<void> {
    const values = {
      ...(displayName === undefined ? {} : { display_name: displayName }),
      ...(description === undefined ? {} : { description }),
      ...(customProperties === undefined
        ? {}
        : { custom_properties: customProperties && JSON.stringify(customProperties) })
    }
    if (Object.keys(values).length === 0) return
    await this.#tables().updateTable('projects').set(values).where('id', '=', id).execute()
  }

  async remove(tx: Transaction, id: string): Promise<void> {
    await this.#tables(tx).deleteFrom('projects').where('id', '=', id).execute()
  }
}

const rowOf = (project: Project): ProjectRow => ({
  id: project.id,
  display_name: project.displayName,
  description: project.description ?? null,
  locale: project.locale,
  custom_properties: project.customProperties ? JSON.stringify(project.customProperties) : null,
  created_at: project.createdDateTime.getTime()
})

const projectOf = (row: ProjectRow): Project => ({
  id: row.id,
  displayName: row.display_name,
  ...(row.description === null ? {} : { description: row.description }),
  locale: row.locale,
  ...(row.custom_properties === null
    ? {}
    : { customProperties: JSON.parse(row.custom_properties) as Record<string, string> }),
  createdDateTime: new Date(row.created_at)
})
