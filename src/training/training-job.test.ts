import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningService, startInProcess } from '../../tests/in-process-service.ts'
import { spokenDataset } from '../../tests/models/spoken-dataset.ts'

/** Synthetic: read by `flite`. */
const sentences = [
  'The grapnel slipped off the mooring chain.',
  'Paint the grapnel before the regatta starts.',
  'Nobody moved the mooring after the storm.',
  'The regatta starts beside the old mooring.',
  'Tie the grapnel to the yellow chain.',
  'The storm tore the yellow pennant.',
  'Our old pennant is on the northern station.',
  'The skipper painted a yellow mooring.',
  'A second grapnel is under the platform.'
]
const words = sentences.join(' ').split(' ').length

let running: RunningService
beforeAll(async () => {
  running = await startInProcess()
})
afterAll(() => running.close())

type Report = Readonly<{
  verdict: Readonly<{ worseThanBase: boolean | null; measuredOn: string; base: number; custom: number }>
  acoustics: Readonly<{
    utterances: number
    seconds: number
    method: 'none' | 'mllr' | 'map'
    because: string
    heldBack?: Readonly<{
      method: string
      utterances: number
      candidates: Readonly<Record<string, Readonly<{ errors: number; words: number; errorRate: number }>>>
    }>
  }>
}>

async function train(body: object): Promise<Readonly<{ id: string; report: Report }>> {
  const { api } = running
  const created = await api.post('/models', { locale: 'en-US', displayName: 'spoken', ...body })
  const model = await api.finished(created, () => undefined)
  const report = (await api.files(model)).find(({ name }) => name === 'report.json')
  if (!report) throw new Error('no report')
  return { id: model.self.split('/').at(-1) ?? '', report: await api.content<Report>(report) }
}

/** Every file of the bundle, by name. */
async function bundle(id: string): Promise<ReadonlyMap<string, Buffer>> {
  const folder = join(running.dataDir, 'files', 'models', id)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const files = paths
    .sort()
    .map(async (path) => [path.slice(folder.length + 1), await readFile(path)] as const)
  return new Map(await Promise.all(files))
}

describe('training on audio', () => {
  test('chooses by held-back utterances, says so, and gives the same bytes again', {
    timeout: 300_000
  }, async () => {
    const { dataset, seconds } = await spokenDataset(running.api, sentences, ['slt'])
    const body = { datasets: [{ self: dataset.self }], text: 'the pennant is on the grapnel' }
    const [first, second] = await Promise.all([train(body), train(body)])

    const { acoustics, verdict } = first.report
    expect(acoustics).toMatchObject({ utterances: sentences.length, seconds: expect.closeTo(seconds, 1) })
    const candidates = acoustics.heldBack?.candidates ?? {}
    expect(acoustics.heldBack).toMatchObject({ method: 'one part held out' })
    const errors = (name: string): number => candidates[name]?.errors ?? Number.POSITIVE_INFINITY
    const fewest = Math.min(errors('none'), errors('mllr'), errors('map'))
    expect(errors(acoustics.method)).toBe(fewest)
    if (acoustics.method !== 'none') expect(errors('none')).toBeGreaterThan(fewest)
    expect(new Set(Object.values(candidates).map((counts) => counts.words))).toEqual(
      new Set([candidates.base?.words])
    )
    expect(candidates.base?.words).toBeGreaterThan(words / 4)
    expect(candidates.base?.words).toBeLessThan(words / 2)
    expect(verdict.measuredOn).toBe('held-back utterances')
    // So few words tell a clear difference only where it is large.
    expect(verdict).toMatchObject({
      base: candidates.base?.errorRate,
      custom: candidates[acoustics.method]?.errorRate
    })
    if (fewest <= errors('base')) expect(verdict.worseThanBase).not.toBe(true)

    const [one, other] = [await bundle(first.id), await bundle(second.id)]
    expect([...one.keys()]).toEqual([...other.keys()])
    for (const [name, content] of one) expect(content.equals(other.get(name) ?? Buffer.of()), name).toBe(true)
    const recipe = one.get('model.json')?.toString() ?? ''
    expect(recipe).not.toContain(first.id)
    expect(recipe).not.toContain(running.dataDir)
  })

  test('leaves the sound of the base alone when there is too little to judge by', {
    timeout: 60_000
  }, async () => {
    const { dataset } = await spokenDataset(running.api, sentences.slice(0, 2), ['rms'])
    const { id, report } = await train({ datasets: [{ self: dataset.self }] })
    expect(report.acoustics).toMatchObject({
      method: 'none',
      because: expect.stringContaining('too little audio')
    })
    expect(report.acoustics).not.toHaveProperty('heldBack')
    expect(report.verdict.measuredOn).toBe('held-back text')
    expect([...(await bundle(id)).keys()]).not.toContain('acoustic/mllr')
  })
})
