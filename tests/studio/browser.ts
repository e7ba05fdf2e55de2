/** Debian's Chromium with the built Studio and the real service. @module */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import axe from 'axe-core'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { KEY } from '../in-process-service.ts'

const run = promisify(execFile)

/** Builds the Studio, so that the tests run what the source says. */
export const buildStudio = (): Promise<unknown> =>
  run(process.execPath, [fileURLToPath(new URL('../../studio/build.mjs', import.meta.url))])

export type Browser = Readonly<{ context: BrowserContext; page: Page; close(): Promise<void> }>

/** @param microphone a WAV that the browser's microphone repeats */
export async function openBrowser(microphone?: Uint8Array): Promise<Browser> {
  const folder = await mkdtemp(join(tmpdir(), 'vernacular-browser-'))
  const speech = join(folder, 'microphone.wav')
  if (microphone) await writeFile(speech, microphone)
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      // Tests run as root in containers, where Chromium has no sandbox.
      '--no-sandbox',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      ...(microphone ? [`--use-file-for-fake-audio-capture=${speech}`] : [])
    ]
  })
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    permissions: ['microphone', 'clipboard-read', 'clipboard-write']
  })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  return {
    context,
    page,
    close: async () => {
      await browser.close()
      await rm(folder, { recursive: true, force: true })
    }
  }
}

export async function signIn(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.getByLabel('Access key').fill(KEY)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Custom speech projects' }).waitFor()
}

/** Serious and critical findings of axe on the current page. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const found = await findings(page)
  // React may start another animation after the first ones have ended.
  return found.length > 0 ? findings(page) : found
}

async function findings(page: Page): Promise<readonly string[]> {
  // A color in transition is not a finding. Endless animations are not waited for.
  await page.evaluate(
    `Promise.allSettled(document.getAnimations()
      .filter(({ effect }) => effect.getTiming().iterations !== Infinity)
      .map(({ finished }) => finished))`
  )
  // As text, because tests are type-checked without the types of browsers.
  const { violations: found } = await page.evaluate<axe.AxeResults>('axe.run()')
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

/** Whether the page fits this width in pixels without scrolling sideways. */
export async function fits(page: Page, width: number): Promise<boolean> {
  await page.setViewportSize({ width, height: 800 })
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
  await page.setViewportSize({ width: 1280, height: 800 })
  return wide <= width
}

/** Saves pictures for the documentation in the folder STUDIO_PICTURES, if it is set. */
export const picturesOf =
  (page: Page) =>
  async (name: string, fullPage = false): Promise<void> => {
    const folder = process.env.STUDIO_PICTURES
    if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage })
  }
