/** Who calls: what a key or a token allows, attached to each request as one value. @module */

/**
 * `owner` may do everything; `contributor` everything but manage keys; `reader` only read; `recognize` only have speech
 * recognized.
 */
export const SCOPES = ['owner', 'contributor', 'reader', 'recognize'] as const
export type Scope = (typeof SCOPES)[number]

export type Principal = Readonly<{
  keyId: string
  scope: Scope
  /** Of scope `recognize`: the ids of the only endpoints it may use, in lower case. */
  endpoints?: readonly string[]
}>

/**
 * What an operation is. `open` needs no key, `any` needs one of any scope. An operation that recognizes speech is not
 * one that reads: a reader sees results, and does not use up the machine.
 */
export type Access = 'open' | 'any' | 'recognize' | 'read' | 'write' | 'keys'

const SCOPES_OF: Readonly<Record<Exclude<Access, 'open'>, readonly Scope[]>> = {
  any: SCOPES,
  recognize: ['owner', 'contributor', 'recognize'],
  read: ['owner', 'contributor', 'reader'],
  write: ['owner', 'contributor'],
  keys: ['owner']
}

export const scopesFor = (access: Exclude<Access, 'open'>): readonly Scope[] => SCOPES_OF[access]

export const mayUse = (principal: Principal | undefined, access: Access): boolean =>
  access === 'open' || (principal !== undefined && SCOPES_OF[access].includes(principal.scope))
