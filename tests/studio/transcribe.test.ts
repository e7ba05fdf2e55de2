/** The Transcribe page: a phrase list and its weight, with a model that is not deployed, and without a project. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningService, startInProcess } from '../in-process-service.ts'
import { type Clip, spokenBy } from '../synthetic-clips.ts'
import { type Browser, buildStudio, fits, openBrowser, seriousFindings, signIn } from './browser.ts'

const TRANSCRIPTS = 'please send the report about quillfeather to the office'

let service: RunningService
let browser: Browser
let page: Page
let clip: Clip

beforeAll(async () => {
  const [running, clips] = await Promise.all([
    startInProcess(),
    spokenBy('rms', [TRANSCRIPTS]),
    buildStudio()
  ])
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

const phraseList = () => page.getByLabel('Phrase list (optional)')
const weight = () => page.getByLabel('Phrase list weight')
const recognized = () => page.getByRole('region', { name: 'Office words' }).locator('p').first().innerText()

async function setWeight(value: string): Promise<void> {
  await weight().fill(value)
  await weight().press('Enter')
}

async function transcribeAgain(): Promise<string> {
  const answered = page.waitForResponse((answer) => answer.url().endsWith('/v1/audio/transcriptions'))
  await page.getByRole('button', { name: 'Transcribe again' }).click()
  await (await answered).finished()
  await page.getByRole('button', { name: 'Transcribe again' }).and(page.locator(':enabled')).waitFor()
  return recognized()
}

test('is linked from the list of projects, and lists models that are not deployed', async () => {
  await page.getByRole('link', { name: 'Transcribe without a project' }).click()
  await page.getByRole('heading', { name: 'Transcribe', exact: true }).waitFor()
  await page.getByLabel('Endpoint or model').selectOption({ label: 'Office words' })
  expect(await weight().count()).toBe(0)
})

test('phrases are recognized in a recording according to their weight', async () => {
  const file = { name: clip.name, mimeType: 'audio/wav', buffer: Buffer.from(clip.wav) }
  await page.getByLabel('Compare with the base model').uncheck()
  await page.locator('input[type=file]').setInputFiles(file)
  await expect.poll(recognized).toMatch(/report/i)
  expect(await recognized()).not.toContain('Quillfeather')
  await phraseList().fill('Quillfeather, Zephyr turbine')
  expect(await transcribeAgain()).toContain('Quillfeather')
  await setWeight('0')
  expect(await transcribeAgain()).not.toContain('Quillfeather')
  expect(await seriousFindings(page)).toEqual([])
  expect(await fits(page, 390)).toBe(true)
})

test('phrases are recognized from the microphone', async () => {
  const live = page.getByTestId('live')
  const listen = () => page.getByRole('button', { name: 'Use the microphone' }).click()
  // The clip repeats.
  const spokenTwice = () =>
    expect.poll(() => live.innerText(), { timeout: 40_000 }).toMatch(/office.*office/is)
  await listen()
  await spokenTwice()
  expect(await live.innerText()).not.toContain('Quillfeather')
  await page.getByRole('button', { name: 'Stop' }).click()
  await setWeight('1.5')
  await listen()
  await expect.poll(() => live.innerText(), { timeout: 40_000 }).toContain('Quillfeather')
  await page.getByRole('button', { name: 'Stop' }).click()
  expect(await seriousFindings(page)).toEqual([])
})
