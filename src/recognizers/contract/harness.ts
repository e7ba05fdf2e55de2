/** What the contract's tests share: an engine to test, speech, and how events are read. @module */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Engine } from '../engine.ts'
import type {
  FinalResult,
  PartialResult,
  RecognitionEvent,
  RecognitionModel,
  RecognizerStream,
  StreamOptions
} from '../recognizer.ts'
import { commandClip, type SpokenClip } from '../spoken-clips.ts'

/** A new engine with so many child processes, of at most so many streams each. */
export type MakeEngine = (children: number, streamsPerChild?: number) => Promise<Engine>

/** Custom models in the engine's own format; it writes their files in `folder`. */
export type CustomModels = Readonly<{
  /** One that knows the word "zorkelby", from "please call zorkelby station before noon" and "zorkelby station is closed". */
  make(folder: string): Promise<RecognitionModel>
  /** The same, as a recipe of the engine writes it to the manifest of a bundle in this folder. */
  storedParts(folder: string): Promise<Readonly<Record<string, unknown>>>
  /** Some with a part that cannot be used, and what the error says of each. */
  unusable(
    folder: string
  ): Promise<readonly Readonly<{ model: RecognitionModel; message: string | RegExp }>[]>
}>

/** Usable from the first test on. */
export type Harness = Readonly<{
  model: RecognitionModel
  custom: CustomModels
  make: MakeEngine
  engine: Engine
  command: SpokenClip
  folder: string
  recognize(
    pcm: Uint8Array,
    options?: StreamOptions,
    from?: RecognitionModel,
    step?: number
  ): Promise<RecognitionEvent[]>
}>

export const TICKS_PER_BYTE = 312.5
/** Where the command clip's energy rises from the noise floor (RMS 20 to 50) past 300: its first word, in seconds. */
export const COMMAND_ONSET = 0.5
export const seconds = (ticks: number): number => ticks / 1e7

/** One engine with one child process for all tests of the contract. */
export function createHarness(make: MakeEngine, base: string, custom: CustomModels): Harness {
  const model: RecognitionModel = { base }
  let started: Readonly<{ engine: Engine; command: SpokenClip; folder: string }> | undefined
  const ready = (): NonNullable<typeof started> => {
    if (!started) throw new Error('The engine of the contract is used before it is started')
    return started
  }
  beforeAll(async () => {
    started = {
      engine: await make(1),
      command: await commandClip(),
      folder: await mkdtemp(join(tmpdir(), 'engine-contract-'))
    }
  })
  afterAll(async () => {
    await ready().engine.close()
    await rm(ready().folder, { recursive: true })
  })
  return {
    model,
    custom,
    make,
    get engine() {
      return ready().engine
    },
    get command() {
      return ready().command
    },
    get folder() {
      return ready().folder
    },
    async recognize(pcm, options = {}, from = model, step = 3200) {
      const stream = await ready().engine.open(from, options)
      const events = collect(stream)
      for (let at = 0; at < pcm.byteLength; at += step) await stream.write(pcm.subarray(at, at + step))
      await stream.finish()
      return events
    }
  }
}

export async function collect(stream: RecognizerStream): Promise<RecognitionEvent[]> {
  const events: RecognitionEvent[] = []
  for await (const event of stream.events) events.push(event)
  return events
}

export const isFinal = (event: RecognitionEvent): event is FinalResult => event.kind === 'final'
export const isPartial = (event: RecognitionEvent): event is PartialResult => event.kind === 'partial'
export const textOf = (events: readonly RecognitionEvent[]): string =>
  events
    .filter(isFinal)
    .map(({ text }) => text)
    .join(' ')

/** Three successive partials that agree on a word and all before it bind every later partial of the phrase. */
export function expectCommittedWordsKept(partials: readonly PartialResult[]): void {
  const texts = partials.map(({ text }) => text.split(' '))
  let committed: readonly string[] = []
  for (const [index, words] of texts.entries()) {
    expect(words.slice(0, committed.length)).toEqual(committed)
    const recent = texts.slice(Math.max(0, index - 2), index + 1)
    let stable = 0
    while (stable < words.length && recent.every((earlier) => earlier[stable] === words[stable])) stable++
    if (recent.length === 3) committed = words.slice(0, Math.max(stable, committed.length))
  }
}
