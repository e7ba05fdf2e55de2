/** What work in a recognition child is done with. @module */
import type { BaseModelFiles } from './base-model.ts'
import type { Decoders } from './decoders.ts'
import type { Library } from './library.ts'

export type ChildResources = Readonly<{
  library: Library
  files: BaseModelFiles
  decoders: () => Decoders
}>
