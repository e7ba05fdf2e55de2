import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase, Problem } from '../../platform/index.ts'
import { accepts, type Filter, type Filtered, type FilterProperties } from './filter.ts'
import { filterCondition } from './filter-condition.ts'
import { parseFilter } from './parse-filter.ts'

const PROPERTIES = {
  displayName: 'text',
  description: 'text',
  createdDateTime: 'time',
  status: 'name'
} as const satisfies FilterProperties
const COLUMNS = {
  displayName: 'display_name',
  description: 'description',
  createdDateTime: 'created_at',
  status: 'status'
}

const rejection = (text: string): Problem => {
  try {
    parseFilter(text, PROPERTIES)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error(`${text} was to be refused`)
}

/** The tree as a client would write it, with every pair of parentheses that could be needed. */
function written(filter: Filter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return `(${written(filter.left)} ${filter.kind} ${written(filter.right)})`
    case 'not':
      return `not ${written(filter.operand)}`
    case 'time':
      return `${filter.property} ${filter.operator} ${new Date(filter.value).toISOString()}`
    default:
      return `${filter.property} ${filter.operator} '${filter.value.replaceAll("'", "''")}'`
  }
}

const TIMES = [0, 1, 500, 999, 1000, 1500, 60_000, 1_790_000_000_123]
const texts = fc.constantFrom('a', 'A', '', "it's", 'ä', "') or 1=1 --", '%', 'Running')
const equality = fc.constantFrom('eq' as const, 'ne' as const)
const comparison: fc.Arbitrary<Filter> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    property: fc.constantFrom('displayName', 'description'),
    operator: equality,
    value: texts
  }),
  fc.record({
    kind: fc.constant('name' as const),
    property: fc.constant('status'),
    operator: equality,
    value: fc.constantFrom('Running', 'running', 'Failed', 'none')
  }),
  fc.record({
    kind: fc.constant('time' as const),
    property: fc.constant('createdDateTime'),
    operator: fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le'),
    value: fc.constantFrom(...TIMES)
  })
)
const { tree: filters } = fc.letrec<{ tree: Filter }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    comparison,
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      left: tie('tree'),
      right: tie('tree')
    }),
    fc.record({ kind: fc.constant('not' as const), operand: tie('tree') })
  )
}))

describe('the grammar', () => {
  test('reads back what a client writes', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(parseFilter(written(filter), PROPERTIES)).toEqual(filter)
      })
    )
  })

  test('binds not before and, and before or, and goes from left to right', () => {
    const parse = (text: string): Filter => parseFilter(text, PROPERTIES)
    const a = "displayName eq 'a'"
    const b = "status eq 'b'"
    const c = "description ne 'c'"
    expect(parse(`${a} or ${b} and ${c}`)).toEqual(parse(`${a} or (${b} and ${c})`))
    expect(parse(`not ${a} and ${b}`)).toEqual(parse(`(not ${a}) and ${b}`))
    expect(parse(`${a} or ${b} or ${c}`)).toEqual(parse(`(${a} or ${b}) or ${c}`))
    expect(parse(`  (${a})AND not(${b})  `)).toEqual(parse(`${a} and not ${b}`))
    expect(parse("DISPLAYNAME EQ 'it''s'")).toMatchObject({ property: 'displayName', value: "it's" })
  })

  test.each([
    ['2026-11-23T10:00:00Z', Date.UTC(2026, 10, 23, 10)],
    ['2026-11-23T10:00:00.5Z', Date.UTC(2026, 10, 23, 10, 0, 0, 500)],
    ['2026-11-23T10:00:00', Date.UTC(2026, 10, 23, 10)],
    ['2026-11-23T10:00:00+02:00', Date.UTC(2026, 10, 23, 8)],
    ['2026-11-23', Date.UTC(2026, 10, 23)],
    ["'2026-11-23T10:00:00Z'", Date.UTC(2026, 10, 23, 10)]
  ])('takes %s as a time', (literal, value) => {
    expect(parseFilter(`createdDateTime ge ${literal}`, PROPERTIES)).toMatchObject({ value })
  })

  test.each([
    ['colour eq 5', 'At character 1 the filter has "colour"; expected one of the properties displayName'],
    ["displayName gt 'a'", 'At character 13 the filter has "gt"; expected one of the operators eq, ne'],
    ['displayName eq a', 'At character 16 the filter has "a"; expected a string in single quotes'],
    ["displayName eq 'a", 'begins at character 16 of the filter has no closing quote'],
    ["displayName eq 'a' or", 'At character 22 the filter ends; expected one of the properties'],
    ["(displayName eq 'a'", 'At character 20 the filter ends; expected ")"'],
    ["displayName eq 'a')", 'At character 19 the filter has ")"; expected "and", "or" or the end'],
    ['createdDateTime lt yesterday', 'the filter has "yesterday"; expected a time such as'],
    ['createdDateTime lt 2026-99-99T00:00:00Z', 'expected a time such as'],
    ["contains(displayName, 'a')", 'At character 1 the filter has "contains"'],
    [`${'('.repeat(40)}displayName eq 'a'${')'.repeat(40)}`, 'nested more than 32 deep'],
    ['('.repeat(4000), 'nested more than 32 deep'],
    [Array.from({ length: 70 }, () => "status eq 'a'").join(' or '), 'compares more than 64 times'],
    [`displayName eq '${'x'.repeat(5000)}'`, 'at most 4096']
  ])('refuses %s, and says where and why', (text, message) => {
    const problem = rejection(text)
    expect([problem.code, problem.inner, problem.target]).toEqual([
      'InvalidArgument',
      'UnsupportedFilter',
      'filter'
    ])
    expect(problem.message).toContain(message)
  })

  test('answers any text with a filter or a refusal', () => {
    const pieces = fc.constantFrom(
      '(',
      ')',
      "'",
      'not ',
      'and ',
      'or ',
      'eq ',
      'status ',
      "'a' ",
      'createdDateTime ',
      '\u0000'
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 20 }).map((some) => some.join(''))
        ),
        (text) => {
          try {
            parseFilter(text, PROPERTIES)
          } catch (error) {
            expect(error).toBeInstanceOf(Problem)
          }
        }
      )
    )
  })
})

