/** The command line as a real child process, in a folder and a home of its own. @module */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** `npm test` has built the command just before: what people run is what is tested. By hand it is the source. */
const command: readonly string[] =
  process.env.npm_lifecycle_event === 'test'
    ? [fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))]
    : ['--import', import.meta.resolve('tsx'), fileURLToPath(new URL('../src/cli/main.ts', import.meta.url))]

export type Ended = Readonly<{ code: number | null; out: string; err: string }>

export class CommandFolder {
  readonly folder: string
  readonly #environment: Readonly<Record<string, string>>

  private constructor(folder: string, environment: Readonly<Record<string, string>>) {
    this.folder = folder
    this.#environment = environment
  }

  static async open(environment: Readonly<Record<string, string>> = {}): Promise<CommandFolder> {
    return new CommandFolder(await mkdtemp(join(tmpdir(), 'vernacular-cli-')), environment)
  }

  close = (): Promise<void> => rm(this.folder, { recursive: true, force: true })

  start(words: readonly string[], environment: Readonly<Record<string, string>> = {}): ChildProcess {
    return spawn(process.execPath, [...command, ...words], {
      cwd: this.folder,
      env: {
        PATH: process.env.PATH ?? '',
        VERNACULAR_HOME: this.folder,
        ...this.#environment,
        ...environment
      },
      stdio: ['pipe', 'pipe', 'pipe']
    })
  }

  /** The same on a terminal of its own: what it draws there comes as output. Words hold no blanks. */
  onTerminal(words: readonly string[]): ChildProcess {
    const line = [process.execPath, ...command, ...words].join(' ')
    return spawn('script', ['-qefc', line, '/dev/null'], {
      cwd: this.folder,
      env: {
        PATH: process.env.PATH ?? '',
        VERNACULAR_HOME: this.folder,
        TERM: 'xterm',
        SHELL: '/bin/sh',
        ...this.#environment
      },
      stdio: ['pipe', 'pipe', 'pipe']
    })
  }

  /** Runs a line as a shell would read it: words parted by blanks, quotes around those that hold some. */
  async run(
    line: string,
    { stdin = '', ...environment }: Readonly<Record<string, string>> = {}
  ): Promise<Ended> {
    const words = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^"(.*)"$/s, '$1'))
    const child = this.start(words, environment)
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(stdin)
    return ended(child)
  }
}

export async function ended(child: ChildProcess): Promise<Ended> {
  let out = ''
  let err = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    out += chunk
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, err }
}
