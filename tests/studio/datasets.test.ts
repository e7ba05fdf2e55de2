/** Datasets in the Studio: checked before the import, interrupted and resumed, and viewed afterwards. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { type RunningService, startInProcess } from '../in-process-service.ts'
import { acousticArchive, spokenBy } from '../synthetic-clips.ts'
import {
  type Browser,
  buildStudio,
  fits,
  openBrowser,
  picturesOf,
  seriousFindings,
  signIn
} from './browser.ts'

const TRANSCRIPTS = ['Paint the grapnel before the regatta.', 'The storm is over.']

let service: RunningService
let browser: Browser
let page: Page
let picture: (name: string, fullPage?: boolean) => Promise<void>
let spoken: Buffer
let datasetsUrl: string
let folder: string

beforeAll(async () => {
  const [running, clips] = await Promise.all([startInProcess(), spokenBy('slt', TRANSCRIPTS), buildStudio()])
  service = running
  spoken = await acousticArchive(clips)
  const { self } = await service.api.post('/projects', { displayName: 'Harbor', locale: 'en-US' })
  datasetsUrl = `${service.address}/studio/projects/${self.split('/').at(-1)}/datasets`
  folder = await mkdtemp(join(tmpdir(), 'vernacular-upload-'))
  browser = await openBrowser()
  page = browser.page
  picture = picturesOf(page)
  await signIn(page, service.address)
})

afterAll(async () => {
  await browser.close()
  await service.close()
  await rm(folder, { recursive: true, force: true })
})

const dialog = () => page.getByRole('dialog')
type Chosen = Readonly<{ name: string; buffer: Buffer }>
async function choose(kind: string, { name, buffer: bytes }: Chosen): Promise<void> {
  await page.getByRole('button', { name: 'Upload data' }).click()
  await dialog().getByLabel('Type').selectOption({ label: kind })
  await choosing({ name, buffer: bytes })
}
const choosing = ({ name, buffer: bytes }: Chosen) =>
  dialog().locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: bytes })
const datasets = async () => {
  const { values } = (await service.api.get('/datasets')) as unknown as { values: { displayName: string }[] }
  return values.map(({ displayName }) => displayName)
}

test('a file is checked before anything is imported', async () => {
  await page.goto(datasetsUrl)
  const text = `Paint gate 4.\nthe grapnel\tslipped\nsee https://example.com for more\n${TRANSCRIPTS[0]}\nThe grapnel is red.\n`
  await choose('Plain text', { name: 'sentences.txt', buffer: Buffer.from(text) })
  await dialog().getByText('3 entries can be imported, 2 would be rejected').waitFor()
  await dialog().getByRole('cell', { name: 'paint gate four' }).waitFor()
  await dialog().getByText('see https://example.com for more').waitFor()
  await dialog().getByText('the grapnel slipped', { exact: true }).waitFor()
  expect(await datasets()).toEqual([])
  expect(await seriousFindings(page)).toEqual([])
  expect(await fits(page, 390)).toBe(true)
  await picture('upload')
  await choosing({ name: 'nothing.txt', buffer: Buffer.from('https://example.com\n') })
  await dialog().getByText('Nothing in this file can be imported.').waitFor()
  expect(await dialog().getByRole('button', { name: 'Save and close' }).isDisabled()).toBe(true)
  await choosing({ name: 'sentences.txt', buffer: Buffer.from(text) })
  await dialog().getByRole('button', { name: 'Save and close' }).click()
  await page.getByRole('row', { name: 'sentences.txt' }).getByText('Succeeded').waitFor()
})

test('its page shows rejected lines with their neighbors, the corrected file, and new words', async () => {
  await page.getByRole('link', { name: 'sentences.txt' }).click()
  await page.getByText('source.txt, line 2').waitFor()
  await page
    .locator('.source-lines', { hasText: 'see https://example.com' })
    .getByText(TRANSCRIPTS[0] ?? '')
    .waitFor()
  await page.getByRole('row', { name: 'grapnel 2' }).waitFor()
  const corrected = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download the corrected file' }).click()
  expect((await corrected).suggestedFilename()).toBe('corrected.txt')
  expect(await seriousFindings(page)).toEqual([])
  expect(await fits(page, 390)).toBe(true)
})

test('recordings play with waveform and transcript', async () => {
  await page.goto(datasetsUrl)
  await choose('Audio + human-labeled transcript', { name: 'spoken.zip', buffer: spoken })
  await dialog().getByText('All 2 entries can be imported.').waitFor()
  await dialog().getByRole('button', { name: 'Save and close' }).click()
  await page.getByRole('row', { name: 'spoken.zip' }).getByText('Succeeded').waitFor()
  await page.getByRole('link', { name: 'spoken.zip' }).click()
  await page.getByText(TRANSCRIPTS[1] ?? '').waitFor()
  await page.getByRole('button', { name: 'Play slt-002.wav' }).click()
  await page.getByRole('button', { name: 'Waveform of slt-002.wav' }).waitFor()
  await page.getByRole('button', { name: 'Play slt-002.wav' }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  expect(await fits(page, 390)).toBe(true)
  await picture('recordings', true)
})

test('an interrupted upload continues after a reload, without the blocks that were uploaded', async () => {
  await page.goto(datasetsUrl)
  const archive = join(folder, 'hum.zip')
  const other = join(folder, 'other.zip')
  await Promise.all([writeFile(archive, await hum(9 * 2 ** 20)), writeFile(other, spoken)])
  let tries = 0
  await page.route(BLOCK, async (route) => {
    if (++tries === 2) await route.abort()
    else if (tries < 2) await route.continue()
  })
  await page.getByRole('button', { name: 'Upload data' }).click()
  await dialog().getByLabel('Type').selectOption({ label: 'Audio' })
  await dialog().locator('input[type=file]').setInputFiles(archive)
  await dialog().getByText('The entry can be imported.').waitFor()
  await dialog().getByRole('button', { name: 'Save and close' }).click()
  await page.getByText(/Uploading, \d\d %/).waitFor()
  // The first attempt to upload the second block fails, and the next one never ends.
  await expect.poll(() => tries, { timeout: 10_000 }).toBe(3)
  page.once('dialog', (ask) => void ask.accept())
  await page.reload()
  await page.unroute(BLOCK)
  const again: string[] = []
  page.on('request', (request) => {
    const [, id] = BLOCK.exec(request.url()) ?? []
    if (id) again.push(Buffer.from(decodeURIComponent(id), 'base64').toString())
  })
  await page.getByText('Waiting for hum.zip').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await picture('upload-broken-off')
  await page.getByRole('button', { name: 'Continue' }).click()
  await dialog().locator('input[type=file]').setInputFiles(other)
  await dialog().getByText('This is a different file').waitFor()
  await dialog().locator('input[type=file]').setInputFiles(archive)
  await dialog().getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('row', { name: 'hum.zip' }).getByText('Succeeded').waitFor()
  expect(again).toEqual(['000001', '000002'])
})

const BLOCK = /\/blocks\?blockid=([^&]+)/

/** A zip of this many bytes of faint noise, as one recording. */
async function hum(bytes: number): Promise<Buffer> {
  const wav = Buffer.alloc(bytes)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(bytes - 8, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(16_000, 24)
  wav.writeUInt32LE(32_000, 28)
  wav.writeUInt16LE(2, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(bytes - 44, 40)
  for (let at = 44; at < bytes - 1; at += 2) wav.writeInt16LE(((at * 7919) % 201) - 100, at)
  const zip = new ZipFile()
  zip.addBuffer(wav, 'hum.wav', { compress: false })
  zip.end()
  return buffer(zip.outputStream)
}
