/** Work that nobody waits for: in processes of its own that give way, and that end when there is none. @module */
import { getPriority } from 'node:os'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { requireCapability } from '../capabilities/index.ts'
import type { Engine } from '../engine.ts'
import { commandClip } from '../spoken-clips.ts'
import { createPocketSphinxEngine } from './engine.ts'

const model = { base: 'pocketsphinx-en-us' }
let engine: Engine
beforeAll(async () => {
  engine = await createPocketSphinxEngine({ children: 1, restMs: 200 })
})
afterAll(() => engine.close())

async function words(background: boolean): Promise<string> {
  const stream = await engine.open(model, { background, partials: false })
  await stream.write((await commandClip()).pcm)
  await stream.finish()
  let text = ''
  for await (const event of stream.events) if (event.kind === 'final') text += event.text
  return text
}
const priorities = (background: boolean): readonly number[] =>
  engine.children().flatMap((child) => (child.background === background ? [getPriority(child.pid)] : []))

test('streams in the background are heard as others are, in a process that gives way to theirs', async () => {
  expect(await Promise.all([words(true), words(false)])).toEqual(Array(2).fill('go forward ten meters'))
  const [own = 0, ...others] = priorities(false)
  const [yielding = 0, ...more] = priorities(true)
  expect(yielding).toBe(Math.min(19, own + 10))
  expect([...others, ...more]).toEqual([])
})

test('the process of the background ends once it had nothing to do, and another begins with the next work', async () => {
  await requireCapability(engine, model.base, 'textScorer').scoreText(model.base, [
    ['this', 'is', 'the', 'end']
  ])
  expect(priorities(true)).toHaveLength(1)
  await vi.waitFor(() => expect(priorities(true)).toEqual([]), { timeout: 10_000 })
  expect(await words(true)).toBe('go forward ten meters')
  expect(priorities(false)).toHaveLength(1)
})
