/** The receiver and the call that docs/web-hooks.md shows are run. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import type { Entity } from '../../src/demo/rest-client.ts'
import { KEY, withService } from '../in-process-service.ts'
import { freePort } from '../service-process.ts'
import { eventually } from './eventually.ts'

const run = promisify(execFile)

test('its receiver hears of a new dataset, and turns away whoever cannot sign', async () => {
  const text = await readFile(new URL('../../docs/web-hooks.md', import.meta.url), 'utf8')
  const block = (language: string): string =>
    new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? ''
  const folder = await mkdtemp(join(tmpdir(), 'vernacular-docs-'))
  const port = await freePort()
  const env = { ...process.env, HOOK_SECRET: 'between us', HOOK_PORT: String(port), VERNACULAR_KEY: KEY }
  await writeFile(join(folder, 'receiver.mjs'), block('js'))
  const receiver = spawn(process.execPath, ['receiver.mjs'], { cwd: folder, env })
  let received = ''
  receiver.stdout.on('data', (chunk: Buffer) => {
    received += chunk
  })
  const url = `http://127.0.0.1:${port}/told`
  try {
    await eventually(async () => expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(401))
    await withService(async (api, { address }) => {
      const script = `set -euo pipefail\n${block('bash')}`
      const { stdout } = await run('bash', ['-c', script], { env: { ...env, VERNACULAR_URL: address } })
      await api.finished(JSON.parse(stdout) as Entity, () => undefined)
      const dataset = await api.post('/datasets', {
        displayName: 'Told',
        kind: 'Language',
        locale: 'en-US'
      })
      await eventually(() => expect(received).toBe(`DatasetCreation ${dataset.self}\n`))
    })
  } finally {
    receiver.kill()
    if (receiver.exitCode === null && receiver.signalCode === null) await once(receiver, 'exit')
    await rm(folder, { recursive: true, force: true })
  }
})
