import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { buildArchive, exportedSegments, totalSeconds } from './dataset-archive.ts'
import type { Draft, SegmentState } from './draft.ts'

const segment = (recording: number, start: number, text: string, state: SegmentState = 'accepted') => ({
  id: `${recording}.${start}`,
  recording,
  start,
  end: start + 1,
  text,
  words: [],
  state
})
const draft: Draft = {
  id: 'd',
  project: 'p',
  title: 'Radio',
  locale: 'en-US',
  recordings: [
    { name: 'https://storage.example/calls/monday 1.mp3?sig=x', duration: 5 },
    { name: 'b.wav', duration: 5 }
  ],
  segments: [
    segment(0, 0, 'Over  and\nout.'),
    segment(0, 1.5, 'Café.'),
    segment(0, 3, 'noise', 'excluded'),
    segment(1, 0, 'Not yet.', 'open'),
    segment(1, 2, '  ')
  ],
  at: 0,
  savedAt: 0
}
const missingAudio = (recording: string) => new Error(`The audio of ${recording} is missing.`)

test('accepted segments are exported, open ones on request, excluded and empty ones never', () => {
  const accepted = exportedSegments(draft, { onlyAccepted: true })
  expect(accepted.map(({ text }) => text)).toEqual(['Over  and\nout.', 'Café.'])
  expect(totalSeconds(accepted)).toBe(2)
  expect(exportedSegments(draft, { onlyAccepted: false }).map(({ text }) => text)).toContain('Not yet.')
})

test('each segment becomes a clip named after its recording and start, with a line in trans.txt', async () => {
  const loaded: number[] = []
  const progress: number[] = []
  const samples = Int16Array.from({ length: 5 * 16_000 }, (_, index) => Math.floor(index / 16))
  const archive = await buildArchive(draft, exportedSegments(draft, { onlyAccepted: false }), {
    loadSamples: async (recording) => {
      loaded.push(recording)
      return samples
    },
    onProgress: (share) => progress.push(share),
    missingAudio
  })
  const files = unzipSync(new Uint8Array(await archive.arrayBuffer()))
  expect(Object.keys(files)).toEqual([
    'monday-1-0000000.wav',
    'monday-1-0001500.wav',
    'b-0000000.wav',
    'trans.txt'
  ])
  expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(files['trans.txt'])).toBe(
    '\ufeffmonday-1-0000000.wav\tOver and out.\r\nmonday-1-0001500.wav\tCafé.\r\nb-0000000.wav\tNot yet.\r\n'
  )
  const clip = files['monday-1-0001500.wav']
  // Header and one second; the first sample is that of 1.5 s.
  expect(clip?.length).toBe(44 + 2 * 16_000)
  expect(clip && new DataView(clip.buffer, clip.byteOffset).getInt16(44, true)).toBe(1500)
  expect(loaded).toEqual([0, 1])
  expect(progress.at(-1)).toBe(1)
})

test('an export stops at a recording without audio, and names it', async () => {
  const sources = { loadSamples: async () => undefined, onProgress: () => undefined, missingAudio }
  await expect(buildArchive(draft, [segment(1, 0, 'Over.')], sources)).rejects.toThrow('b.wav')
})
