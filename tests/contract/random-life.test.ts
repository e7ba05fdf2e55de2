/**
 * Random lives: whatever is created, changed, cancelled and deleted in whatever order, nothing refers to what is gone,
 * projects count what they hold, and the data folder holds nothing that no entity owns.
 */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../in-process-service.ts'

type Reference = { self: string }
type Entity = Reference & {
  status?: string
  project?: Reference
  model?: Reference
  model1?: Reference
  model2?: Reference
  dataset?: Reference
  datasets?: Reference[]
  properties: Record<string, number>
}
const COLLECTIONS = ['datasets', 'models', 'endpoints', 'evaluations', 'transcriptions'] as const
type Collection = (typeof COLLECTIONS)[number]
type Kind = Collection | 'projects'

/** One random step; numbers choose among what there is at that time. */
type Step =
  | { do: 'create'; kind: Kind; pick: number; grouped: boolean }
  | { do: 'delete'; kind: Kind; pick: number }
  | { do: 'cancel'; kind: Kind; pick: number }
  | { do: 'move'; kind: Collection; pick: number; to: number }

const SENTENCE = 'The grapnel slipped off the mooring chain.'
let running: RunningService

const over = ({ status }: Entity): boolean => status === 'Succeeded' || status === 'Failed'
const idOf = ({ self }: Reference): string => self.split('/').at(-1) ?? ''
async function call(method: string, path: string, body?: unknown): Promise<Response> {
  const form = body instanceof FormData
  return fetch(path.startsWith('http') ? path : `${running.address}/speechtotext/v3.2${path}`, {
    method,
    headers: { 'Ocp-Apim-Subscription-Key': KEY, ...(form ? {} : { 'Content-Type': 'application/json' }) },
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) })
  })
}
async function all(kind: Kind | string): Promise<Entity[]> {
  const found: Entity[] = []
  for (let next: string | undefined = `/${kind}`; next !== undefined; ) {
    const page = (await (await call('GET', next)).json()) as { values: Entity[]; '@nextLink'?: string }
    found.push(...page.values)
    next = page['@nextLink']
  }
  return found
}
const chosen = <T>(from: readonly T[], pick: number): T | undefined => from[pick % Math.max(1, from.length)]

async function create(kind: Kind, pick: number, project: Reference | undefined): Promise<Response> {
  const fields = {
    displayName: `n${pick}`,
    locale: 'en-US',
    ...(project ? { project: { self: project.self } } : {})
  }
  const model = chosen(await all('models'), pick)
  const dataset = chosen(await all('datasets'), pick)
  switch (kind) {
    case 'projects':
      return call('POST', '/projects', { displayName: 'p', locale: 'en-US' })
    case 'datasets': {
      if (pick % 3 === 0) return call('POST', '/datasets', { ...fields, kind: 'Language' })
      const form = new FormData()
      const parts = {
        displayName: 'd',
        locale: 'en-US',
        kind: 'Language',
        ...(project ? { project: project.self } : {})
      }
      for (const [name, value] of Object.entries(parts)) form.set(name, value)
      form.set('data', new Blob([SENTENCE]), 'text.txt')
      return call('POST', '/datasets/upload', form)
    }
    case 'models':
      return call('POST', '/models', {
        ...fields,
        ...(dataset && pick % 2 === 0 ? { datasets: [{ self: dataset.self }] } : { text: SENTENCE })
      })
    case 'endpoints':
      return call('POST', '/endpoints', { ...fields, ...(model ? { model: { self: model.self } } : {}) })
    case 'evaluations':
      return call('POST', '/evaluations', { ...fields, model1: model, model2: model, dataset })
    case 'transcriptions':
      return call('POST', '/transcriptions', {
        ...fields,
        contentUrls: ['http://127.0.0.1:9/none.wav'],
        ...(model ? { model: { self: model.self } } : {})
      })
  }
}

