/** How a request says who calls: an access key in a header of the contract, or a token. @module */
import type { IncomingHttpHeaders } from 'node:http'

/** As Node gives the names of headers. */
export const KEY_HEADER = 'ocp-apim-subscription-key'

export type Credentials = Readonly<{
  key?: string | string[] | undefined
  /** `Bearer <token>` */
  authorization?: string | undefined
}>

export const credentialsOf = ({ [KEY_HEADER]: key, authorization }: IncomingHttpHeaders): Credentials => ({
  key,
  authorization
})
