/** The process that guesses: what it learned is kept, what was kept may be lost, and it ends with its engine. @module */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { G2pProcess } from './g2p-process.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-g2p-'))
  // A language whose letters are its sounds.
  const syllables = ['ka', 'si', 'tu', 'ma', 'ti', 'ku', 'sa', 'mu']
  const words = syllables.flatMap((a) => syllables.map((b) => a + b))
  await writeFile(
    join(folder, 'dictionary'),
    words.map((word) => `${word} ${[...word].join(' ')}\n`).join('')
  )
})
afterAll(() => rm(folder, { recursive: true }))

const cache = (): string => join(folder, 'cache')
const processOf = (cacheDirectory = cache()): G2pProcess =>
  new G2pProcess({
    dictionary: join(folder, 'dictionary'),
    locale: 'xx-XX',
    phones: ['a', 'i', 'u', 'k', 's', 't', 'm'],
    cacheDirectory
  })
const first = async (one: G2pProcess): Promise<string | undefined> =>
  (await one.predict(['kasimu'])).ranked.get('kasimu')?.[0]?.phones.join(' ')

test('what was learnt is kept, and a file that is spoilt or a folder that cannot be made is none', async () => {
  const one = processOf()
  expect(await first(one)).toBe('k a s i m u')
  await one.close()
  const [kept = ''] = await readdir(cache())
  expect(kept).toMatch(/^joint-sequence-1-[0-9a-f]{32}\.v8$/)
  await writeFile(join(cache(), kept), 'spoilt')
  const [other, homeless] = [processOf(), processOf(join(folder, 'dictionary', 'no-folder'))]
  expect(await Promise.all([first(other), first(homeless)])).toEqual(['k a s i m u', 'k a s i m u'])
  expect(await readdir(cache())).toEqual([kept])
  await Promise.all([other.close(), homeless.close()])
})

test('an abort is heeded, others are answered, and nobody asks after the end', async () => {
  const one = processOf()
  const stop = new AbortController()
  const stopped = one.predict(['tasi'], stop.signal)
  const going = first(one)
  stop.abort(new Error('no longer wanted'))
  await expect(stopped).rejects.toThrow('no longer wanted')
  expect(await going).toBe('k a s i m u')
  await one.close()
  await expect(first(one)).rejects.toThrow('closed')
})
