/** Endpoints in the Studio: sample code, traffic, changing and rolling back models, pausing, and logs. */
import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../in-process-service.ts'
import { uploaded } from '../models/uploaded.ts'
import { type ApiFile, type Clip, type Entity, spokenBy } from '../synthetic-clips.ts'
import { type Browser, buildStudio, openBrowser, seriousFindings, signIn } from './browser.ts'

const run = promisify(execFile)
const SENTENCE = 'The grapnel slipped off the mooring chain.'
const root = fileURLToPath(new URL('../..', import.meta.url))
/** The folder for pictures of the documentation, if they are wanted. */
const pictures = process.env.STUDIO_PICTURES

let service: RunningService
let browser: Browser
let page: Page
let clip: Clip
let project: Entity
let base: Entity
let model: Entity
let endpoint: Entity

const idOf = ({ self }: Entity): string => self.split('/').at(-1) ?? ''
const dialog = (of: Page = page) => of.getByRole('dialog')
const address = (): string =>
  `${service.address}/studio/projects/${idOf(project)}/endpoints/${idOf(endpoint)}`

async function create(path: string, body: Record<string, unknown>): Promise<Entity> {
  const own = { locale: 'en-US', project: { self: project.self } }
  return service.api.finished(await service.api.post<Entity>(path, { ...own, ...body }), () => undefined)
}

const recognize = (body: Uint8Array = clip.wav): Promise<Response> =>
  fetch(
    `${service.address}/speech/recognition/conversation/cognitiveservices/v1?language=en-US&cid=${idOf(endpoint)}`,
    {
      method: 'POST',
      headers: { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'audio/wav' },
      body: new Uint8Array(body)
    }
  )

async function picture(name: string): Promise<void> {
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}

async function fits(width: number): Promise<boolean> {
  await page.setViewportSize({ width, height: 800 })
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
  await picture(`endpoint-${width}`)
  await page.setViewportSize({ width: 1280, height: 800 })
  return wide <= width
}

beforeAll(async () => {
  const [running, clips] = await Promise.all([startInProcess(), spokenBy('slt', [SENTENCE]), buildStudio()])
  service = running
  clip = clips[0] as Clip
  browser = await openBrowser()
  page = browser.page
  project = await service.api.post<Entity>('/projects', { displayName: 'Harbor radio', locale: 'en-US' })
  base = (await service.api.get<{ values: Entity[] }>('/models/base')).values[0] as Entity
  model = await create('/models', { displayName: 'Harbor words', text: SENTENCE })
  endpoint = await create('/endpoints', { displayName: 'Harbor', model: { self: model.self } })
  await signIn(page, service.address)
})

afterAll(async () => {
  await browser.close()
  await service.close()
})

