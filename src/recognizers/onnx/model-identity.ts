/** A custom model's identity by its files: the same after a rename, another once one of them was written. @module */
import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { ModelIdentity } from '../pool/model-bans.ts'

export const modelIdentity: ModelIdentity = {
  key: ({ base, custom }) =>
    JSON.stringify([
      base,
      custom && { ...custom, files: [] },
      ...(custom?.files ?? []).map((path) => {
        const state = statSync(path, { throwIfNoEntry: false })
        return state && [state.size, state.mtimeMs, state.ino]
      })
    ]),
  name: ({ base, custom, name }) => {
    const [path] = custom?.files ?? []
    return name ?? (path === undefined ? base : basename(path))
  }
}
