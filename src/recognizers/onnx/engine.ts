/** Neural models in ONNX form behind the recognizer contract. @module */
import { availableParallelism } from 'node:os'
import type { Capabilities, GeneralNgrams } from '../capabilities/index.ts'
import type { Engine } from '../engine.ts'
import { ModelUnusable } from '../errors.ts'
import { ChildPool } from '../pool/child-pool.ts'
import type { ChildProgram } from '../pool/fork-module.ts'
import { ModelBans } from '../pool/model-bans.ts'
import { Quarantine } from '../pool/quarantine.ts'
import { openStream } from '../pool/stream.ts'
import type { RecognitionModel, StreamOptions } from '../recognizer.ts'
import { NEURAL_FAMILY, type NeuralBase, neuralBases } from './base-models.ts'
import { neuralParts, readNeural } from './customization.ts'
import { inspectFolder } from './inspect-folder.ts'
import { modelIdentity } from './model-identity.ts'
import type { ChildSettings, DecodingRequest, Tasks } from './tasks.ts'

export type OnnxEngineOptions = Readonly<{
  /** Where base models were added, a folder each. Without it there are none. */
  baseModelsDirectory?: string
  /** Child processes at most for each base model, and so many again for work in the background. Default: one a core. */
  children?: number
  /** Streams that a child serves at a time; further `open` calls wait in line. Default 8. */
  streamsPerChild?: number
  /** Background children end after so long without work. Default: a minute. */
  restMs?: number
  log?: (line: string) => void
  /** For what an operator should see. */
  warn?: (line: string) => void
}>

/** A base model and its children: each loads it once, for all of its streams. */
type ServedBase = NeuralBase & Readonly<{ pool: ChildPool<Tasks>; background: ChildPool<Tasks> }>

const programFor = (folder: string): ChildProgram => {
  const settings: ChildSettings = { folder }
  return { source: new URL('./child.ts', import.meta.url), settings }
}

const CAPABILITIES: Capabilities = { phraseLists: true }

/** Base models are loaded when somebody uses them; one that is broken keeps no other from being used. */
export async function createOnnxEngine(options: OnnxEngineOptions = {}): Promise<Engine> {
  const { baseModelsDirectory, children = availableParallelism(), streamsPerChild = 8 } = options
  const { restMs = 60_000, log = () => undefined } = options
  const warn = options.warn ?? log
  const bans = new ModelBans(modelIdentity, warn)
  const onDeath = (model: RecognitionModel, detail: string): void => bans.count(model, detail)
  let served: ReadonlyMap<string, ServedBase> = new Map()
  let closed = false

  const serve = (base: NeuralBase): ServedBase => {
    const settings = { program: programFor(base.folder), children, streamsPerChild, log, onDeath }
    return {
      ...base,
      pool: new ChildPool(settings),
      background: new ChildPool({ ...settings, background: { restMs } })
    }
  }
  const closeAll = async (bases: readonly ServedBase[]): Promise<void> =>
    void (await Promise.all(bases.flatMap(({ pool, background }) => [pool.close(), background.close()])))
  const reload = async (): Promise<void> => {
    const found = await neuralBases(baseModelsDirectory, warn)
    const before = served
    served = new Map(found.map((base) => [base.model.name, before.get(base.model.name) ?? serve(base)]))
    await closeAll([...before.values()].filter(({ model }) => !served.has(model.name)))
  }
  const find = (model: RecognitionModel | string): ServedBase => {
    if (closed) throw new Error('The recognition engine is closed')
    const name = typeof model === 'string' ? model : model.base
    const base = served.get(name)
    if (base) return base
    throw new ModelUnusable(
      `There is no neural base model "${name}"; installed are ${[...served.keys()].join(', ') || 'none'}`
    )
  }
  const generalNgrams: GeneralNgrams = {
    path: (base) => {
      const { generalPath } = find(base)
      if (generalPath !== undefined) return generalPath
      throw new ModelUnusable(`The base model ${base} has no general n-grams`)
    }
  }
  const withGeneralNgrams: Capabilities = { ...CAPABILITIES, generalNgrams }
  const quarantine = new Quarantine(bans, (model) => programFor(find(model).folder))
  await reload()
  return {
    name: 'onnx',
    get baseModels() {
      return [...served.values()].map(({ model }) => model)
    },
    requirements: [],
    testRecordings: async () => [],
    async open(model, options = {}) {
      const { signal } = options
      const base = find(model)
      neuralParts(model)
      bans.check(model)
      const pool = options.background ? base.background : base.pool
      const request = requestOf(options)
      return pool.withRoom(
        (child) => openStream(child, model, request, signal, () => pool.roomMade()),
        signal
      )
    },
    readCustomization: readNeural,
    async prove(model, signal) {
      find(model)
      signal?.throwIfAborted()
      if (neuralParts(model)) await quarantine.prove(model)
    },
    bans: () => bans.all(),
    capabilities: (base) => (find(base).generalPath === undefined ? CAPABILITIES : withGeneralNgrams),
    children: () =>
      [...served.values()].flatMap(({ pool, background }) =>
        [pool, background].flatMap((own) =>
          own.children.map((child) => ({
            pid: child.pid ?? 0,
            streams: child.streams,
            residentBytes: child.residentBytes(),
            background: own === background
          }))
        )
      ),
    installers: [
      {
        family: NEURAL_FAMILY,
        inspect: (folder, signal) => inspectFolder(folder, programFor(folder), signal)
      }
    ],
    reload,
    close: async () => {
      const bases = [...served.values()]
      closed = true
      await Promise.all([quarantine.close(), closeAll(bases)])
    }
  }
}

function requestOf(options: StreamOptions): DecodingRequest {
  const { nBest = 1, words = true, partials = true, voiceActivity = false, pauseTicks, phraseList } = options
  return {
    nBest,
    words,
    partials,
    voiceActivity,
    ...(pauseTicks === undefined ? {} : { pauseTicks }),
    ...(phraseList === undefined ? {} : { phraseList })
  }
}
