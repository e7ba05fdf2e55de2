/** Projects in the database; each statement a named function. @module */
import type { Kysely } from 'kysely'
import type { Database, EntityChanges, Migration } from '../platform/index.ts'
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
  }
]

export class ProjectStore {
  readonly #tables: () => Kysely<Tables>
  constructor(database: Database) {
    this.#tables = () => database.tables<Tables>()
  }

  async insert(project: Project): Promise<void> {
    await this.#tables().insertInto('projects').values(rowOf(project)).execute()
  }

  async find(id: string): Promise<Project | undefined> {
    const row = await this.#tables()
      .selectFrom('projects')
      .selectAll()
      .where('id', '=', id.toLowerCase())
      .executeTakeFirst()
    return row && projectOf(row)
  }

  /** By creation, then id. */
  async list(page: Readonly<{ skip: number; limit: number }>): Promise<Project[]> {
    const rows = await this.#tables()
      .selectFrom('projects')
      .selectAll()
      .orderBy('created_at')
      .orderBy('id')
      .limit(page.limit)
      .offset(page.skip)
      .execute()
    return rows.map(projectOf)
  }

  async count(): Promise<number> {
    const { count } = await this.#tables()
      .selectFrom('projects')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return Number(count)
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

  async remove(id: string): Promise<void> {
    await this.#tables().deleteFrom('projects').where('id', '=', id).execute()
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
