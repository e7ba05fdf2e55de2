import { isAbsolute, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_TRAFFIC_LIMITS } from './http/limit-traffic.ts'
import { readSettings, SettingsInvalid } from './settings.ts'

const faultsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readSettings(env)
    return []
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsInvalid)
    return (error as SettingsInvalid).message.split('\n')
  }
}

describe('settings', () => {
  test('have a default each, and no key', () => {
    expect(readSettings({})).toEqual({
      host: '127.0.0.1',
      port: 8640,
      dataDir: resolve('./data'),
      key: undefined,
      logLevel: 'info',
      allowPrivateUrls: false,
      modelExpiry: 'never',
      generalSet: Number.POSITIVE_INFINITY,
      mailFrom: 'vernacular@localhost',
      jobs: 2,
      quarantineDays: 30,
      limits: DEFAULT_TRAFFIC_LIMITS
    })
  })

  test('are read from the environment, and nobody changes them afterwards', () => {
    const settings = readSettings({
      VERNACULAR_HOST: '0.0.0.0',
      VERNACULAR_PORT: '0',
      VERNACULAR_DATA_DIR: 'elsewhere',
      VERNACULAR_KEY: 'sixteen-or-more-characters',
      VERNACULAR_LOG_LEVEL: 'debug',
      VERNACULAR_ALLOW_PRIVATE_URLS: 'true',
      VERNACULAR_MODEL_EXPIRY: 'azure'
    })
    expect(settings).toMatchObject({
      host: '0.0.0.0',
      port: 0,
      key: 'sixteen-or-more-characters',
      logLevel: 'debug',
      allowPrivateUrls: true,
      modelExpiry: 'azure'
    })
    expect(isAbsolute(settings.dataDir)).toBe(true)
    expect(Object.isFrozen(settings)).toBe(true)
  })

  test('that are at fault are told together: each with its name, what it holds and what it accepts', () => {
    expect(
      faultsOf({
        VERNACULAR_HOST: ' ',
        VERNACULAR_PORT: '65536',
        VERNACULAR_DATA_DIR: '',
        VERNACULAR_LOG_LEVEL: 'loud',
        VERNACULAR_ALLOW_PRIVATE_URLS: 'yes',
        VERNACULAR_JOBS: '-1'
      })
    ).toEqual([
      'VERNACULAR_HOST is " ", which is not a host name or address',
      'VERNACULAR_PORT is "65536", which is not a port from 0 to 65535',
      'VERNACULAR_DATA_DIR is "", which is not a folder',
      'VERNACULAR_LOG_LEVEL is "loud", which is not one of fatal, error, warn, info, debug, trace, silent',
      'VERNACULAR_ALLOW_PRIVATE_URLS is "yes", which is not true or false',
      'VERNACULAR_JOBS is "-1", which is not a count from 0 to 99'
    ])
  })

  test('never repeat a key, however unfit it is', () => {
    for (const VERNACULAR_KEY of ['', 'too-short', 'has blanks within it', 'x'.repeat(257)]) {
      const [fault] = faultsOf({ VERNACULAR_KEY })
      expect(fault).toBe(
        'VERNACULAR_KEY has a value that is not 16 to 256 printable characters without spaces'
      )
    }
  })

  test('accept every port there is and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: -70_000, max: 140_000 }), (port) => {
        const fits = port >= 0 && port <= 65_535
        const env = { VERNACULAR_PORT: String(port) }
        if (fits) expect(readSettings(env).port).toBe(port)
        else expect(faultsOf(env)).toHaveLength(1)
      })
    )
    for (const VERNACULAR_PORT of ['', ' 80', '80a', '1e3', '0x50', '80.0', '٣']) {
      expect(faultsOf({ VERNACULAR_PORT })).toHaveLength(1)
    }
  })
})
