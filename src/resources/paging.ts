/** Lists a page at a time: `skip`, `top`, `filter`, `@nextLink`. @module */

import type { FastifyRequest } from 'fastify'
import { describeValue, originOf, Problem } from '../platform/index.ts'
import { accepts, type Filter, type Filtered, type FilterProperties } from './filter/filter.ts'
import { parseFilter } from './filter/parse-filter.ts'

export type Paging = Readonly<{ skip: number; top: number; filter?: Filter }>
export type Page<T> = Readonly<{ values: readonly T[]; '@nextLink'?: string }>

/** A stretch of a list, and whether there is more behind it: counting all of it would cost more than the page. */
export type Listing<T> = Readonly<{ values: readonly T[]; more: boolean }>

/** The contract names no default and no maximum: a hundred is both here. */
const MOST = 100

/**
 * @param properties by which the list can be filtered
 * @throws Problem UnsupportedPagination, UnsupportedFilter, UnsupportedOrderBy
 */
export function readPaging(query: unknown, properties: FilterProperties): Paging {
  const { skip, top, filter, orderby } = query as Record<string, unknown>
  if (orderby !== undefined) {
    throw new Problem(
      'InvalidArgument',
      'UnsupportedOrderBy',
      'Lists are always ordered by creation. Leave out orderby.',
      'orderby'
    )
  }
  const paging = { skip: whole('skip', skip, 0), top: Math.min(MOST, whole('top', top, MOST)) }
  if (filter === undefined || filter === '') return paging
  if (typeof filter === 'string') return { ...paging, filter: parseFilter(filter, properties) }
  throw new Problem(
    'InvalidArgument',
    'UnsupportedFilter',
    `filter is ${describeValue(filter)}; accepted is one text.`,
    'filter'
  )
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

/** Whether a list in memory shows the entry. */
export const includes = ({ filter }: Paging, entry: Filtered): boolean =>
  filter === undefined || accepts(filter, entry)

/** The stretch that `paging` asks for, of a list that is all in memory and filtered already. */
export const listingOf = <T>(all: readonly T[], { skip, top }: Paging): Listing<T> => ({
  values: all.slice(skip, skip + top),
  more: all.length > skip + top
})

/** A list whole, read a page at a time. */
export async function everything<T>(list: (paging: Paging) => Promise<Listing<T>>): Promise<readonly T[]> {
  const all: T[] = []
  for (let more = true; more; ) {
    const listing = await list({ skip: all.length, top: MOST })
    all.push(...listing.values)
    more = listing.more
  }
  return all
}

/** One page; while more follow it carries the link to them, with the query repeated. */
export function page<T>(
  request: FastifyRequest,
  { skip, top }: Paging,
  { values, more }: Listing<T>
): Page<T> {
  // A page of none leads nowhere, however much there is.
  if (!more || values.length === 0) return { values }
  const url = new URL(request.originalUrl, originOf(request))
  url.searchParams.set('skip', String(skip + values.length))
  url.searchParams.set('top', String(top))
  return { values, '@nextLink': url.href }
}
