/** Web hooks in the Studio: created, tested, and deleted, with a real receiver. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningService, startInProcess } from '../in-process-service.ts'
import { Receiver, wellBehaved } from '../webhooks/receiver.ts'
import { type Browser, buildStudio, openBrowser, picturesOf, seriousFindings, signIn } from './browser.ts'

let service: RunningService
let receiver: Receiver
let browser: Browser

beforeAll(async () => {
  ;[service, receiver] = await Promise.all([startInProcess(), Receiver.start(), buildStudio()])
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
  receiver.close()
  await service.close()
})

test('a web hook passes the challenge, and receives a ping', async () => {
  const { page } = browser
  await signIn(page, service.address)
  await page.getByRole('link', { name: 'Web hooks' }).click()
  await page.getByRole('button', { name: 'New web hook' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Tell the ship')
  await dialog.getByLabel('URL').fill(receiver.url)
  await dialog.getByLabel('Secret').fill('a secret of ours')
  await dialog.getByLabel('Model: created').check()
  expect(await seriousFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  const hook = page.getByRole('region', { name: 'Tell the ship' })
  await hook.getByText('Succeeded').waitFor()
  expect(receiver.of('Challenge')).toHaveLength(1)

  await hook.getByRole('button', { name: 'Rename' }).click()
  await dialog.getByLabel('Name').fill('Tell the harbor')
  await dialog.getByRole('button', { name: 'Save' }).click()
  const renamed = page.getByRole('region', { name: 'Tell the harbor' })
  await renamed.getByRole('button', { name: 'Send a ping' }).click()
  await expect.poll(() => receiver.of('Ping').length).toBe(1)
  // Renaming keeps the secret.
  expect(receiver.of('Ping')[0]?.signature).toMatch(/^[\w+/]+=*$/)
  expect(await seriousFindings(page)).toEqual([])
  await picturesOf(page)('web-hooks')
})

test('a failed challenge is shown, and the web hook can be deleted', async () => {
  const { page } = browser
  receiver.respond = (_received, response) => void response.writeHead(404).end()
  await page.getByRole('button', { name: 'New web hook' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Nobody')
  await dialog.getByLabel('URL').fill(receiver.url)
  await dialog.getByRole('button', { name: 'Save' }).click()
  const hook = page.getByRole('region', { name: 'Nobody' })
  await hook.getByText('404').waitFor()
  receiver.respond = wellBehaved
  await hook.getByRole('button', { name: 'Delete' }).click()
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await hook.waitFor({ state: 'detached' })
})
