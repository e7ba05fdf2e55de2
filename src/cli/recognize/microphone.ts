/** What is spoken now, by the program of the system that records. @module */
import { type ChildProcess, spawn } from 'node:child_process'
import { PassThrough, Readable } from 'node:stream'
import { CommandFailed } from '../command-failed.ts'
import { bareSamples, type Source } from './sources.ts'

/** Those that write 16 kHz mono samples to standard output, the first that there is. */
const RECORDERS: readonly Readonly<{ command: string; words: (device: string | undefined) => string[] }>[] = [
  {
    command: 'arecord',
    words: (device) => [
      ...(device === undefined ? [] : ['-D', device]),
      ...['-q', '-t', 'raw', '-f', 'S16_LE', '-r', '16000', '-c', '1']
    ]
  },
  {
    command: 'ffmpeg',
    words: (device = 'default') => [
      ...['-v', 'error', '-f', 'pulse', '-i', device],
      ...['-ac', '1', '-ar', '16000', '-f', 's16le', '-']
    ]
  }
]

/** @throws CommandFailed where nothing records */
export async function microphone(device: string | undefined): Promise<Source> {
  for (const { command, words } of RECORDERS) {
    const recorder = await started(command, words(device))
    if (!recorder) continue
    let said = ''
    recorder.stderr?.on('data', (chunk: Buffer) => {
      said += chunk
    })
    const stop = (): void => void recorder.kill('SIGTERM')
    // Ctrl-C is how one stops speaking: what was said before it is still heard.
    process.removeAllListeners('SIGINT')
    process.on('SIGINT', stop)
    // A recorder that ends before anybody reads would take what it recorded with it.
    const samples = recorder.stdout?.pipe(new PassThrough()) ?? Readable.from([])
    return bareSamples(
      recorded(samples, command, () => said),
      stop
    )
  }
  throw new CommandFailed('No program that records was found.', {
    hint: `TRY: install alsa-utils (arecord) or ffmpeg; or record by another program: … | vernacular recognize --file -`
  })
}

/** Undefined where there is no such program. */
async function started(command: string, words: readonly string[]): Promise<ChildProcess | undefined> {
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'] })
  return new Promise((resolve, reject) => {
    child.once('spawn', () => resolve(child))
    child.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT'
        ? resolve(undefined)
        : reject(new CommandFailed(`${command} cannot be run: ${error.message}`))
    )
  })
}

async function* recorded(
  samples: AsyncIterable<Buffer>,
  command: string,
  said: () => string
): AsyncGenerator<Uint8Array> {
  let heard = false
  for await (const chunk of samples) {
    heard = true
    yield chunk
  }
  if (!heard) throw new CommandFailed(`${command} recorded nothing: ${said().trim() || 'no reason given'}`)
}
