/** Trying it: expected words and their weight, on a model that nobody deployed, and without a project. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningService, startInProcess } from '../in-process-service.ts'
import { type Clip, spokenBy } from '../synthetic-clips.ts'
import { type Browser, buildStudio, fits, openBrowser, seriousFindings, signIn } from './browser.ts'

const SAID = 'please send the report about quillfeather to the office'

let service: RunningService
let browser: Browser
let page: Page
let clip: Clip

beforeAll(async () => {
  const [running, clips] = await Promise.all([startInProcess(), spokenBy('rms', [SAID]), buildStudio()])
  service = running
  clip = clips[0] as Clip
  const model = await service.api.post('/models', {
    displayName: 'Office words',
    locale: 'en-US',
    text: 'Please send the report to the office.'
  })
  await service.api.finished(model, () => undefined)
  browser = await openBrowser(clip.wav)
  page = browser.page
  await signIn(page, service.address)
})

afterAll(async () => {
  await browser.close()
  await service.close()
})

const expectedWords = () => page.getByLabel('Phrase list (optional)')
const weight = () => page.getByLabel('Phrase list weight')
const heard = () => page.getByRole('region', { name: 'Office words' }).locator('p').first().innerText()

async function weigh(value: string): Promise<void> {
  await weight().fill(value)
  await weight().press('Enter')
}

async function transcribeAgain(): Promise<string> {
  const answered = page.waitForResponse((answer) => answer.url().endsWith('/v1/audio/transcriptions'))
  await page.getByRole('button', { name: 'Transcribe again' }).click()
  await (await answered).finished()
  await page.getByRole('button', { name: 'Transcribe again' }).and(page.locator(':enabled')).waitFor()
  return heard()
}

test('is reached from the list of projects, and offers models that were never deployed', async () => {
  await page.getByRole('link', { name: 'Transcribe without a project' }).click()
  await page.getByRole('heading', { name: 'Transcribe', exact: true }).waitFor()
  await page.getByLabel('Endpoint or model').selectOption({ label: 'Office words' })
  expect(await weight().count()).toBe(0)
})

test('expected words are heard in a recording as far as their weight goes', async () => {
  const file = { name: clip.name, mimeType: 'audio/wav', buffer: Buffer.from(clip.wav) }
  await page.getByLabel('Compare with the base model').uncheck()
  await page.locator('input[type=file]').setInputFiles(file)
  await expect.poll(heard).toMatch(/report/i)
  expect(await heard()).not.toContain('Quillfeather')
  await expectedWords().fill('Quillfeather, Zephyr turbine')
  expect(await transcribeAgain()).toContain('Quillfeather')
  await weigh('0')
  expect(await transcribeAgain()).not.toContain('Quillfeather')
  expect(await seriousFindings(page)).toEqual([])
  expect(await fits(page, 390)).toBe(true)
})

test('so they are at the microphone', async () => {
  const live = page.getByTestId('live')
  const listen = () => page.getByRole('button', { name: 'Use the microphone' }).click()
  // The clip sounds again and again.
  const spokenTwice = () =>
    expect.poll(() => live.innerText(), { timeout: 40_000 }).toMatch(/office.*office/is)
  await listen()
  await spokenTwice()
  expect(await live.innerText()).not.toContain('Quillfeather')
  await page.getByRole('button', { name: 'Stop' }).click()
  await weigh('1.5')
  await listen()
  await expect.poll(() => live.innerText(), { timeout: 40_000 }).toContain('Quillfeather')
  await page.getByRole('button', { name: 'Stop' }).click()
  expect(await seriousFindings(page)).toEqual([])
})
