/** PocketSphinx behind the recognizer contract. @module */
import { availableParallelism, homedir } from 'node:os'
import { join } from 'node:path'
import type { Capabilities, TranscribedUtterance } from '../capabilities/index.ts'
import type { Engine } from '../engine.ts'
import { ModelUnusable } from '../errors.ts'
import { ChildPool } from '../pool/child-pool.ts'
import type { ChildProgram } from '../pool/fork-module.ts'
import { ModelBans } from '../pool/model-bans.ts'
import { Quarantine } from '../pool/quarantine.ts'
import { openStream } from '../pool/stream.ts'
import type { RecognitionModel, StreamOptions, TaskOptions } from '../recognizer.ts'
import { textAdapter } from './adapt-text.ts'
import { adaptAcoustics } from './adaptation/adapt.ts'
import type { FittedUtterance } from './adaptation/align.ts'
import type { BaseModelFiles } from './base-model.ts'
import { ngramGmmParts, readNgramGmm, requireAdaptationMethod } from './customization.ts'
import { G2pProcess } from './g2p/g2p-process.ts'
import { type InstalledBase, installedBases } from './installed-bases.ts'
import { ownPronunciations } from './own-pronunciations.ts'
import { type DecodingRequest, type PhraseModel, PhraseModels } from './phrase-models.ts'
import { modelIdentity } from './quarantine/model-files.ts'
import { POCKETSPHINX_REQUIREMENTS } from './requirements.ts'
import type { Tasks } from './tasks.ts'
import { testRecordings } from './test-recordings.ts'

export type PocketSphinxOptions = Readonly<{
  /**
   * Child processes at most for each base model, and so many again for work in the background; they start when needed.
   * Default: one a core.
   */
  children?: number
  /** Streams that a child serves at a time; further `open` calls wait in line. Default 8. */
  streamsPerChild?: number
  /** Where base models were added beside Debian's `pocketsphinx-en-us`; without it that one is the only one. */
  baseModelsDirectory?: string
  /** For what can be made again. Default: `vernacular` in the user's own cache folder (XDG Base Directory). */
  cacheDirectory?: string
  /** Background children end after so long without work. Default: a minute. */
  restMs?: number
  log?: (line: string) => void
  /** For what an operator should see: models that are not loaded any more. */
  warn?: (line: string) => void
}>

/** A base model and its children: a child reads one base model and serves no other. A process of its own predicts pronunciations. */
type ServedBase = InstalledBase &
  Readonly<{ pool: ChildPool<Tasks>; background: ChildPool<Tasks>; g2p: G2pProcess }>

/** What a child of a base model with these files runs. */
export const childProgram = (files: BaseModelFiles): ChildProgram => ({
  source: new URL('./child.ts', import.meta.url),
  settings: files
})

