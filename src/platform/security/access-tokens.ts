/** Tokens in place of an access key: given out for one, good for ten minutes, kept nowhere. @module */
import { errors, jwtVerify, SignJWT } from 'jose'

const VALID_SECONDS = 600
const AUDIENCE = 'vernacular'

export class AccessTokens {
  readonly #secret: Uint8Array
  readonly #now: () => number

  /** @param secret 32 random bytes that stay the same over restarts */
  constructor(secret: Uint8Array, now: () => number = Date.now) {
    this.#secret = secret
    this.#now = now
  }

  /** A JSON Web Token (RFC 7519); for callers who have shown an access key. */
  issue(): Promise<string> {
    const seconds = Math.floor(this.#now() / 1000)
    return new SignJWT()
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setAudience(AUDIENCE)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + VALID_SECONDS)
      .sign(this.#secret)
  }

  /** @param authorization the value of the header, `Bearer <token>` */
  async accepts(authorization: string | undefined): Promise<boolean> {
    const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1]
    if (token === undefined) return false
    const options = { audience: AUDIENCE, algorithms: ['HS256'], currentDate: new Date(this.#now()) }
    try {
      await jwtVerify(token, this.#secret, options)
      return true
    } catch (error) {
      if (error instanceof errors.JOSEError) return false
      throw error
    }
  }
}