async function take(step: Step): Promise<Response | undefined> {
  if (step.do === 'create') {
    return create(step.kind, step.pick, step.grouped ? chosen(await all('projects'), step.pick) : undefined)
  }
  const entity = chosen(await all(step.kind), step.pick)
  if (!entity) return undefined
  if (step.do === 'delete') return call('DELETE', entity.self)
  if (step.do === 'cancel') return call('POST', `${entity.self}:cancel`)
  const project = chosen(await all('projects'), step.to)
  return call('PATCH', entity.self, { project: project ? { self: project.self } : null })
}

/** Waits until nothing changes by itself any more; a dataset that waits for blocks does not. */
async function settled(): Promise<void> {
  await expect
    .poll(
      async () => {
        const now = (await Promise.all(COLLECTIONS.map(all))).flat()
        return now.filter(
          (one) => one.status === 'Running' || (one.status === 'NotStarted' && one.properties !== undefined)
        ).length
      },
      { timeout: 60_000, interval: 100 }
    )
    .toBe(0)
}

async function checkInvariants(): Promise<void> {
  const entities = new Map<Collection, Entity[]>()
  for (const kind of COLLECTIONS) entities.set(kind, await all(kind))
  const everything = [...entities.values()].flat()
  // A batch that has ended no longer holds its model, as the contract has it; everything else does.
  const holding = everything.filter((one) => !(one.self.includes('/transcriptions/') && over(one)))
  const references = holding.flatMap(({ project, model, model1, model2, dataset, datasets = [] }) =>
    [project, model, model1, model2, dataset, ...datasets].flatMap((one) => (one ? [one.self] : []))
  )
  for (const self of new Set(references))
    expect([self, (await call('GET', self)).status]).toEqual([self, 200])

  for (const project of await all('projects')) {
    for (const kind of COLLECTIONS) {
      const own = (entities.get(kind) ?? []).filter((one) => one.project?.self === project.self)
      expect((await all(`projects/${idOf(project)}/${kind}`)).map(idOf)).toEqual(own.map(idOf))
      expect(project.properties[`${kind.slice(0, -1)}Count`]).toBe(own.length)
    }
  }

  const owned = new Set(everything.map(idOf))
  for (const folder of [
    'datasets',
    'uploads',
    'models',
    'evaluations',
    'transcriptions',
    'deleted',
    'logs'
  ]) {
    const names = await readdir(join(running.dataDir, 'files', folder)).catch(() => [])
    expect([folder, names.filter((name) => !owned.has(name))]).toEqual([folder, []])
  }
}

const kinds = fc.constantFrom<Kind>(
  'projects',
  'datasets',
  'datasets',
  'models',
  'models',
  'endpoints',
  'transcriptions',
  'evaluations'
)
const pick = fc.nat(100)
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ do: fc.constant('create' as const), kind: kinds, pick, grouped: fc.boolean() })
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constantFrom<'delete' | 'cancel'>('delete', 'cancel'),
        kind: kinds,
        pick
      })
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('move' as const),
        kind: fc.constantFrom(...COLLECTIONS),
        pick,
        to: pick
      })
    }
  ),
  { minLength: 8, maxLength: 20 }
)

beforeAll(async () => {
  running = await startInProcess()
})
afterAll(() => running.close())

test('random operations leave everything in order', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (life) => {
      for (const step of life) {
        const answer = await take(step)
        // Refusals are fine; faults of the service are not.
        if (answer && answer.status >= 500) throw new Error(`${JSON.stringify(step)}: ${await answer.text()}`)
      }
      // Two requests for the same thing at the same time.
      const victim = (await all('models'))[0]
      if (victim) {
        await Promise.all([
          call('DELETE', victim.self),
          call('POST', '/endpoints', { displayName: 'race', locale: 'en-US', model: { self: victim.self } })
        ])
      }
      await settled()
      await checkInvariants()
    }),
    { numRuns: 8, endOnFailure: true }
  )
})