/** Throws `ModelUnusable` when no base model is installed, or one of them is not whole. */
export async function createPocketSphinxEngine(options: PocketSphinxOptions = {}): Promise<Engine> {
  const children = options.children ?? availableParallelism()
  const streamsPerChild = options.streamsPerChild ?? 8
  const restMs = options.restMs ?? 60_000
  const log = options.log ?? (() => undefined)
  const bans = new ModelBans(modelIdentity, options.warn ?? log)
  const onDeath = (model: RecognitionModel, detail: string): void => bans.count(model, detail)
  const served: ReadonlyMap<string, ServedBase> = new Map(
    (await installedBases(options.baseModelsDirectory)).map((base) => [
      base.model.name,
      {
        ...base,
        pool: new ChildPool({ program: childProgram(base.files), children, streamsPerChild, log, onDeath }),
        background: new ChildPool({
          program: childProgram(base.files),
          children,
          streamsPerChild,
          log,
          onDeath,
          background: { restMs }
        }),
        g2p: new G2pProcess({
          dictionary: base.files.dictionary,
          locale: base.model.locale,
          phones: base.phones,
          cacheDirectory: options.cacheDirectory ?? userCache()
        })
      }
    ])
  )
  const find = (model: RecognitionModel | string): ServedBase => {
    const name = typeof model === 'string' ? model : model.base
    const base = served.get(name)
    if (base) return base
    throw new ModelUnusable(
      `There is no base model "${name}"; this engine has ${[...served.keys()].join(', ')}`
    )
  }
  const all = [...served.values()]
  const quarantine = new Quarantine(bans, (model) => childProgram(find(model).files))
  const lookUp = (base: string, words: readonly string[]): Promise<readonly (readonly string[])[]> =>
    find(base).pool.leastLoaded().run('pronounce', { words })
  const phraseModels = new PhraseModels(lookUp)
  const capabilities: Required<Omit<Capabilities, 'generalNgrams'>> = {
    phraseLists: true,
    textScorer: {
      scoreText: async (base, sentences, work) =>
        find(base).background.leastLoaded().run('scoreText', { sentences }, work)
    },
    pronouncer: {
      pronounce: async (base, words) => lookUp(base, words),
      phones: (base) => find(base).phones,
      ownPronunciations,
      predict: async (base, words, signal) => find(base).g2p.predict(words, signal)
    },
    textAdapter,
    aligner: {
      align: async (model, utterances, work) => {
        ngramGmmParts(model)
        bans.check(model)
        return fitWords(find(model).background, children, model, utterances, work)
      }
    },
    acousticAdapter: {
      adapt: async ({ model, utterances, methods, outputDirectory }, work) => {
        const { background, files } = find(model)
        const adapted = await adaptAcoustics(
          {
            engineAlign: (some, long) => fitWords(background, children, model, some, long),
            acousticModelDirectory: files.acousticModel,
            utterances,
            methods: methods.map(requireAdaptationMethod),
            outputDirectory
          },
          work
        )
        const transforms = adapted.transforms.flatMap(({ method, path }) =>
          methods
            .filter((requested) => requested === method)
            .map((requested) => ({ method: requested, path }))
        )
        return { ...adapted, transforms }
      }
    }
  }
  return {
    name: 'pocketsphinx',
    baseModels: all.map(({ model }) => model),
    requirements: POCKETSPHINX_REQUIREMENTS,
    testRecordings,
    async open(model, options = {}) {
      const { phraseList, signal } = options
      const base = find(model)
      ngramGmmParts(model)
      bans.check(model)
      const pool = options.background ? base.background : base.pool
      const request = requestOf(
        options,
        // Without a list the stream takes its place at once.
        phraseList && (await phraseModels.of(model, base, phraseList))
      )
      return pool.withRoom(
        (child) => openStream(child, model, request, signal, () => pool.roomMade()),
        signal
      )
    },
    readCustomization: readNgramGmm,
    async prove(model, signal) {
      find(model)
      ngramGmmParts(model)
      if (model.custom) await unlessAborted(quarantine.prove(model), signal)
    },
    bans: () => bans.all(),
    capabilities: (base) => {
      find(base)
      return capabilities
    },
    children: () =>
      all.flatMap(({ pool, background }) =>
        [pool, background].flatMap((own) =>
          own.children.map((child) => ({
            pid: child.pid ?? 0,
            streams: child.streams,
            residentBytes: child.residentBytes(),
            background: own === background
          }))
        )
      ),
    close: async () =>
      void (await Promise.all([
        quarantine.close(),
        phraseModels.close(),
        ...all.flatMap((base) => [base.pool.close(), base.background.close(), base.g2p.close()])
      ]))
  }
}

const requestOf = (
  { nBest = 1, words = true, partials = true, voiceActivity: listening = false, pauseTicks }: StreamOptions,
  phraseModel: PhraseModel | undefined
): DecodingRequest => ({
  nBest,
  words,
  partials,
  voiceActivity: listening,
  ...(pauseTicks === undefined ? {} : { pauseTicks }),
  ...(phraseModel === undefined ? {} : { phraseModel })
})

/** The work goes on for others who wait for it. */
async function unlessAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted()
  let abort = (): void => undefined
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal?.reason)
    signal?.addEventListener('abort', abort, { once: true })
  })
  try {
    await Promise.race([work, aborted])
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}

const userCache = (): string => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'vernacular')

/** Fits words to audio in all children at once, each an equal share; answers in the order of the utterances. */
async function fitWords(
  pool: ChildPool<Tasks>,
  children: number,
  model: RecognitionModel,
  utterances: readonly TranscribedUtterance[],
  { signal, onProgress }: TaskOptions = {}
): Promise<readonly FittedUtterance[]> {
  const share = Math.max(1, Math.ceil(utterances.length / children))
  const done: number[] = []
  const parts: Promise<readonly FittedUtterance[]>[] = []
  for (let start = 0; start < utterances.length; start += share) {
    const part = parts.length
    const some = utterances.slice(start, start + share)
    parts.push(
      pool.leastLoaded().run(
        'align',
        { model, utterances: some },
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
