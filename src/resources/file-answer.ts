/** Files of an entity in the contract's shape, the same for every noun. @module */

import type { FastifyRequest } from 'fastify'
import { type FileLinks, stableId, timestamp } from '../platform/index.ts'
import type { SharedAnswers } from './description/answers.ts'
import type { FilterProperties } from './filter/filter.ts'
import { selfLink } from './links.ts'

export type FileAnswer = SharedAnswers['File'] &
  Readonly<{ properties?: SharedAnswers['RecordingProperties'] }>

export type EntityFile = Readonly<{
  /** Name within the entity; with the entity it determines the file's id. */
  name: string
  kind: SharedAnswers['FileKind']
  /** In the file store. */
  key: string
  /** Bytes. */
  size: number
  createdDateTime: Date
}>

/** By which lists of files can be filtered. */
export const fileFilters = {
  name: 'text',
  createdDateTime: 'time',
  kind: 'name'
} as const satisfies FilterProperties

/** The same file of the same entity has the same id for ever. */
export const fileId = (entityId: string, name: string): string => stableId(entityId, name)

/** @param entityPath for example `models/<id>` */
export const fileAnswer = (
  request: FastifyRequest,
  links: FileLinks,
  entityPath: string,
  { name, kind, key, size, createdDateTime }: EntityFile
): FileAnswer => ({
  self: selfLink(request, `${entityPath}/files/${fileId(entityPath.split('/').at(-1) ?? '', name)}`),
  name,
  kind,
  createdDateTime: timestamp(createdDateTime),
  properties: { size },
  links: { contentUrl: links.contentUrl(request, key) }
})
