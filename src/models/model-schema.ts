/** Models, as schemas: base and custom ones, their copies and their quality. @module */
import type { datasetsApi } from '../datasets/index.ts'
import type { Answers } from '../resources/index.ts'
import { baseModelSchemas } from './base-model-schema.ts'
import { customModelSchemas } from './custom-model-schema.ts'
import { modelCopySchemas } from './model-copy-schema.ts'
import { modelQualitySchemas } from './model-quality-schema.ts'
import { sharedModelSchemas } from './shared-model-schema.ts'

export const modelSchemas = {
  ...sharedModelSchemas,
  ...baseModelSchemas,
  ...customModelSchemas,
  ...modelCopySchemas,
  ...modelQualitySchemas
} as const

export type ModelAnswers = Answers<typeof modelSchemas, typeof datasetsApi.schemas>
