import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CrashingTasks } from '../../../tests/crashing-child.ts'
import { EngineDied } from '../errors.ts'
import type { RecognitionModel, RecognizerStream } from '../recognizer.ts'
import { ChildPool } from './child-pool.ts'
import { openStream } from './stream.ts'

const REQUEST = { nBest: 1, words: false, partials: false, voiceActivity: false }
const modelOf = (name: string): RecognitionModel => ({
  base: 'none',
  name,
  custom: { format: 'none', version: 1, files: [] }
})

/** The models that deaths were blamed on; undefined entries never appear: nobody is told of them. */
let blamed: string[]
let pool: ChildPool<CrashingTasks>
beforeEach(() => {
  blamed = []
  pool = new ChildPool<CrashingTasks>({
    program: { source: new URL('../../../tests/crashing-child.ts', import.meta.url), settings: {} },
    children: 1,
    streamsPerChild: 8,
    log: () => undefined,
    onDeath: ({ name }) => blamed.push(name ?? '')
  })
})
afterEach(() => pool.close())

const open = (name: string): Promise<RecognizerStream> =>
  pool.withRoom((child) => openStream(child, modelOf(name), REQUEST, undefined, () => pool.roomMade()))

/** A stream whose model was at work before, and is not any more once its audio was taken. */
async function innocent(): Promise<RecognizerStream> {
  const stream = await open('innocent')
  // More than may wait: it is taken before this resolves.
  await stream.write(new Uint8Array(64_000))
  return stream
}

/** Resolves once the child has ended. */
const lost = (stream: RecognizerStream): Promise<void> =>
  expect(stream.finish()).rejects.toBeInstanceOf(EngineDied)

test('a model is blamed for a crash in its turn, and the one beside it is not', async () => {
  const beside = await innocent()
  const guilty = await open('dies in its turn')
  await expect(guilty.write(new Uint8Array(64_000))).rejects.toBeInstanceOf(EngineDied)
  await lost(beside)
  expect(blamed).toEqual(['dies in its turn'])
})

test('a model is blamed for a crash while it is opened', async () => {
  const beside = await innocent()
  await expect(open('dies when opened')).rejects.toBeInstanceOf(EngineDied)
  await lost(beside)
  expect(blamed).toEqual(['dies when opened'])
})

test('a model is blamed for a crash when its stream is cancelled', async () => {
  const beside = await innocent()
  const guilty = await open('dies when closed')
  guilty.cancel()
  await lost(beside)
  expect(blamed).toEqual(['dies when closed'])
})

test('nobody is blamed for a crash in a task without a model', async () => {
  const beside = await innocent()
  await expect(pool.leastLoaded().run('crash', {})).rejects.toBeInstanceOf(EngineDied)
  await lost(beside)
  expect(blamed).toEqual([])
})

test('nobody is blamed when a process is ended from outside between turns', async () => {
  const beside = await innocent()
  process.kill(pool.leastLoaded().pid ?? 0, 'SIGKILL')
  await lost(beside)
  expect(blamed).toEqual([])
})
