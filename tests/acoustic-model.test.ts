/** The acoustic model of `fixtures/`, which only heard synthetic voices, against sherpa-onnx on such voices. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AcousticModel } from '../src/recognizers/onnx/families/acoustic-model.ts'
import { loadModel } from '../src/recognizers/onnx/load-model.ts'
import { GreedySearch } from './signature-models/greedy.ts'
import { spokenBy } from './synthetic-clips.ts'

const run = promisify(execFile)
const FOLDER = new URL('../fixtures/acoustic-model', import.meta.url).pathname
const RATE = 16_000
const WAV_HEADER_BYTES = 44
const SENTENCES = [
  'We walked along the narrow path until we reached the old church.',
  'Please open the window.'
]

describe('the acoustic model of fixtures/', () => {
  let folder = ''
  let model: AcousticModel
  const recordings: Float32Array[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vernacular-acoustic-model-'))
    model = await loadModel(FOLDER)
    for (const voice of ['slt', 'rms']) {
      for (const { wav } of await spokenBy(voice, SENTENCES)) {
        const bytes = wav.subarray(WAV_HEADER_BYTES)
        const samples = new Float32Array(bytes.length / 2 + RATE)
        for (let at = 0; at < bytes.length / 2; at++) samples[at] = bytes.readInt16LE(2 * at) / 32768
        recordings.push(samples)
      }
    }
  })
  afterAll(async () => {
    await model?.close()
    await rm(folder, { recursive: true })
  })

  async function heard(samples: Float32Array, write: number): Promise<readonly number[]> {
    const search = new GreedySearch(model)
    const stream = model.open()
    const decode = async (): Promise<void> => {
      for (let frames = await stream.next(); frames; frames = await stream.next()) await search.add(frames)
    }
    for (let at = 0; at < samples.length; at += write) {
      stream.accept(samples.subarray(at, at + write))
      await decode()
    }
    stream.finish()
    await decode()
    return search.tokens.map(({ token }) => token)
  }

  it('gives the tokens that sherpa-onnx gives, for any write sizes', async () => {
    expect(model.family).toBe('zipformer2-ctc')
    for (const samples of recordings) {
      const audio = join(folder, 'audio.f32')
      await writeFile(audio, new Uint8Array(samples.buffer))
      const request = {
        kind: 'online',
        audio,
        sampleRate: RATE,
        writes: [1600],
        config: {
          featConfig: { sampleRate: RATE, featureDim: 80 },
          modelConfig: {
            zipformer2Ctc: { model: join(FOLDER, 'model.int8.onnx') },
            tokens: join(FOLDER, 'tokens.txt'),
            numThreads: 1,
            provider: 'cpu'
          },
          decodingMethod: 'greedy_search'
        }
      }
      const referee = new URL('./signature-models/referee.mjs', import.meta.url).pathname
      const { stdout } = await run(process.execPath, [referee, JSON.stringify(request)])
      const { tokens }: { tokens: readonly string[] } = JSON.parse(stdout)
      const numbers = await heard(samples, 1600)
      const ours = numbers.map((token) => (model.vocabulary.tokens[token] ?? '').replace(/^▁/, ' '))
      expect(ours.length).toBeGreaterThan(0)
      expect(ours).toEqual(tokens)
      expect(await heard(samples, 977)).toEqual(numbers)
    }
  })
})
