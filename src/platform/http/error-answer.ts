/** The one place where a refusal becomes HTTP: its status and the contract's error body. @module */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { credentialsOf } from '../security/credentials.ts'
import { StorageFull } from '../storage-full.ts'
import { BODY_LIMITS } from './body-limits.ts'
import { BodyTooLarge, Problem, type ProblemCode } from './problem.ts'
import { TooManyWrongKeys } from './wrong-keys.ts'

/** The contract publishes no status per code; this table is ours, after the contract's notes. */
const STATUS = {
  InvalidRequest: 400,
  InvalidArgument: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  NotAllowed: 405,
  Conflict: 409,
  UnsupportedMediaType: 415,
  UnprocessableEntity: 422,
  TooManyRequests: 429,
  InternalServerError: 500,
  ServiceUnavailable: 503
} as const satisfies Record<ProblemCode, number>

const statusOf = (problem: Problem): number => (problem instanceof BodyTooLarge ? 413 : STATUS[problem.code])

export type ErrorBody = Readonly<{
  code: ProblemCode
  message: string
  target?: string
  innerError?: Readonly<{ code: string; message: string }>
}>

export const errorBody = ({ code, inner, message, target }: Problem): ErrorBody => ({
  code,
  message,
  ...(target === undefined ? {} : { target }),
  ...(inner === undefined ? {} : { innerError: { code: inner, message } })
})

/** Sends the error in the contract's shape, or in that of another interface. */
export const answerErrorAs =
  (bodyOf: (problem: Problem) => unknown) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const problem = unlessGuessing(problemFor(error, request), request)
    if (problem instanceof TooManyWrongKeys) {
      void reply.headers({ 'Retry-After': problem.retryAfterSeconds, Connection: 'close' })
    } else if (problem.code === 'TooManyRequests' || problem.code === 'ServiceUnavailable') {
      void reply.header('Retry-After', 5)
    }
    return reply.code(statusOf(problem)).send(bodyOf(problem))
  }

/** A key that is wrong counts as a guess, one that is missing does not. */
function unlessGuessing(problem: Problem, { headers, ip, server }: FastifyRequest): Problem {
  if (problem.code !== 'Unauthorized') return problem
  const { key, authorization } = credentialsOf(headers)
  if (key === undefined && authorization === undefined) return problem
  return server.wrongKeys.rejectionFor(ip) ?? problem
}

export const answerError = answerErrorAs(errorBody)

/** The refusal that a client is told; what nobody foresaw is logged in full and told without its internals. */
export function problemFor(error: unknown, request: FastifyRequest): Problem {
  const problem = problemOf(error, request)
  if (problem.code === 'InternalServerError') request.log.error({ error }, 'a request failed unexpectedly')
  return problem
}

function problemOf(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error
  if (error instanceof StorageFull) {
    return new Problem(
      'ServiceUnavailable',
      undefined,
      'The disk of the service is full; nothing was stored. Free some space and try again.'
    )
  }
  return (
    fromFramework(error as FastifyError, request) ??
    new Problem('InternalServerError', 'UnexpectedError', UNEXPECTED)
  )
}

const UNEXPECTED =
  'An unexpected error occurred. See the service log; search for the request ID of this response.'

/** Faults of a multipart form, which its reader names by their messages only. */
const MALFORMED_FORM =
  /^(?:Unexpected end of multipart data|Part terminated early|Malformed part header|Multipart: Boundary not found)/

/** Refusals that the HTTP framework makes before a route is reached. */
function fromFramework(
  { code, statusCode, message }: FastifyError,
  request: FastifyRequest
): Problem | undefined {
  switch (code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Problem(
        'UnsupportedMediaType',
        undefined,
        'This operation does not support the content type of the body; most operations expect application/json.'
      )
    case 'FST_ERR_BAD_URL':
      return new Problem('InvalidArgument', 'InvalidParameterValue', 'The path is not correctly encoded.')
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new Problem('InvalidRequest', 'EmptyRequest', 'The body is empty; a JSON object is expected.')
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new BodyTooLarge(request.routeOptions.bodyLimit ?? BODY_LIMITS.entity)
  }
  if (MALFORMED_FORM.test(message)) {
    return new Problem(
      'InvalidRequest',
      'InvalidRequestBodyFormat',
      'The form is incomplete; send all of its parts and the closing boundary.'
    )
  }
  if (statusCode === undefined || statusCode < 400 || statusCode >= 500) return undefined
  return new Problem('InvalidRequest', 'InvalidRequestBodyFormat', message)
}
