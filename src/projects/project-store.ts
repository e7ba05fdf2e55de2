/** Projects in the database; each statement a named function. @module */
import { sql } from 'kysely'
import type { Database, Migration } from '../platform/index.ts'
import {
  type FilterProperties,
  type ResourceColumns,
  ResourceTable,
  resourceColumns,
  resourceHead
} from '../resources/index.ts'
import type { Project } from './project.ts'

type ProjectRow = ResourceColumns & { locale: string }

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

export class ProjectStore extends ResourceTable<ProjectRow, Project> {
  constructor(database: Database) {
    super(database, {
      collection: 'projects',
      name: 'project',
      filterColumns: FILTER_COLUMNS,
      toRow: (project) => ({ ...resourceColumns(project), locale: project.locale }),
      fromRow: (row) => ({ ...resourceHead(row), locale: row.locale })
    })
  }
}
