/** `--microphone`: records with a program of the system. @module */
import { type ChildProcess, spawn } from 'node:child_process'
import { PassThrough, Readable } from 'node:stream'
import { CommandError } from '../command-error.ts'
import { rawSamples, type Source } from './audio-sources.ts'

/** Programs that write 16 kHz mono samples to standard output; the first that is installed is used. */
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

/** @throws CommandError when no program can record */
export async function microphone(device: string | undefined): Promise<Source> {
  for (const { command, words } of RECORDERS) {
    const recorder = await started(command, words(device))
    if (!recorder) continue
    let messages = ''
    recorder.stderr?.on('data', (chunk: Buffer) => {
      messages += chunk
    })
    const stop = (): void => void recorder.kill('SIGTERM')
    // Ctrl-C ends the recording; what was said until then is still recognized.
    process.removeAllListeners('SIGINT')
    process.on('SIGINT', stop)
    // Buffered, because a recorder that exits early would take unread samples with it.
    const samples = recorder.stdout?.pipe(new PassThrough()) ?? Readable.from([])
    return rawSamples(
      recorded(samples, command, () => messages),
      stop
    )
  }
  throw new CommandError('No recording program was found.', {
    hint: 'TRY: install alsa-utils (arecord) or ffmpeg, or pipe samples from another program: … | vernacular recognize --file -'
  })
}

/** @returns undefined when the program is not installed */
async function started(command: string, words: readonly string[]): Promise<ChildProcess | undefined> {
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'] })
  return new Promise((resolve, reject) => {
    child.once('spawn', () => resolve(child))
    child.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT'
        ? resolve(undefined)
        : reject(new CommandError(`Cannot run ${command}: ${error.message}`))
    )
  })
}

async function* recorded(
  samples: AsyncIterable<Buffer>,
  command: string,
  messages: () => string
): AsyncGenerator<Uint8Array> {
  let hasSamples = false
  for await (const chunk of samples) {
    hasSamples = true
    yield chunk
  }
  if (!hasSamples)
    throw new CommandError(`${command} recorded nothing: ${messages().trim() || 'it gave no reason'}`)
}
