/** What `npm pack` makes, installed as a user does it: with the machine's own npm and Node, into an empty folder. */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { spokenBy } from './synthetic-clips.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('..', import.meta.url))
const KEY = 'a-key-for-the-package-0123456789'

/** Without what `npm test` puts in front of the path and into the environment. */
const machine = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD|NODE_OPTIONS)/.test(name))
)
machine.PATH = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((folder) => !folder.endsWith(join('node_modules', '.bin')))
  .join(delimiter)

let folder: string
let environment: NodeJS.ProcessEnv
let command: string
let service: ChildProcess
let address: string

/** Packed from a copy, because packing builds anew, and other tests use what is built. */
async function pack(): Promise<string> {
  const copy = join(folder, 'copy')
  const left = new Set(['node_modules', 'dist', 'data', '.git', 'coverage'])
  await cp(root, copy, { recursive: true, filter: (path) => !left.has(basename(path)) })
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
  await run('npm', ['pack', '--pack-destination', folder], { cwd: copy, env: machine })
  const [packed = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'))
  return join(folder, packed)
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-package-'))
  environment = {
    ...machine,
    VERNACULAR_HOME: folder,
    VERNACULAR_KEY: KEY,
    VERNACULAR_LOG_LEVEL: 'silent',
    VERNACULAR_DATA_DIR: join(folder, 'data')
  }
  const packed = await pack()
  // What the tests themselves were installed from is in npm's cache.
  await run('npm', ['install', '--global', '--prefer-offline', '--prefix', join(folder, 'prefix'), packed], {
    cwd: folder,
    env: machine
  })
  command = join(folder, 'prefix/bin/vernacular')
  service = spawn(command, ['serve', '--port', '0'], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit']
  })
  for await (const line of createInterface({ input: service.stdout as NodeJS.ReadableStream })) {
    address = /ready at (\S+)/.exec(line)?.[1] ?? ''
    if (address !== '') break
  }
}, 600_000)
afterAll(async () => {
  if (service?.exitCode === null) {
    service.kill('SIGKILL')
    await once(service, 'exit')
  }
  await rm(folder, { recursive: true, force: true })
})

test('the command runs, in the version of the package, on a Node that is new enough', async () => {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  expect((await run(command, ['--version'], { env: environment })).stdout.trim()).toBe(version)
  const doctor = await run(command, ['doctor', '--json', '--api-endpoint', address], {
    cwd: folder,
    env: environment
  })
  const findings = JSON.parse(doctor.stdout) as readonly { what: string; state: string }[]
  expect(findings.find(({ what }) => what === 'Node')).toMatchObject({ state: 'ok' })
  expect(findings.filter(({ state }) => state !== 'ok')).toEqual([])
})

test('the service recognizes with the base model and has the Studio built in', async () => {
  const bases = await fetch(`${address}/speechtotext/v3.2/models/base`, {
    headers: { 'Ocp-Apim-Subscription-Key': KEY }
  })
  expect(await bases.json()).toMatchObject({ values: [expect.objectContaining({ locale: 'en-US' })] })
  const page = await (await fetch(`${address}/`)).text()
  const [script = ''] = /assets\/[^"]+\.js/.exec(page) ?? []
  expect((await fetch(`${address}/${script}`)).status).toBe(200)
  const [clip] = await spokenBy('rms', ['Go forward ten meters.'])
  const answer = await fetch(
    `${address}/speech/recognition/conversation/cognitiveservices/v1?language=en-US`,
    {
      method: 'POST',
      headers: { 'Ocp-Apim-Subscription-Key': KEY, 'Content-Type': 'audio/wav' },
      body: new Uint8Array(clip?.wav ?? [])
    }
  )
  expect(await answer.json()).toMatchObject({ DisplayText: 'Go forward 10 meters.' })
})

test('nothing that only development needs is installed, and stack traces have their sources', async () => {
  const installed = join(folder, 'prefix/lib/node_modules/vernacular')
  const modules = await readdir(join(installed, 'node_modules'))
  expect(modules).toContain('fastify')
  for (const name of ['typescript', 'vite', 'vitest', 'react', 'tsx', '@types'])
    expect(modules).not.toContain(name)
  const map = JSON.parse(await readFile(join(installed, 'dist/service.js.map'), 'utf8')) as {
    sourcesContent: string[]
  }
  expect(map.sourcesContent[0]).toContain('export async function startService')
})

test('the service ends with code 0 when the command is stopped', async () => {
  service.kill('SIGTERM')
  expect(await once(service, 'exit')).toEqual([0, null])
})
