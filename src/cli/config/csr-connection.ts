/**
 * The address and key that scripts save for `csr` only. `recognize` and `batch` use them when they have no others.
 * @module
 */
import type { ConfigStore } from './config-store.ts'

export type CsrConnection = Readonly<{ url?: string; key?: string }>

export async function csrConnection(config: ConfigStore): Promise<CsrConnection> {
  const url = (await config.find('csr.url')) ?? endpointIn((await config.find('my.defaults')) ?? '')
  const key = await config.find('csr.key')
  return {
    ...(url === undefined ? {} : { url: url.trim() }),
    ...(key === undefined ? {} : { key: key.trim() })
  }
}

const endpointIn = (defaults: string): string | undefined =>
  defaults
    .split(/\r?\n/)
    .map((line) => /^\s*(?:--)?csr\.(?:service\.)?api\.endpoint=(.*)$/.exec(line)?.[1])
    .findLast((url) => url !== undefined)
