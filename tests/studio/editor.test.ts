/** The transcription editor by keyboard alone, from recordings to a dataset with transcripts. */
import { buffer } from 'node:stream/consumers'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
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

const TRANSCRIPTS = ['Paint the grapnel before the regatta.', 'The anchor lies before the mooring chain.']

let service: RunningService
let browser: Browser
let page: Page
let picture: (name: string) => Promise<void>
let projectUrl: string

type Entity = Readonly<{ self: string; displayName: string; status?: string }>
const idOf = ({ self }: Entity): string => self.split('/').at(-1) ?? ''

beforeAll(async () => {
  const [running, clips] = await Promise.all([startInProcess(), spokenBy('slt', TRANSCRIPTS), buildStudio()])
  service = running
  const project: Entity = await service.api.post('/projects', { displayName: 'Harbor', locale: 'en-US' })
  projectUrl = `${service.address}/studio/projects/${idOf(project)}`
  const zip = new ZipFile()
  zip.addBuffer(joined(clips), 'channel-12.wav')
  zip.end()
  const form = new FormData()
  for (const [name, value] of Object.entries({ displayName: 'Radio', locale: 'en-US', kind: 'AudioFiles' })) {
    form.set(name, value)
  }
  form.set('project', project.self)
  form.set('data', new Blob([await buffer(zip.outputStream)]), 'radio.zip')
  const dataset = await service.api.postForm('/datasets/upload', form)
  await service.api.finished(dataset, () => undefined)
  browser = await openBrowser()
  page = browser.page
  picture = picturesOf(page)
  await signIn(page, service.address)
})

afterAll(async () => {
  await browser.close()
  await service.close()
})

/** All clips in one recording, with a second of silence after each. */
function joined(clips: readonly Clip[]): Buffer {
  const header = Buffer.from(clips[0]?.wav.subarray(0, 44) ?? [])
  const samples = clips.flatMap(({ wav }) => [wav.subarray(44), Buffer.alloc(2 * 16_000)])
  const bytes = samples.reduce((sum, { length }) => sum + length, 0)
  header.writeUInt32LE(36 + bytes, 4)
  header.writeUInt32LE(bytes, 40)
  return Buffer.concat([header, ...samples])
}

const area = () => page.getByLabel('Transcript', { exact: true })
const press = (key: string) => page.keyboard.press(key)
/** Moves the focus there with the Tab key. */
async function tabTo(name: string): Promise<void> {
  const focused = 'document.activeElement?.textContent?.trim() ?? ""'
  for (let count = 0; count < 60; count++) {
    if ((await page.evaluate<string>(focused)) === name) return
    await press('Tab')
  }
  throw new Error(`The Tab key does not reach ${name}.`)
}

