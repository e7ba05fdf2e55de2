import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { zip } from '../../tests/datasets/archives.ts'
import { type RunningService, startInProcess } from '../../tests/in-process-service.ts'
import { uploaded } from '../../tests/models/uploaded.ts'
import { spokenBy } from '../../tests/synthetic-clips.ts'
import { decodeAudio, writeWav } from '../speech/audio/index.ts'

let running: RunningService
beforeAll(async () => {
  running = await startInProcess()
})
afterAll(() => running.close())

/** Synthetic: read by `flite`. */
const sentences = [
  'please open the second valve and wait for the pressure to fall',
  'our night train leaves the station at a quarter past eleven',
  'turn the boat toward the lighthouse and keep the engine slow',
  'a sudden storm broke the tall mast of the fishing boat',
  'they planted seven apple trees behind the old stone wall',
  'the price of fresh bread has gone up again this month',
  'every child in the village knew the name of the river',
  'we should meet at the corner of market street and bridge road',
  'my brother repairs clocks and watches in a small workshop',
  'the library keeps its oldest maps in a cool dark room',
  'there is enough water in the tank for another four days',
  'we followed the narrow path down to the quiet beach'
]

test('a recording too long to train on whole is cut; what its transcript got wrong is listed', {
  timeout: 300_000
}, async () => {
  const { api } = running
  const clips = await spokenBy('slt', sentences)
  const folder = await mkdtemp(join(tmpdir(), 'recordings-'))
  try {
    for (const { name, wav } of clips) await writeFile(join(folder, name), wav)
    const recording = join(folder, 'meeting.wav')
    await writeWav(recording, oneAfterTheOther(clips.map(({ name }) => join(folder, name))))
    const written = sentences.map((sentence, index) =>
      index === 6 ? 'nobody bought a ticket for the second evening of the festival' : sentence
    )
    const archive = await zip([
      { name: 'meeting.wav', content: await readFile(recording) },
      { name: 'trans.txt', content: Buffer.from(`meeting.wav\t${written.join(' ')}\n`) }
    ])
    const dataset = await uploaded(api, 'Acoustic', Buffer.from(archive))
    const created = await api.post('/models', {
      locale: 'en-US',
      displayName: 'meeting',
      datasets: [{ self: dataset.self }]
    })
    const model = await api.finished(created, () => undefined)
    const file = (await api.files(model)).find(({ name }) => name === 'report.json')
    if (!file) throw new Error('no report')
    const { recordings, acoustics } =
      await api.content<
        Readonly<{
          recordings: Readonly<{
            kept: Readonly<{ seconds: number; words: number }>
            leftOut: readonly object[]
          }>
          acoustics: Readonly<{ utterances: number; heldBack: object }>
        }>
      >(file)
    expect(recordings).toMatchObject({ recordings: 1, failed: [], notNeeded: 0 })
    expect(recordings.kept.words).toBeGreaterThan(100)
    expect(recordings.leftOut).toContainEqual({
      recording: 'meeting.wav',
      from: expect.any(Number),
      to: expect.any(Number),
      words: written[6],
      heard: expect.stringContaining('every child'),
      reason: 'heard otherwise',
      score: expect.any(Number)
    })
    expect(acoustics.utterances).toBeGreaterThan(3)
    expect(acoustics.heldBack).toMatchObject({ judgedBy: 'transcripts' })
  } finally {
    await rm(folder, { recursive: true })
  }
})

async function* oneAfterTheOther(paths: readonly string[]): AsyncGenerator<Int16Array> {
  for (const path of paths) {
    yield* decodeAudio(path)
    yield new Int16Array(12_000)
  }
}
