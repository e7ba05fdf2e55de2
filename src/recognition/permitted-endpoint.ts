/** Keys that may recognize speech with some endpoints only. @module */
import { type Principal, Problem } from '../platform/index.ts'

/**
 * Checked before anything is looked up: such a key does not learn which other endpoints and models there are.
 * @param name id of an endpoint or model as the caller names it; absent for a base model
 * @throws Problem Forbidden
 */
export function requirePermittedEndpoint(principal: Principal | undefined, name?: string): void {
  const permitted = principal?.endpoints
  if (permitted === undefined || (name !== undefined && permitted.includes(name.toLowerCase()))) return
  throw new Problem(
    'Forbidden',
    undefined,
    `The key or token may recognize speech with these endpoints only: ${permitted.join(', ')}. Name one of them.`
  )
}
