import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { wavHeader } from '../speech/audio/index.ts'
import type { Engine } from './engine.ts'
import { ModelUnusable } from './errors.ts'
import { ngramGmmCustomization } from './pocketsphinx/customization.ts'
import { createPocketSphinxEngine } from './pocketsphinx/engine.ts'
import { recognizeFile, recognizeFiles } from './recognize-files.ts'
import { commandClip, joined, silence } from './spoken-clips.ts'

const SAID = 'go forward ten meters'
const model = { base: 'pocketsphinx-en-us' }
const { signal } = new AbortController()

let engine: Engine
let folder: string
let command: string
let long: string

const saved = async (name: string, ...parts: readonly Uint8Array[]): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, joined(...parts))
  return path
}

const killed = new Set<number>()

/** Resolves once a stream is open in a process not killed yet, having killed it. */
async function killBusyChild(): Promise<void> {
  for (;;) {
    const busy = engine.children().find(({ pid, streams }) => streams > 0 && !killed.has(pid))
    if (busy) {
      killed.add(busy.pid)
      return void process.kill(busy.pid, 'SIGKILL')
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

beforeAll(async () => {
  engine = await createPocketSphinxEngine({ children: 1 })
  folder = await mkdtemp(join(tmpdir(), 'recognize-files-'))
  const { pcm } = await commandClip()
  command = await saved('command.wav', wavHeader({ dataBytes: pcm.byteLength }), pcm)
  // Long enough that it cannot be over before its process is killed.
  const much = joined(...Array.from({ length: 8 }, () => joined(pcm, silence(1))))
  long = await saved('long.wav', wavHeader({ dataBytes: much.byteLength }), much)
})
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true })
})

describe('whole files', () => {
  test('are heard, each answer in its place, whatever is wrong with its neighbors', async () => {
    const letter = await saved('letter.wav', Buffer.from('Dear harbour master, this is no audio.'))
    const quiet = await saved('quiet.wav', wavHeader({ dataBytes: 32_000 }), silence(1))
    let told = 0
    const paths = [command, join(folder, 'absent.wav'), letter, quiet, command]
    const recognized = await recognizeFiles(engine, model, paths, { signal, onHeard: () => told++ })
    expect(recognized.map(({ text }) => text)).toEqual([SAID, '', '', '', SAID])
    expect(recognized.map(({ failure }) => failure)).toEqual([
      undefined,
      'The audio file is missing',
      expect.stringContaining('No audio was found'),
      undefined,
      undefined
    ])
    expect(told).toBe(5)
    expect(JSON.stringify(recognized)).not.toContain(folder)
  })

  test('are heard again when the process that heard them dies', async () => {
    const hearing = recognizeFile(engine, model, long, signal)
    await killBusyChild()
    const { text, failure } = await hearing
    expect(failure).toBeUndefined()
    expect(text.startsWith(SAID)).toBe(true)
  })

  test('that take the process with them again and again are given up, with the reason', async () => {
    const hearing = recognizeFile(engine, model, long, signal)
    const killing = (async () => {
      for (let kills = 0; kills < 3; kills++) await killBusyChild()
    })()
    expect(await hearing).toMatchObject({ text: '', failure: expect.stringContaining('SIGKILL') })
    await killing
  })

  test('stop when they are no longer wanted, and when the model cannot be loaded', async () => {
    const unwanted = new AbortController()
    const hearing = recognizeFiles(engine, model, [long, long], { signal: unwanted.signal })
    unwanted.abort(new Error('not wanted'))
    await expect(hearing).rejects.toThrow('not wanted')
    const custom = ngramGmmCustomization({ lexiconPath: join(folder, 'absent.dict') })
    const broken = recognizeFiles(engine, { ...model, custom }, [command, command], { signal })
    await expect(broken).rejects.toThrow(ModelUnusable)
    expect(engine.children().every(({ streams }) => streams === 0)).toBe(true)
  })
})
