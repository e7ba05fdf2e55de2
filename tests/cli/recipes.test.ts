/** The recipes that people have for spx, run by the real command against a real service. @module */
import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CommandFolder } from '../command.ts'
import { KEY, type RunningService, startInProcess } from '../in-process-service.ts'
import { acousticArchive, spokenBy } from '../synthetic-clips.ts'

const SENTENCES = ['turn on the lamp', 'the storm is over now', 'open the window please']

let service: RunningService
let cli: CommandFolder
const clips: Buffer[] = []

beforeAll(async () => {
  service = await startInProcess()
  cli = await CommandFolder.open()
  await mkdir(join(cli.folder, '.vernacular'))
  const spoken = await spokenBy('slt', SENTENCES)
  clips.push(...spoken.map(({ wav }) => wav))
  await writeFile(join(cli.folder, 'audio.zip'), await acousticArchive(spoken))
  await writeFile(join(cli.folder, 'data.txt'), `${SENTENCES.join('\n')}\nturn off the lamp in the hall\n`)
  await mkdir(join(cli.folder, 'test'))
  for (const [index, { wav, sentence }] of spoken.entries()) {
    await writeFile(join(cli.folder, 'test', `${index}.wav`), wav)
    await writeFile(join(cli.folder, 'test', `${index}.txt`), sentence)
  }
  await writeFile(join(cli.folder, 't.wav'), spoken[0]?.wav ?? '')
})
afterAll(async () => {
  await cli.close()
  await service.close()
})

async function ok(line: string): Promise<string> {
  const { code, out, err } = await cli.run(line)
  expect(`${line}: ${code} ${code === 0 ? '' : err}`).toBe(`${line}: 0 `)
  return out
}
const kept = (name: string): Promise<string> => readFile(join(cli.folder, '.vernacular/data', name), 'utf8')

test('the recipes run from config to recognition', async () => {
  await ok('config csr @region --set local')
  await ok(`config csr @key --set ${KEY}`)
  await ok(`config @my.defaults --set csr.api.endpoint=${service.address}/speechtotext/v3.2`)
  await ok(`config @my.defaults --add batch.api.endpoint=${service.address}/speechtotext/v3.2`)
  await ok('csr project create --name P --language en-US --output id @my.project')
  expect(await kept('my.project')).toMatch(/^[0-9a-f-]{36}$/)
  await ok(
    'csr dataset upload --project @my.project --name LM --kind Language --data data.txt --output url @my.datasets.txt --wait'
  )
  await ok(
    'csr dataset upload --name AM --kind Acoustic --data audio.zip --output add url @my.datasets.txt --output id @my.audio --wait'
  )
  expect((await kept('my.datasets.txt')).split('\n')).toHaveLength(2)
  await ok('csr model create --name M --datasets @my.datasets.txt --output url @my.model.txt --wait')
  await ok(
    'csr evaluation create --name E --model1 @my.model.txt --model2 @my.model.txt --dataset @my.audio --output url @e.txt --wait'
  )
  await ok('csr evaluation status --evaluation @e.txt --output json e.json')
  const evaluation = JSON.parse(await readFile(join(cli.folder, 'e.json'), 'utf8')) as {
    properties: Record<string, number>
    customProperties: Record<string, string>
  }
  expect(evaluation.properties.wordErrorRate1).toBe(evaluation.properties.wordErrorRate2)
  expect(evaluation.customProperties.testingKind).toBe('Evaluation')
  await ok('csr endpoint create --name EP --model @my.model.txt --logging enabled --output id @my.cid --wait')
  expect(await ok('recognize --file t.wav --endpoint id @my.cid')).toMatch(/turn on the lamp/i)
  expect(await ok('recognize --once --file t.wav --endpoint id @my.cid')).toMatch(/turn on the lamp/i)
  await ok('csr endpoint download --endpoint @my.cid --output path logs')

  // A rename changes nothing else, and another model is sent.
  const base = JSON.parse(await ok('csr list --base models --json')) as { values: { self: string }[] }
  await ok(`csr endpoint update --endpoint @my.cid --name Renamed --wait`)
  await ok(`csr endpoint update --endpoint @my.cid --model ${base.values[0]?.self} --wait`)
  const endpoint = JSON.parse(await ok('csr endpoint status --endpoint @my.cid')) as {
    displayName: string
    model: { self: string }
    properties: { loggingEnabled: boolean }
  }
  expect(endpoint).toMatchObject({
    displayName: 'Renamed',
    model: { self: base.values[0]?.self },
    properties: { loggingEnabled: true }
  })

  await ok('csr model list --models --output json models.json')
  expect(JSON.parse(await readFile(join(cli.folder, 'models.json'), 'utf8'))).toHaveProperty('values')
  await ok('csr endpoint delete --endpoint @my.cid')
  await ok('csr evaluation delete --evaluation @e.txt')
  const elsewhere = await cli.run('recognize --file t.wav --host ws://127.0.0.1:9')
  expect([elsewhere.code, elsewhere.err]).toEqual([1, expect.stringContaining('There is no access key')])
  await ok('csr model export --model @my.model.txt --output file m.zip'.replace('csr ', ''))
  await ok('model import m.zip --output id @imported --wait')
  expect(await ok('model inspect --model @imported --table')).toContain('model.json')
  await ok('csr model delete --model @my.model.txt')
  await ok('csr dataset list --output urls @ids.tsv')
  await ok('csr dataset delete --foreach dataset in @ids.tsv')
  expect(JSON.parse(await ok('csr dataset list'))).toEqual({ values: [] })
}, 180_000)

