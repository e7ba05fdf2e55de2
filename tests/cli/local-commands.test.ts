/** What runs on the machine of the service, and what a terminal sees: by the real command. @module */
import { type ChildProcess, execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify, stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CommandFolder, ended } from '../command.ts'
import { KEY, type RunningService, startInProcess } from '../in-process-service.ts'

let service: RunningService
let cli: CommandFolder
beforeAll(async () => {
  service = await startInProcess()
  cli = await CommandFolder.open({ VERNACULAR_URL: service.address, VERNACULAR_KEY: KEY })
})
afterAll(async () => {
  await cli.close()
  await service.close()
})

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/

/** Resolves with what the command has printed that matches. */
const printed = (command: ChildProcess, pattern: RegExp): Promise<string> =>
  new Promise((resolve) => {
    let log = ''
    command.stdout?.on('data', (chunk: Buffer) => {
      log += chunk
      const match = pattern.exec(log)?.[0]
      if (match) resolve(match)
    })
  })

test('serve answers until Ctrl-C; a second one on its folder, or its port, says what is in the way', async () => {
  const first = cli.start(['serve', '--port', '0', '--data-dir', 'data', '--key', KEY])
  const address = await printed(first, ADDRESS)
  const { out } = await cli.run(`csr model list --base models --api-endpoint ${address} --table`)
  expect(out).toContain('en-US')
  const second = await cli.run('serve --port 0 --data-dir data')
  expect(second.code).not.toBe(0)
  expect(second.err + second.out).toMatch(/data folder \S*data is in use by another Vernacular/)
  const taken = await cli.run(`serve --port ${new URL(address).port} --data-dir other`)
  expect(taken.code).not.toBe(0)
  expect(taken.err + taken.out).toMatch(/EADDRINUSE|in use/)
  first.kill('SIGINT')
  expect(await once(first, 'exit')).toEqual([0, null])
})

test('a worker does what a service of no jobs leaves to it, until Ctrl-C', async () => {
  const serving = cli.start([...'serve --jobs 0 --port 0 --data-dir shared --key'.split(' '), KEY])
  const address = await printed(serving, ADDRESS)
  const working = cli.start(['worker', '--jobs', '1', '--data-dir', 'shared'])
  await printed(working, /worker .* ready/)
  await writeFile(join(cli.folder, 'moorings.txt'), 'the grapnel slipped off the mooring\n')
  const trained = await cli.run(`train moorings.txt --name moorings --api-endpoint ${address}`)
  expect([trained.code, trained.err]).toEqual([0, expect.stringContaining('1 accepted, 0 rejected')])
  for (const command of [working, serving]) {
    command.kill('SIGINT')
    expect(await once(command, 'exit')).toEqual([0, null])
  }
})

test('the demo goes from text to a deployed model that makes fewer errors, and removes its data', async () => {
  const temporary = await mkdtemp(join(cli.folder, 'temporary-'))
  const { code, out, err } = await cli.run('demo --quick --exit', { TMPDIR: temporary })
  expect([code, err]).toEqual([0, ''])
  const [, base, custom] = /word error rate (\d+\.\d) % → (\d+\.\d) %/.exec(out) ?? []
  expect(Number(custom)).toBeLessThan(Number(base) / 2)
  expect(out).toMatch(/Recognize \S+ live on the endpoint: "[A-Z]/)
  expect((await readdir(temporary)).filter((name) => name.startsWith('vernacular-demo-'))).toEqual([])
})

test('init keeps what works and nothing else', async () => {
  const home = await CommandFolder.open()
  try {
    const wrong = await home.run(`init --api-endpoint ${service.address} --key wrong`)
    expect(wrong.code).not.toBe(0)
    expect((await home.run('config @key')).code).not.toBe(0)
    const answer = await home.run('init')
    expect([answer.code, answer.err]).toEqual([2, expect.stringContaining('--api-endpoint')])
    const kept = await home.run(`init --api-endpoint ${service.address} --key ${KEY}`)
    expect([kept.code, kept.err]).toEqual([0, expect.stringContaining('Base models: en-US')])
    expect((await home.run('csr model list --base models')).code).toBe(0)
  } finally {
    await home.close()
  }
})

test('doctor finds all in its place, and names the packages where it is not', async () => {
  const well = await cli.run('doctor --json')
  const findings = JSON.parse(well.out) as readonly { what: string; state: string; says: string }[]
  expect(findings.filter(({ state }) => state !== 'ok')).toEqual([])
  expect(well.code).toBe(0)
  const bare = await cli.run('doctor --table', { PATH: '', VERNACULAR_URL: 'http://127.0.0.1:9' })
  expect(bare.code).toBe(1)
  expect(bare.out).toMatch(/^missing +ffmpeg +.*apt-get install ffmpeg/m)
  expect(bare.out).toMatch(/^fault +service +/m)
})

test('a model is copied to another service, and is there with its words', async () => {
  const other = await startInProcess()
  try {
    await writeFile(join(cli.folder, 'orders.txt'), 'lower the davit\nhoist the pennant\n')
    const trained = await cli.run('train orders.txt --name orders --output id @my.model')
    expect(trained.code).toBe(0)
    const target = `--target url ${other.address} --target key ${KEY}`
    const copied = await cli.run(`csr model copy --model @my.model ${target} --wait`)
    expect(copied.code, copied.err).toBe(0)
    const there = await cli.run(`csr model list --api-endpoint ${other.address}`)
    expect(there.out).toContain('"displayName": "orders"')
  } finally {
    await other.close()
  }
})

test('tables are as wide as the terminal, and plain elsewhere', async () => {
  const project = 'a name that is much longer than any terminal of forty columns could ever show in one line'
  await cli.run(`csr project create --name "${project}"`)
  const wide = await ended(cli.onTerminal(['csr', 'project', 'list', '--table']))
  const plain = await cli.run('csr project list --table')
  expect(plain.out).not.toContain('\u001b[')
  expect(wide.out).toMatch(/…/)
  for (const line of stripVTControlCharacters(wide.out).split(/\r?\n/)) {
    expect(line.length).toBeLessThanOrEqual(80)
  }
})

test('bash completes commands, then options', async () => {
  const { out } = await cli.run('completion bash')
  const script = join(cli.folder, 'completion.bash')
  await writeFile(script, out)
  const complete = async (...words: readonly string[]): Promise<readonly string[]> => {
    const line = `source '${script}'; COMP_WORDS=(vernacular ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _vernacular; echo "\${COMPREPLY[@]}"`
    const { stdout } = await promisify(execFile)('bash', ['-c', line])
    return stdout.trim().split(' ')
  }
  expect(await complete('csr', 'eval')).toEqual(['evaluation'])
  expect(await complete('base-model', '')).toEqual(['search', 'add', 'list', 'show', 'remove'])
  expect(await complete('base-model', 'add', '--lang')).toEqual(['--language-model'])
})
