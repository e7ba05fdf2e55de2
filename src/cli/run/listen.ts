/** `recognize --microphone`, `--file -` and `--live`: text drawn while it is spoken. @module */
import { type ChildProcess, spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { PassThrough, Readable } from 'node:stream'
import { wavHeader } from '../../speech/audio/index.ts'
import { CommandFailed, WrongUsage } from '../command-failed.ts'
import { hearLive, type LivePhrase } from '../live-recognition.ts'
import type { Service } from '../service.ts'
import type { Options } from '../session.ts'
import { terminal } from '../terminal.ts'

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

/** How recordings begin that say what they are; MP4 says it from its fifth byte on. */
const CONTAINERS = ['RIFF', 'OggS', 'fLaC', 'ID3', '\u001aE']
const HEAD_BYTES = 12

const isContainer = (head: Buffer): boolean =>
  CONTAINERS.some((mark) => head.toString('latin1').startsWith(mark)) ||
  head.toString('latin1', 4, 8) === 'ftyp' ||
  // A frame of MPEG audio: eleven bits set, and no layer that is reserved.
  (head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0 && ((head[1] ?? 0) & 0x06) !== 0 && head[1] !== 0xff)

type Source = Readonly<{ audio: AsyncIterable<Uint8Array>; bare: boolean; stop: () => void }>

/** @param onPhrase told of each phrase once it is final */
export async function listen(
  options: Options,
  service: Service,
  file: string | undefined,
  onPhrase: (phrase: LivePhrase) => void
): Promise<void> {
  if (options.has('model')) {
    throw new WrongUsage(
      'Live, speech is heard by an endpoint or the base model; leave --model out, or deploy it.'
    )
  }
  const source = file === undefined ? await microphone(options.one('device')) : await fileOrInput(file)
  const endpoint = options.one('endpoint')?.trim().replace(/^.*\//, '')
  const deployed =
    endpoint === undefined ? undefined : await service.json(service.addressOf('endpoints', endpoint))
  const listening = file === undefined ? 'Listening; Ctrl-C ends it' : `Recognizing ${file}`
  terminal.begin(listening)
  await hearLive(service, source.audio, source.bare ? wavHeader({ dataBytes: 0 }) : undefined, {
    language: options.one('language') ?? deployed?.locale ?? 'en-US',
    ...(endpoint === undefined ? {} : { endpoint }),
    logging: options.flag('logging'),
    onPartial: (text) => terminal.speech(text),
    onPhrase
  }).finally(source.stop)
  terminal.end('Done!')
}

async function microphone(device: string | undefined): Promise<Source> {
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
    return { audio: recorded(samples, command, () => said), bare: true, stop }
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

/** A recording says by its own beginning what it is; anything else on standard input is bare samples. */
async function fileOrInput(file: string): Promise<Source> {
  const stream: Readable = file === '-' ? process.stdin : createReadStream(file)
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  const head = await firstBytes(chunks).catch((error: unknown) => {
    throw new CommandFailed(`${file} cannot be read: ${(error as Error).message}`)
  })
  const container = file !== '-' || isContainer(head)
  const audio = async function* (): AsyncGenerator<Uint8Array> {
    yield head
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
  }
  return { audio: audio(), bare: !container, stop: () => stream.destroy() }
}

/** Enough to know what it is, or all that there is. */
async function firstBytes(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  let head = Buffer.alloc(0)
  while (head.length < HEAD_BYTES) {
    const next = await chunks.next()
    if (next.done) break
    head = Buffer.concat([head, next.value])
  }
  return head
}
