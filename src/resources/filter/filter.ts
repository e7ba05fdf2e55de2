/** Filters of lists: what a client may write, as a tree, and what it means. @module */

/** How a property may be compared: texts and names for equality, points in time by order too. */
export type FilterKind = 'text' | 'name' | 'time'

/** The properties a list can be filtered by. Names (status, kind, locale) ignore letter case, texts do not. */
export type FilterProperties = Readonly<Record<string, FilterKind>>

export const operators = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const
export type Operator = (typeof operators)[number]

export type Comparison =
  | Readonly<{ kind: 'text' | 'name'; property: string; operator: 'eq' | 'ne'; value: string }>
  /** Milliseconds since 1970. */
  | Readonly<{ kind: 'time'; property: string; operator: Operator; value: number }>

export type Filter =
  | Comparison
  | Readonly<{ kind: 'and' | 'or'; left: Filter; right: Filter }>
  | Readonly<{ kind: 'not'; operand: Filter }>

/** One entry of a list: absent values are equal to nothing. Times are compared by the whole seconds that answers show. */
export type Filtered = Readonly<Record<string, string | Date | undefined>>

/** Whether the filter takes the entry. */
export function accepts(filter: Filter, entry: Filtered): boolean {
  switch (filter.kind) {
    case 'and':
      return accepts(filter.left, entry) && accepts(filter.right, entry)
    case 'or':
      return accepts(filter.left, entry) || accepts(filter.right, entry)
    case 'not':
      return !accepts(filter.operand, entry)
    case 'time':
      return comparesTime(filter.operator, entry[filter.property], filter.value)
    default: {
      const value = entry[filter.property]
      const equal =
        typeof value === 'string' &&
        (filter.kind === 'text' ? value === filter.value : lower(value) === lower(filter.value))
      return equal === (filter.operator === 'eq')
    }
  }
}

/** Letters A to Z only, which is how the database compares names. */
const lower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

function comparesTime(operator: Operator, value: string | Date | undefined, limit: number): boolean {
  if (!(value instanceof Date)) return operator === 'ne'
  const time = Math.floor(value.getTime() / 1000) * 1000
  switch (operator) {
    case 'eq':
      return time === limit
    case 'ne':
      return time !== limit
    case 'gt':
      return time > limit
    case 'ge':
      return time >= limit
    case 'lt':
      return time < limit
    case 'le':
      return time <= limit
  }
}
