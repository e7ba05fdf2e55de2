/** Speech that tests and benches recognize: Debian's human clips, and synthetic voices of `flite`. @module */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** 16 kHz mono 16-bit samples, and the words that are said in them. */
export type SpokenClip = Readonly<{ name: string; words: readonly string[]; pcm: Uint8Array }>

const testData = '/usr/share/pocketsphinx/test/data'
/** The clips are canonical WAV files: the samples follow 44 bytes of header. */
const WAV_HEADER = 44

/** The five human clips of `pocketsphinx-testdata`, from a LibriVox reading. */
export async function humanClips(): Promise<readonly SpokenClip[]> {
  const lines = (await readFile(`${testData}/librivox/transcription`, 'utf8')).trim().split('\n')
  return Promise.all(
    lines.map(async (line) => {
      const [, text = '', name = ''] = line.match(/^<s> (.*) <\/s> \((.*)\)$/) ?? []
      const wav = await readFile(`${testData}/librivox/${name}.wav`)
      return { name, words: text.split(/\s+/), pcm: wav.subarray(WAV_HEADER) }
    })
  )
}

/** A human saying "go forward ten meters". */
export async function commandClip(): Promise<SpokenClip> {
  const pcm = await readFile(`${testData}/goforward.raw`)
  return { name: 'goforward', words: ['go', 'forward', 'ten', 'meters'], pcm }
}

/** Synthetic speech. `text` is said as `flite` reads it; `words` are what it stands for. */
export async function synthesize(voice: string, text: string, words = text.split(' ')): Promise<SpokenClip> {
  const folder = await mkdtemp(join(tmpdir(), 'spoken-clip-'))
  try {
    const wav = join(folder, 'speech.wav')
    await run('flite', ['-voice', voice, '-t', text, '-o', wav])
    const samples = ['-ar', '16000', '-ac', '1', '-f', 's16le', 'pipe:1']
    const { stdout } = await run('ffmpeg', ['-loglevel', 'error', '-i', wav, ...samples], {
      encoding: 'buffer',
      maxBuffer: 1 << 28
    })
    return { name: `${voice}: ${text}`, words, pcm: stdout }
  } finally {
    await rm(folder, { recursive: true })
  }
}

export const silence = (seconds: number): Uint8Array => new Uint8Array(Math.round(seconds * 16_000) * 2)

export const joined = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts)
