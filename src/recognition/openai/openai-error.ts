/** Refusals in the shape that OpenAI's clients read. @module */
import type { Problem, ProblemCode } from '../../platform/index.ts'

export type OpenAiError = Readonly<{
  error: Readonly<{ message: string; type: string; param: string | null; code: string | null }>
}>

const TYPES: Partial<Record<ProblemCode, string>> = {
  TooManyRequests: 'rate_limit_error',
  InternalServerError: 'server_error',
  ServiceUnavailable: 'server_error'
}
const CODES: Partial<Record<ProblemCode, string>> = {
  Unauthorized: 'invalid_api_key',
  NotFound: 'model_not_found',
  TooManyRequests: 'rate_limit_exceeded'
}

export const openAiError = ({ code, message, target }: Problem): OpenAiError => ({
  error: {
    message,
    type: TYPES[code] ?? 'invalid_request_error',
    param: target ?? null,
    code: CODES[code] ?? null
  }
})
