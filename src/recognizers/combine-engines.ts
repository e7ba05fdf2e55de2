/** Several engines side by side, used as one: each base model belongs to exactly one of them. @module */

import { requireCapability } from './capabilities/index.ts'
import type { Engine } from './engine.ts'
import { ModelUnusable } from './errors.ts'

/**
 * Lists the base models of all engines, in their order, and passes each call to the engine of its base model.
 * @throws Error when two engines have a base model of the same name
 */
export function combineEngines(engines: readonly Engine[]): Engine {
  let byBase = enginesByBase(engines)
  const engineOf = (base: string): Engine => {
    const engine = byBase.get(base)
    if (engine) return engine
    throw new ModelUnusable(
      `There is no base model "${base}"; installed are ${[...byBase.keys()].join(', ')}`
    )
  }
  return {
    name: engines.map(({ name }) => name).join(', '),
    get baseModels() {
      return engines.flatMap(({ baseModels }) => baseModels)
    },
    requirements: engines.flatMap(({ requirements }) => requirements),
    installers: engines.flatMap(({ installers }) => installers ?? []),
    reload: async () => {
      for (const engine of engines) await engine.reload?.()
      byBase = enginesByBase(engines)
    },
    async open(model, options) {
      const engine = engineOf(model.base)
      if (options?.phraseList) requireCapability(engine, model.base, 'phraseLists')
      return engine.open(model, options)
    },
    readCustomization: (base, stored) => engineOf(base).readCustomization(base, stored),
    prove: async (model, signal) => engineOf(model.base).prove(model, signal),
    bans: () => engines.flatMap((engine) => engine.bans()),
    capabilities: (base) => engineOf(base).capabilities(base),
    testRecordings: async () => (await Promise.all(engines.map((engine) => engine.testRecordings()))).flat(),
    children: () => engines.flatMap((engine) => engine.children()),
    close: async () => void (await Promise.all(engines.map((engine) => engine.close())))
  }
}

function enginesByBase(engines: readonly Engine[]): ReadonlyMap<string, Engine> {
  const byBase = new Map<string, Engine>()
  for (const engine of engines) {
    for (const { name } of engine.baseModels) {
      const other = byBase.get(name)
      if (other) {
        throw new Error(
          `The engines ${other.name} and ${engine.name} both have a base model "${name}". Rename or remove one of them.`
        )
      }
      byBase.set(name, engine)
    }
  }
  return byBase
}
