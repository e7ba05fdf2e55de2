import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseArguments } from '../command-line/parse-arguments.ts'
import { recognize } from '../commands/recognize.ts'
import { ConfigStore } from '../config/config-store.ts'
import { CommandContext } from '../execution/command-context.ts'
import { ServiceClient } from '../service/service-client.ts'
import { audioFilesOf } from './audio-files.ts'
import { idOfAudio, sourceOf } from './audio-sources.ts'
import { checkOutputs, isPlainText, rejectSharedFiles } from './outputs.ts'
import { readRecognitionRequest, recognitionAddress } from './recognition-request.ts'

// Nothing here sends a request.
const service = new ServiceClient('http://127.0.0.1:9', 'unused-key')

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vernacular-recognize-'))
  for (const name of ['a.wav', 'b.wav', 'c+1.wav', 'note.txt']) await writeFile(join(folder, name), 'x')
  await writeFile(join(folder, 'list.txt'), 'b.wav\na.wav; c+1.wav\n')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const contextOf = (line: string): CommandContext =>
  new CommandContext(
    parseArguments(recognize, [...line.split(' ').filter((word) => word !== ''), '--input', 'path', folder]),
    new ConfigStore({ home: folder, cwd: folder })
  )
const requestOf = (line: string) => readRecognitionRequest(contextOf(line), service)

describe('the recognition mode', () => {
  test.each([
    ['--file a.wav', 'live'],
    ['--file a.wav --fast', 'fast'],
    ['--file a.wav --fast false', 'live'],
    ['--file a.wav --channels 0;1', 'fast'],
    ['--file a.wav --diarization', 'fast'],
    ['--file a.wav --model abc', 'fast'],
    ['--file a.wav --rest', 'rest'],
    ['--file a.wav --recognize rest', 'rest'],
    ['--microphone', 'live']
  ])('%s: %s', async (line, mode) => {
    expect((await requestOf(line)).mode).toBe(mode)
  })

  test.each([
    ['--recognize sometimes', 'Unknown method'],
    ['--file - --fast', 'whole recordings'],
    ['--microphone --fast', 'whole recordings'],
    ['--file a.wav --fast --once', 'whole recordings'],
    ['--microphone --diarization', 'Only --fast'],
    ['--file a.wav --rest --phrases x', '--rest does not support --phrases'],
    ['--file a.wav --property Nonsense=1', 'is not supported'],
    ['--file a.wav --profanity loud', 'expected one of masked, removed, raw'],
    ['--file a.wav --check wer le 10', 'needs --transcript']
  ])('%s is rejected', async (line, message) => {
    await expect(requestOf(line)).rejects.toThrow(message)
  })
})

test('options become one request', async () => {
  const line = '--file a.wav --language de-DE --phrases x;y --word level timing --profanity RAW'
  expect(await requestOf(`${line} --property Speech_SegmentationSilenceTimeoutMs=300`)).toEqual({
    mode: 'live',
    once: false,
    language: 'de-DE',
    logging: false,
    profanity: 'raw',
    phrases: ['x', 'y'],
    detailed: true,
    wordTimes: true,
    diarization: false,
    pauseMs: 300
  })
})

test('the address of a Speech SDK names an endpoint, other addresses do not', () => {
  const address = 'wss://h/speech/recognition/conversation/cognitiveservices/v1?cid=1'
  expect(recognitionAddress(contextOf(`--endpoint ${address}`))?.searchParams.get('cid')).toBe('1')
  expect(recognitionAddress(contextOf('--endpoint http://h/speechtotext/v3.2/endpoints/1'))).toBeUndefined()
})

