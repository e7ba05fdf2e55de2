/** What imports refused and evaluations found, told in the terminal: by the real command against a real service. @module */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CommandFolder, ended } from '../command.ts'
import { KEY, type RunningService, startInProcess } from '../in-process-service.ts'
import { acousticArchive, spokenBy } from '../synthetic-clips.ts'

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

async function uploaded(name: string, text: string): Promise<void> {
  await writeFile(join(cli.folder, `${name}.txt`), text)
  const line = `csr dataset upload --name ${name} --kind Pronunciation --data ${name}.txt --output id @${name} --wait`
  const { code, err } = await cli.run(line)
  expect([code, code === 0 ? '' : err]).toEqual([0, ''])
}

test('each refused line is told with its place, and the corrected file has none', async () => {
  await uploaded('mixed', '3CPO\tthree c p o\nLEGO  legos\nBMW\tb m w\nCNTK\tc\tn\n')
  const { out } = await cli.run('csr dataset report --dataset @mixed')
  const report = JSON.parse(out) as { acceptedLineCount: number; details: Record<string, unknown>[] }
  expect(report.acceptedLineCount).toBe(2)
  expect(report.details.map(({ line, code }) => [line, code])).toEqual([
    [2, 'TabMissing'],
    [4, 'TooManyColumns']
  ])
  const printed = (await cli.run('csr dataset report --dataset @mixed --table')).out
  expect(printed).toMatch(/^Succeeded: 2 accepted, 2 rejected\nfile +line +column +code/)
  expect(printed).toMatch(/\n\S+\.txt +2 .* TabMissing/)

  const saved = await cli.run(
    'csr dataset report --dataset @mixed --output file mended.txt --output path out'
  )
  expect(saved.code).toBe(0)
  await uploaded('mended', await readFile(join(cli.folder, 'out/mended.txt'), 'utf8'))
  const repaired = await cli.run('csr dataset report --dataset @mended')
  expect(JSON.parse(repaired.out)).toMatchObject({ rejectedLineCount: 0, details: [] })
  const nothing = await cli.run('csr dataset report --dataset @mended --output file again.txt')
  expect(nothing).toMatchObject({ code: 1, out: '' })
  expect(nothing.err).toContain('nothing to correct')
})

test('on a terminal lines are told as compilers do; without a report the status is', async () => {
  const child = cli.onTerminal(['csr', 'dataset', 'report', '--dataset', '@mixed'])
  const { out } = await ended(child)
  expect(out).toMatch(/\.txt:2(:\d+)? TabMissing\r\n {2}LEGO {2}legos\r\n {2}found .*; accepted /)
  await cli.run('csr dataset create --name Empty --kind Language --output id @empty')
  const early = await cli.run('csr dataset report --dataset @empty')
  expect([early.code, early.out]).toEqual([1, ''])
  expect(early.err).toContain('no report yet; its status is NotStarted')
})

test('a file is validated without being imported', async () => {
  await writeFile(join(cli.folder, 'all-bad.txt'), 'no tab here\n')
  const { code, out } = await cli.run('csr dataset validate --kind Pronunciation --data all-bad.txt --table')
  expect(code).toBe(1)
  expect(out).toMatch(/^Failed: 0 accepted, 1 rejected\n/)
  const line = 'csr dataset validate --kind Pronunciation --data mixed.txt --language en-US'
  const some = await cli.run(`${line} --check result "rejectedLineCount == \`0\`"`)
  expect([some.code, JSON.parse(some.out)]).toEqual([1, expect.objectContaining({ acceptedLineCount: 2 })])
})

test('what an evaluation found is told word by word', async () => {
  const { api } = service
  const [clip] = await spokenBy('rms', ['the door is open'])
  const archive = await acousticArchive(clip ? [{ ...clip, sentence: 'the large door opens' }] : [])
  const dataset = await api.post('/datasets', { displayName: 'A', locale: 'en-US', kind: 'Acoustic' })
  await api.uploadBlocks(dataset, Uint8Array.from(archive))
  await api.finished(dataset, () => undefined)
  const { values } = await api.get<{ values: { self: string }[] }>('/models/base')
  const model = { self: values[0]?.self }
  const fields = { displayName: 'E', locale: 'en-US', dataset, model1: model, model2: model }
  const { self } = await api.finished(await api.post('/evaluations', fields), () => undefined)
  const { code, out } = await cli.run(`csr evaluation show --evaluation ${self} --table --top 1`)
  expect(code).toBe(0)
  expect(out).toMatch(/\n1 +75.0 % +\S+ % to \S+ %/)
  expect(out).toMatch(/\n1 utterance: no significant difference/)
  expect(out).toMatch(
    /model 2: 3 wrong\n {2}REF {2}the LARGE door \*\* OPENS\n {2}HYP {2}the \*{5} door IS OPEN\n/
  )
})
