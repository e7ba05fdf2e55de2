/** Tokens in place of an access key: issued for a key, valid for ten minutes at most, stored nowhere. @module */
import { errors, jwtVerify, SignJWT } from 'jose'
import type { AccessKeys } from './access-keys.ts'
import type { Principal } from './principal.ts'

const VALID_SECONDS = 600
const AUDIENCE = 'vernacular'

export class AccessTokens {
  readonly #secret: Uint8Array
  readonly #keys: AccessKeys
  readonly #now: () => number

  /** @param secret 32 random bytes that stay the same over restarts */
  constructor(secret: Uint8Array, keys: AccessKeys, now: () => number = Date.now) {
    this.#secret = secret
    this.#keys = keys
    this.#now = now
  }

  /** A JSON Web Token (RFC 7519) whose subject is the id of the key that the caller has shown. */
  issue({ keyId }: Principal): Promise<string> {
    const seconds = Math.floor(this.#now() / 1000)
    return new SignJWT()
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setSubject(keyId)
      .setAudience(AUDIENCE)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + VALID_SECONDS)
      .sign(this.#secret)
  }

  /**
   * What a token allows is what its key allows at this moment, except to manage keys: a token that outlived a rotation
   * by way of a key it created would never end.
   * @param authorization the value of the header, `Bearer <token>`
   */
  async principalOf(authorization: string | undefined): Promise<Principal | undefined> {
    const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1]
    if (token === undefined) return undefined
    const options = {
      audience: AUDIENCE,
      algorithms: ['HS256'],
      requiredClaims: ['sub'],
      currentDate: new Date(this.#now())
    }
    try {
      const { payload } = await jwtVerify(token, this.#secret, options)
      const principal = this.#keys.principal(payload.sub ?? '')
      return principal?.scope === 'owner' ? { ...principal, scope: 'contributor' } : principal
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined
      throw error
    }
  }
}
