/** Options: what says where the service is, and who asks. @module */
import { AREA, option } from './option.ts'

export const connection = {
  url: option({
    words: `${AREA} [service] api endpoint`,
    value: 'URL',
    group: 'Connection',
    says: 'the service, with or without /speechtotext/v3.2; else VERNACULAR_URL, else config @url'
  }),
  speechHost: option({
    words: `${AREA} [service] [config] host`,
    value: 'URL',
    group: 'Connection',
    says: 'the service as Speech SDKs name it, ws:// or http://; the same as --api endpoint'
  }),
  key: option({
    words: `${AREA} [service] [config] key`,
    value: 'KEY',
    group: 'Connection',
    says: 'the access key; else VERNACULAR_KEY, else config @key, else the one kept for csr where this is its service'
  }),
  region: option({
    words: `${AREA} [service] [config] region`,
    value: 'REGION',
    group: 'Connection',
    says: 'taken for the sake of scripts; only "local" has a meaning, http://127.0.0.1:8640'
  }),
  apiVersion: option({
    words: `${AREA} api version`,
    value: 'v3.2',
    group: 'Connection',
    says: 'taken for the sake of scripts; the commands speak v3.2'
  }),
  timeout: option({
    words: 'timeout',
    value: 'MS',
    group: 'Connection',
    says: 'milliseconds that a request may take; 100000 when absent'
  })
} as const
