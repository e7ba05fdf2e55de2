import { describe, expect, test } from 'vitest'
import { batchResults } from './batch-results.ts'
import { fillFileName, isPerRecording } from './file-names.ts'
import type { RecognizedAudio } from './recognition-result.ts'
import { formatTable, readTable } from './result-tables.ts'

const detail = (text: string) => ({
  Confidence: 0.9,
  Lexical: text.toLowerCase(),
  ITN: text.toLowerCase(),
  MaskedITN: text.toLowerCase(),
  Display: text
})
const audio: RecognizedAudio = {
  file: 'calls/a.wav',
  id: 'a',
  sessionId: 'session-1',
  text: 'One\tcall.\nTwo.',
  durationMilliseconds: 3000,
  phrases: [
    { offsetMilliseconds: 0, durationMilliseconds: 1000, text: 'One\tcall.', nBest: [detail('One call.')] },
    { offsetMilliseconds: 2000, durationMilliseconds: 500, text: 'Two.', nBest: [detail('Two.')], channel: 1 }
  ],
  hypotheses: [{ offsetMilliseconds: 0, durationMilliseconds: 400, text: 'one', resultId: 'r' }]
}
const words = (line: string) => line.split(' ')

describe('tables', () => {
  test('one row per recording; phrases are joined, and tabs and line breaks become blanks', () => {
    const table = readTable(words('id sessionid recognized text lexical text recognizing text'), 'all')
    expect(formatTable(table, 'all', [audio])).toBe(
      [
        'audio.input.id\trecognizer.session.started.sessionid\trecognizer.recognized.result.text\trecognizer.recognized.result.lexical.text\trecognizer.recognizing.result.text',
        'a\tsession-1\tOne call. Two.\tone call. two.\tone\n'
      ].join('\n')
    )
  })

  test('one row per event in the order of time, in ticks; only events that a column needs', () => {
    const both = readTable(words('id offset recognizing text file has header false'), 'each')
    expect(formatTable(both, 'each', [audio])).toBe('a\t\tone\na\t0\t\na\t20000000\t\n')
    const phrases = readTable(words('text duration file has header false'), 'each')
    expect(formatTable(phrases, 'each', [audio])).toBe('One call.\t10000000\nTwo.\t5000000\n')
  })

  test('as JSON', () => {
    const table = readTable(words('id file name x.json file type json'), 'all')
    expect([table.file, JSON.parse(formatTable(table, 'all', [audio]))]).toEqual([
      'x.json',
      [{ 'audio.input.id': 'a' }]
    ])
  })

  test.each(['nonsense', 'text nonsense', 'file x.tsv', ''])('"%s" is rejected', (line) => {
    expect(() => readTable(words(line), 'all')).toThrow(/the columns are id, sessionid/)
  })
})

test('batch results have each channel, each form and times in seconds and ticks', () => {
  const { AudioFileResults } = JSON.parse(batchResults([audio])) as { AudioFileResults: unknown[] }
  expect(AudioFileResults).toMatchObject([
    {
      AudioFileName: 'calls/a.wav',
      AudioFileUrl: null,
      AudioLengthInSeconds: 3,
      CombinedResults: [
        { ChannelNumber: '0', Lexical: 'one call.', Display: 'One call.' },
        { ChannelNumber: '1', Display: 'Two.' }
      ],
      SegmentResults: [
        { Offset: 0, DurationInSeconds: 1, SpeakerId: null },
        { Offset: 20_000_000, OffsetInSeconds: 2, ChannelNumber: '1' }
      ]
    }
  ])
})

test('placeholders of file names are filled', () => {
  expect(fillFileName('out.{id}.{pid}.srt', 'a')).toBe(`out.a.${process.pid}.srt`)
  expect(fillFileName('{run.time}', 'a')).toMatch(/^\d{17}$/)
  expect(['{id}.srt', '-', 'x.srt'].map(isPerRecording)).toEqual([true, true, false])
})
