/** A filter as a condition of SQL, every value bound. @module */
import { type Expression, type SqlBool, sql } from 'kysely'
import type { Filter, Operator } from './filter.ts'

/** Column of each property. */
export type FilterColumns = Readonly<Record<string, string>>

/**
 * @param columns times are in milliseconds, and are compared by their whole seconds
 * @throws Error for a property without a column: a fault of the program, as parsing admits only known ones
 */
export function filterCondition(filter: Filter, columns: FilterColumns): Expression<SqlBool> {
  switch (filter.kind) {
    case 'and':
      return sql`(${filterCondition(filter.left, columns)} and ${filterCondition(filter.right, columns)})`
    case 'or':
      return sql`(${filterCondition(filter.left, columns)} or ${filterCondition(filter.right, columns)})`
    case 'not':
      return sql`not ${filterCondition(filter.operand, columns)}`
  }
  const name = columns[filter.property]
  if (name === undefined) throw new Error(`No column holds ${filter.property}`)
  const column = sql.ref(name)
  if (filter.kind === 'time') return timeCondition(column, filter.operator, filter.value)
  const collation = filter.kind === 'name' ? sql` collate nocase` : sql``
  // `is` and `is not` answer true or false where `=` would answer null, so that `not` keeps its meaning.
  return filter.operator === 'eq'
    ? sql`(${column} is ${filter.value}${collation})`
    : sql`(${column} is not ${filter.value}${collation})`
}

/** Ranges of the bare column, which an index can serve. */
function timeCondition(column: Expression<unknown>, operator: Operator, time: number): Expression<SqlBool> {
  const floor = Math.floor(time / 1000) * 1000
  const ceiling = Math.ceil(time / 1000) * 1000
  const next = floor + 1000
  switch (operator) {
    case 'eq':
      return floor === time ? sql`(${column} >= ${floor} and ${column} < ${next})` : sql`(0 = 1)`
    case 'ne':
      return floor === time ? sql`(${column} < ${floor} or ${column} >= ${next})` : sql`(0 = 0)`
    case 'gt':
      return sql`(${column} >= ${next})`
    case 'ge':
      return sql`(${column} >= ${ceiling})`
    case 'lt':
      return sql`(${column} < ${ceiling})`
    case 'le':
      return sql`(${column} < ${next})`
  }
}
