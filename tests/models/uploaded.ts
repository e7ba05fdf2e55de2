/** A dataset of a running service, uploaded in blocks and imported. @module */
import type { Entity, RestClient } from '../../src/demo/rest-client.ts'

export type { Entity } from '../../src/demo/rest-client.ts'
export type TestApi = RestClient

export async function uploaded(api: RestClient, kind: string, content: Buffer<ArrayBuffer>): Promise<Entity> {
  const created = await api.post('/datasets', { locale: 'en-US', displayName: kind, kind })
  await api.uploadBlocks(created, content)
  return api.finished(created, () => undefined)
}
