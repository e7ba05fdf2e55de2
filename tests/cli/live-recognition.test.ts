/** Text while it is spoken: from a pipe, a microphone and an address, by the real command against a real service. */

import { once } from 'node:events'
import { chmod, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CommandFolder, ended } from '../command.ts'
import { KEY, type RunningService, startInProcess } from '../in-process-service.ts'
import { spokenBy } from '../synthetic-clips.ts'

let service: RunningService
let cli: CommandFolder
let wav: Buffer

beforeAll(async () => {
  service = await startInProcess()
  cli = await CommandFolder.open({ VERNACULAR_URL: service.address, VERNACULAR_KEY: KEY })
  const clips = await spokenBy('rms', ['Go forward ten meters.', 'The door is open.'])
  const pause = Buffer.alloc(48_000)
  const samples = clips.flatMap((clip) => [clip.wav.subarray(44), pause])
  wav = Buffer.concat([clips[0]?.wav.subarray(0, 44) ?? Buffer.alloc(44), ...samples])
  wav.writeUInt32LE(wav.length - 8, 4)
  wav.writeUInt32LE(wav.length - 44, 40)
  await writeFile(join(cli.folder, 'clip.wav'), wav)
  await writeFile(join(cli.folder, 'clip.raw'), wav.subarray(44))
})
afterAll(async () => {
  await cli.close()
  await service.close()
})

const TRANSCRIPTS = 'Go forward 10 meters.\nThe door is open.\n'

test.each(['clip.wav', 'clip.raw'])('a pipe of %s, phrase by phrase', async (name) => {
  const child = cli.start(['recognize', '--file', '-'])
  child.stdin?.end(name === 'clip.wav' ? wav : wav.subarray(44))
  const { code, out } = await ended(child)
  expect([code, out]).toEqual([0, TRANSCRIPTS])
})

test('on a terminal text is drawn in place while it grows, and phrases stand in lines of their own', async () => {
  const child = cli.onTerminal(['recognize', '--file', 'clip.wav'])
  const { out } = await ended(child)
  const drawn = out.split('\r').map((line) => line.replaceAll('\u001b[2K', ''))
  expect(drawn.some((line) => /^Recognizing clip\.wav \.\.\. go for/.test(line))).toBe(true)
  expect(drawn).toEqual(expect.arrayContaining(['Go forward 10 meters.', 'The door is open.']))
})

test('a file with subtitles of when its phrases were said', async () => {
  const { code, out } = await cli.run('recognize --file clip.wav --output srt -')
  expect(code).toBe(0)
  expect(out).toMatch(/^1\n00:00:00,\d+ --> 00:00:0\d,\d+\nGo forward 10 meters\.\n\n2\n00:00:0[2-4]/)
})

test('a microphone, by the program of the system that records; a machine without one is told how', async () => {
  const recorder = join(cli.folder, 'arecord')
  await writeFile(recorder, `#!/bin/sh\n[ "$2" = hw:7 ] && exec cat ${join(cli.folder, 'clip.raw')}\n`)
  await chmod(recorder, 0o755)
  const PATH = `${cli.folder}:${process.env.PATH ?? ''}`
  const recognized = await cli.run('recognize --microphone --device hw:7', { PATH })
  expect([recognized.code, recognized.out, recognized.code === 0 ? '' : recognized.err]).toEqual([
    0,
    TRANSCRIPTS,
    ''
  ])
  await writeFile(recorder, '#!/bin/sh\necho "arecord: no soundcards found" >&2; exit 1\n')
  const without = await cli.run('recognize --microphone', { PATH })
  expect(without.code).toBe(1)
  expect(without.err).toContain('no soundcards found')
})

test('an address, fetched here, or by the service for the whole of it', async () => {
  const files = createServer((_request, response) => response.end(wav)).listen(0, '127.0.0.1')
  await once(files, 'listening')
  try {
    const { port } = files.address() as AddressInfo
    const live = await cli.run(`recognize --url http://127.0.0.1:${port}/clip.wav`)
    expect([live.code, live.out]).toEqual([0, TRANSCRIPTS])
    const fast = await cli.run(`recognize --fast --url http://127.0.0.1:${port}/clip.wav`)
    expect([fast.code, fast.out]).toEqual([0, 'Go forward 10 meters. The door is open.\n'])
  } finally {
    files.close()
  }
})

test('an endpoint that does not exist, and a wrong key, are told', async () => {
  const nowhere = await cli.run('recognize --file clip.wav --endpoint 00000000-0000-4000-8000-000000000000')
  expect(nowhere.code).not.toBe(0)
  expect(nowhere.err).toContain('does not exist')
  expect((await cli.run('recognize --file clip.wav --key wrong-wrong-wrong')).code).toBe(4)
})
