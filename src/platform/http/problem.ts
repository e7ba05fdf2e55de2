/** Refusals by their names in the contract; `error-answer.ts` alone knows their HTTP statuses. @module */

/** The contract's outer codes. */
export type ProblemCode =
  | 'InvalidRequest'
  | 'InvalidArgument'
  | 'Unauthorized'
  | 'Forbidden'
  | 'NotFound'
  | 'NotAllowed'
  | 'Conflict'
  | 'UnsupportedMediaType'
  | 'UnprocessableEntity'
  | 'TooManyRequests'
  | 'InternalServerError'
  | 'ServiceUnavailable'

/** A request refused for a reason its sender can act on: the message says what was found and what is accepted. */
export class Problem extends Error {
  override readonly name = 'Problem'
  constructor(
    readonly code: ProblemCode,
    /** Inner code, for example `InvalidPayload`; the contract's table pairs it with the outer one. */
    readonly inner: string | undefined,
    message: string,
    /** The offending field, as a path: `properties.customModelWeightPercent`. */
    readonly target?: string
  ) {
    super(message)
  }
}

/** A body over the limit of its operation (413 of RFC 9110, for which the contract has no code of its own). */
export class BodyTooLarge extends Problem {
  /** @param maxBytes what the operation accepts */
  constructor(maxBytes: number) {
    super(
      'InvalidRequest',
      'InvalidRequestBodyFormat',
      `The body is larger than the ${maxBytes} bytes that this operation accepts; send less.`
    )
  }
}
