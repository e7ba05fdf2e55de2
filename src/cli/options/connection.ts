/** Options: where the service is and how to sign in. @module */
import { AREA, option, optionGroup } from '../command-line/option.ts'

export const connection = optionGroup('Connection', {
  endpoint: {
    name: `${AREA} [service] api endpoint`,
    value: 'URL',
    default: 'VERNACULAR_URL, then @url, then http://127.0.0.1:8640',
    help: 'Address of the service, with or without /speechtotext/v3.2'
  },
  key: {
    name: `${AREA} [service] [config] key`,
    value: 'KEY',
    default: 'VERNACULAR_KEY, then @key',
    help: 'Access key'
  },
  region: {
    name: `${AREA} [service] [config] region`,
    value: 'REGION',
    help: 'Accepted for compatibility with spx, and ignored'
  },
  apiVersion: {
    name: `${AREA} api version`,
    value: 'VERSION',
    help: 'Accepted for compatibility with spx; requests always use v3.2'
  },
  timeout: {
    name: 'timeout',
    value: 'MS',
    default: '100000',
    help: 'Milliseconds to wait for each response'
  }
})

/** `recognize` has it besides. */
export const speechHost = option({
  name: `${AREA} [service] [config] host`,
  value: 'URL',
  heading: 'Connection',
  help: 'Address of the service as Speech SDKs write it, ws:// or http://; the same as --api endpoint'
})
