/** Models carried from project to project and from service to service, by the Studio alone. */
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

const projectOf = async (service: RunningService, displayName: string): Promise<string> => {
  const { self } = (await service.api.post('/projects', { displayName, locale: 'en-US' })) as Entity
  return `/studio/projects/${self.split('/').at(-1)}/models`
}

beforeAll(async () => {
  ;[source, target] = await Promise.all([startInProcess(), startInProcess(), buildStudio()])
  browser = await openBrowser()
  page = browser.page
  const model = await source.api.post('/models', { displayName: 'Harbour words', locale: 'en-US', text })
  await source.api.finished(model as never, () => undefined)
  await signIn(page, source.address)
})

afterAll(async () => {
  await browser.close()
  await source.close()
  await target.close()
})

const dialog = () => page.getByRole('dialog')

test('what a program made without a project is taken into one', async () => {
  const place = await projectOf(source, 'Harbour radio')
  await page.goto(`${source.address}${place}`)
  await page.getByRole('button', { name: 'Connect…' }).click()
  await dialog().getByLabel('Harbour words').check()
  expect(await seriousFindings(page)).toEqual([])
  await dialog().getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByRole('link', { name: 'Harbour words' }).click()
  await page.getByRole('cell', { name: 'grapnel', exact: true }).waitFor()
  // Its samples are heard: the button that plays becomes one that stops, until the word was said.
  const sample = page.waitForResponse((response) => response.url().includes(':speak'))
  await page.getByRole('button', { name: 'Hear grapnel as G R AE P N' }).first().click()
  expect((await sample).headers()['content-type']).toBe('audio/wav')
  expect(await seriousFindings(page)).toEqual([])
})

test('names are heard before anything is trained, and taken along as pronunciation data', async () => {
  await page.getByRole('link', { name: 'Train custom models' }).click()
  await page.getByRole('button', { name: 'Hear how words are said' }).click()
  await dialog().getByLabel('Words').fill('Quillfeather\nKX9 = k x nine')
  await dialog().getByRole('button', { name: 'Say them' }).click()
  await dialog().getByText('as you gave it: “k x nine”').waitFor()
  expect(
    await dialog()
      .getByRole('button', { name: /^Hear Quillfeather as K W IH L/ })
      .count()
  ).toBeGreaterThan(0)
  expect(await seriousFindings(page)).toEqual([])
  const downloading = page.waitForEvent('download')
  await dialog().getByRole('button', { name: 'Save as pronunciation data' }).click()
  expect(await readFile(await (await downloading).path(), 'utf8')).toBe('KX9\tk x nine\n')
  await dialog().getByRole('button', { name: 'Close' }).click()
  await page.getByRole('link', { name: 'Harbour words' }).click()
})

test('a bundle is downloaded, and imported where it is wanted', async () => {
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download the bundle' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('Harbour words.zip')
  const buffer = await readFile(await download.path())
  const place = await projectOf(target, 'Other harbour')
  await signIn(page, target.address)
  await page.goto(`${target.address}${place}`)
  await page.getByRole('button', { name: 'From elsewhere' }).click()
  await page.getByRole('menuitem', { name: 'Import a bundle' }).click()
  const bundle = { name: 'words.zip', mimeType: 'application/zip', buffer }
  await dialog().locator('input[type=file]').setInputFiles(bundle)
  expect(await seriousFindings(page)).toEqual([])
  await dialog().getByRole('button', { name: 'Import' }).click()
  await page.getByRole('heading', { name: 'Harbour words' }).waitFor()
  await page.getByRole('cell', { name: 'grapnel', exact: true }).waitFor()
})

test('a model is copied to another project, and to a service that gives leave', async () => {
  await page.goto(source.address)
  await projectOf(source, 'Sailing')
  await page.goto(`${source.address}${await modelPlace()}`)
  await page.getByRole('button', { name: 'Copy to…' }).click()
  await dialog().getByRole('combobox', { name: 'Project' }).selectOption({ label: 'Sailing' })
  await dialog().getByRole('button', { name: 'Copy', exact: true }).click()
  await dialog().getByRole('link', { name: 'Sailing' }).waitFor()
  await dialog().getByRole('button', { name: 'Close' }).click()

  await page.getByRole('button', { name: 'Copy to…' }).click()
  await dialog().getByLabel('To another service').check()
  const resourceId = await dialog().locator('code', { hasText: /\w/ }).innerText()
  const other = await browser.context.newPage()
  await signIn(other, target.address)
  await other.getByRole('link', { name: 'Other harbour' }).click()
  await other.getByRole('link', { name: 'Train custom models' }).click()
  await other.getByRole('button', { name: 'From elsewhere' }).click()
  await other.getByRole('menuitem', { name: 'Let a model be copied here' }).click()
  await other.getByLabel('Resource id of the other service').fill(resourceId)
  await other.getByRole('button', { name: 'Give leave' }).click()
  const authorization = await other.locator('.authorization').innerText()

  await dialog().getByLabel('The authorization that it gave').fill(authorization)
  expect(await seriousFindings(page)).toEqual([])
  await dialog().getByRole('button', { name: 'Copy', exact: true }).click()
  await dialog().getByText('Succeeded').waitFor()
  await other.reload()
  await other.getByRole('button', { name: 'Connect…' }).waitFor()
})

async function modelPlace(): Promise<string> {
  const { values } = (await source.api.get('/models')) as { values: (Entity & { project?: Entity })[] }
  const model = values.find(({ project }) => project !== undefined)
  const last = (self = ''): string => self.split('/').at(-1) ?? ''
  return `/studio/projects/${last(model?.project?.self)}/models/${last(model?.self)}`
}