test('batches of recordings, their properties sent, their files listed and downloaded', async () => {
  const host = createServer((_, response) => response.end(clips[0])).listen(0, '127.0.0.1')
  await new Promise((resolve) => host.once('listening', resolve))
  const address = host.address()
  const port = typeof address === 'object' ? address?.port : 0
  try {
    await ok(
      `batch transcription create --name B --content http://127.0.0.1:${port}/a.wav --word level timing --output url @b.txt`
    )
    const created = JSON.parse(await ok('batch transcription status --transcription @b.txt --wait')) as {
      properties: Record<string, unknown>
    }
    expect(created.properties.wordLevelTimestampsEnabled).toBe(true)
    await ok('batch transcription list --files --transcription @b.txt --output urls @f')
    await ok('batch transcription download --foreach file in @f --output path results')
    const result = await readFile(join(cli.folder, 'results/contenturl_0.json'), 'utf8')
    expect(JSON.parse(result)).toHaveProperty('recognizedPhrases')
    await ok('batch transcription delete --transcription @b.txt')
  } finally {
    host.close()
  }
})

test('train measures a folder, trains nothing twice, and refuses what is above a rate', async () => {
  const first = await cli.run('train data.txt --test test --json --output id @trained')
  expect([first.code, first.err]).toEqual([0, expect.stringContaining('4 accepted, 0 rejected')])
  const { model, results } = JSON.parse(first.out) as { model: string; results: { wordErrorRate: number }[] }
  expect(results).toHaveLength(2)
  const again = await cli.run('train data.txt --test test --json --max wer 0')
  expect((JSON.parse(again.out) as { model: string }).model).toBe(model)
  expect(again.err).toContain('Nothing has changed')
  expect(again.code).toBe(results[1]?.wordErrorRate === 0 ? 0 : 1)
  expect(await ok('evaluate --model @trained --test test --table')).toContain('word error rate')
})

test('quality refuses a model that is worse than the deployed one, and says so in JSON', async () => {
  const workflow = { name: 'W', data: ['data.txt'], test: 'test', deploy: true }
  await ok('csr endpoint create --name EP --model @trained --output id @cid --wait')
  const endpoint = await kept('cid')
  await writeFile(join(cli.folder, 'q.json'), JSON.stringify({ ...workflow, endpoint }))
  expect(JSON.parse(await ok('quality q.json --json'))).toMatchObject({ accepted: true })
  // The words of the test are unknown to it: the deployed model was trained on them.
  await writeFile(join(cli.folder, 'worse.txt'), 'zebras juggle quantum marmalade\n'.repeat(50))
  await writeFile(join(cli.folder, 'q.json'), JSON.stringify({ ...workflow, data: ['worse.txt'], endpoint }))
  const { code, out, err } = await cli.run('quality q.json --json')
  const { accepted, results } = JSON.parse(out) as { accepted: boolean; results: { wordErrorRate: number }[] }
  expect(results[1]?.wordErrorRate).toBeGreaterThan(results[0]?.wordErrorRate ?? 1)
  expect([accepted, code]).toEqual([false, 1])
  expect(err).toContain('rejected')
  expect(await ok('csr endpoint status --endpoint @cid --json')).toContain(await kept('trained'))
})

