import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Packed, tone, zip } from '../../tests/datasets/archives.ts'
import { normalizerFor } from '../speech/text/index.ts'
import { importSource } from './import-source.ts'

let root = ''
let made = 0
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'vernacular-audio-'))
})
afterAll(() => rm(root, { recursive: true }))

async function imported(files: readonly Packed[]) {
  made += 1
  const sourcePath = join(root, `${made}.zip`)
  const directory = join(root, `${made}`)
  await mkdir(directory)
  await writeFile(sourcePath, await zip(files))
  const outcome = await importSource({
    dataset: {
      kind: 'AudioFiles',
      locale: 'en-US',
      textNormalizationKind: 'Default',
      sourceFileName: 'calls.zip'
    },
    sourcePath,
    directory,
    lexical: normalizerFor('en-US'),
    signal: new AbortController().signal,
    progress: () => {}
  })
  const report = JSON.parse(await readFile(join(directory, 'report.json'), 'utf8')) as Readonly<{
    audio: object
    details: readonly Readonly<{ filename: string; code: string; accepted: string }>[]
  }>
  return { outcome, report, files: (await readdir(directory, { recursive: true })).sort() }
}

const loud = Buffer.from(tone(1))
for (let at = 44; at < loud.length; at += 2)
  loud.writeInt16LE(loud.readInt16LE(at) > 0 ? 32_767 : -32_768, at)
const faint = Buffer.from(tone(1))
for (let at = 44; at < faint.length; at += 2) faint.writeInt16LE(Math.sign(faint.readInt16LE(at)) * 20, at)

describe('audio without transcripts', () => {
  test('is converted file by file; what is no audio is refused by name', async () => {
    const done = await imported([
      { name: 'a.wav', content: tone(2) },
      { name: 'trans.txt', content: 'a.wav\thello' },
      { name: 'in/b.wav', content: tone(1) },
      { name: 'empty.wav', content: '' }
    ])
    expect(done.outcome).toEqual({
      status: 'Succeeded',
      acceptedLineCount: 1,
      rejectedLineCount: 3,
      durationTicks: 20_000_000
    })
    expect(done.report.details.map(({ filename, code }) => `${filename} ${code}`)).toEqual([
      ...['trans.txt NotAudio', 'empty.wav AudioEmpty', 'in/b.wav InFolder']
    ])
    expect(done.report.details[0]?.accepted).toBe(
      'audio without transcripts; for audio with transcripts, use kind Acoustic'
    )
    expect(done.files).toEqual(['audio', 'audio/a.wav', 'report.json', 'source.zip', 'utterances.jsonl'])
  })

  test('is said to be faint or clipped where it is', async () => {
    const { report } = await imported([
      { name: 'good.wav', content: tone(1) },
      { name: 'loud.wav', content: loud },
      { name: 'faint.wav', content: faint }
    ])
    expect(report.audio).toEqual({
      clips: 3,
      hours: 0.001,
      loudness: {
        median: expect.closeTo(-15, 0),
        lowest: expect.closeTo(-64, 0),
        highest: expect.closeTo(0, 1)
      },
      tooQuiet: [{ file: 'faint.wav', decibels: expect.closeTo(-64, 0) }],
      clipped: [{ file: 'loud.wav', share: expect.closeTo(1, 1) }]
    })
  })

  test('of which none can be read has failed', async () => {
    const done = await imported([{ name: 'a.wav', content: 'no audio' }])
    expect(done.outcome).toMatchObject({ status: 'Failed', acceptedLineCount: 0, rejectedLineCount: 1 })
    expect((await imported([])).outcome.error?.message).toBe(
      'The archive is empty; it must contain audio files.'
    )
  })
})
