import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeWav } from '../../../speech/audio/index.ts'
import { humanClips } from '../../spoken-clips.ts'
import { baseModelDirectory, baseModelFiles } from '../base-model.ts'
import { countStatistics, type TrainingSet } from './count-statistics.ts'
import { writeFeatures } from './features.ts'
import { prepareTrainingFiles, type TrainingFiles } from './training-files.ts'

const directory = baseModelFiles(baseModelDirectory).acousticModel
let folder: string
let files: TrainingFiles
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'count-statistics-'))
  files = await prepareTrainingFiles(directory, folder)
})
afterAll(() => rm(folder, { recursive: true }))

/** "he was …" with each of the transcripts, as training set `name`. */
async function trainingSet(name: string, transcripts: readonly string[]): Promise<TrainingSet> {
  const set = { folder: join(folder, name), segmentCount: transcripts.length }
  await mkdir(set.folder)
  const [, clip] = await humanClips()
  if (!clip) throw new Error('no human clip')
  const audioPath = join(set.folder, 'clip.wav')
  await writeWav(audioPath, [new Int16Array(Uint8Array.from(clip.pcm).buffer)])
  const segment = { utteranceId: 'clip', firstFrame: 0, endFrame: 200, words: [] }
  const named = transcripts.map((_, index) => ({ name: `s${index}`, segment }))
  await writeFeatures({
    acousticModelDirectory: directory,
    utterances: [{ id: 'clip', audioPath, words: clip.words }],
    segments: new Map([['clip', named]]),
    folder: set.folder
  })
  await writeFile(join(set.folder, 'segments.fileids'), named.map((one) => `${one.name}\n`).join(''))
  await writeFile(
    join(set.folder, 'segments.transcription'),
    transcripts.map((text, i) => `${text} (s${i})\n`).join('')
  )
  await writeFile(join(set.folder, 'heard.dict'), 'he HH IY\nwas W AA Z\n')
  await writeFile(join(set.folder, 'fillers.dict'), '<s> SIL\n</s> SIL\n<sil> SIL\n')
  return set
}
const model = () => ({ directory, files, meansPath: join(directory, 'means') })
const tooMuch = `<sil> ${'he was '.repeat(60)}<sil>`

test('segments that bw leaves out, and says nothing of in its exit code, are told from those it counted', async () => {
  const set = await trainingSet('some', ['<sil> he was <sil>', tooMuch, '<sil> he was he was <sil>'])
  const { counted, frames } = await countStatistics(set, model(), 'statistics')
  expect([...counted].sort()).toEqual(['s0', 's2'])
  expect(frames).toBe(400)
})

test('statistics of nothing are a failure', async () => {
  const set = await trainingSet('none', [tooMuch, tooMuch])
  await expect(countStatistics(set, model(), 'statistics')).rejects.toThrow(/bw could use none of 2 segments/)
})

test('a model that bw cannot read is a failure with its exit code', async () => {
  const set = await trainingSet('broken', ['<sil> he was <sil>', '<sil> he <sil>'])
  const broken = { ...model(), meansPath: join(directory, 'noisedict') }
  await expect(countStatistics(set, broken, 'statistics')).rejects.toMatchObject({ tool: 'bw', outcome: 1 })
})