test('a recording is split at pauses, and uncertain words are marked', async () => {
  await page.goto(`${projectUrl}/editor`)
  await page.getByText('No transcripts yet').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await tabTo('New transcript')
  await press('Enter')
  await page.getByRole('dialog').getByLabel('Dataset', { exact: true }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await tabTo('Transcribe')
  await press('Enter')
  await area().waitFor()
  await page.getByText('Segment 1 of 2').waitFor()
  await expect.poll(() => page.evaluate<string>('document.activeElement.tagName')).toBe('TEXTAREA')
  await page.getByRole('button', { name: 'Waveform of this segment' }).waitFor()
  expect(await page.locator('mark.uncertain').count()).toBeGreaterThan(0)
  expect(await seriousFindings(page)).toEqual([])
  expect(await fits(page, 390)).toBe(true)
})

test('plays, rewinds, corrects, undoes, and accepts, and keeps its state after a reload', async () => {
  await area().waitFor()
  await press('Escape')
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  await press('Escape')
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
  await press('Control+,')
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  await press('Escape')
  await press('F8')
  const selection = 'getSelection()?.toString() ?? ""'
  expect(await page.evaluate<string>(selection)).not.toBe('')

  const recognized = await area().inputValue()
  await press('Control+a')
  await page.keyboard.type('Paint the grapnel')
  await press('Control+z')
  expect(await area().inputValue()).toBe('Paint the')
  await press('Control+Shift+z')
  await page.keyboard.type(' before the regatta.')
  await picture('editor')
  await press('Enter')
  await page.getByText('Segment 2 of 2').waitFor()
  await press('Control+z')
  await page.getByText('Segment 1 of 2').waitFor()
  await press('Control+y')
  await press('PageDown')
  await page.getByText('1 of 2 accepted · saved').waitFor()

  await page.reload()
  await page.getByText('Segment 2 of 2').waitFor()
  await page.getByText('1 of 2 accepted').waitFor()
  await press('PageUp')
  expect(await area().inputValue()).toBe(TRANSCRIPTS[0])
  expect(recognized).not.toBe(TRANSCRIPTS[0])
})

test('moves the edges of a segment with keys and mouse, but not into its neighbor', async () => {
  await page.getByRole('button', { name: 'Waveform of this segment' }).waitFor()
  const edge = (name: string) => page.getByRole('slider', { name })
  const seconds = async (name: string) => Number(await edge(name).inputValue())
  const [start, end] = [await seconds('Start of the segment'), await seconds('End of the segment')]
  await edge('Start of the segment').focus()
  await press('ArrowRight')
  await expect.poll(() => seconds('Start of the segment')).toBeGreaterThan(start)
  await press('Control+z')
  await expect.poll(() => seconds('Start of the segment')).toBe(start)
  const box = await edge('End of the segment').boundingBox()
  const [from, to] = [
    Number(await edge('End of the segment').getAttribute('min')),
    Number(await edge('End of the segment').getAttribute('max'))
  ]
  if (!box) throw new Error('The edge is not visible.')
  const at = (second: number) => box.x + 7 + ((second - from) / (to - from)) * (box.width - 14)
  const middle = box.y + box.height / 2
  await page.mouse.move(at(end), middle)
  await page.mouse.down()
  await page.mouse.move(at(end - 0.3), middle, { steps: 5 })
  await page.mouse.up()
  await expect.poll(() => seconds('End of the segment')).toBeCloseTo(end - 0.3, 1)
  await page.getByText('0 of 2 accepted · saved').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.mouse.move(0, 0)
  await press('Control+z')
  await press('End')
  await area().focus()
  await press('Enter')
  await page.getByText('1 of 2 accepted · saved').waitFor()
  await press('PageUp')
})

test('another window of the same transcript is notified, and loses nothing', async () => {
  const other = await browser.context.newPage()
  await signIn(other, service.address)
  await other.goto(page.url())
  await other.getByRole('button', { name: 'Waveform of this segment' }).waitFor()
  await press('PageDown')
  await other.getByText('was changed in another window').waitFor()
  await other.getByRole('button', { name: 'Load changes' }).click()
  await other.getByText('Segment 2 of 2').waitFor()
  await other.close()
  await press('PageUp')
})

test('splits and merges segments, and exports them as a dataset for training', async () => {
  await press('PageDown')
  await press('Control+a')
  await page.keyboard.type('The anchor lies before the mooring chain.')
  for (let count = 0; count < 'before the mooring chain.'.length; count++) await press('ArrowLeft')
  await press('Control+Enter')
  await page.getByText('Segment 2 of 3').waitFor()
  expect(await area().inputValue()).toBe('The anchor lies')
  await press('Alt+j')
  await page.getByText('Segment 2 of 2').waitFor()
  await press('Enter')
  await page.getByText('2 of 2 accepted').waitFor()
  await press('Alt+e')
  await page.getByText('2 clips').waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await tabTo('Export')
  await press('Enter')
  await page.getByText('Exported as dataset:').waitFor()
  await tabTo('Radio')
  await press('Enter')
  await page.getByText('Audio + human-labeled transcript').waitFor()
  await page.getByText('All lines were accepted.').waitFor()
  for (const sentence of TRANSCRIPTS) await page.getByText(sentence).first().waitFor()
})
