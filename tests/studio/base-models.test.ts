/** Base models in the Studio: the catalog searched, a license accepted, and an installation that fails with its reason. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningService, startInProcess } from '../in-process-service.ts'
import { type Browser, buildStudio, openBrowser, picturesOf, seriousFindings, signIn } from './browser.ts'

let service: RunningService
let files: Server
let browser: Browser

beforeAll(async () => {
  files = createServer((_request, response) => void response.end('<html>not an archive</html>')).listen(
    0,
    '127.0.0.1'
  )
  ;[service] = await Promise.all([startInProcess(), buildStudio(), once(files, 'listening')])
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
  files.close()
  await service.close()
})

test('the catalog is searched, and installs only once the license is accepted', async () => {
  const { page } = browser
  await signIn(page, service.address)
  await page.getByRole('link', { name: 'Base models' }).click()
  await page.getByRole('region', { name: 'Installed' }).getByText('en-US').first().waitFor()
  const catalog = page.getByRole('region', { name: 'Catalog of public models' })
  await catalog.getByText('FastConformer').first().waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await picturesOf(page)('base-models')

  await catalog.getByRole('searchbox').fill('russian streaming')
  await expect.poll(() => catalog.getByRole('row').count()).toBe(2)
  await catalog.getByRole('button', { name: /^Install T-one/ }).click()
  const dialog = page.getByRole('dialog')
  const install = dialog.getByRole('button', { name: 'Install' })
  expect(await install.isDisabled()).toBe(true)
  await dialog.getByRole('checkbox', { name: /Apache-2\.0/ }).check()
  expect(await install.isEnabled()).toBe(true)
  expect(await seriousFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Cancel' }).click()
})

test('an archive that is none is rejected with what was found', async () => {
  const { page } = browser
  await page.getByRole('button', { name: 'Install from a URL' }).click()
  const dialog = page.getByRole('dialog')
  const { port } = files.address() as AddressInfo
  await dialog.getByLabel('URL of the archive').fill(`http://127.0.0.1:${port}/model.tar.gz`)
  await dialog.getByLabel('Name').fill('broken')
  await dialog.getByRole('button', { name: 'Install' }).click()
  const failure = page.getByRole('region', { name: 'Installations' }).getByRole('alert')
  await failure.getByText('begins with the bytes 3c68746d').waitFor()
  expect(await seriousFindings(page)).toEqual([])
})