describe('files', () => {
  test.each([
    ['--file a.wav', ['a.wav']],
    ['--file a.wav;b.wav', ['a.wav', 'b.wav']],
    ['--files *.wav', ['a.wav', 'b.wav', 'c+1.wav']],
    ['--files ?.wav note.txt', ['a.wav', 'b.wav', 'note.txt']],
    ['--files @list.txt', ['b.wav', 'a.wav', 'c+1.wav']]
  ])('%s', async (line, files) => {
    expect(await audioFilesOf(contextOf(line))).toEqual(files)
  })

  test('a pattern that matches nothing is rejected', async () => {
    await expect(audioFilesOf(contextOf('--files *.mp3'))).rejects.toThrow('No file matches *.mp3.')
  })

  test('a recording is called by its file name without the extension', () => {
    expect(['calls/a.b.wav', 'http://h/x/y.mp3?z', '-'].map(idOfAudio)).toEqual(['a.b', 'y', '-'])
  })
})

describe('outputs', () => {
  test('plain text is printed unless an output is named', () => {
    expect(isPlainText(contextOf('--file a.wav --output path x'))).toBe(true)
    expect(isPlainText(contextOf('--file a.wav --output srt'))).toBe(false)
    expect(isPlainText(contextOf('--file a.wav --json'))).toBe(false)
  })

  test('one subtitle file cannot hold several recordings', () => {
    expect(() => checkOutputs(contextOf('--output srt x.srt'), 2)).toThrow(
      '--output srt x.srt names one file'
    )
    checkOutputs(contextOf('--output srt x.srt'), 1)
    checkOutputs(contextOf('--output vtt {id}.vtt'), 2)
  })

  test('several processes cannot write one file', () => {
    expect(() => rejectSharedFiles(contextOf('--output tsv'))).toThrow('output.tsv would be written by each')
    expect(() => rejectSharedFiles(contextOf('--output all id file t.tsv'))).toThrow('t.tsv would be written')
    rejectSharedFiles(contextOf('--output json {pid}.json --output srt'))
  })
})

describe('audio', () => {
  const samples = Buffer.alloc(640, 7)
  const wav = (rate: number, dataBytes = samples.length): Buffer => {
    const header = Buffer.alloc(44)
    header.write('RIFF', 0)
    header.write('WAVEfmt ', 8)
    header.writeUInt32LE(16, 16)
    header.writeUInt16LE(1, 20)
    header.writeUInt16LE(1, 22)
    header.writeUInt32LE(rate, 24)
    header.writeUInt32LE(rate * 2, 28)
    header.writeUInt16LE(2, 32)
    header.writeUInt16LE(16, 34)
    header.write('data', 36)
    header.writeUInt32LE(dataBytes, 40)
    return Buffer.concat([header, samples])
  }
  async function read(name: string, content: Buffer, line = '') {
    await writeFile(join(folder, name), content)
    const { audio, header, bytesPerMs } = await sourceOf(contextOf(line), name)
    const chunks: Uint8Array[] = []
    for await (const chunk of audio) chunks.push(chunk)
    return { bytes: Buffer.concat(chunks).length, header: header?.length, bytesPerMs }
  }

  test('samples of 16 kHz WAV files are sent without their header; a size of 0 means up to the end', async () => {
    expect(await read('w.wav', wav(16_000))).toEqual({ bytes: 640, header: 44, bytesPerMs: 32 })
    expect(await read('p.wav', wav(16_000, 0))).toEqual({ bytes: 640, header: 44, bytesPerMs: 32 })
    expect((await read('half.wav', wav(16_000, 320))).bytes).toBe(320)
  })

  test('other audio is sent as it is', async () => {
    const whole = { bytes: 684, header: undefined, bytesPerMs: undefined }
    expect(await read('8k.wav', wav(8000))).toEqual(whole)
    expect((await read('o.ogg', Buffer.from('OggS….'))).header).toBeUndefined()
  })

  test('telephone samples get a header; unknown formats are rejected', async () => {
    expect(await read('t.ul', samples, '--format mulaw')).toEqual({ bytes: 640, header: 44, bytesPerMs: 8 })
    await expect(read('t.ul', samples, '--format vox')).rejects.toThrow('--format is "vox"')
    await expect(sourceOf(contextOf(''), 'missing.wav')).rejects.toThrow(/missing\.wav cannot be read/)
  })
})
