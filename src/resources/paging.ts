/** Lists a page at a time: `skip`, `top`, `filter`, `@nextLink`. @module */

import type { FastifyRequest } from 'fastify'
import { checkParameter, originOf, Problem, queryValue } from '../platform/index.ts'
import { sharedQueryParameters } from './description/operation.ts'
import { accepts, type Filter, type Filtered, type FilterProperties } from './filter/filter.ts'
import { parseFilter } from './filter/parse-filter.ts'

export type Paging = Readonly<{ skip: number; top: number; filter?: Filter }>
export type Page<T> = Readonly<{ values: readonly T[]; '@nextLink'?: string }>

/** A stretch of a list, and whether there is more behind it: counting all of it would cost more than the page. */
export type Listing<T> = Readonly<{ values: readonly T[]; more: boolean }>

/** Entries. The contract names no default and no maximum: this is both. */
const MAX_PAGE = 100

const COUNTS = {
  skip: { ...sharedQueryParameters.skip.schema, minimum: 0, maximum: 2_147_483_647 },
  top: { ...sharedQueryParameters.top.schema, minimum: 0, maximum: 2_147_483_647 }
} as const
/** `parseFilter` says how long it may be. */
const FILTER = { ...sharedQueryParameters.filter.schema, maxLength: Number.POSITIVE_INFINITY } as const
const UNSUPPORTED_FILTER = { inner: 'UnsupportedFilter', accepted: 'one string' } as const

/**
 * @param properties by which the list can be filtered
 * @throws Problem UnsupportedPagination, UnsupportedFilter, UnsupportedOrderBy
 */
export function readPaging(query: unknown, properties: FilterProperties): Paging {
  if (queryValue(query, 'orderby') !== undefined) {
    throw new Problem(
      'InvalidArgument',
      'UnsupportedOrderBy',
      'Lists are always ordered by creation. Leave out orderby.',
      'orderby'
    )
  }
  const paging = {
    skip: countOf(query, 'skip') ?? 0,
    top: Math.min(MAX_PAGE, countOf(query, 'top') ?? MAX_PAGE)
  }
  const filter = checkParameter(queryValue(query, 'filter'), FILTER, 'filter', UNSUPPORTED_FILTER)
  if (filter === undefined || filter === '') return paging
  return { ...paging, filter: parseFilter(filter, properties) }
}

const countOf = (query: unknown, name: keyof typeof COUNTS): number | undefined =>
  checkParameter(queryValue(query, name), COUNTS[name], name, { inner: 'UnsupportedPagination' })

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
    const listing = await list({ skip: all.length, top: MAX_PAGE })
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
