/**
 * How soon the Studio can be used, and what it weighs: Debian's Chromium on a real service with twenty projects, both on
 * this machine. "Cold" has nothing in the browser's cache. Prints medians and the slowest, in milliseconds from the
 * navigation to the moment when what is asked for stands on the page and can be clicked.
 * Run: `npm run build && npx tsx bench/studio.ts [loads]`; the scrolling of 10,000 utterances is measured by
 * `VERNACULAR_FIGURES=1 npx vitest run tests/studio/testing.test.ts`
 * @module
 */
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { KEY, startInProcess } from '../tests/in-process-service.ts'

const loads = Number(process.argv[2] ?? 9)
const service = await startInProcess()
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })

for (let index = 1; index <= 20; index++) {
  await service.api.post('/projects', { displayName: `Project ${index}`, locale: 'en-US' })
}

type Load = Readonly<{ milliseconds: number; kilobytes: number; requests: number }>

/** @param ready what stands there once the page can be used */
async function load(page: Page, path: string, ready: (page: Page) => Promise<void>): Promise<Load> {
  await page.goto(`${service.address}${path}`, { waitUntil: 'commit' })
  await ready(page)
  // The navigation is the page's zero of time. As text, because benches are checked without the browser's types.
  const [milliseconds, sizes] = await page.evaluate<[number, number[]]>(`[
    performance.now(),
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      .filter(({ name }) => !name.includes('/speechtotext/'))
      .map(({ transferSize }) => transferSize)
  ]`)
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  return { milliseconds, kilobytes: bytes / 1000, requests: sizes.length }
}

const keyRequested = (page: Page): Promise<void> => page.getByLabel('Access key').click({ trial: true })
const projectsListed = (page: Page): Promise<void> =>
  page.getByRole('link', { name: 'Project 20' }).click({ trial: true })

function print(name: string, all: readonly Load[]): void {
  const times = all.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)
  const [median, slowest] = [times[times.length >> 1] ?? 0, times.at(-1) ?? 0]
  const last = all.at(-1)
  const weight = `${(last?.kilobytes ?? 0).toFixed(0)} KB in ${last?.requests} files`
  console.log(`${name.padEnd(36)} ${median.toFixed(0)} ms, slowest ${slowest.toFixed(0)} ms, ${weight}`)
}

async function times(
  name: string,
  context: () => Promise<BrowserContext>,
  path: string,
  ready: (page: Page) => Promise<void>
): Promise<void> {
  const all: Load[] = []
  for (let index = 0; index < loads; index++) {
    const own = await context()
    const page = await own.newPage()
    all.push(await load(page, path, ready))
    await page.close()
    if (own !== kept) await own.close()
  }
  print(name, all)
}

const kept = await browser.newContext()
await times('sign-in, cold', () => browser.newContext(), '/', keyRequested)
const first = await kept.newPage()
await first.goto(service.address)
await first.getByLabel('Access key').fill(KEY)
// A key that is kept is there for the pages to come.
await first.getByRole('checkbox').check()
await first.getByRole('button', { name: 'Sign in' }).click()
await projectsListed(first)
const state = await kept.storageState()
await times(
  'projects of who is signed in, cold',
  () => browser.newContext({ storageState: state }),
  '/',
  projectsListed
)
await times('projects of who is signed in, warm', async () => kept, '/', projectsListed)

await browser.close()
await service.close()
