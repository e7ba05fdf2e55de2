/** Lists a page at a time: `skip`, `top`, `@nextLink`. @module */
import type { FastifyRequest } from 'fastify'
import { originOf } from './links.ts'
import { Problem } from './problem.ts'

export type Paging = Readonly<{ skip: number; top: number }>
export type Page<T> = Readonly<{ values: readonly T[]; '@nextLink'?: string }>

/** The contract names no default and no maximum: a hundred is both here. */
const MOST = 100

/** @throws Problem for a negative or non-numeric value, and for `filter`, which this version does not know */
export function readPaging(query: unknown): Paging {
  const { skip, top, filter } = query as { skip?: unknown; top?: unknown; filter?: unknown }
  if (filter !== undefined) {
    throw new Problem(
      'InvalidArgument',
      'UnsupportedFilter',
      'This version of Vernacular does not filter lists; leave filter out.',
      'filter'
    )
  }
  return { skip: whole('skip', skip, 0), top: Math.min(MOST, whole('top', top, MOST)) }
}

function whole(name: string, value: unknown, absent: number): number {
  if (value === undefined) return absent
  if (typeof value === 'string' && /^\d{1,10}$/.test(value) && Number(value) <= 2_147_483_647)
    return Number(value)
  throw new Problem(
    'InvalidArgument',
    'UnsupportedPagination',
    `${name} is ${JSON.stringify(value)}; accepted is a whole number from 0 to 2147483647.`,
    name
  )
}

/** One page of `total` values; while more follow it carries the link to them, with the query repeated. */
export function page<T>(request: FastifyRequest, values: readonly T[], total: number): Page<T> {
  const { skip, top } = readPaging(request.query)
  const next = skip + values.length
  if (values.length === 0 || next >= total) return { values }
  const url = new URL(request.originalUrl, originOf(request))
  url.searchParams.set('skip', String(next))
  url.searchParams.set('top', String(top))
  return { values, '@nextLink': url.href }
}
