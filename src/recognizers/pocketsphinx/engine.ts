/** PocketSphinx behind the recognizer contract. @module */

import { access } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { ModelUnusable } from '../errors.ts'
import type { Engine, RecognitionModel } from '../recognizer.ts'
import { baseModel, baseModelDirectory, baseModelFiles } from './base-model.ts'
import { ChildPool } from './pool.ts'
import { openStream } from './stream.ts'

export type PocketSphinxOptions = Readonly<{
  /** Child processes at most; they start when needed. Default: one a core. */
  children?: number
  /** Streams that a child serves at a time; further `open` calls wait in line. Default 8. */
  streamsPerChild?: number
  /** Where the base model is, in the layout of Debian's `pocketsphinx-en-us`. */
  modelDirectory?: string
  log?: (line: string) => void
}>

/** Throws `ModelUnusable` when the base model is not installed. */
export async function createPocketSphinxEngine(options: PocketSphinxOptions = {}): Promise<Engine> {
  const modelDirectory = options.modelDirectory ?? baseModelDirectory
  const files = baseModelFiles(modelDirectory)
  for (const path of Object.values(files)) {
    await access(path).catch((cause: unknown) => {
      throw new ModelUnusable(`The base model part ${path} is absent: install pocketsphinx-en-us`, { cause })
    })
  }
  const pool = new ChildPool({
    modelDirectory,
    children: options.children ?? availableParallelism(),
    streamsPerChild: options.streamsPerChild ?? 8,
    log: options.log ?? (() => undefined)
  })
  const check = (model: RecognitionModel | string): void => {
    const name = typeof model === 'string' ? model : model.base
    if (name !== baseModel.name) {
      throw new ModelUnusable(`There is no base model "${name}"; this engine has ${baseModel.name}`)
    }
  }
  return {
    name: 'pocketsphinx',
    baseModels: [baseModel],
    async open(model, { nBest = 1, words = true, partials = true, signal } = {}) {
      check(model)
      const child = await pool.withRoom(signal)
      return openStream(child, model, { nBest, words, partials }, signal, () => pool.roomMade())
    },
    async scoreText(base, sentences, work) {
      check(base)
      return pool.leastLoaded().work({ kind: 'scoreText', sentences }, work)
    },
    async pronounce(base, words) {
      check(base)
      return pool.leastLoaded().work({ kind: 'pronounce', words })
    },
    async align(model, utterances, work) {
      check(model)
      const fitted = await pool.leastLoaded().work({ kind: 'align', model, utterances }, work)
      return fitted.map((utterance) => {
        if (!utterance.aligned) return utterance
        const { id, aligned, words, durationTicks } = utterance
        return { id, aligned, words, durationTicks }
      })
    },
    async adapt() {
      throw new Error('waiting for adaptation/adapt.ts')
    },
    children: () =>
      pool.children.map((child) => ({
        pid: child.pid ?? 0,
        streams: child.streams,
        residentBytes: child.residentBytes()
      })),
    close: () => pool.close()
  }
}
