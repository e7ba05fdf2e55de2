/** A project: the entities of one use case in one locale. It groups them and owns none. @module */
import type { CustomProperties } from '../resources/index.ts'

export type Project = Readonly<{
  id: string
  displayName: string
  description?: string
  /** Fixed for life. */
  locale: string
  customProperties?: CustomProperties
  createdDateTime: Date
}>
