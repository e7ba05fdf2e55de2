import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { option } from '../command-line/option.ts'
import { parseArguments } from '../command-line/parse-arguments.ts'
import { ConfigStore } from '../config/config-store.ts'
import { connection, speechHost } from '../options/connection.ts'
import { globalOptions } from '../options/global.ts'
import { CommandContext } from './command-context.ts'

const enabled = option({ name: 'enabled', value: '[true|false]', help: '' })
const mode = option({ name: 'mode', value: 'MODE', help: '' })
const top = option({ name: 'top', value: 'N', help: '' })
const command = {
  path: 'test',
  options: [enabled, mode, top],
  groups: [connection, { speechHost }, globalOptions]
}

let folder: string
let config: ConfigStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-context-'))
  config = new ConfigStore({ home: folder, cwd: folder })
  vi.stubEnv('VERNACULAR_URL', undefined)
  vi.stubEnv('VERNACULAR_KEY', undefined)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

const contextOf = (...words: readonly string[]): CommandContext =>
  new CommandContext(parseArguments(command, words), config)

describe('values', () => {
  test.each([
    [[], false],
    [['--enabled'], true],
    [['--enabled', 'false'], false],
    [['--enabled=off'], false],
    [['--enabled=YES'], true]
  ])('%j as a flag', (words, value) => {
    expect(contextOf(...words).flag(enabled)).toBe(value)
  })

  test('lists are separated by semicolons and line breaks', () => {
    expect(contextOf('--mode', ' a; b\n\nc;').list(mode)).toEqual(['a', 'b', 'c'])
  })

  test('what does not fit is rejected with what is accepted', () => {
    expect(() => contextOf('--enabled=perhaps').flag(enabled)).toThrow('expected true or false')
    expect(() => contextOf('--top', 'ten').number(top)).toThrow('--top is "ten"; a number is accepted.')
    expect(() => contextOf('--mode=').require(mode)).toThrow(
      expect.objectContaining({ message: 'test needs --mode.', exitCode: 2 }) as unknown as Error
    )
    expect(contextOf('--top', '2.5').number(top)).toBe(2.5)
  })

  test('paths are relative to --input path and --output path; - stays standard output', () => {
    const context = contextOf('--input', 'path', '/in', '--output', 'path', '/out')
    expect([context.inputPath('a'), context.inputPath('/b'), context.outputPath('c')]).toEqual([
      '/in/a',
      '/b',
      '/out/c'
    ])
    expect(context.outputPath('-')).toBe('-')
  })
})

describe('the service', () => {
  test('its address: option, then host, environment, config, csr, then this machine', async () => {
    const key = ['--key', 'K']
    const origin = async (...words: readonly string[]) => (await contextOf(...key, ...words).service()).origin
    expect(await origin()).toBe('http://127.0.0.1:8640')
    await config.set('my.defaults', 'csr.api.endpoint=http://csr/speechtotext/v3.2')
    expect(await origin()).toBe('http://csr')
    await config.set('url', 'http://config\n')
    expect(await origin()).toBe('http://config')
    vi.stubEnv('VERNACULAR_URL', 'http://environment')
    expect(await origin()).toBe('http://environment')
    expect(await origin('--host', 'wss://host:9')).toBe('https://host:9')
    expect(await origin('--host', 'ws://host', '--api', 'endpoint', 'http://option/')).toBe('http://option')
  })

  test('its key: option, environment, config; that of csr goes to the service of csr only', async () => {
    const keyFor = async (...words: readonly string[]) => (await contextOf(...words).service()).key
    await expect(keyFor()).rejects.toThrow('There is no access key.')
    await config.set('csr.key', 'of csr')
    expect(await keyFor()).toBe('of csr')
    await expect(keyFor('--api-endpoint', 'http://elsewhere')).rejects.toThrow('There is no access key.')
    await config.set('key', 'of config\n')
    expect(await keyFor('--api-endpoint', 'http://elsewhere')).toBe('of config')
    vi.stubEnv('VERNACULAR_KEY', 'of environment')
    expect(await keyFor()).toBe('of environment')
    expect(await keyFor('--key', 'of option')).toBe('of option')
  })

  test('an address that is none is rejected', async () => {
    await expect(contextOf('--key=K', '--api-endpoint=ftp://x').service()).rejects.toThrow(
      'is not an address'
    )
  })
})
