import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeWav } from '../../../speech/audio/index.ts'
import { humanClips, joined, type SpokenClip, silence } from '../../spoken-clips.ts'
import { baseModelDirectory, baseModelFiles } from '../base-model.ts'
import { openLibrary } from '../library.ts'
import { type Aligner, createAligner, type FittedUtterance } from './align.ts'

const files = baseModelFiles(baseModelDirectory)
const model = { acousticModelDirectory: files.acousticModel, dictionaryPath: files.dictionary }

describe('forced alignment', () => {
  let folder: string
  let aligner: Aligner
  let clips: readonly SpokenClip[]

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'align-test-'))
    const lexiconPath = join(folder, 'lexicon.txt')
    // Two ways to say a new word, of which only the second is "amiable"; and a word that grammars have a meaning for.
    await writeFile(
      lexiconPath,
      'lamp EY M IY AH B AH L\nzorbly S T R IH CH\nzorbly(2) EY M IY AH B AH L\n<a>|b;* EY M IY AH B AH L\n'
    )
    aligner = await createAligner(openLibrary(), { ...model, lexiconPath })
    clips = await humanClips()
  })
  afterAll(async () => {
    aligner.close()
    await rm(folder, { recursive: true })
  })

  let written = 0
  const alignTo = async (pcm: Uint8Array, words: readonly string[]): Promise<FittedUtterance> => {
    const audioPath = join(folder, `${++written}.wav`)
    const even = Uint8Array.from(pcm.subarray(0, pcm.length - (pcm.length % 2)))
    await writeWav(audioPath, even.length === 0 ? [] : [new Int16Array(even.buffer)])
    return aligner.align({ id: 'u', audioPath, words })
  }
  const clip = (index: number): SpokenClip => {
    const found = clips[index]
    if (!found) throw new Error(`no human clip ${index}`)
    return found
  }
  const fitted = (result: FittedUtterance): FittedUtterance & { aligned: true } => {
    if (!result.aligned) throw new Error(result.reason)
    return result
  }

  test('gives every word of the transcript its time, in order, inside the audio', async () => {
    for (const { pcm, words } of clips) {
      const result = fitted(await alignTo(pcm, words))
      expect(result.words.map(({ word }) => word)).toEqual(words)
      expect(result.durationTicks).toBe((pcm.length / 2) * 625)
      let end = 0
      for (const { offsetTicks, durationTicks } of result.words) {
        expect(offsetTicks).toBeGreaterThanOrEqual(end)
        expect(durationTicks).toBeGreaterThan(0)
        end = offsetTicks + durationTicks
      }
      expect(end).toBeLessThanOrEqual(result.durationTicks)
    }
  })

  test('times move with the audio: a second of silence before, or a pause inside, shifts what follows by as much', async () => {
    const first = clip(1)
    const second = clip(4)
    const alone = fitted(await alignTo(second.pcm, second.words))
    const after = joined(first.pcm, silence(2))
    const together = fitted(await alignTo(joined(after, second.pcm), [...first.words, ...second.words]))
    const shift = (after.length / 2) * 625
    for (const [index, { offsetTicks }] of alone.words.entries()) {
      const moved = together.words[first.words.length + index]
      expect(Math.abs((moved?.offsetTicks ?? 0) - shift - offsetTicks)).toBeLessThan(500_000)
    }
  })

  test('the same utterance gives the same answer whatever was aligned before it', async () => {
    const fresh = await alignTo(clip(1).pcm, clip(1).words)
    await alignTo(clip(0).pcm, clip(0).words)
    await alignTo(silence(1), ['hello'])
    expect(await alignTo(clip(1).pcm, clip(1).words)).toEqual(fresh)
  })

  test('chooses the pronunciation that was said, and fits words that grammars have a meaning for', async () => {
    const { pcm, words } = clip(4)
    expect(words.at(-2)).toBe('amiable')
    const invented = words.map((word) => (word === 'amiable' ? 'zorbly' : word))
    expect(fitted(await alignTo(pcm, invented)).phones.at(-2)).toBe('EY M IY AH B AH L')
    // A word of the base dictionary keeps its pronunciations and gains the lexicon's.
    const gained = words.map((word) => (word === 'amiable' ? 'lamp' : word))
    expect(fitted(await alignTo(pcm, gained)).phones.at(-2)).toBe('EY M IY AH B AH L')
    const odd = fitted(
      await alignTo(
        pcm,
        words.map((word) => (word === 'amiable' ? '<a>|b;*' : word))
      )
    )
    expect(odd.words.at(-2)?.word).toBe('<a>|b;*')
    expect(odd.words.at(-2)?.confidence).toBeGreaterThan(0.5)
  })

  test('a word that was not said has low confidence, its right neighbors have high', async () => {
    const { pcm, words } = clip(1)
    const right = fitted(await alignTo(pcm, words))
    expect(Math.min(...right.words.map(({ confidence }) => confidence))).toBeGreaterThan(0.5)
    const wrong = fitted(
      await alignTo(
        pcm,
        words.map((word) => (word === 'disposed' ? 'pancake' : word))
      )
    )
    expect(wrong.words.find(({ word }) => word === 'pancake')?.confidence).toBeLessThan(0.3)
    expect(wrong.words[0]?.confidence).toBeGreaterThan(0.5)
  })

  test.each([
    ['silence', () => silence(3), ['turn', 'on', 'the', 'lamp'], /could not be found|does not sound like/],
    ['noise', () => noise(3), ['turn', 'on', 'the', 'lamp'], /could not be found|does not sound like/],
    [
      'another sentence',
      () => clip(1).pcm,
      ['please', 'bring', 'seven', 'yellow', 'boats', 'home'],
      /could not be found|does not sound like/
    ],
    ['a clip of 0.1 s', () => silence(0.1), ['turn', 'on', 'the', 'lamp'], /too short for the 4 words/],
    ['one sample', () => silence(1 / 16_000), ['hello'], /too short for the 1 words/],
    [
      'unknown words',
      () => clip(1).pcm,
      ['he', 'flumboxed', 'qqzx'],
      /No pronunciation is known for "flumboxed", "qqzx"/
    ],
    ['an empty transcript', () => clip(1).pcm, [], /no words/]
  ])('%s is an answer with a reason', async (_, pcm, words, reason) => {
    const result = await alignTo(pcm(), words)
    expect(result).toEqual({ id: 'u', aligned: false, reason: expect.stringMatching(reason) })
  })

  test('a model that cannot be opened is refused, and says which file', async () => {
    await expect(createAligner(openLibrary(), { ...model, acousticModelDirectory: folder })).rejects.toThrow(
      folder
    )
    const acoustic = { method: 'mllr', path: join(folder, 'lexicon.txt') } as const
    await expect(createAligner(openLibrary(), { ...model, acoustic })).rejects.toThrow(
      /lexicon\.txt cannot be read/
    )
    const lexiconPath = join(folder, 'bad-lexicon.txt')
    await writeFile(lexiconPath, 'flumbox NOT A PHONE\n')
    await expect(createAligner(openLibrary(), { ...model, lexiconPath })).rejects.toThrow(
      /"?flumbox NOT A PHONE/
    )
  })
})

/** White noise of the same samples each time. */
function noise(seconds: number): Uint8Array {
  let state = 12_345
  const samples = Int16Array.from({ length: seconds * 16_000 }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 17) - 16_384
  })
  return new Uint8Array(samples.buffer)
}
