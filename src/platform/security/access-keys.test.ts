import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Database } from '../database/database.ts'
import { openDatabase } from '../database/open-database.ts'
import { accessKeyMigrations } from './access-key-tables.ts'
import { AccessKeys } from './access-keys.ts'

let folder: string
let database: Database
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-keys-'))
  database = await openDatabase(join(folder, 'keys.sqlite'), accessKeyMigrations)
})
afterEach(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

test('without a key one is made, told once, and accepted for ever', async () => {
  const first = new AccessKeys(database)
  await first.open(undefined)
  const made = await first.createFirst()
  expect(made).toMatch(/^[0-9a-f]{64}$/)
  expect(first.accepts(made)).toBe(true)
  const next = new AccessKeys(database)
  await next.open(undefined)
  expect(await next.createFirst()).toBeUndefined()
  expect(next.accepts(made)).toBe(true)
})

test('a key of the settings is added to those there are', async () => {
  const keys = new AccessKeys(database)
  await keys.open(undefined)
  const made = await keys.createFirst()
  const next = new AccessKeys(database)
  await next.open('the-key-of-the-settings')
  expect(await next.createFirst()).toBeUndefined()
  await new AccessKeys(database).open('the-key-of-the-settings')
  expect([made, 'the-key-of-the-settings'].map((key) => next.accepts(key))).toEqual([true, true])
})

test('no other key is accepted, nor several at once, nor none', async () => {
  const keys = new AccessKeys(database)
  expect(keys.accepts('')).toBe(false)
  await keys.open('the-key-of-the-settings')
  for (const key of [
    'The-key-of-the-settings',
    'the-key-of-the-setting',
    '',
    undefined,
    ['the-key-of-the-settings']
  ]) {
    expect(keys.accepts(key)).toBe(false)
  }
})

test('the database holds no key that a reader of its file could use', async () => {
  await new AccessKeys(database).open('the-key-of-the-settings')
  await database.close()
  const names = await readdir(folder)
  const bytes = Buffer.concat(await Promise.all(names.map((name) => readFile(join(folder, name)))))
  expect(bytes.includes('access_keys')).toBe(true)
  expect(bytes.includes('the-key-of-the-settings')).toBe(false)
})

test('a withdrawn key opens nothing any more, though settings still hold it; the last one stays', async () => {
  const keys = new AccessKeys(database)
  expect(await keys.open('the-key-of-the-settings')).toBe(false)
  const old = keys.principalOf('the-key-of-the-settings')?.keyId ?? ''
  expect(await keys.withdraw(old)).toBe('last')
  const { id, key } = await keys.create()
  expect(keys.list().map((each) => each.id)).toEqual(expect.arrayContaining([old, id]))
  expect(await keys.withdraw('nobody')).toBe('unknown')
  expect(await keys.withdraw(old)).toBe('withdrawn')
  expect([key, 'the-key-of-the-settings'].map((each) => keys.accepts(each))).toEqual([true, false])
  const next = new AccessKeys(database)
  expect(await next.open('the-key-of-the-settings')).toBe(true)
  expect([key, 'the-key-of-the-settings'].map((each) => next.accepts(each))).toEqual([true, false])
})
