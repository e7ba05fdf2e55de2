/** What training publishes: pronunciations, and the report of a training. @module */
import type { ApiDescription } from '../resources/index.ts'
import { pronunciationsApi } from './pronunciation/pronunciation-operations.ts'
import { trainingReportSchemas } from './training-report-schema.ts'

export const trainingApi = {
  ...pronunciationsApi,
  schemas: { ...pronunciationsApi.schemas, ...trainingReportSchemas }
} as const satisfies ApiDescription
