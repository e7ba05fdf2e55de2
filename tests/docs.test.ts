/** What the documents show is what happens: their examples are run. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { acousticArchive, readByEach, speak } from '../src/demo/synthetic-speech.ts'
import { readSettings } from '../src/platform/index.ts'
import { displayFormFor } from '../src/speech/display/index.ts'
import { normalizerFor } from '../src/speech/text/index.ts'
import { KEY, withService } from './in-process-service.ts'

const run = promisify(execFile)
const document = (name: string): Promise<string> =>
  readFile(new URL(`../docs/${name}.md`, import.meta.url), 'utf8')

/** Rows of the table under a heading, cell by cell. */
function table(text: string, heading: string): readonly (readonly string[])[] {
  const section = text.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const rows = section.split('\n').filter((line) => line.startsWith('| '))
  return rows.slice(1).map((line) =>
    line
      .slice(1, -1)
      .split(' | ')
      .map((cell) => cell.trim())
  )
}

describe('the documents', () => {
  test('show lexical forms that the normalizer makes', async () => {
    const rows = table(await document('data-formats'), 'The lexical form')
    expect(rows.length).toBeGreaterThan(3)
    for (const [written = '', lexical] of rows) expect(normalizerFor('en-US').apply(written)).toBe(lexical)
  })

  test('show display forms that the pipeline makes', async () => {
    const rows = table(await document('display'), 'Examples')
    expect(rows.length).toBeGreaterThan(3)
    const cells = rows.slice(1).map((row) => row.map((cell) => cell.replaceAll('`', '')))
    for (const [spoken = '', shown] of cells)
      expect(displayFormFor('en-US').formatText(spoken).display).toBe(shown)
  })

  test('name every setting with its default', async () => {
    const settings = readSettings({})
    const { limits } = settings
    const rows = table(await document('operations'), 'Settings')
    const defaults = Object.fromEntries(
      rows.map(([name = '', value = '']) => [name, value.replaceAll('`', '')])
    )
    expect(defaults).toEqual({
      '`VERNACULAR_HOST`': settings.host,
      '`VERNACULAR_PORT`': String(settings.port),
      '`VERNACULAR_DATA_DIR`': './data',
      '`VERNACULAR_KEY`': '–',
      '`VERNACULAR_LOG_LEVEL`': settings.logLevel,
      '`VERNACULAR_ALLOW_PRIVATE_URLS`': String(settings.allowPrivateUrls),
      '`VERNACULAR_MODEL_EXPIRY`': settings.modelExpiry,
      '`VERNACULAR_SMTP_URL`': '–',
      '`VERNACULAR_MAIL_FROM`': settings.mailFrom,
      '`VERNACULAR_QUARANTINE_DAYS`': String(settings.quarantineDays),
      '`VERNACULAR_DEFAULT_BASE_MODELS`': '–',
      '`VERNACULAR_IMPORT_DIR`': '–',
      '`VERNACULAR_PROXY_URL`': '–',
      '`VERNACULAR_GENERAL_SET`': 'on',
      '`VERNACULAR_LIVE_STREAMS`': '4 per core',
      '`VERNACULAR_JOBS`': String(settings.jobs),
      '`VERNACULAR_MAX_CONNECTIONS`': String(limits.maxConnections),
      '`VERNACULAR_MAX_CONNECTIONS_PER_ADDRESS`': String(limits.maxConnectionsPerAddress),
      '`VERNACULAR_MAX_UNAUTHENTICATED`': String(limits.maxUnauthenticated),
      '`VERNACULAR_HEADER_SECONDS`': String(limits.headerTimeoutMs / 1000),
      '`VERNACULAR_KEEP_ALIVE_SECONDS`': String(limits.keepAliveTimeoutMs / 1000),
      '`VERNACULAR_BODY_IDLE_SECONDS`': String(limits.bodyIdleMs / 1000),
      '`VERNACULAR_MIN_BODY_RATE`': String(limits.minBodyBytesPerSecond),
      '`VERNACULAR_WRONG_KEYS_PER_MINUTE`': String(limits.maxWrongKeysPerMinute)
    })
  })

  test('take a reader from text to a recognized clip with curl', { timeout: 120_000 }, async () => {
    const [, script = ''] = /```bash\n([\s\S]*?)```/.exec(await document('rest')) ?? []
    const folder = await mkdtemp(join(tmpdir(), 'vernacular-docs-'))
    const sentences = ['The grapnel slipped off the mooring chain.', 'Paint the grapnel before the regatta.']
    const clips = await speak(readByEach(sentences, ['slt']), new Map(), () => undefined)
    await writeFile(join(folder, 'domain.txt'), sentences.join('\n'))
    await writeFile(join(folder, 'test.zip'), await acousticArchive(clips))
    await writeFile(join(folder, 'clip.wav'), clips[0]?.wav ?? '')
    await writeFile(join(folder, 'journey.sh'), `set -euo pipefail\n${script}`)
    try {
      await withService(async (_api, { address }) => {
        const { stdout } = await run('bash', ['journey.sh'], {
          cwd: folder,
          env: { ...process.env, VERNACULAR_URL: address, VERNACULAR_KEY: KEY }
        })
        expect(stdout).toContain('wordErrorRate2')
        expect(stdout).toContain('"Display":"The grapnel slipped off the mooring chain."')
      })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  test('take a reader from a recording to its text and subtitles with curl', {
    timeout: 60_000
  }, async () => {
    const scripts = [...(await document('recognition')).matchAll(/```bash\n([\s\S]*?)```/g)]
    const folder = await mkdtemp(join(tmpdir(), 'vernacular-docs-'))
    const [clip] = await speak(readByEach(['The door is open.'], ['rms']), new Map(), () => undefined)
    await writeFile(join(folder, 'clip.wav'), clip?.wav ?? '')
    try {
      await withService(async (_api, { address }) => {
        const env = { ...process.env, VERNACULAR_URL: address, VERNACULAR_KEY: KEY }
        const answers = scripts.map(([, script = '']) => run('bash', ['-c', script], { cwd: folder, env }))
        const [fast, subtitles] = (await Promise.all(answers)).map(({ stdout }) => stdout)
        expect(fast).toContain('"combinedPhrases":[{"text":"The door is open."}]')
        expect(subtitles).toMatch(/^1\n00:00:00,\d{3} --> 00:00:01,\d{3}\nThe door is open\./)
      })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
