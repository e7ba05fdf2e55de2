/** Files into text: what options do to it, by the real command against a real service. */
import { once } from 'node:events'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CommandFolder, ended } from '../command.ts'
import { KEY, type RunningService, startInProcess } from '../in-process-service.ts'
import { spokenBy } from '../synthetic-clips.ts'

const RUDE = 'he is a stupid bastard and you know it'
const NAMED = 'please send the report about quillfeather to the office'

let service: RunningService
let cli: CommandFolder

beforeAll(async () => {
  // One stream at a time: recordings that are heard side by side wait for each other.
  service = await startInProcess(undefined, { liveStreams: 1 })
  cli = await CommandFolder.open({ VERNACULAR_URL: service.address, VERNACULAR_KEY: KEY })
  const sentences = ['go forward ten meters', 'the door is open', NAMED, RUDE]
  const [go, door, named, rude] = await spokenBy('rms', sentences)
  const samples = [go, door].map((clip) => clip?.wav.subarray(44) ?? Buffer.alloc(0))
  const pause = Buffer.alloc(48_000)
  await writeFile(join(cli.folder, 'door.wav'), door?.wav ?? '')
  await writeFile(join(cli.folder, 'go.wav'), go?.wav ?? '')
  await writeFile(join(cli.folder, 'named.wav'), named?.wav ?? '')
  await writeFile(join(cli.folder, 'rude.wav'), rude?.wav ?? '')
  // Two phrases without a header, and one at 8 kHz in µ-law.
  await writeFile(join(cli.folder, 'both.raw'), Buffer.concat(samples.flatMap((one) => [one, pause])))
  await writeFile(join(cli.folder, 'odd.wav'), 'no audio at all')
  await writeFile(join(cli.folder, 'list.txt'), 'go.wav\ndoor.wav\n')
  await writeFile(join(cli.folder, 'phone.ul'), muLaw(samples[0] ?? Buffer.alloc(0)))
})
afterAll(async () => {
  await cli.close()
  await service.close()
})

/** At 8 kHz, as ITU-T G.711 codes it. */
function muLaw(samples: Buffer): Buffer {
  const coded = Buffer.alloc(Math.floor(samples.length / 4))
  for (let at = 0; at < coded.length; at++) {
    const sample = (samples.readInt16LE(at * 4) + samples.readInt16LE(at * 4 + 2)) >> 1
    const magnitude = Math.min(Math.abs(sample), 32_635) + 132
    const exponent = 24 - Math.clz32(magnitude)
    const mantissa = (magnitude >> (exponent + 3)) & 15
    coded[at] = ~((sample < 0 ? 0x80 : 0) | (exponent << 4) | mantissa)
  }
  return coded
}

async function ok(line: string, environment: Readonly<Record<string, string>> = {}): Promise<string> {
  const { code, out, err } = await cli.run(line, environment)
  expect(`${line}: ${code} ${code === 0 ? '' : err}`).toBe(`${line}: 0 `)
  return out
}

test('an endpoint counts what it hears; paused, it hears nothing, whole recordings neither', async () => {
  const { values } = await service.api.get<{ values: { self: string }[] }>('/models/base')
  const made = await ok(
    `csr endpoint create --name E --model ${values[0]?.self} --logging --output id @cid --wait`
  )
  expect(await ok('recognize --file door.wav --endpoint id @cid')).toBe('The door is open.\n')
  const traffic = JSON.parse(await ok('csr endpoint traffic --endpoint @cid --hours 1')) as { total: unknown }
  expect(traffic.total).toMatchObject({ requests: 1, refused: 0, audioSeconds: 1.5 })
  await ok('csr endpoint delete --endpoint @cid --logs')
  await ok('csr endpoint pause --endpoint @cid --output file paused.json')
  expect(await readFile(join(cli.folder, 'paused.json'), 'utf8')).toContain('"paused": true')
  // As Speech SDKs name it, and as a whole.
  const { self } = JSON.parse(made) as { self: string }
  const address = `${service.address.replace('http', 'ws')}/speech/recognition/conversation/cognitiveservices/v1`
  for (const how of [`--endpoint ${address}?cid=${self.slice(-36)}`, '--endpoint @cid --fast']) {
    const paused = await cli.run(`recognize --file door.wav ${how}`, { VERNACULAR_URL: service.address })
    expect([how, paused.code, paused.out]).toEqual([how, 1, ''])
    expect(paused.err).toMatch(/paused. Resume it/)
  }
  const resumed = JSON.parse(await ok('csr endpoint resume --endpoint @cid')) as { properties: unknown }
  expect(resumed.properties).not.toHaveProperty('paused')
})

