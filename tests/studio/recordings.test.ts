/** Transcription in the Studio: batches, single recordings, and the microphone. */
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningService, startInProcess } from '../in-process-service.ts'
import { type Clip, spokenBy } from '../synthetic-clips.ts'
import {
  type Browser,
  buildStudio,
  fits,
  openBrowser,
  picturesOf,
  seriousFindings,
  signIn
} from './browser.ts'

const TRANSCRIPTS = ['The storm is over.', 'The anchor lies before the chain.']

let service: RunningService
let browser: Browser
let page: Page
let picture: (name: string) => Promise<void>
let projectUrl: string
let clips: readonly Clip[]

beforeAll(async () => {
  ;[service, clips] = await Promise.all([startInProcess(), spokenBy('slt', TRANSCRIPTS), buildStudio()])
  const { self } = await service.api.post('/projects', { displayName: 'Harbor', locale: 'en-US' })
  projectUrl = `${service.address}/studio/projects/${self.split('/').at(-1)}`
  browser = await openBrowser(clips[0]?.wav)
  page = browser.page
  picture = picturesOf(page)
  await signIn(page, service.address)
})

afterAll(async () => {
  await browser.close()
  await service.close()
})

const dialog = () => page.getByRole('dialog')
const uploads = () => clips.map(({ name, wav }) => ({ name, mimeType: 'audio/wav', buffer: wav }))
async function downloaded(press: () => Promise<void>): Promise<string> {
  const download = page.waitForEvent('download')
  await press()
  return readFile(await (await download).path(), 'utf8')
}

test('files become a batch with progress, results, and captions', async () => {
  await page.goto(`${projectUrl}/batch`)
  await page.getByText('No batches yet').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'New batch' }).click()
  await dialog().locator('input[type=file]').setInputFiles(uploads())
  await dialog().getByText('2 recordings').waitFor()
  await dialog().getByText('Options').click()
  expect(await seriousFindings(page)).toEqual([])
  await dialog().getByLabel('Name').fill('Calls of Monday')
  await dialog().getByRole('button', { name: 'Transcribe' }).click()
  await page.getByRole('heading', { name: 'Calls of Monday' }).waitFor()
  await page.getByText('Succeeded').waitFor()
  await page.getByText(/storm is over/i).waitFor()
  await page.getByRole('button', { name: 'slt-002.wav' }).click()
  await page.locator('.segment-text', { hasText: /before the/i }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  expect(await fits(page, 390)).toBe(true)
  await picture('batch')
  const srt = await downloaded(() => page.getByRole('button', { name: 'srt', exact: true }).click())
  expect(srt).toMatch(/^1\n00:00:00,\d{3} --> 00:00:0[1-9],\d{3}\nThe /)
  await page.getByRole('button', { name: 'Download' }).click()
  const zipped = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'All as vtt (zip)' }).click()
  expect((await zipped).suggestedFilename()).toBe('Calls of Monday.vtt.zip')
})