test('recognize writes subtitles, tables and JSON, and checks the word error rate', async () => {
  expect(await ok('recognize --file t.wav --output srt -')).toMatch(
    /^1\n00:00:0\d,\d{3} --> 00:00:0\d,\d{3}\n\S/
  )
  expect(await ok('recognize --file t.wav --output vtt -')).toMatch(/^WEBVTT\n\n00:/)
  expect((await ok('recognize --files test/*.wav')).trim().split('\n')).toHaveLength(3)
  expect(JSON.parse(await ok('recognize --file t.wav --json'))).toMatchObject([{ file: 't.wav' }])
  expect((await cli.run('recognize --file t.wav --transcript "zebra zebra" --check wer lt 10')).code).toBe(1)
  expect((await cli.run('recognize --file t.wav --transcript "zebra zebra" --check wer ge 10')).code).toBe(0)
  expect((await cli.run('recognize --file t.wav --expect [Ll]amp|[Ll]and')).code).toBe(0)
  expect((await cli.run('recognize --file t.wav --expect zebra')).code).toBe(1)
  const broken = await cli.run('recognize --file data.txt')
  expect([broken.code, broken.out]).toEqual([1, ''])
})

test('a web hook is made, shown and deleted', async () => {
  const out = await ok(
    'csr webhook create --name H --url http://127.0.0.1:9/x --events modelCompletion --output id @hook'
  )
  expect(JSON.parse(out)).toMatchObject({ displayName: 'H', events: { modelCompletion: true } })
  await ok('csr webhook status --webhook @hook')
  await ok('csr webhook delete --webhook @hook')
})

test('sclite’s own scorer gives the same reports', async () => {
  const trn = (lines: readonly string[]): string =>
    lines.map((line, index) => `${line} (spk${index % 2}-u${index})\n`).join('')
  await writeFile(
    join(cli.folder, 'ref.trn'),
    trn(['hello big world', 'turn on the lamp', 'the storm is over now', 'a b c d'])
  )
  await writeFile(
    join(cli.folder, 'hyp.trn'),
    trn(['hello world', 'turn the lamps on', 'the Storm is over now', 'a x c d e'])
  )
  await promisify(execFile)(
    'sctk',
    [
      'sclite',
      '-r',
      'ref.trn',
      'trn',
      '-h',
      'hyp.trn',
      'trn',
      '-i',
      'rm',
      '-o',
      'sum',
      'rsum',
      'pralign',
      'dtl',
      '-O',
      '.'
    ],
    { cwd: cli.folder }
  )
  const solid = (text: string): string =>
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .join('\n')
  const rows = (text: string): readonly string[] =>
    text
      .split('\n')
      .filter((line) => /\d/.test(line) && line.includes('|'))
      .map((line) => line.replace(/[|\s]+/g, ' ').trim())
  for (const [report, ending] of [
    ['pralign', 'pra'],
    ['dtl', 'dtl']
  ] as const) {
    const theirs = await readFile(join(cli.folder, `hyp.trn.${ending}`), 'utf8')
    expect(solid(await ok(`score ref.trn hyp.trn --report ${report}`))).toBe(solid(theirs))
  }
  for (const [report, ending] of [
    ['sum', 'sys'],
    ['rsum', 'raw']
  ] as const) {
    const theirs = await readFile(join(cli.folder, `hyp.trn.${ending}`), 'utf8')
    expect(rows(await ok(`score ref.trn hyp.trn --report ${report}`))).toEqual(rows(theirs))
  }
})

test('words with times are scored against segments, as sclite does', async () => {
  await writeFile(
    join(cli.folder, 'r.stm'),
    ';; remark\nf A ann 0.0 2.0 <o> turn on the lamp\nf A bob 2.0 4.0 the storm is over\n'
  )
  const words = ['turn', 'on', 'a', 'lamp', 'the', 'storm', 'over']
  await writeFile(
    join(cli.folder, 'h.ctm'),
    words.map((word, index) => `f A ${(index * 0.5).toFixed(2)} 0.40 ${word}\n`).join('')
  )
  const scored = JSON.parse(await ok('score r.stm h.ctm --json')) as Record<string, number>
  const { stdout } = await promisify(execFile)(
    'sctk',
    ['sclite', '-r', 'r.stm', 'stm', '-h', 'h.ctm', 'ctm', '-o', 'rsum', 'stdout'],
    { cwd: cli.folder }
  )
  const theirs = /Sum *\| *(\d+) +(\d+) *\| *(\d+) +(\d+) +(\d+) +(\d+)/.exec(stdout)?.slice(1).map(Number)
  expect([
    scored.sentences,
    scored.words,
    scored.correct,
    scored.substitutions,
    scored.deletions,
    scored.insertions
  ]).toEqual(theirs)
})
