/** Looks once a day for models that come near their end, and tells so. @module */
import type { Platform } from '../resources/index.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { ModelStore } from './model-store.ts'

const DAY_MS = 86_400_000

/** Each model is told of once. Nothing is watched where nothing expires. */
export function watchExpiry(
  { database, events, log }: Platform,
  store: ModelStore,
  lifecycle: Lifecycle
): void {
  if (!lifecycle.watched) return
  const look = async (): Promise<void> => {
    for (const { id, locale, createdDateTime } of await store.unwarned()) {
      if (!lifecycle.warning(lifecycle.customDate(createdDateTime), locale)) continue
      await database.transaction(async (tx) => {
        await store.warned(tx, id)
        await events.publish(tx, { entity: 'model', type: 'Expiration', path: `models/${id}` })
      })
    }
  }
  const report = (): void =>
    void look().catch((error: unknown) => log.error({ error }, 'could not check the models for expiry'))
  setInterval(report, DAY_MS).unref()
  // After the start, when every listener is there.
  setImmediate(report)
}