test('a batch opens in the editor, and is listed', async () => {
  await page.getByRole('button', { name: 'Correct in the editor' }).click()
  await page.getByText('Segment 1 of 2').waitFor()
  await page.getByRole('navigation').getByRole('link', { name: 'Batch' }).click()
  await page.getByRole('link', { name: 'Calls of Monday' }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
})

test('a recording and the microphone are transcribed next to the base model, with captions', async () => {
  const base = (await service.api.get('/models/base')) as unknown as { values: { self: string }[] }
  const { self: project } = (await service.api.get(`/projects/${projectUrl.split('/').at(-1)}`)) as {
    self: string
  }
  const endpoint = await service.api.post('/endpoints', {
    displayName: 'Harbor',
    locale: 'en-US',
    project: { self: project },
    model: { self: base.values[0]?.self },
    properties: { loggingEnabled: true }
  })
  await service.api.finished(endpoint, () => undefined)
  await page.goto(`${projectUrl}/transcribe`)
  await page.locator('input[type=file]').setInputFiles(uploads().slice(0, 1))
  await page
    .getByRole('region', { name: 'Harbor' })
    .getByText(/storm is over/i)
    .first()
    .waitFor()
  await page
    .getByRole('region', { name: 'Base model' })
    .getByText(/storm is over/i)
    .first()
    .waitFor()
  const vtt = await downloaded(() => page.getByRole('button', { name: 'vtt' }).first().click())
  expect(vtt).toMatch(/^WEBVTT\n\n00:00:00\.\d{3} --> 00:00:01\.\d{3}\nThe Storm is over\./i)
  await page.getByRole('button', { name: 'Use the microphone' }).click()
  const live = page.getByTestId('live')
  // The clip repeats without a pause.
  await expect.poll(() => live.innerText(), { timeout: 30_000 }).toMatch(/over.*over/is)
  await page.getByRole('button', { name: 'Stop' }).click()
  expect(await seriousFindings(page)).toEqual([])
  expect(await fits(page, 390)).toBe(true)
})

test('recordings from URLs play once the user selects their file', async () => {
  const site = createServer(({ url }, answer) => {
    if (url === '/storm.wav') answer.end(clips[0]?.wav)
    else answer.writeHead(404).end()
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
  await page.goto(`${projectUrl}/batch`)
  await page.getByRole('button', { name: 'New batch' }).click()
  await dialog().getByLabel('Recordings', { exact: true }).selectOption({ label: 'URLs' })
  await dialog().getByLabel('One URL per line').fill(`${address}/storm.wav\n${address}/gone.wav`)
  await dialog().getByRole('button', { name: 'Transcribe' }).click()
  await page.getByText(/storm is over/i).waitFor()
  await page.getByRole('heading', { name: 'Failed recordings' }).waitFor()
  await page.getByText(`${address}/gone.wav`).waitFor()
  site.close()
  await page.locator('input[type=file]').setInputFiles(uploads().slice(0, 1))
  await page.getByLabel(`Audio of ${address}/storm.wav`).waitFor()
  await page.getByRole('button', { name: 'Correct in the editor' }).click()
  await page.getByText('It is not uploaded.').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.locator('input[type=file]').setInputFiles(uploads().slice(0, 1))
  await page.getByRole('button', { name: 'Waveform of this segment' }).waitFor()
})

test('the recordings of a container are transcribed, and a batch that waits for one can be stopped', async () => {
  const keys = ['calls/first.wav', 'calls/second.wav', 'calls/endless.wav']
  const requested: string[] = []
  const storage = createServer(({ url = '' }, answer) => {
    const { pathname } = new URL(url, 'http://storage')
    const clip = clips[keys.slice(0, 2).findIndex((key) => pathname === `/bucket/${key}`)]
    if (pathname === '/bucket') {
      const listed = url.includes('endless') ? keys.slice(2) : keys.slice(0, 2)
      const contents = listed.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('')
      answer.end(`<ListBucketResult><Name>bucket</Name>${contents}</ListBucketResult>`)
    } else if (clip) answer.end(clip.wav)
    // Sends the header, and never the rest.
    else answer.write(clips[0]?.wav.subarray(0, 44))
    requested.push(pathname)
  })
  await new Promise<void>((resolve) => storage.listen(0, '127.0.0.1', resolve))
  const bucket = `http://127.0.0.1:${(storage.address() as AddressInfo).port}/bucket`
  const startBatch = async (address: string, name: string): Promise<void> => {
    await page.goto(`${projectUrl}/batch`)
    await page.getByRole('button', { name: 'New batch' }).click()
    await dialog()
      .getByLabel('Recordings', { exact: true })
      .selectOption({ label: 'A storage container or a folder on the service' })
    await dialog().getByLabel('URL of the container or folder').fill(address)
    expect(await seriousFindings(page)).toEqual([])
    await dialog().getByLabel('Name').fill(name)
    await dialog().getByRole('button', { name: 'Transcribe' }).click()
    await page.getByRole('heading', { name }).waitFor()
  }
  await startBatch(`${bucket}?prefix=calls/`, 'Calls of the bucket')
  await page.getByText(/storm is over/i).waitFor()
  await page.getByRole('button', { name: 'second.wav' }).click()
  await page.locator('.segment-text', { hasText: /before the/i }).waitFor()

  await startBatch(`${bucket}?prefix=endless`, 'Endless calls')
  await expect.poll(() => requested).toContain('/bucket/calls/endless.wav')
  await page.getByRole('button', { name: 'Stop processing' }).click()
  await page.getByText('was cancelled').first().waitFor()
  await page.getByRole('button', { name: 'Stop processing' }).waitFor({ state: 'hidden' })
  expect(await seriousFindings(page)).toEqual([])
  storage.closeAllConnections()
  storage.close()
})

test('the logs of an endpoint become a transcript to correct', async () => {
  const { values } = (await service.api.get('/endpoints')) as unknown as { values: { self: string }[] }
  const id = values[0]?.self.split('/').at(-1) ?? ''
  await page.goto(`${projectUrl}/editor?endpoint=${id}`)
  await dialog().getByLabel('Select all').check()
  expect(await seriousFindings(page)).toEqual([])
  await dialog().getByRole('button', { name: 'Transcribe' }).click()
  await page.getByRole('heading', { name: 'Logs of Harbor' }).waitFor()
  await expect
    .poll(() => page.getByLabel('Transcript', { exact: true }).inputValue())
    // The browser's microphone may cut off the first words.
    .toMatch(/over|chain/i)
  await page.getByLabel('Transcript', { exact: true }).press('Enter')
  await page.getByText(/1 of \d accepted · saved/).waitFor()
  await page.keyboard.press('Alt+e')
  await dialog().getByRole('button', { name: 'Export' }).click()
  await dialog().getByText('Exported as dataset:').waitFor()
  // Changes in the Studio refresh all queries, but keep the corrections.
  await page.reload()
  await page.getByText(/1 of \d accepted/).waitFor()
})
