import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  markedEncrypted,
  type Packed,
  renamed,
  statingUnpackedSize,
  tone,
  zip
} from '../../tests/datasets/archives.ts'
import { normalizerFor } from '../speech/text/index.ts'
import type { DatasetKind } from './dataset.ts'
import type { ImportOutcome } from './import-report.ts'
import { importSource } from './import-source.ts'
import type { TextNormalizationKind } from './lexical-text.ts'

const lexical = normalizerFor('en-US')

let root = ''
let made = 0
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'vernacular-import-'))
})
afterAll(async () => {
  await rm(root, { recursive: true })
})

type Detail = Readonly<{
  filename: string
  line?: number
  column?: number
  code: string
  inputText: string
  message: string
  found: string
  accepted: string
  status: string
}>
type Done = Readonly<{
  outcome: ImportOutcome
  files: string[]
  text: (name: string) => Promise<string>
  report: ImportOutcome & Readonly<{ details: Detail[]; warnings: string[] }>
}>

async function imported(
  kind: DatasetKind,
  content: Uint8Array | string,
  {
    locale = 'en-US',
    normalization = 'Default' as TextNormalizationKind,
    signal = new AbortController().signal
  } = {}
): Promise<Done> {
  made += 1
  const sourcePath = join(root, `${made}.source`)
  const directory = join(root, `${made}.result`)
  await mkdir(directory)
  await writeFile(sourcePath, content)
  const outcome = await importSource({
    dataset: { kind, locale, textNormalizationKind: normalization, sourceFileName: 'uploaded.txt' },
    sourcePath,
    directory,
    lexical,
    signal,
    progress: () => {}
  })
  const text = (name: string) => readFile(join(directory, name), 'utf8')
  return {
    outcome,
    files: (await readdir(directory, { recursive: true })).sort(),
    text,
    report: JSON.parse(await text('report.json')) as Done['report']
  }
}
const codes = ({ report }: Done) => report.details.map(({ code }) => code)

describe('plain text', () => {
  test('leaves accepted sentences, the originals beside them, the source, and a report of every refused line', async () => {
    const source = '\ufeffOpen gate 4.\r\n\r\nsee https://contoso.com\r\n!!!\r\nIt’s on air'
    const done = await imported('Language', source)
    expect(done.outcome).toEqual({ status: 'Succeeded', acceptedLineCount: 2, rejectedLineCount: 2 })
    expect(done.files).toEqual(['accepted.txt', 'original.txt', 'report.json', 'source.txt'])
    expect(await done.text('accepted.txt')).toBe("open gate four\nit's on air\n")
    expect(await done.text('original.txt')).toBe('Open gate 4.\nIt’s on air\n')
    expect(await done.text('source.txt')).toBe(source)
    expect(done.report).toEqual({
      status: 'Succeeded',
      acceptedLineCount: 2,
      rejectedLineCount: 2,
      kind: 'Language',
      locale: 'en-US',
      textNormalizationKind: 'Default',
      normalizer: lexical.version,
      warnings: [],
      details: [
        {
          filename: 'uploaded.txt',
          line: 3,
          column: 5,
          code: 'ContainsUri',
          inputText: 'see https://contoso.com',
          message: 'Error: the line contains a link.',
          found: '"https://contoso.com"',
          accepted: 'the words that a speaker would say instead of the link',
          status: 'Failed'
        },
        {
          filename: 'uploaded.txt',
          line: 4,
          code: 'NormalizedTextEmpty',
          inputText: '!!!',
          message: 'Error: the text is empty after normalization.',
          found: '"!!!"',
          accepted: 'a sentence with at least one word',
          status: 'Failed'
        }
      ]
    })
  })

  test('repeats at most 47 characters of a refused line', async () => {
    const done = await imported('Language', `good\n${'.'.repeat(60)}`)
    expect(done.report.details[0]?.inputText).toBe(`${'.'.repeat(47)}...`)
  })

  test.each([
    [
      'nothing usable',
      '!!!\n???\n',
      'InvalidDataset',
      /None of the 2 lines is valid.*line 1: NormalizedTextEmpty/,
      2
    ],
    ['an empty file', '', 'InvalidDataset', /empty or blank/, 0],
    ['only blank lines', '\n \r\n', 'InvalidDataset', /empty or blank/, 0],
    [
      'a zip in place of text',
      Buffer.from('PK\u0003\u0004....'),
      'InvalidDataset',
      /zip archive, not text/,
      0
    ],
    [
      'an unknown encoding',
      Buffer.from('one line', 'utf16le'),
      'NoUtf8WithBom',
      /UTF-16 without a byte order mark/,
      0
    ]
  ])(
    '%s fails the dataset and leaves the report and the source only',
    async (_name, source, code, message, rejected) => {
      const done = await imported('Language', source)
      expect(done.outcome).toMatchObject({
        status: 'Failed',
        acceptedLineCount: 0,
        rejectedLineCount: rejected,
        error: { code, message: expect.stringMatching(message) }
      })
      expect(done.files).toEqual(['report.json', 'source.txt'])
      expect(done.report.details).toHaveLength(rejected)
    }
  )

  test('stops when it is told to, and leaves no report', async () => {
    const stop = new AbortController()
    stop.abort(new Error('enough'))
    await expect(imported('Language', 'one\ntwo\n', { signal: stop.signal })).rejects.toThrow('enough')
    expect(await readdir(join(root, `${made}.result`))).not.toContain('report.json')
  })

  test('accepted and refused lines add up to the lines that hold something, whatever is in them', async () => {
    const line = fc.oneof(
      fc.constantFrom(
        'a good line',
        'http://x.y',
        'no no no no',
        '',
        '   ',
        '…',
        'tab\there',
        '\u2028',
        'three\u0000'
      ),
      fc.string({ unit: 'binary' }).map((text) => text.replace(/[\n\r]/g, ''))
    )
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (lines) => {
        const done = await imported('Language', ['first', ...lines].join('\n'))
        const { acceptedLineCount, rejectedLineCount } = done.outcome
        const held = ['first', ...lines].filter((text) => Buffer.from(text).toString().trim() !== '')
        // A NUL among the first bytes makes it no text at all.
        if (done.outcome.error) expect(done.files).toEqual(['report.json', 'source.txt'])
        else {
          expect(acceptedLineCount + rejectedLineCount).toBe(held.length)
          expect((await done.text('accepted.txt')).split('\n')).toHaveLength(acceptedLineCount + 1)
        }
        expect(done.report.details).toHaveLength(rejectedLineCount)
      }),
      { numRuns: 60 }
    )
  })
})

