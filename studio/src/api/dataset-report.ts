/** The report of an import, and of its dry run. @module */
import type * as Api from '../../../src/openapi/api-types.ts'
import type { Always, Answered } from '../../../src/openapi/api-types.ts'

export type RejectedLine = Answered<Api.RejectedLine>
/** Its perplexity is null if no word could be scored. */
export type TextStatistics = Api.TextStatistics
export type AudioStatistics = Answered<Api.AudioStatistics>
export type ImportReport = Api.ImportReport

/** A dry run also has the first entries as the service reads them: `text` as written, `read` normalized. */
export type ValidationReport = Always<ImportReport, 'preview'>
