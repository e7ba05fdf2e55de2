import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeWav } from '../../../speech/audio/index.ts'
import { type Adaptation, requireCapability, type TranscribedUtterance } from '../../capabilities/index.ts'
import type { Engine } from '../../engine.ts'
import { recognizeSamples } from '../../recognize-samples.ts'
import { type SpokenClip, silence, synthesize } from '../../spoken-clips.ts'
import { baseModelDirectory, baseModelFiles } from '../base-model.ts'
import { checkAcoustics } from '../checks/check-acoustics.ts'
import { type AdaptationMethod, type NgramGmmParts, ngramGmmCustomization } from '../customization.ts'
import { createPocketSphinxEngine } from '../engine.ts'
import { AdaptationFailed } from './training-tool.ts'

// Synthetic speech: a voice of flite reads sentences invented here.
const voice = 'kal16'
const trainingSentences = [
  'the harbor crane lifted nine grey containers before breakfast',
  'please open the second valve and wait for the pressure to fall',
  'our night train leaves the station at a quarter past eleven',
  'she wrote a long letter to the owner of the little bookshop',
  'turn the boat toward the lighthouse and keep the engine slow',
  'the doctor asked him to rest for three days and drink warm tea',
  'a sudden storm broke the tall mast of the fishing boat',
  'they planted seven apple trees behind the old stone wall',
  'the price of fresh bread has gone up again this month',
  'the judge read the answer twice and shook her head'
]
const unseenSentences = [
  'please send the signed papers to my office before friday',
  'the ship carried coffee cotton and copper across the ocean',
  'he changed his mind when he saw the crowd at the door',
  'the captain ordered the crew to check every rope twice',
  'the engineer explained how the pump moves water uphill'
]