test('pronunciations leave entries with the spoken form in lower case', async () => {
  const done = await imported('Pronunciation', '3CPO\tThree C P O\nIEEE i triple e\nfelidae\tfelidei')
  expect(done.outcome).toEqual({ status: 'Succeeded', acceptedLineCount: 2, rejectedLineCount: 1 })
  expect(await done.text('accepted.tsv')).toBe('3CPO\tthree c p o\nfelidae\tfelidei\n')
  expect(codes(done)).toEqual(['TabMissing'])
})

describe('audio with transcript', () => {
  const pack = async (transcript: string, files: readonly Packed[]) =>
    imported('Acoustic', await zip([{ name: 'trans.txt', content: transcript }, ...files]))

  test('is converted once, each clip with its words', async () => {
    const done = await pack('\ufeffone.wav\tOpen “gate” 4.\r\nTWO.wav\tIt’s on', [
      { name: 'one.wav', content: tone(1.5) },
      { name: 'two.wav', content: tone(41) },
      { name: '__MACOSX/._one.wav', content: 'left by a file manager' },
      { name: '.DS_Store', content: 'so is this' }
    ])
    expect(done.outcome).toEqual({
      status: 'Succeeded',
      acceptedLineCount: 2,
      rejectedLineCount: 0,
      durationTicks: 425_000_000
    })
    expect(done.files).toEqual([
      'audio',
      'audio/one.wav',
      'audio/two.wav',
      'report.json',
      'source.zip',
      'transcript.tsv',
      'utterances.jsonl'
    ])
    expect(
      (await done.text('utterances.jsonl'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    ).toEqual([
      {
        id: 'one.wav',
        audio: 'audio/one.wav',
        reference: 'Open “gate” 4.',
        lexical: 'open gate four',
        durationTicks: 15_000_000
      },
      {
        id: 'two.wav',
        audio: 'audio/two.wav',
        reference: 'It’s on',
        lexical: "it's on",
        durationTicks: 410_000_000,
        tooLongForTraining: true
      }
    ])
    expect(done.report.warnings).toEqual([expect.stringContaining('1 of 2 clips are longer than 40 s')])
    const converted = join(root, `${made}.result`, 'audio/one.wav')
    expect((await stat(converted)).size).toBe(44 + 1.5 * 32_000)
  })

  test('every line, and every file without one, is taken or refused with its reason', async () => {
    const done = await pack(
      [
        'good.wav\tthis is fine',
        'absent.wav\tno such file',
        'good.wav\tsecond line for it',
        'empty-text.wav\t',
        'no tab here',
        'text.wav\tthe file is not audio',
        'nothing.wav\tthe file has no bytes',
        'header.wav\tthe file has no sound',
        'cut.wav\tthe file is cut short',
        'sub/nested.wav\tthe file is in a folder',
        'other.wav\thttp is fine here but ... no words: yes yes yes yes'
      ].join('\n'),
      [
        { name: 'good.wav', content: tone(0.5) },
        { name: 'good.wav', content: tone(0.5) },
        { name: 'empty-text.wav', content: tone(0.5) },
        { name: 'text.wav', content: 'I am a text' },
        { name: 'nothing.wav', content: '' },
        { name: 'header.wav', content: tone(0) },
        { name: 'cut.wav', content: tone(1).subarray(0, 20_000) },
        { name: 'sub/nested.wav', content: tone(0.5) },
        { name: 'sub/unnamed.wav', content: tone(0.5) },
        { name: 'other.wav', content: tone(0.5) },
        { name: 'unlisted.wav', content: tone(0.5) }
      ]
    )
    const reasons = done.report.details.map(({ line, filename, code }) => `${line ?? filename} ${code}`)
    expect(reasons).toEqual([
      '2 AudioMissing',
      '3 DuplicateName',
      '4 TextEmpty',
      '5 TabMissing',
      '6 NotAudio',
      '7 AudioEmpty',
      '8 AudioEmpty',
      '9 AudioDamaged',
      '10 InFolder',
      '11 TooManyRepeats',
      'unlisted.wav TranscriptMissing',
      'good.wav DuplicateName',
      'sub/unnamed.wav InFolder'
    ])
    expect(done.outcome).toMatchObject({ status: 'Succeeded', acceptedLineCount: 1, rejectedLineCount: 13 })
    expect(done.files.filter((name) => name.startsWith('audio/'))).toEqual(['audio/good.wav'])
  })

  test('when no clip can be used, fails and leaves no audio', async () => {
    const done = await pack('a.wav\tone', [{ name: 'a.wav', content: 'text' }])
    expect(done.outcome).toMatchObject({
      status: 'Failed',
      error: { code: 'InvalidDataset', message: expect.stringMatching(/trans\.txt, line 1: NotAudio/) }
    })
    expect(done.files).toEqual(['report.json', 'source.zip'])
  })

  const clip: Packed = { name: 'clip.wav', content: tone(0.2) }
  const transcript: Packed = { name: 'trans.txt', content: 'clip.wav\twords' }
  const link = { name: 'clip.wav', content: '/etc/passwd', mode: 0o120777, stored: true }
  const silence = { name: 'clip.wav', content: Buffer.alloc(40 * 2 ** 20) }
  test.each<[string, () => Promise<Uint8Array> | Uint8Array, RegExp]>([
    ['no zip', () => Buffer.from('hello'), /cannot be read/],
    ['an empty file', () => Buffer.alloc(0), /cannot be read/],
    ['a zip cut short', async () => (await zip([transcript, clip])).subarray(0, -30), /cannot be read/],
    [
      'a file outside the archive',
      async () => renamed(await zip([transcript, clip]), 'clip.wav', '../p.wav'),
      /invalid relative path/
    ],
    [
      'an absolute name',
      async () => renamed(await zip([transcript, clip]), 'clip.wav', '/lip.wav'),
      /absolute path/
    ],
    ['a link', () => zip([transcript, link]), /link or a device/],
    ['encryption', async () => markedEncrypted(await zip([transcript, clip])), /encrypted/],
    ['a bomb', () => zip([transcript, silence]), /100 times its size/],
    [
      'a stated size beyond all bounds',
      async () => statingUnpackedSize(await zip([transcript, clip]), 0xfffffffe),
      /at most 4294967296|times its size/
    ],
    ['no transcript', () => zip([clip]), /found none among 1 files/],
    ['nothing', () => zip([]), /an empty archive/],
    ['two transcripts', () => zip([transcript, { ...transcript, name: 'b.tsv' }, clip]), /found 2 of them/],
    [
      'everything in a folder',
      () =>
        zip([
          { ...transcript, name: 'set/trans.txt' },
          { ...clip, name: 'set/clip.wav' }
        ]),
      /without their folder/
    ],
    [
      'a transcript in UTF-16 without mark',
      () => zip([clip, { name: 't.txt', content: Buffer.from('clip.wav\twords', 'utf16le') }]),
      /byte order mark/
    ]
  ])('with %s is refused whole, and nothing is unpacked', async (_name, archive, message) => {
    const done = await imported('Acoustic', await archive())
    expect(done.outcome).toMatchObject({ status: 'Failed', acceptedLineCount: 0 })
    expect(done.outcome.error?.message).toMatch(message)
    expect(done.outcome.error?.message).not.toContain(root)
    expect(done.files).toEqual(['report.json', 'source.zip'])
  })

  test('a file that unpacks to more than the archive states is damaged, not unpacked', async () => {
    const honest = await zip([transcript, clip])
    const done = await imported('Acoustic', statingUnpackedSize(honest, 30))
    expect(done.outcome.status).toBe('Failed')
    expect(done.files).toEqual(['report.json', 'source.zip'])
  })

  test('a clip whose bytes were damaged on the way is refused by its checksum', async () => {
    const archive = await zip([transcript, { ...clip, stored: true }])
    archive.writeUInt8(archive.readUInt8(archive.indexOf('data') + 500) ^ 255, archive.indexOf('data') + 500)
    const done = await imported('Acoustic', archive)
    expect(codes(done)).toEqual(['AudioDamaged'])
    expect(done.report.details[0]?.found).toContain('checksum')
  })

  test('no damage to an archive stops the import without a verdict', async () => {
    const whole = await zip([transcript, clip])
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const damaged = Buffer.from(whole)
        damaged[at] = byte
        const { outcome, report } = await imported('Acoustic', damaged)
        expect(['Succeeded', 'Failed']).toContain(outcome.status)
        expect(report.details).toHaveLength(outcome.rejectedLineCount)
      }),
      { numRuns: 60 }
    )
  })
})