describe('sample code of an endpoint', () => {
  let folder: string
  const codeOf = async (language: string): Promise<string> => {
    await page.getByRole('button', { name: language, exact: true }).click()
    return page.locator('pre').innerText()
  }
  /** Runs in a folder with clip.wav, with the access key in the environment, as the page says. */
  const outputOf = async (file: string, words: readonly string[]): Promise<string> => {
    const environment = { PATH: `${folder}:${process.env.PATH}`, HOME: folder, VERNACULAR_KEY: KEY }
    return (await run(file, words, { cwd: folder, env: environment })).stdout
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vernacular-samples-'))
    await writeFile(join(folder, 'clip.wav'), clip.wav)
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
    // The command line of Vernacular under the name that scripts use.
    const loader = import.meta.resolve('tsx')
    await writeFile(
      join(folder, 'spx'),
      `#!/bin/sh\nexec ${process.execPath} --import ${loader} ${join(root, 'src/cli/main.ts')} "$@"\n`
    )
    await chmod(join(folder, 'spx'), 0o755)
    await page.goto(address())
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('for curl works as pasted', async () => {
    expect(await outputOf('sh', ['-c', await codeOf('curl')])).toContain(SENTENCE)
  })

  test('for JavaScript works as pasted', async () => {
    await writeFile(join(folder, 'sample.mjs'), await codeOf('JavaScript'))
    expect(await outputOf(process.execPath, ['sample.mjs'])).toBe(`${SENTENCE}\n`)
  })

  test('for Python works as pasted', async () => {
    await writeFile(join(folder, 'sample.py'), await codeOf('Python'))
    expect(await outputOf('python3', ['sample.py'])).toBe(`${SENTENCE}\n`)
  })

  test('for spx works as pasted', async () => {
    expect(await outputOf('sh', ['-c', await codeOf('spx')])).toContain(SENTENCE)
  })

  test('is copied whole', async () => {
    const code = await codeOf('C#')
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    expect((await page.evaluate<string>('navigator.clipboard.readText()')).trim()).toBe(code.trim())
  })
})

describe('an endpoint', () => {
  test('shows its traffic and rejected requests', async () => {
    await recognize(Buffer.from('this is no audio'))
    await page.reload()
    const card = (name: string) => page.locator('.card', { hasText: name })
    await expect.poll(() => card('Requests').locator('b').innerText()).toBe('5')
    expect(await card('Error rate').innerText()).toContain('0 failed, 1 rejected')
    expect(await card('Latency').locator('b').innerText()).toMatch(/^\d.* m?s$/)
    await page.getByText('Show as table').click()
    await page.getByRole('columnheader', { name: 'Rejected' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })

  test('changes its model, and rolls back with one click', async () => {
    await page.getByRole('button', { name: 'Change model' }).click()
    await dialog().getByLabel('Model').selectOption({ index: 1 })
    await dialog().getByRole('button', { name: 'Save' }).click()
    const back = page.getByRole('button', { name: 'Roll back to Harbor words' })
    await back.and(page.locator(':enabled')).waitFor()
    const history = page.getByRole('region', { name: 'Deployment history' }).getByRole('row')
    await expect.poll(() => history.count()).toBe(3)
    await back.click()
    await expect.poll(() => history.count()).toBe(4)
    await expect.poll(() => history.nth(1).innerText()).toMatch(/Harbor words.*serving now/s)
    expect(((await (await recognize()).json()) as { DisplayText: string }).DisplayText).toBe(SENTENCE)
  })

  test('does not overwrite a change made elsewhere in the meantime', async () => {
    await page.getByRole('button', { name: 'Change model' }).click()
    await dialog().getByLabel('Model').selectOption({ index: 1 })
    // Changed through the API in the meantime.
    const patched = await fetch(endpoint.self, {
      method: 'PATCH',
      headers: { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'application/json' },
      body: JSON.stringify({ model: { self: base.self } })
    })
    expect(patched.status).toBe(200)
    await service.api.finished(endpoint, () => undefined)
    await dialog().getByRole('button', { name: 'Save' }).click()
    await dialog().getByText('Someone else changed this endpoint to Base model').waitFor()
    await dialog().getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Roll back to Harbor words' }).click()
    await service.api.finished(endpoint, () => undefined)
  })

  test('is paused and resumed in all windows', async () => {
    const other = await browser.context.newPage()
    await signIn(other, service.address)
    await other.goto(address())
    await page.getByRole('button', { name: 'Pause' }).click()
    await other.getByText('This endpoint is paused').waitFor()
    expect((await recognize()).status).toBe(409)
    await other.getByRole('button', { name: 'Resume' }).click()
    await page.getByRole('button', { name: 'Pause' }).waitFor()
    expect((await recognize()).status).toBe(200)
    await other.close()
  })

  test('lists, plays, downloads, and deletes logs, and opens them in the editor', async () => {
    await page.getByRole('switch', { name: 'Log content' }).click()
    await expect
      .poll(async () => (await service.api.get(endpoint.self)).properties)
      .toMatchObject({
        loggingEnabled: true
      })
    await recognize()
    await recognize()
    await page.reload()
    const logs = page.getByRole('region', { name: 'Logs' })
    await expect.poll(() => logs.getByRole('row').count()).toBe(3)
    await logs.getByText(SENTENCE).first().waitFor()
    await logs.getByRole('button', { name: /^Play/ }).first().click()
    await logs.getByRole('button', { name: /^Stop/ }).waitFor()
    await picture('endpoint')
    expect(await seriousFindings(page)).toEqual([])
    expect(await fits(390)).toBe(true)
    await page.getByRole('button', { name: 'Dark theme' }).click()
    expect(await seriousFindings(page)).toEqual([])
    await picture('endpoint-dark')
    await page.getByRole('button', { name: 'Light theme' }).click()
    const all = await service.api.get<{ values: ApiFile[] }>(`${endpoint.self}/files/logs`)
    const oldest = all.values.find(({ kind }) => kind === 'Audio')?.links.contentUrl ?? ''
    const slow = (url: URL) => url.pathname === new URL(oldest).pathname
    // The connection stalls after the first of two recordings.
    await page.route(slow, () => undefined)
    await logs.getByRole('button', { name: 'Download all logs' }).click()
    await logs.getByText('1 of 2 recordings').waitFor()
    await logs.getByRole('button', { name: 'Stop the download' }).click()
    await logs.getByRole('button', { name: 'Download all logs' }).waitFor()
    expect(await logs.getByText('1 of 2 recordings').count()).toBe(0)
    await page.unroute(slow)
    const saved = page.waitForEvent('download')
    await logs.getByRole('button', { name: 'Download all logs' }).click()
    const archive = await saved
    expect(archive.suggestedFilename()).toBe('Harbor logs.zip')
    const dataset = await uploaded(service.api, 'Acoustic', await readFile(await archive.path()))
    expect(dataset).toMatchObject({ properties: { acceptedLineCount: 2, rejectedLineCount: 0 } })
    const { values } = await service.api.get<{ values: ApiFile[] }>(`${dataset.self}/files`)
    expect(values.filter(({ kind }) => kind === 'Audio').map(({ properties }) => properties)).toMatchObject([
      { transcript: SENTENCE },
      { transcript: SENTENCE }
    ])
    await logs
      .getByRole('button', { name: /^Delete the log/ })
      .first()
      .click()
    await expect.poll(() => logs.getByRole('row').count()).toBe(2)
    expect(await logs.getByRole('link', { name: 'Correct in the editor' }).getAttribute('href')).toBe(
      `/studio/projects/${idOf(project)}/editor?endpoint=${idOf(endpoint)}`
    )
    await logs.getByRole('button', { name: 'Delete all logs' }).click()
    await dialog().getByRole('button', { name: 'Delete' }).click()
    await page.getByText('No logs yet.').waitFor()
  })

  test('is listed with its traffic of the last 24 hours', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Deploy models' }).click()
    const row = page.getByRole('row', { name: 'Harbor' }).last()
    await expect.poll(() => row.innerText()).toMatch(/Succeeded.*Harbor words/s)
    await expect.poll(() => row.getByRole('cell').nth(4).innerText()).toMatch(/^\d+$/)
    expect(await seriousFindings(page)).toEqual([])
    await picture('endpoints')
  })
})
