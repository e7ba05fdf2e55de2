/** The operations that most resources have, described alike; each resource adds its summaries and its own. @module */

import { ref } from '../../platform/index.ts'
import { jsonBody, type Operation, pagedQuery, patchBody, type sharedQueryParameters } from './operation.ts'

type Described = Operation<keyof typeof sharedQueryParameters>

export type StandardOperations = Readonly<
  Record<
    'list' | 'create' | 'locales' | 'get' | 'update' | 'delete' | 'listFiles' | 'getFile' | 'cancel',
    (summary: string) => Described
  >
>

/**
 * @param group begins the ids of the operations: `Datasets`
 * @param schema name of the resource's schema; those of its pages and changes follow from it and the group
 */
export function standardOperations(
  group: string,
  schema: string,
  {
    pages = `Paginated${group}`,
    changes = `${schema}Update`,
    hasWork = true
  }: Readonly<{ pages?: string; changes?: string; hasWork?: boolean }> = {}
): StandardOperations {
  // Clients that poll for the end of the work are told when to ask again.
  const polled = (name: string): Described['answers'] => ({
    200: { schema: ref(name), ...(hasWork ? { headers: ['Retry-After'] } : {}) }
  })
  const operation =
    (action: string, answers: Described['answers'], rest: Partial<Described> = {}) =>
    (summary: string): Described => ({ id: `${group}_${action}`, summary, ...rest, answers })
  const links = 'sasValidityInSeconds'
  return {
    list: operation('List', polled(pages), { query: pagedQuery }),
    create: operation(
      'Create',
      { 201: { schema: ref(schema), headers: ['Location'] } },
      { body: jsonBody(ref(schema)) }
    ),
    locales: operation('ListSupportedLocales', {
      200: { schema: { type: 'array', items: { type: 'string' } } }
    }),
    get: operation('Get', polled(schema)),
    update: operation('Update', polled(schema), { body: patchBody(ref(changes)) }),
    delete: operation('Delete', { 204: {} }),
    listFiles: operation('ListFiles', polled('PaginatedFiles'), { query: [links, ...pagedQuery] }),
    getFile: operation('GetFile', { 200: { schema: ref('File') } }, { query: [links] }),
    cancel: operation('Cancel', { 200: { schema: ref(schema) } })
  }
}
