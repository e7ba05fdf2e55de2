/** PocketSphinx behind the recognizer contract. @module */

import { access } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { ModelUnusable } from '../errors.ts'
import type { Engine, LongWork, RecognitionModel, TranscribedUtterance } from '../recognizer.ts'
import { adaptAcoustics } from './adaptation/adapt.ts'
import type { FittedUtterance } from './adaptation/align.ts'
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
  const children = options.children ?? availableParallelism()
  const pool = new ChildPool({
    modelDirectory,
    children,
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
    async open(model, { nBest = 1, words = true, partials = true, listening = false, signal } = {}) {
      check(model)
      const wish = { nBest, words, partials, listening }
      return pool.withRoom((child) => openStream(child, model, wish, signal, () => pool.roomMade()), signal)
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
      const fitted = await fitWords(pool, children, model, utterances, work)
      return fitted.map((utterance) => {
        if (!utterance.aligned) return utterance
        const { id, aligned, words, durationTicks } = utterance
        return { id, aligned, words, durationTicks }
      })
    },
    async adapt({ model, utterances, methods, outputDirectory }, work) {
      check(model)
      return adaptAcoustics(
        {
          engineAlign: (some, long) => fitWords(pool, children, model, some, long),
          acousticModelDirectory: files.acousticModel,
          utterances,
          methods,
          outputDirectory
        },
        work
      )
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

/** Fits words to audio in all children at once, each an equal share; answers in the order of the utterances. */
async function fitWords(
  pool: ChildPool,
  children: number,
  model: RecognitionModel,
  utterances: readonly TranscribedUtterance[],
  { signal, onProgress }: LongWork = {}
): Promise<readonly FittedUtterance[]> {
  const share = Math.max(1, Math.ceil(utterances.length / children))
  const done: number[] = []
  const parts: Promise<readonly FittedUtterance[]>[] = []
  for (let start = 0; start < utterances.length; start += share) {
    const part = parts.length
    const some = utterances.slice(start, start + share)
    parts.push(
      pool.leastLoaded().work(
        { kind: 'align', model, utterances: some },
        {
          ...(signal ? { signal } : {}),
          onProgress: (fraction) => {
            done[part] = fraction * some.length
            onProgress?.(done.reduce((sum, one) => sum + one, 0) / utterances.length)
          }
        }
      )
    )
  }
  return (await Promise.all(parts)).flat()
}
