/** One command run many times, checked, kept and packed: by the real command against a real service. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CommandFolder, ended } from '../command.ts'
import { KEY, type RunningService, startInProcess } from '../in-process-service.ts'

let service: RunningService
let cli: CommandFolder

beforeAll(async () => {
  service = await startInProcess()
  cli = await CommandFolder.open({ VERNACULAR_URL: service.address, VERNACULAR_KEY: KEY })
  await mkdir(join(cli.folder, '.vernacular/data'), { recursive: true })
  await writeFile(join(cli.folder, '.vernacular/data/my.defaults'), 'csr.project.description=by default\n')
  await writeFile(join(cli.folder, 'names.tsv'), 'name\tlanguage\nOne\ten-US\nTwo\txx-XX\nThree\ten-US\n')
})
afterAll(async () => {
  await cli.close()
  await service.close()
})

const names = (out: string): readonly string[] =>
  [...out.matchAll(/"displayName": "(\w+)"/g)].map(([, name]) => name ?? '').sort()

test.each(['--threads', '--processes'])(
  '%s: the lines of a list at the same time, each tried',
  async (how) => {
    const list = `ids${how}`
    const ramp = `${how} 3 --ramp ${how.slice(2)} every 20`
    const line = `csr project create --foreach in @names.tsv ${ramp} --output add id @${list}`
    const { code, out, err } = await cli.run(line)
    expect(out).toContain('"description": "by default"')
    expect([code, names(out)]).toEqual([1, ['One', 'Three']])
    const kept = await readFile(join(cli.folder, '.vernacular/data', list), 'utf8')
    expect(kept).toMatch(/^[0-9a-f-]{36}\n[0-9a-f-]{36}$/)
    expect(err).toMatch(/ERROR: .*HTTP 400: .*xx-XX/)
  }
)

test('--repeat runs again, --max no more than that, and --not expect sees all of it', async () => {
  const line = 'csr project create --name Again --repeat 3 --max 2 --nodefaults'
  const { code, out, err } = await cli.run(`${line} --not expect "no such line;Again"`)
  expect([code, names(out)]).toEqual([1, ['Again', 'Again']])
  expect(err).toContain('WARNING: a line matches Again')
  expect(out).not.toContain('by default')
})

test('--check result holds an answer against JMESPath', async () => {
  const line = 'csr project create --name Checked --language en-US'
  const right = await cli.run(`${line} --check result "locale == 'en-US' && contains(self, 'projects')"`)
  expect(right.code).toBe(0)
  const wrong = await cli.run(`${line} --check-result "locale == 'de-DE'"`)
  expect([wrong.code, names(wrong.out)]).toEqual([1, ['Checked']])
  expect(wrong.err).toContain("the result does not satisfy locale == 'de-DE': false")
  const { code, err } = await cli.run(`${line} --check result "locale =="`)
  expect(code).toBe(2)
  expect(err).toContain('is not a valid JMESPath expression')
})

test('on a terminal the screen is cleared first, and Enter is waited for at the end', async () => {
  const child = cli.onTerminal(['csr', 'model', 'list', '--base', '--cls', '--pause'])
  let drawn = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    drawn += chunk
    if (drawn.includes('Press Enter to end.')) child.stdin?.end('\n')
  })
  expect((await ended(child)).code).toBe(0)
  expect(drawn.startsWith('\u001b[2J')).toBe(true)
  expect(drawn).toMatch(/Done![\s\S]*Press Enter to end\./)
})

test('--auto expect writes what --expect reads', async () => {
  const auto = await cli.run('csr model list --base models --top 1 --auto expect')
  expect(auto.out).toMatch(/^\^\\\{\$\n\^ {2}"values": \\\[\$\n/)
  await writeFile(join(cli.folder, 'lines.txt'), auto.out)
  const again = await cli.run('csr model list --base models --top 1 --expect @lines.txt')
  expect([again.code, again.err.includes('WARNING')]).toEqual([0, false])
  const turned = await cli.run('csr model list --base models --top 1 --expect "links;values"')
  expect(turned.code).toBe(1)
  expect(turned.err).toMatch(/no line after line \d+ matches values/)
})

test('requests are shown without the key; a call is saved, run again and packed', async () => {
  await mkdir(join(cli.folder, 'texts'))
  await writeFile(join(cli.folder, 'texts/note.txt'), 'kept for later')
  await writeFile(join(cli.folder, 'note.txt'), 'another')
  const options = '--name Saved --description @note.txt --input path texts --verbose'
  const saved = await cli.run(`csr project create ${options} --save saved.job`)
  expect([saved.code, saved.out]).toEqual([0, ''])
  const run = await cli.run(
    'csr project create @saved.job --output request sent.http --output json p.json --output zip all.zip --output path out'
  )
  expect(run.code).toBe(0)
  expect(run.err).toMatch(/POST \/speechtotext\/v3.2\/projects 201 \d+ ms/)
  const sent = await readFile(join(cli.folder, 'out/sent.http'), 'utf8')
  expect(sent).toMatch(/^POST \/speechtotext\/v3.2\/projects HTTP\/1.1\nHost: /)
  expect(sent).toContain('"description":"kept for later"')
  expect(sent).not.toContain(KEY)
  expect(Object.keys(unzipSync(await readFile(join(cli.folder, 'out/all.zip')))).sort()).toEqual([
    'p.json',
    'sent.http'
  ])

  await cli.run(`csr dataset upload --name D --kind Language --data texts/note.txt --key ${KEY} --zip packed`)
  const packed = unzipSync(await readFile(join(cli.folder, 'packed.zip')))
  expect(Object.keys(packed).sort()).toEqual(['csr-dataset-upload.job', 'run.sh', 'texts/note.txt'])
  expect(Buffer.concat(Object.values(packed)).includes(KEY)).toBe(false)
})
