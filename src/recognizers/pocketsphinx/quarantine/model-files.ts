/** A model's identity by its files: the same after a rename, another once one of them was written. @module */
import { readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ModelIdentity } from '../../pool/model-bans.ts'
import type { RecognitionModel } from '../../recognizer.ts'
import { ngramGmmParts } from '../customization.ts'

export const modelIdentity: ModelIdentity = { key: modelKey, name: modelName }

function modelKey(model: RecognitionModel): string {
  const { languageModel, lexiconPath, acoustic } = ngramGmmParts(model)
  return JSON.stringify([
    model.base,
    languageModel && [languageModel.weight, ...statesOf(languageModel.arpaPath)],
    lexiconPath !== undefined && statesOf(lexiconPath),
    acoustic && [acoustic.method, ...statesOf(acoustic.path)]
  ])
}

/** Of a file, or of the files of a folder; nothing of what is absent. */
function statesOf(path: string): readonly (readonly (string | number)[])[] {
  const state = statSync(path, { throwIfNoEntry: false })
  if (!state) return []
  if (!state.isDirectory()) return [[state.size, state.mtimeMs, state.ino]]
  return readdirSync(path)
    .sort()
    .flatMap((name) => {
      const file = statSync(join(path, name), { throwIfNoEntry: false })
      return file ? [[name, file.size, file.mtimeMs, file.ino]] : []
    })
}

/** What the model is called in messages. */
function modelName({ base, custom, name }: RecognitionModel): string {
  const [path] = custom?.files ?? []
  return name ?? (path === undefined ? base : basename(path))
}
