import { afterAll, beforeAll, expect, test } from 'vitest'
import { zip } from '../../tests/datasets/archives.ts'
import { type RunningService, startInProcess } from '../../tests/in-process-service.ts'
import { uploaded } from '../../tests/models/uploaded.ts'
import { spokenBy } from '../../tests/synthetic-clips.ts'

let running: RunningService
beforeAll(async () => {
  running = await startInProcess()
})
afterAll(() => running.close())

/** Synthetic: read by `flite`. Of each, what was written down. */
const spoken = [
  ['our old friend is at the northern station', 'Our old friend is at the northern station.'],
  ['the second boat is under the bridge', 'Nobody has bought tickets for Thursday.'],
  ['she will be there in the morning with her brother', 'She will be there in the evening with her brother.'],
  [
    'we have been waiting for the train since this afternoon',
    'We have been waiting for the train since this afternoon.'
  ]
] as const

test('a transcript that disagrees with its audio is taken, and named with what was heard', {
  timeout: 180_000
}, async () => {
  const { api } = running
  const clips = await spokenBy(
    'slt',
    spoken.map(([sentence]) => sentence)
  )
  const lines = clips.map(({ name }, index) => `${name}\t${spoken[index]?.[1]}\n`)
  const archive = await zip([
    ...clips.map(({ name, wav }) => ({ name, content: wav })),
    { name: 'trans.txt', content: Buffer.from(lines.join('')) }
  ])
  const dataset = await uploaded(api, 'Acoustic', Buffer.from(archive))
  expect(dataset.properties).toMatchObject({ acceptedLineCount: 4, rejectedLineCount: 0 })
  const file = (await api.files(dataset)).find(({ name }) => name === 'report.json')
  if (!file) throw new Error('no report')
  const { transcripts } =
    await api.content<
      Readonly<{ transcripts: Readonly<{ suspects: readonly Readonly<{ file: string; score: number }>[] }> }>
    >(file)
  expect(transcripts).toMatchObject({ checked: 4, clips: 4 })
  expect(transcripts.suspects.map((suspect) => suspect.file)).toEqual([clips[1]?.name, clips[2]?.name])
  expect(transcripts.suspects).toMatchObject([
    { line: 2, score: 0, heard: expect.stringContaining('bridge') },
    {
      line: 3,
      score: 0.9,
      disagreements: [{ words: 'evening', heard: 'morning', reason: 'heard otherwise' }]
    }
  ])
})
