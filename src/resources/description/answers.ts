/** The types of the answers of a resource, from its schemas. @module */
import type { AnswerShape } from '../../platform/index.ts'
import type { sharedSchemas } from './shared-schemas.ts'

/** The answers of a resource by the names of its schemas; references may lead to shared schemas too. */
export type Answers<Schemas, Others = unknown> = {
  [Name in keyof Schemas]: AnswerShape<Schemas[Name], Schemas & typeof sharedSchemas & Others>
}

export type SharedAnswers = Answers<typeof sharedSchemas>
