import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { BandwidthDetector } from './bandwidth-detector.ts'
import { decodeAudio } from './decode-audio.ts'

const SENTENCE = 'the courier left the parcel at the end of the street'

async function narrow(audio: Uint8Array): Promise<boolean> {
  const meter = new BandwidthDetector()
  const { signal } = new AbortController()
  const bytes = (async function* () {
    yield audio
  })()
  for await (const samples of decodeAudio(bytes, { signal })) meter.push(samples)
  return meter.isNarrowBand
}
const through = (wav: Buffer, ...options: string[]): Buffer =>
  execFileSync('ffmpeg', ['-v', 'error', '-i', '-', ...options, '-'], { input: wav })

test('wide-band speech is distinguished from telephone speech, at any sample rate of the file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vernacular-band-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const voice of ['slt', 'rms', 'awb']) {
    const path = join(folder, `${voice}.wav`)
    execFileSync('flite', ['-voice', voice, '-t', SENTENCE, '-o', path])
    const wav = await readFile(path)
    expect(await narrow(wav)).toBe(false)
    expect(await narrow(through(wav, '-b:a', '16k', '-ar', '16000', '-f', 'mp3'))).toBe(false)
    const line = through(wav, '-ar', '8000', '-c:a', 'pcm_alaw', '-f', 'wav')
    expect(await narrow(line)).toBe(true)
    expect(await narrow(through(line, '-ar', '44100', '-b:a', '64k', '-f', 'mp3'))).toBe(true)
  }
})

test('silence, and less than a frame, are nothing of a telephone', async () => {
  const meter = new BandwidthDetector()
  meter.push(new Int16Array(16_000))
  meter.push(new Int16Array(100).fill(1_000))
  expect(meter.isNarrowBand).toBe(false)
})
