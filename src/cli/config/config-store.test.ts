import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ConfigStore } from './config-store.ts'
import { csrConnection } from './csr-connection.ts'

let home: string
let cwd: string

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vernacular-config-'))
  home = join(folder, 'home')
  cwd = join(folder, 'work/deep')
  await mkdir(cwd, { recursive: true })
})
afterEach(() => rm(join(home, '..'), { recursive: true, force: true }))

test('values are saved in the home folder, or in the local folder where there is one, here or above', async () => {
  const user = await new ConfigStore({ home, cwd }).set('key', 'of the user')
  expect(user).toBe(join(home, '.vernacular/data/key'))
  await mkdir(join(cwd, '../.vernacular'))
  const config = new ConfigStore({ home, cwd })
  expect(await config.find('key')).toBe('of the user')
  const local = await config.set('key', 'local')
  expect(local).toBe(join(cwd, '../.vernacular/data/key'))
  expect(await config.find('key')).toBe('local')
  expect(await config.set('key', 'again', 'user')).toBe(user)
  expect(await config.find('key')).toBe('local')
})

test('only the user can read what is saved', async () => {
  const path = await new ConfigStore({ home, cwd }).set('key', 'secret')
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

test('a command looks for its own value first, then for that of all, then for a file', async () => {
  const csr = new ConfigStore({ home, cwd, scope: 'csr' })
  await writeFile(join(cwd, 'region'), 'file')
  expect(await csr.find('region')).toBe('file')
  await csr.set('region', 'all')
  expect(await csr.find('region')).toBe('all')
  await csr.set('csr.region', 'own')
  expect(await csr.find('region')).toBe('own')
  expect(await new ConfigStore({ home, cwd, scope: 'batch' }).find('region')).toBe('all')
})

test('lines added at the same time are all kept, and no list ends with an empty line', async () => {
  const config = new ConfigStore({ home, cwd })
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`)
  await Promise.all(lines.map((line) => config.add('list', line)))
  const text = await readFile(join(home, '.vernacular/data/list'), 'utf8')
  expect(text.split('\n').sort()).toEqual([...lines].sort())
  expect(await config.names()).toEqual(['list'])
})

test('a value is removed everywhere, once', async () => {
  const config = new ConfigStore({ home, cwd })
  await config.set('a', '1')
  expect([await config.remove('a'), await config.remove('a'), await config.find('a')]).toEqual([
    true,
    false,
    undefined
  ])
  await expect(config.require('a')).rejects.toThrow('@a is neither a saved value nor a file')
})

test.each(['../key', 'a/b', '..', '', 'a\nb'])('%j is not a name', async (name) => {
  await expect(new ConfigStore({ home, cwd }).set(name, 'x')).rejects.toThrow('is not a valid name')
})

test('the connection of csr comes from its values, or from the saved default options', async () => {
  const config = new ConfigStore({ home, cwd })
  expect(await csrConnection(config)).toEqual({})
  await config.set('my.defaults', 'batch.api.endpoint=http://b\ncsr.api.endpoint=http://c')
  expect(await csrConnection(config)).toEqual({ url: 'http://c' })
  await config.set('csr.url', 'http://d\n')
  await config.set('csr.key', 'K\n')
  expect(await csrConnection(config)).toEqual({ url: 'http://d', key: 'K' })
})
