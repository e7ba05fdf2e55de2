import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const SOURCE = fileURLToPath(new URL('..', import.meta.url))
/** The folders of the engines are called by their names. */
const ENGINES = ['pocketsphinx']
const ALLOWED = [
  /^recognizers\//,
  /^training\/recipes\//,
  // Composition: the list of engines, and the command that adds a base model to one of them.
  /^engines\.ts$/,
  /^base-model-command\.ts$/
]

test('no engine is named outside recognizers, recipes and composition', async () => {
  const folders = await readdir(join(SOURCE, 'recognizers'))
  expect(folders).toEqual(expect.arrayContaining(ENGINES))
  const files = (await readdir(SOURCE, { recursive: true })).filter((path) => /\.ts$/.test(path))
  const naming: string[] = []
  for (const path of files) {
    const text = (await readFile(join(SOURCE, path), 'utf8')).toLowerCase()
    if (ENGINES.some((name) => text.includes(name))) naming.push(path)
  }
  // The search finds what it should.
  expect(naming).toContain('engines.ts')
  const outside = naming.filter(
    (path) => !path.endsWith('.test.ts') && !ALLOWED.some((allowed) => allowed.test(path))
  )
  expect(outside).toEqual([])
})