describe('a filtered list', () => {
  const path = join(tmpdir(), `vernacular-filter-${process.pid}.db`)
  type Row = {
    n: number
    display_name: string
    description: string | null
    status: string
    created_at: number
  }
  let database: Database
  const rows: Row[] = []

  beforeAll(async () => {
    const descriptions = ['a', 'A', null, '', "it's"]
    for (const display_name of ['a', 'A', "it's", 'ä', "') or 1=1 --"])
      for (const status of ['Running', 'Failed'])
        for (const created_at of TIMES)
          rows.push({
            n: rows.length,
            display_name,
            description: descriptions[rows.length % descriptions.length] ?? null,
            status,
            created_at
          })
    database = await openDatabase(path, [
      {
        name: '001-rows',
        up: async (schema) => {
          await schema.schema
            .createTable('rows')
            .addColumn('n', 'integer')
            .addColumn('display_name', 'text')
            .addColumn('description', 'text')
            .addColumn('status', 'text')
            .addColumn('created_at', 'integer')
            .execute()
        }
      }
    ])
    await database.tables<{ rows: Row }>().insertInto('rows').values(rows).execute()
  })
  afterAll(async () => {
    await database.close()
    for (const suffix of ['', '-wal', '-shm']) await rm(`${path}${suffix}`, { force: true })
  })

  const entry = ({ display_name, description, status, created_at }: Row): Filtered => ({
    displayName: display_name,
    description: description ?? undefined,
    status,
    createdDateTime: new Date(created_at)
  })

  test('holds the same entries from the database as by the plain meaning of the filter', async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const found = await database
          .tables<{ rows: Row }>()
          .selectFrom('rows')
          .select('n')
          .where(filterCondition(filter, COLUMNS))
          .orderBy('n')
          .execute()
        const expected = rows.filter((row) => accepts(filter, entry(row))).map(({ n }) => n)
        expect(found.map(({ n }) => n)).toEqual(expected)
      }),
      { numRuns: 300 }
    )
  })

  test('means what it says', () => {
    const all = (text: string): number =>
      rows.filter((row) => accepts(parseFilter(text, PROPERTIES), entry(row))).length
    expect(all("displayName eq 'a'")).toBe(16)
    expect(all("status eq 'running'")).toBe(40)
    expect(all("description ne 'a'") + all("description eq 'a'")).toBe(80)
    expect(all('createdDateTime eq 1970-01-01T00:00:00Z')).toBe(40)
    expect(all('createdDateTime gt 1970-01-01T00:00:00Z')).toBe(40)
    expect(all('createdDateTime lt 1970-01-01T00:00:00.5Z')).toBe(40)
  })
})
