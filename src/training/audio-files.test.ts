import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { zip } from '../../tests/datasets/archives.ts'
import { type RunningService, startInProcess } from '../../tests/in-process-service.ts'
import { uploaded } from '../../tests/models/uploaded.ts'
import { spokenBy } from '../../tests/synthetic-clips.ts'

let running: RunningService
beforeAll(async () => {
  running = await startInProcess()
})
afterAll(() => running.close())

/** Synthetic: read by `flite`. */
const sentences = [
  'please open the window before dinner',
  'our old friend is at the northern station',
  'the second boat is under the bridge',
  'she will be there in the morning with her brother',
  'we have been waiting for the train since this afternoon',
  'there is nothing to see behind the house'
]

describe('a model from audio without transcripts', () => {
  test('is adapted to what is heard with confidence, where that is expected to help, and says so', {
    timeout: 180_000
  }, async () => {
    const { api, dataDir } = running
    const clips = await spokenBy('rms', sentences)
    const archive = await zip(clips.map(({ name, wav }) => ({ name, content: wav })))
    const dataset = await uploaded(api, 'AudioFiles', Buffer.from(archive))
    const created = await api.post('/models', {
      locale: 'en-US',
      displayName: 'voices',
      datasets: [{ self: dataset.self }]
    })
    const model = await api.finished(created, () => undefined)
    const folder = join(dataDir, 'files', 'models', model.self.split('/').at(-1) ?? '')
    const read = async (name: string) => JSON.parse(await readFile(join(folder, name), 'utf8')) as object
    const recipe = (await read('model.json')) as Readonly<{ languageModel?: object }>
    const report = (await read('report.json')) as Readonly<{
      audioFiles: Readonly<{
        segments: number
        kept: Readonly<{ segments: number }>
        dropped: Readonly<Record<string, Readonly<{ segments: number }>>>
      }>
    }>
    expect(recipe.languageModel).toBeUndefined()
    expect(model.properties).not.toHaveProperty('customModelWeightPercent')
    expect(report.audioFiles).toMatchObject({ files: 6, failed: 0, notNeeded: 0, leastConfidence: 0.7 })
    const { segments, kept, dropped } = report.audioFiles
    const lost = Object.values(dropped).reduce((sum, one) => sum + one.segments, 0)
    expect(kept.segments + lost).toBe(segments)
    expect(report.audioFiles.kept.segments).toBeGreaterThanOrEqual(4)
    expect(report).toMatchObject({
      verdict: { worseThanBase: null, measuredOn: 'nothing' },
      acoustics: {
        method: expect.stringMatching(/^(?:none|mllr)$/),
        heldBack: { judgedBy: 'confidence', candidates: { none: { sureWords: expect.any(Number) } } }
      }
    })
  })
})
