/** A new key in place of the one that is used, by the real command against a real service. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CommandFolder } from '../command.ts'
import { KEY, type RunningService, startInProcess } from '../in-process-service.ts'

let service: RunningService
let cli: CommandFolder

beforeAll(async () => {
  service = await startInProcess()
  cli = await CommandFolder.open()
  await mkdir(join(cli.folder, '.vernacular'))
  await cli.run(`config @url --set ${service.address}`)
  await cli.run(`config @key --set ${KEY}`)
})
afterAll(async () => {
  await cli.close()
  await service.close()
})

test('the key that config keeps is replaced; the old one opens nothing any more', async () => {
  const rotated = await cli.run('key rotate')
  expect([rotated.code, rotated.out]).toEqual([0, ''])
  const listed = JSON.parse((await cli.run('key list --json')).out) as { current: boolean }[]
  expect(listed.map(({ current }) => current)).toEqual([true])
  expect((await cli.run(`key list --key ${KEY}`)).code).toBe(4)
})

test('a key is created with a scope, a name and an expiry, and may do no more', async () => {
  const own = (await cli.run('config @key')).out.trim()
  const created = await cli.run('key create --scope reader --name reports --expires 2090-01-01T00:00:00Z')
  const reader = created.out.trim()
  expect([created.code, reader]).toEqual([0, expect.stringMatching(/^[0-9a-f]{64}$/)])
  const listed = JSON.parse((await cli.run('key list --json')).out) as { id: string; name?: string }[]
  const key = listed.find(({ name }) => name === 'reports')
  expect(key).toMatchObject({ scope: 'reader', expirationDateTime: '2090-01-01T00:00:00Z', current: false })
  const rejected = await cli.run(`key list --key ${reader}`)
  expect([rejected.code === 0, rejected.err]).toEqual([false, expect.stringContaining('needs owner')])
  expect((await cli.run(`key create --scope everything --key ${own}`)).err).toContain('scope')
  expect((await cli.run(`key withdraw ${key?.id}`)).code).toBe(0)
})

test('a key that config does not keep is written for whoever asked, and the old one can stay for a while', async () => {
  const kept = (await cli.run('config @key')).out.trim()
  await cli.run('config @key --clear')
  const made = (await cli.run(`key rotate --key ${kept} --keep old`)).out.trim()
  expect(made).toMatch(/^[0-9a-f]{64}$/)
  const keys = JSON.parse((await cli.run(`key list --json --key ${made}`)).out) as {
    id: string
    current: boolean
  }[]
  expect(keys).toHaveLength(2)
  const old = keys.find(({ current }) => !current)?.id ?? ''
  expect((await cli.run(`key withdraw ${old} --key ${made}`)).code).toBe(0)
  expect((await cli.run(`key list --key ${kept}`)).code).toBe(4)
  const last = keys.find(({ current }) => current)?.id ?? ''
  const rejection = await cli.run(`key withdraw ${last} --key ${made}`)
  expect(rejection.code).not.toBe(0)
  expect(rejection.err).toContain('is the only owner key')
})
