/** From an empty service to a deployed custom model in the Studio, with real training. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KEY, type RunningService, startInProcess } from '../in-process-service.ts'
import { acousticArchive, type Clip, spokenBy } from '../synthetic-clips.ts'
import { type Browser, buildStudio, openBrowser, seriousFindings, signIn } from './browser.ts'

const TRAINING = ['The grapnel slipped off the mooring chain.', 'Paint the grapnel before the regatta.']
const UNSEEN = ['The grapnel lies before the mooring chain.', 'Paint the mooring chain.']
/** The folder for pictures of the documentation, if they are wanted. */
const pictures = process.env.STUDIO_PICTURES

let service: RunningService
let browser: Browser
let clips: readonly Clip[]
let page: Page

beforeAll(async () => {
  ;[service, clips] = await Promise.all([startInProcess(), spokenBy('slt', UNSEEN), buildStudio()])
  browser = await openBrowser(clips[0]?.wav)
  page = browser.page
})

afterAll(async () => {
  await browser.close()
  await service.close()
})

async function picture(name: string, fullPage = false): Promise<void> {
  if (pictures !== undefined) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage })
}

async function fits(width: number): Promise<boolean> {
  await page.setViewportSize({ width, height: 800 })
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
  await page.setViewportSize({ width: 1280, height: 800 })
  return wide <= width
}

const menu = (name: string) => page.getByRole('navigation').getByRole('link', { name }).click()
const dialog = () => page.getByRole('dialog')

async function upload(kind: string, name: string, buffer: Buffer): Promise<void> {
  await page.getByRole('button', { name: 'Upload data' }).click()
  await dialog().getByLabel('Type').selectOption({ label: kind })
  await dialog().locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer })
  await dialog().getByRole('button', { name: 'Save and close' }).click()
  await dialog().waitFor({ state: 'detached' })
  await page.getByRole('row', { name }).getByText('Succeeded').waitFor()
}

describe('the Studio', () => {
  test('shows nothing without a valid access key', async () => {
    await page.goto(service.address)
    await page.getByLabel('Access key').fill('not the key')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Invalid access key.').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await signIn(page, service.address)
    expect(await seriousFindings(page)).toEqual([])
    await picture('projects-empty')
  })

  test('uploads data to a new project, and shows why each rejected line was rejected', async () => {
    await page.getByRole('button', { name: 'Create a new project' }).click()
    await dialog().getByLabel('Name').fill('Harbor radio')
    await dialog().getByRole('button', { name: 'Create and go to project' }).click()
    await page.getByText('No datasets yet').waitFor()
    const text = `${TRAINING.join('\n')}\nsee https://example.com for more\n`
    await upload('Plain text', 'sentences.txt', Buffer.from(text))
    await upload('Audio + human-labeled transcript', 'unseen.zip', await acousticArchive(clips))
    await picture('datasets')
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('link', { name: 'sentences.txt' }).click()
    await page.getByText('see https://example.com for more').waitFor()
    await page.getByText('ContainsUri').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    expect(await fits(390)).toBe(true)
    await picture('dataset')
    await page.goBack()
    await page.getByRole('heading', { name: 'Speech datasets' }).waitFor()
  })

  test('trains a model and shows the results', async () => {
    await menu('Train custom models')
    await page.getByRole('button', { name: 'Train a new model' }).click()
    await dialog().getByLabel('sentences.txt').check()
    await dialog().getByLabel('Name').fill('Harbor words')
    expect(await seriousFindings(page)).toEqual([])
    await picture('train')
    await dialog().getByRole('button', { name: 'Start training' }).click()
    await page.getByRole('heading', { name: 'Harbor words' }).waitFor()
    await page.getByRole('link', { name: 'Test this model' }).waitFor()
    await page.getByRole('cell', { name: 'grapnel' }).first().waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await picture('model', true)
  })

  test('tests it against its base model, with recordings to play', async () => {
    await page.getByRole('link', { name: 'Test this model' }).click()
    await dialog().getByLabel('Name').fill('Unseen sentences')
    await dialog().getByRole('button', { name: 'Save and close' }).click()
    await page.getByText('2 of 2 utterances').waitFor()
    await page
      .getByRole('button', { name: /^Play / })
      .first()
      .click()
    await page.getByRole('button', { name: /^Stop / }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    expect(await fits(390)).toBe(true)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export CSV' }).click()
    expect((await download).suggestedFilename()).toBe('Unseen sentences.csv')
  })

  test('deploys it with sample code, on a page that can be reloaded', async () => {
    await menu('Deploy models')
    await page.getByRole('button', { name: 'Deploy model' }).click()
    await dialog().getByLabel('Name').fill('Harbor')
    await dialog().getByRole('button', { name: 'Deploy' }).click()
    await page.getByRole('heading', { name: 'Harbor', exact: true }).waitFor()
    await page.getByText('Succeeded').waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'spx' }).waitFor()
    const id = page.url().split('/').at(-1) ?? ''
    expect(await page.locator('pre').innerText()).toContain(`cid=${id}`)
    expect(await seriousFindings(page)).toEqual([])
    expect(await fits(390)).toBe(true)
  })

  test('transcribes a recording and the microphone with it', async () => {
    await page.getByRole('link', { name: 'Try it' }).click()
    const wav = { name: 'clip.wav', mimeType: 'audio/wav', buffer: Buffer.from(clips[0]?.wav ?? []) }
    await page.locator('input[type=file]').setInputFiles(wav)
    await page.locator('.card').nth(1).waitFor()
    expect(await page.locator('.card p').first().innerText()).toMatch(/grapnel/i)
    await page.getByRole('button', { name: 'Use the microphone' }).click()
    await expect.poll(() => page.getByTestId('live').innerText(), { timeout: 30_000 }).toMatch(/grapnel/i)
    await page.getByRole('button', { name: 'Stop' }).click()
    expect(await seriousFindings(page)).toEqual([])
    await picture('transcribe')
  })

  test('has a dark theme, and forgets the access key on signing out', async () => {
    await page.getByRole('button', { name: 'Dark theme' }).click()
    expect(await seriousFindings(page)).toEqual([])
    await picture('dark')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Access key').waitFor()
    expect(await page.evaluate<string>('JSON.stringify([sessionStorage, localStorage])')).not.toContain(KEY)
  })
})

describe('its files', () => {
  test('are compressed, small, and cached for good if their names contain a hash', async () => {
    const index = await fetch(service.address)
    expect(index.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(index.headers.get('cache-control')).toBe('no-cache')
    const names = [...(await index.text()).matchAll(/\/(assets\/[^"]+)/g)].map(([, name]) => name)
    let bytes = 0
    for (const name of names) {
      const answer = await fetch(`${service.address}/${name}`, { headers: { 'Accept-Encoding': 'gzip' } })
      expect(answer.headers.get('content-encoding')).toBe('gzip')
      expect(answer.headers.get('cache-control')).toContain('immutable')
      bytes += Number(answer.headers.get('content-length'))
    }
    expect(names.length).toBeGreaterThan(1)
    expect(bytes).toBeLessThan(300_000)
  })

  test('do not hide paths of the API', async () => {
    const headers = { 'Ocp-Apim-Subscription-Key': KEY }
    const answer = await fetch(`${service.address}/speechtotext/v3.2/nothing`, { headers })
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toContain('json')
    expect((await fetch(`${service.address}/assets/..%2Findex.html`)).status).toBe(404)
  })
})