test('listed phrases are heard, live and as a whole; profanity and speakers as asked for', async () => {
  await writeFile(join(cli.folder, 'names.txt'), 'Blanca Wexford\nstupid bastard\n')
  expect(await ok('recognize --file rude.wav --phrases @names.txt')).toMatch(/stupid \*+/)
  expect(await ok('recognize --file rude.wav --phrases @names.txt --profanity raw')).toContain(
    'stupid bastard'
  )
  const whole = 'recognize --file named.wav --fast --phrases "Wexford;Quillfeather" --diarization --json'
  expect(JSON.parse(await ok(whole))).toMatchObject([
    { text: expect.stringContaining('Quillfeather'), phrases: [{ speaker: 1 }] }
  ])
})

test('addresses, each fetched, with times of words; one utterance by one request', async () => {
  const files = createServer((request, response) => {
    void readFile(join(cli.folder, (request.url ?? '').slice(1))).then((wav) => response.end(wav))
  }).listen(0, '127.0.0.1')
  await once(files, 'listening')
  const at = `http://127.0.0.1:${(files.address() as AddressInfo).port}`
  const batch = '--word level timing --output batch file batch.json'
  await ok(`recognize --urls ${at}/go.wav;${at}/door.wav --continuous ${batch}`)
  files.close()
  const { AudioFileResults } = JSON.parse(await readFile(join(cli.folder, 'batch.json'), 'utf8')) as {
    AudioFileResults: unknown[]
  }
  expect(AudioFileResults).toMatchObject([
    { AudioFileName: 'go', AudioFileUrl: `${at}/go.wav` },
    {
      SegmentResults: [
        {
          NBest: expect.arrayContaining([
            expect.objectContaining({
              Words: expect.arrayContaining([expect.objectContaining({ Word: 'door' })])
            })
          ])
        }
      ]
    }
  ])
  expect(await ok('recognize --recognize rest --file door.wav')).toBe('The door is open.\n')
})

test('several recordings at a time, each tried, with outputs of their own and tables of all', async () => {
  const line = 'recognize --files "*o*.wav" --threads 2 --output batch json --output vtt {id}.vtt'
  const each = '--output each id --output each text --output each offset --output each file each.tsv'
  const all = '--output all id --output all lexical --output all file -'
  const { code, out, err } = await cli.run(`${line} ${each} ${all} --output path out`)
  expect([code, out]).toEqual([
    1,
    'audio.input.id\trecognizer.recognized.result.lexical.text\ndoor\tthe door is open\ngo\tgo forward ten meters\n'
  ])
  expect(err).toContain('ERROR: odd.wav: The service cannot read this audio.')
  const named = (await readdir(join(cli.folder, 'out'))).map((name) => name.replace(/\d{17}/, 'TIME')).sort()
  expect(named).toEqual(['door.vtt', 'each.tsv', 'go.vtt', 'output.door.TIME.json', 'output.go.TIME.json'])
  const tsv = await readFile(join(cli.folder, 'out/each.tsv'), 'utf8')
  expect(tsv.split('\n')).toEqual([
    'audio.input.id\trecognizer.recognized.result.text\trecognizer.recognized.result.offset',
    expect.stringMatching(/^door\tThe door is open\.\t\d+$/),
    expect.stringMatching(/^go\tGo forward 10 meters\.\t\d+$/),
    ''
  ])
  const [batch] = (await readdir(join(cli.folder, 'out'))).filter((name) => name.startsWith('output.go'))
  expect(JSON.parse(await readFile(join(cli.folder, 'out', batch ?? ''), 'utf8'))).toMatchObject({
    AudioFileResults: [
      {
        AudioFileName: 'go.wav',
        AudioLengthInSeconds: 1.87,
        CombinedResults: [{ Lexical: 'go forward ten meters', Display: 'Go forward 10 meters.' }],
        SegmentResults: [{ RecognitionStatus: 'Success', NBest: expect.any(Array) }]
      }
    ]
  })
})