describe('acoustic adaptation', () => {
  let folder: string
  let engine: Engine
  let utterances: readonly TranscribedUtterance[]
  let unseen: readonly SpokenClip[]
  const base = { base: 'pocketsphinx-en-us' }

  const written = async (
    id: string,
    pcm: Uint8Array,
    words: readonly string[]
  ): Promise<TranscribedUtterance> => {
    const audioPath = join(folder, `${id}.wav`)
    await writeWav(audioPath, [new Int16Array(Uint8Array.from(pcm).buffer)])
    return { id, audioPath, words }
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'adapt-test-'))
    engine = await createPocketSphinxEngine({ children: 2 })
    const clips = await Promise.all(trainingSentences.map((sentence) => synthesize(voice, sentence)))
    unseen = await Promise.all(unseenSentences.map((sentence) => synthesize(voice, sentence)))
    utterances = await Promise.all(clips.map(({ pcm, words }, index) => written(`clip-${index}`, pcm, words)))
  })
  afterAll(async () => {
    await engine.close()
    await rm(folder, { recursive: true })
  })

  const adapt = (
    name: string,
    some: readonly TranscribedUtterance[],
    work = {}
  ): Promise<Adaptation<AdaptationMethod>> =>
    requireCapability(engine, base.base, 'acousticAdapter').adapt(
      {
        model: base,
        utterances: some,
        methods: ['map', 'mllr', 'mllr-map'],
        outputDirectory: join(folder, name)
      },
      work
    )

  test('makes transforms that hear the voice better, the same bytes each time, and tells what it could not use', {
    timeout: 180_000
  }, async () => {
    const [first] = utterances
    if (!first) throw new Error('no utterance')
    const hostile = [
      await written('silent', silence(2), ['hello', 'there']),
      await written('short', silence(0.1), ['hello', 'there', 'again']),
      { ...first, id: 'other-words', words: ['seven', 'yellow', 'boats', 'are', 'waiting', 'in', 'vain'] },
      { ...first, id: 'unknown-word', words: ['the', 'flumboxer'] }
    ]
    const progress: number[] = []
    const onProgress = (fraction: number): void => {
      progress.push(fraction)
    }
    const made = await adapt('first', [...hostile, ...utterances], { onProgress })

    expect(made.transforms).toEqual([
      { method: 'map', path: join(folder, 'first', 'map') },
      { method: 'mllr-map', path: join(folder, 'first', 'mllr-map') },
      { method: 'mllr', path: join(folder, 'first', 'mllr_matrix') }
    ])
    expect((await readdir(join(folder, 'first'))).sort()).toEqual(['map', 'mllr-map', 'mllr_matrix'])
    // As an import of the model would check them.
    for (const { method, path } of made.transforms) {
      checkAcoustics(method, path, baseModelFiles(baseModelDirectory).acousticModel)
    }
    expect(made.alignments.map(({ id, aligned }) => [id, aligned])).toEqual([
      ...hostile.map(({ id }) => [id, false]),
      ...utterances.map(({ id }) => [id, true])
    ])
    for (const alignment of made.alignments)
      if (!alignment.aligned) expect(alignment.reason).toMatch(/\w+ \w+/)
    expect(made.audioTicks).toBeGreaterThan(20e7)
    expect(made.tools).toHaveProperty('sphinxtrain')
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
    expect(progress.at(-1)).toBe(1)

    const again = await adapt('second', [...hostile, ...utterances])
    for (const name of ['mllr_matrix', 'map/means', 'mllr-map/means', 'mllr-map/sendump']) {
      expect(await readFile(join(folder, 'second', name))).toEqual(
        await readFile(join(folder, 'first', name))
      )
    }
    expect(again.alignments).toEqual(made.alignments)

    const errors = async (acoustic?: NgramGmmParts['acoustic']): Promise<number> => {
      let missed = 0
      for (const { pcm, words } of unseen) {
        const samples = new Int16Array(Uint8Array.from(pcm).buffer)
        const custom = ngramGmmCustomization(acoustic ? { acoustic } : {})
        const finals = await recognizeSamples(engine, { ...base, custom }, once(samples), { partials: false })
        const recognized = new Set(finals.flatMap(({ text }) => text.split(' ')))
        missed += words.filter((word) => !recognized.has(word)).length
      }
      return missed
    }
    const [map, mllrMap, mllr] = made.transforms
    const [baseErrors = 0, mapErrors, mllrMapErrors, mllrErrors] = await Promise.all(
      [undefined, map, mllrMap, mllr].map(errors)
    )
    expect(baseErrors).toBeGreaterThan(3)
    expect(mllrErrors).toBeLessThanOrEqual(baseErrors)
    expect(mapErrors).toBeLessThanOrEqual(baseErrors)
    expect(mllrMapErrors).toBeLessThan(baseErrors)
  })

  test('nothing that can be used is a failure that says why, and leaves nothing', async () => {
    const failing = adapt('nothing', [await written('quiet', silence(2), ['hello', 'there'])])
    await expect(failing).rejects.toBeInstanceOf(AdaptationFailed)
    await expect(failing).rejects.toThrow(/fitted none of 1 utterances[\s\S]*quiet: /)
    await expect(readdir(join(folder, 'nothing')).catch(() => [])).resolves.toEqual([])
  })

  test('abort in the middle of training ends its programs and leaves nothing', async () => {
    const controller = new AbortController()
    const output = join(folder, 'aborted')
    const running = adapt('aborted', utterances, {
      signal: controller.signal,
      onProgress: (fraction: number) => {
        if (fraction > 0.5) controller.abort(new Error('changed my mind'))
      }
    })
    await expect(running).rejects.toThrow('changed my mind')
    expect(await readdir(output)).toEqual([])
    expect(await programsUnder('/usr/lib/sphinxtrain/', output)).toEqual([])
  })
})

async function* once(samples: Int16Array): AsyncGenerator<Int16Array> {
  yield samples
}

/** Process ids that run a program of `programs` on files of `folder`. */
async function programsUnder(programs: string, folder: string): Promise<readonly string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = await Promise.all(
    ids.map(async (id) => {
      const program = await readlink(`/proc/${id}/exe`).catch(() => '')
      const line = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')
      return program.startsWith(programs) && line.includes(folder)
    })
  )
  return ids.filter((_, index) => found[index])
}
