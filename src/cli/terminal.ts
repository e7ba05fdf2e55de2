/** The terminal: data on standard output, everything else on standard error, colour only where it is wanted. @module */

type Tone = 'red' | 'green' | 'yellow' | 'dim' | 'bold'
const CODES: Readonly<Record<Tone, number>> = { red: 31, green: 32, yellow: 33, dim: 2, bold: 1 }

export const columnsOf = (stream: NodeJS.WriteStream): number =>
  stream.isTTY ? Math.max(40, stream.columns ?? 80) : 110

export function toned(stream: NodeJS.WriteStream, tone: Tone, text: string): string {
  const colour = stream.isTTY === true && (process.env.NO_COLOR ?? '') === '' && process.env.TERM !== 'dumb'
  return colour ? `\x1b[${CODES[tone]}m${text}\x1b[0m` : text
}

export class Terminal {
  #quiet = false
  #open = ''
  #written: string[] | undefined
  #told: string[] | undefined
  #withheld = false
  #many = false

  /** What is written from now on is remembered, for checks. */
  remember(): void {
    this.#written = []
    this.#told = []
  }

  /** The same, without writing it to standard output. */
  withhold(): void {
    this.remember()
    this.#withheld = true
  }

  /** Data only. */
  get written(): string {
    return this.#written?.join('') ?? ''
  }

  /** Data and remarks, in order. */
  get told(): string {
    return this.#told?.join('') ?? ''
  }

  /** Several things are done at the same time from now on: each remark stands in a line of its own. */
  many(): void {
    this.#many = true
  }

  /** What is remembered is let go, past what was withheld. */
  release(text: string): void {
    process.stdout.write(text)
  }

  quiet(): void {
    this.#quiet = true
  }

  /** Data. */
  out(text: string): void {
    const line = text.endsWith('\n') ? text : `${text}\n`
    this.#written?.push(line)
    this.#told?.push(line)
    if (this.#withheld) return
    // On one screen with what is drawn in place: that is drawn again below.
    if (this.#open !== '' && process.stdout.isTTY && process.stderr.isTTY) process.stderr.write('\r\x1b[2K')
    process.stdout.write(line)
  }

  /** A remark for the person. */
  say(text: string): void {
    if (this.#quiet) return
    this.#remark(`${text}\n`)
  }

  /** Remarks of another process, as they are. */
  pass(remarks: string): void {
    this.#remark(remarks)
  }

  warn(text: string): void {
    this.#remark(`${toned(process.stderr, 'yellow', 'WARNING:')} ${text}\n`)
  }

  fail(message: string, hint?: string): void {
    this.#remark(
      `${toned(process.stderr, 'red', 'ERROR:')} ${message}\n${hint === undefined ? '' : `\n${hint}\n`}`
    )
  }

  /** `Creating project 'X' ...`, which `done` ends. */
  begin(text: string): void {
    if (this.#quiet) return
    this.#endLine()
    if (this.#many) {
      this.#remark(`${text} ...\n`)
      return
    }
    this.#open = `${text} ...`
    process.stderr.write(this.#open)
  }

  /** Redrawn in place; nothing where there is no terminal. */
  progress(note: string): void {
    if (this.#quiet || !process.stderr.isTTY || this.#open === '') return
    const room = columnsOf(process.stderr) - 1
    process.stderr.write(`\r\x1b[2K${`${this.#open} ${note}`.slice(0, room)}`)
  }

  /** The same for text that grows: what does not fit is its beginning. */
  speech(text: string): void {
    const room = columnsOf(process.stderr) - this.#open.length - 2
    this.progress(text.length <= room ? text : `…${text.slice(1 - room)}`)
  }

  end(word: string): void {
    if (this.#quiet || this.#open === '') return
    const tone = word === 'Done!' ? 'green' : 'red'
    const clear = process.stderr.isTTY ? `\r\x1b[2K${this.#open}` : ''
    process.stderr.write(`${clear} ${toned(process.stderr, tone, word)}\n`)
    this.#told?.push(`${this.#open} ${word}\n`)
    this.#open = ''
  }

  #remark(text: string): void {
    this.#endLine()
    process.stderr.write(text)
    this.#told?.push(text)
  }

  #endLine(): void {
    if (this.#open !== '') {
      process.stderr.write('\n')
      this.#told?.push(`${this.#open}\n`)
    }
    this.#open = ''
  }
}

export const terminal = new Terminal()

/** `[########............] 40 %` */
export function bar(share: number, width = 20): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width)
  return `[${'#'.repeat(full)}${'.'.repeat(width - full)}] ${Math.round(share * 100)} %`
}
