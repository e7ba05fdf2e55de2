/** What endpoints and base models heard and answered, kept for thirty days where logging is on. @module */
import type { Transaction } from '../platform/index.ts'
import type { Platform, StoredCollection } from '../resources/index.ts'
import { LogStore } from './log-store.ts'
import { type LoggedSession, StoredSession, sessionPrefix } from './stored-session.ts'

export const KEPT_MS = 30 * 86_400_000

/** A scope is an endpoint's id or that of the base models of a locale. */
export const baseScope = (locale: string): string => `base/${locale.toLowerCase()}`

export class EndpointLogs {
  readonly store: LogStore
  readonly #platform: Platform

  constructor(platform: Platform) {
    this.#platform = platform
    this.store = new LogStore(platform.database)
  }

  open(scope: string): StoredSession {
    const { files, log } = this.#platform
    const keep = async (session: LoggedSession): Promise<void> => {
      await this.store.insert(scope, session)
      await this.expire()
    }
    return new StoredSession(files, scope, keep, (error) =>
      log.error({ error, scope }, 'could not log a session')
    )
  }

  /** A page of sessions, after those that are too old to be kept have gone. */
  async list(...page: Parameters<LogStore['list']>): Promise<readonly LoggedSession[]> {
    await this.expire()
    return this.store.list(...page)
  }

  async remove(scope: string, id: string): Promise<void> {
    await this.store.remove(id)
    await this.#platform.files.removeAll(sessionPrefix(scope, id))
  }

  /** Sessions of a scope that began before `end`, milliseconds since 1970. */
  async removeBefore(scope: string, end: number): Promise<void> {
    await this.#removeFiles(await this.store.removeBefore(end, scope))
  }

  /** The endpoint goes: its rows within the transaction; call `removeFiles` after it. */
  forget(tx: Transaction, scope: string): Promise<unknown> {
    return this.store.removeBefore(Number.MAX_SAFE_INTEGER, scope, tx)
  }

  async removeFiles(scope: string): Promise<void> {
    await this.#platform.files.removeAll(`logs/${scope}`)
  }

  async expire(now = Date.now()): Promise<void> {
    await this.#removeFiles(await this.store.removeBefore(now - KEPT_MS))
  }

  /** Sessions by `<scope>/<id>`, for the comparison with their files. */
  get stored(): StoredCollection {
    const { files } = this.#platform
    const below = async (scopes: readonly string[]): Promise<readonly string[]> => {
      const found = scopes.map(async (scope) =>
        (await files.folders(`logs/${scope}`)).map((id) => `${scope}/${id}`)
      )
      return (await Promise.all(found)).flat()
    }
    return {
      kind: 'logged-session',
      prefixOf: (key) => `logs/${key}`,
      onDisk: async () => {
        const scopes = (await files.folders('logs')).filter((scope) => scope !== 'base')
        return [...(await below(scopes)), ...(await below(await below(['base'])))]
      },
      ids: () => this.store.keys()
    }
  }

  async #removeFiles(sessions: readonly Readonly<{ scope: string; id: string }>[]): Promise<void> {
    for (const { scope, id } of sessions) await this.#platform.files.removeAll(sessionPrefix(scope, id))
  }
}
