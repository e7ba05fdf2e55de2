import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from './engine.ts'
import { createPocketSphinxEngine } from './pocketsphinx/engine.ts'
import { recognizeSpeech } from './recognize-speech.ts'
import type { FinalResult } from './recognizer.ts'
import { commandClip, joined, silence } from './spoken-clips.ts'

const SAID = 'go forward ten meters'
const TICKS_PER_SECOND = 10_000_000
const model = { base: 'pocketsphinx-en-us' }

let engine: Engine
/** The command three times, each followed by two seconds of silence. */
let recording: Int16Array
let period: number

beforeAll(async () => {
  engine = await createPocketSphinxEngine({ children: 2 })
  const once = joined((await commandClip()).pcm, silence(2))
  const all = joined(...Array.from({ length: 3 }, () => once))
  recording = new Int16Array(all.buffer, all.byteOffset, all.byteLength / 2)
  period = (once.byteLength / 32_000) * TICKS_PER_SECOND
})
afterAll(() => engine.close())

async function* arriving(failure?: Error): AsyncGenerator<Int16Array> {
  for (let at = 0; at < recording.length; at += 8_000) yield recording.subarray(at, at + 8_000)
  if (failure) throw failure
}

async function collected(
  finals: AsyncIterable<FinalResult>,
  into: FinalResult[] = []
): Promise<FinalResult[]> {
  for await (const final of finals) into.push(final)
  return into
}

const streams = (): number => engine.children().reduce((sum, child) => sum + child.streams, 0)

describe('a long recording', () => {
  test('is heard in the order it was spoken, its times counted from its start', async () => {
    const finals = await collected(recognizeSpeech(engine, model, arriving()))
    expect(finals.map(({ text }) => text)).toEqual(Array(3).fill(SAID))
    for (const [index, { offsetTicks, alternatives }] of finals.entries()) {
      expect(Math.abs(offsetTicks - (finals[0]?.offsetTicks ?? 0) - index * period)).toBeLessThan(2_000_000)
      const [first] = alternatives[0]?.words ?? []
      expect(first?.offsetTicks).toBeGreaterThanOrEqual(offsetTicks)
      expect(first?.offsetTicks).toBeLessThan(offsetTicks + TICKS_PER_SECOND)
    }
  })

  test('loses nothing when the process that hears it dies', async () => {
    const finals = collected(recognizeSpeech(engine, model, arriving()))
    const busy = (): number | undefined => engine.children().find((child) => child.streams > 0)?.pid
    await expect.poll(busy, { interval: 2 }).toBeDefined()
    process.kill(busy() ?? 0, 'SIGKILL')
    expect((await finals).map(({ text }) => text)).toEqual(Array(3).fill(SAID))
  })

  test('that breaks off is told up to there', async () => {
    const recognized: FinalResult[] = []
    const broken = arriving(new Error('the line went dead'))
    await expect(collected(recognizeSpeech(engine, model, broken), recognized)).rejects.toThrow(
      'the line went dead'
    )
    expect(recognized.map(({ text }) => text)).toEqual(Array(3).fill(SAID))
  })

  test('is let go of by an abort, and by a listener who leaves', async () => {
    const end = new AbortController()
    const aborted = async (): Promise<void> => {
      for await (const _ of recognizeSpeech(engine, model, arriving(), { signal: end.signal })) {
        end.abort(new Error('enough'))
      }
    }
    await expect(aborted()).rejects.toThrow('enough')
    await expect.poll(streams).toBe(0)
    for await (const { text } of recognizeSpeech(engine, model, arriving())) {
      expect(text).toBe(SAID)
      break
    }
    await expect.poll(streams).toBe(0)
  })
})
