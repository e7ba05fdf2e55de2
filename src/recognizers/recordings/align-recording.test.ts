import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TICKS_PER_SECOND, writeWav } from '../../speech/audio/index.ts'
import { requireCapability } from '../capabilities/index.ts'
import type { Engine } from '../engine.ts'
import { createPocketSphinxEngine } from '../pocketsphinx/engine.ts'
import type { RecognizedWord } from '../recognizer.ts'
import { joined, silence, synthesize } from '../spoken-clips.ts'
import { type AlignedRecording, alignRecording } from './align-recording.ts'

/** Synthetic: read by two voices of `flite`, with pauses between. */
const sentences = `
the harbor crane lifted nine grey containers before breakfast
please open the second valve and wait for the pressure to fall
our night train leaves the station at a quarter past eleven
she wrote a long letter to the owner of the little bookshop
turn the boat toward the lighthouse and keep the engine slow
the doctor asked him to rest for three days and drink warm tea
a sudden storm broke the tall mast of the fishing boat
they planted seven apple trees behind the old stone wall
i cannot find the key that opens the garden gate
the price of fresh bread has gone up again this month
tell the pilot that the runway is closed until noon
every child in the village knew the name of the river
he painted the kitchen yellow and the bedroom dark blue
the machine stopped because the belt was worn and dry
we should meet at the corner of market street and bridge road
my brother repairs clocks and watches in a small workshop
the judge read the answer twice and shook her head
two large dogs were sleeping under the wooden table
do not forget to water the plants on the balcony
the team measured the temperature of the lake each morning
nobody expected such heavy snow at the end of april
put the sharp knives back into the upper drawer
the ship carried coffee cotton and copper across the ocean
she thinks the new bridge will be finished by next summer
a young fox crossed the frozen field without a sound
the library keeps its oldest maps in a cool dark room
please send the signed papers to my office before friday
the teacher drew a circle and divided it into six parts
they heard a strange noise coming from the empty house
i would like a cup of soup and a slice of brown bread
the farmer sold his sheep and bought a better truck
our guide pointed at the mountain and told us its story
there is enough water in the tank for another four days
the musician tuned her violin and began to play softly
he changed his mind when he saw the crowd at the door
the window was broken by a ball from the school yard`
  .trim()
  .split('\n')
  .map((sentence) => sentence.split(' '))

/** What somebody wrote down, by sentence; of all others what was said. */
const written = new Map([
  [4, []],
  [11, 'we sold eleven tickets for the second evening of the festival'.split(' ')],
  [18, ['do', 'not', 'forget', 'to', 'balcony']],
  [25, [...(sentences[25] ?? []), 'and', 'nobody', 'has', 'seen', 'the', 'catalogue', 'since', 'tuesday']],
  [30, ['the', 'farmer', 'sold', 'his', 'pancake', 'and', 'bought', 'a', 'better', 'truck']]
])
const listedNear = new Map([
  [4, 'not in the transcript'],
  [11, 'heard otherwise'],
  [18, 'not in the transcript'],
  [25, 'not heard']
])

describe('a recording of minutes with an imperfect transcript', () => {
  let folder: string
  let engine: Engine
  let aligned: AlignedRecording
  /** Of each sentence: when it is said, and its words by themselves. */
  let truth: readonly Readonly<{ from: number; to: number; words: readonly RecognizedWord[] }>[]

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'align-recording-'))
    engine = await createPocketSphinxEngine({ children: 2 })
    const clips = await Promise.all(
      sentences.map((words, index) => synthesize(index % 2 === 0 ? 'slt' : 'rms', words.join(' ')))
    )
    const write = async (name: string, pcm: Uint8Array): Promise<string> => {
      const path = join(folder, name)
      await writeWav(path, [new Int16Array(Uint8Array.from(pcm).buffer)])
      return path
    }
    const alone = await Promise.all(
      clips.map(async ({ pcm, words }, index) => ({
        id: `${index}`,
        audioPath: await write(`clip-${index}.wav`, pcm),
        words
      }))
    )
    const model = { base: 'pocketsphinx-en-us' }
    const fitted = await requireCapability(engine, model.base, 'aligner').align(model, alone)
    const parts: Uint8Array[] = []
    let at = 0
    truth = clips.map(({ pcm }, index) => {
      const pause = silence([0.3, 0.8, 2, 0.5][index % 4] ?? 0)
      const from = at + pause.length * 312.5
      parts.push(pause, pcm)
      at = from + pcm.length * 312.5
      const one = fitted[index]
      return { from, to: at, words: one?.aligned ? one.words : [] }
    })
    const recording = {
      id: 'recording',
      audioPath: await write('recording.wav', joined(...parts)),
      words: sentences.flatMap((words, index) => written.get(index) ?? words)
    }
    expect(at).toBeGreaterThan(120 * TICKS_PER_SECOND)
    aligned = await alignRecording(
      engine,
      model,
      recording,
      join(folder, 'cut'),
      AbortSignal.timeout(300_000)
    )
  }, 300_000)
  afterAll(async () => {
    await engine.close()
    await rm(folder, { recursive: true })
  })

  test('gives nearly all words that were said and written their place, to a fifth of a second', () => {
    const found = aligned.segments.flatMap(({ words }) => words)
    let [good, right] = [0, 0]
    for (const [index, { from, words }] of truth.entries()) {
      if (written.has(index)) continue
      for (const { word, offsetTicks } of words) {
        good += 1
        const place = from + offsetTicks
        if (found.some((one) => one.word === word && Math.abs(one.offsetTicks - place) < 2_000_000))
          right += 1
      }
    }
    expect(good).toBeGreaterThan(300)
    expect(right / good).toBeGreaterThanOrEqual(0.95)
  })

  test('leaves out what disagrees and lists it, and nothing else of length', () => {
    for (const [index, reason] of listedNear) {
      const { from, to } = truth[index] ?? { from: 0, to: 0 }
      const near = aligned.leftOut.filter(
        ({ fromTicks, toTicks }) => fromTicks < to + 20_000_000 && toTicks > from - 1_000_000
      )
      expect(
        near.map((one) => one.reason),
        `sentence ${index}`
      ).toContain(reason)
    }
    const kept = new Set(aligned.segments.flatMap(({ words }) => words.map(({ word }) => word)))
    for (const never of ['tickets', 'festival', 'catalogue', 'tuesday', 'pancake'])
      expect(kept.has(never), never).toBe(false)
    expect(aligned.leftOut.some(({ words }) => words.includes('pancake'))).toBe(true)
  })

  test('cuts segments short enough to train on, each its own audio', async () => {
    let end = 0
    for (const { fromTicks, toTicks, words } of aligned.segments) {
      expect(fromTicks).toBeGreaterThanOrEqual(end)
      expect(toTicks - fromTicks).toBeLessThanOrEqual(40 * TICKS_PER_SECOND)
      expect(words.length).toBeGreaterThanOrEqual(3)
      end = toTicks
    }
    expect((await readdir(join(folder, 'cut'))).length).toBe(aligned.segments.length)
  })
})
