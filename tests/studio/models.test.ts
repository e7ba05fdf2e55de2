/** Models in the Studio: added to projects, copied, exported, and imported, also between services. */
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningService, startInProcess } from '../in-process-service.ts'
import { type Browser, buildStudio, openBrowser, seriousFindings, signIn } from './browser.ts'

let source: RunningService
let target: RunningService
let browser: Browser
let page: Page

const text = 'The grapnel slipped off the mooring chain.\nPaint the grapnel before the regatta.'
type Entity = Readonly<{ self: string; displayName: string }>

const createProject = async (service: RunningService, displayName: string): Promise<string> => {
  const { self } = (await service.api.post('/projects', { displayName, locale: 'en-US' })) as Entity
  return `/studio/projects/${self.split('/').at(-1)}/models`
}

beforeAll(async () => {
  ;[source, target] = await Promise.all([startInProcess(), startInProcess(), buildStudio()])
  browser = await openBrowser()
  page = browser.page
  const model = await source.api.post('/models', { displayName: 'Harbor words', locale: 'en-US', text })
  await source.api.finished(model as never, () => undefined)
  await signIn(page, source.address)
})

afterAll(async () => {
  await browser.close()
  await source.close()
  await target.close()
})

const dialog = () => page.getByRole('dialog')

test('a model created without a project is added to one', async () => {
  const path = await createProject(source, 'Harbor radio')
  await page.goto(`${source.address}${path}`)
  await page.getByRole('button', { name: 'Add existing…' }).click()
  await dialog().getByLabel('Harbor words').check()
  expect(await seriousFindings(page)).toEqual([])
  await dialog().getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('link', { name: 'Harbor words' }).click()
  await page.getByRole('cell', { name: 'grapnel', exact: true }).waitFor()
  // Playing a pronunciation loads its synthetic speech.
  const sample = page.waitForResponse((response) => response.url().includes(':speak'))
  await page.getByRole('button', { name: 'Play grapnel as G R AE P N' }).first().click()
  expect((await sample).headers()['content-type']).toBe('audio/wav')
  expect(await seriousFindings(page)).toEqual([])
})

test('pronunciations are checked before training, and saved as pronunciation data', async () => {
  await page.getByRole('link', { name: 'Train custom models' }).click()
  await page.getByRole('button', { name: 'Check pronunciations' }).click()
  await dialog().getByLabel('Words').fill('Quillfeather\nKX9 = k x nine')
  await dialog().getByRole('button', { name: 'Pronounce' }).click()
  await dialog().getByText('your spoken form “k x nine”').waitFor()
  expect(
    await dialog()
      .getByRole('button', { name: /^Play Quillfeather as K W IH L/ })
      .count()
  ).toBeGreaterThan(0)
  expect(await seriousFindings(page)).toEqual([])
  const downloading = page.waitForEvent('download')
  await dialog().getByRole('button', { name: 'Save as pronunciation data' }).click()
  expect(await readFile(await (await downloading).path(), 'utf8')).toBe('KX9\tk x nine\n')
  await dialog().getByRole('button', { name: 'Close' }).click()
  await page.getByRole('link', { name: 'Harbor words' }).click()
})

test('a model bundle is downloaded, and imported into another service', async () => {
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download model bundle' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('Harbor words.zip')
  const buffer = await readFile(await download.path())
  const path = await createProject(target, 'Other harbor')
  await signIn(page, target.address)
  await page.goto(`${target.address}${path}`)
  await page.getByRole('button', { name: 'Import' }).click()
  await page.getByRole('menuitem', { name: 'Import a model bundle' }).click()
  const bundle = { name: 'words.zip', mimeType: 'application/zip', buffer }
  await dialog().locator('input[type=file]').setInputFiles(bundle)
  expect(await seriousFindings(page)).toEqual([])
  await dialog().getByRole('button', { name: 'Import' }).click()
  await page.getByRole('heading', { name: 'Harbor words' }).waitFor()
  await page.getByRole('cell', { name: 'grapnel', exact: true }).waitFor()
})

test('a model is copied to another project, and to a service that authorized it', async () => {
  await page.goto(source.address)
  await createProject(source, 'Sailing')
  await page.goto(`${source.address}${await modelPath()}`)
  await page.getByRole('button', { name: 'Copy to…' }).click()
  await dialog().getByRole('combobox', { name: 'Project' }).selectOption({ label: 'Sailing' })
  await dialog().getByRole('button', { name: 'Copy', exact: true }).click()
  await dialog().getByRole('link', { name: 'Sailing' }).waitFor()
  await dialog().getByRole('button', { name: 'Close' }).click()

  await page.getByRole('button', { name: 'Copy to…' }).click()
  await dialog().getByLabel('Another service').check()
  const resourceId = await dialog().locator('code', { hasText: /\w/ }).innerText()
  const other = await browser.context.newPage()
  await signIn(other, target.address)
  await other.getByRole('link', { name: 'Other harbor' }).click()
  await other.getByRole('link', { name: 'Train custom models' }).click()
  await other.getByRole('button', { name: 'Import' }).click()
  await other.getByRole('menuitem', { name: 'Authorize a model copy' }).click()
  await other.getByLabel('Resource ID of the other service').fill(resourceId)
  await other.getByRole('button', { name: 'Authorize' }).click()
  const authorization = await other.locator('.authorization').innerText()

  await dialog().getByLabel('Authorization from the other service').fill(authorization)
  expect(await seriousFindings(page)).toEqual([])
  await dialog().getByRole('button', { name: 'Copy', exact: true }).click()
  await dialog().getByText('Succeeded').waitFor()
  await other.reload()
  await other.getByRole('button', { name: 'Add existing…' }).waitFor()
})

async function modelPath(): Promise<string> {
  const { values } = (await source.api.get('/models')) as { values: (Entity & { project?: Entity })[] }
  const model = values.find(({ project }) => project !== undefined)
  const last = (self = ''): string => self.split('/').at(-1) ?? ''
  return `/studio/projects/${last(model?.project?.self)}/models/${last(model?.self)}`
}