test('processes of their own, a list, and a text on its way', async () => {
  const out = await ok(
    'recognize --files @list.txt --processes 2 --output each recognizing text --output each file -',
    {
      stdin: ''
    }
  )
  expect(out).toMatch(/^recognizer\.recognizing\.result\.text\n/)
  expect(out.match(/recognizer/g)).toHaveLength(2)
  expect(out).toMatch(/\ngo for/)
  expect(out).toMatch(/\nthe door/)
})

test('a table of recordings with names of their own is heard into one table', async () => {
  const rows = [
    'audio.input.id\taudio.input.file\ttranscript.text',
    'one\tgo.wav\tgo forward',
    'two\tdoor.wav\tThe door is open'
  ]
  await writeFile(join(cli.folder, 'heard.tsv'), rows.join('\n'))
  const table = '--output all id --output all text --output all file all.tsv'
  const { code, err } = await cli.run(
    `recognize --foreach in @heard.tsv --check wer eq 0 --threads 2 ${table}`
  )
  expect(code).toBe(1)
  expect(err).toMatch(/WARNING: wer is \d+, not eq 0/)
  const lines = (await readFile(join(cli.folder, 'all.tsv'), 'utf8')).trim().split('\n')
  expect([lines[0], ...lines.slice(1).sort()]).toEqual([
    'audio.input.id\trecognizer.recognized.result.text',
    'one\tGo forward 10 meters.',
    'two\tThe door is open.'
  ])
})

test('texts and forms are checked, at least one failure exits with 1', async () => {
  const options = '--transcript lexical "go forward ten metres"'
  await ok(`recognize --file go.wav --check-text-contains "10 meters" --check lexical wer eq 25 ${options}`)
  const { code, out, err } = await cli.run(
    'recognize --file go.wav --check text in "go back;Go forward 10 meters" --check itn not contains "10" --check result "length([0].phrases) == `2`"'
  )
  expect([code, out]).toEqual([1, 'Go forward 10 meters.\n'])
  expect(err).toContain('itn of go.wav is "go forward 10 meters"; expected not contains "10"')
  expect(err).toContain('the result does not satisfy length([0].phrases)')
  expect(err).not.toContain('go back')
})

test('--once ends with the first phrase, --timeout after its time; samples of telephones are heard', async () => {
  const both = await readFile(join(cli.folder, 'both.raw'))
  const first = cli.start(['recognize', '--file', '-', '--once'])
  first.stdin?.on('error', () => undefined)
  // Whoever writes goes on: the input stays open.
  first.stdin?.write(both)
  expect(await ended(first)).toMatchObject({ code: 0, out: 'Go forward 10 meters.\n' })
  // A pause of a second ends no phrase where two are asked for.
  const late = cli.start([
    ...['recognize', '--file', '-', '--timeout', '2500'],
    ...['--property', 'Speech_SegmentationSilenceTimeoutMs=3000']
  ])
  late.stdin?.write(both)
  expect(await ended(late)).toMatchObject({ code: 0, out: 'Go forward 10 meters the door is open.\n' })
  expect(await ok('recognize --file phone.ul --format mulaw')).toMatch(/^Go forward /)
})

test.each([
  ['--keyword wake.table', 'does not listen for a keyword'],
  ['--languages en-US;de-DE', 'cannot identify which of en-US, de-DE is spoken'],
  ['--model abc --once', 'use --fast'],
  ['--output all nonsense', 'the columns are id, sessionid'],
  ['--check wer le 10', 'needs --transcript'],
  ['--files door.wav --processes 2 --output json x.json', 'x.json would be written by each']
])('%s is refused with the reason', async (options, reason) => {
  const { code, out, err } = await cli.run(`recognize --file go.wav ${options}`)
  expect([code, out, err]).toEqual([2, '', expect.stringContaining(reason)])
})
