/** The terminal: data on standard output, messages on standard error, color where it is supported. @module */

type Tone = 'red' | 'green' | 'yellow' | 'dim' | 'bold'
const CODES: Readonly<Record<Tone, number>> = { red: 31, green: 32, yellow: 33, dim: 2, bold: 1 }

export const columnsOf = (stream: NodeJS.WriteStream): number =>
  stream.isTTY ? Math.max(40, stream.columns ?? 80) : 110

export function toned(stream: NodeJS.WriteStream, tone: Tone, text: string): string {
  const color = stream.isTTY === true && (process.env.NO_COLOR ?? '') === '' && process.env.TERM !== 'dumb'
  return color ? `\x1b[${CODES[tone]}m${text}\x1b[0m` : text
}

export class Terminal {
  #quiet = false
  #open = ''
  #written: string[] | undefined
  #transcript: string[] | undefined
  #withheld = false
  #concurrent = false

  /** Records what is printed from now on, for checks. */
  remember(): void {
    this.#written = []
    this.#transcript = []
  }

  /** Records as well, and prints no data. */
  withhold(): void {
    this.remember()
    this.#withheld = true
  }

  /** Data only. */
  get written(): string {
    return this.#written?.join('') ?? ''
  }

  /** Data and messages, in order. */
  get transcript(): string {
    return this.#transcript?.join('') ?? ''
  }

  /** Several runs print at the same time from now on, so each message gets a line of its own. */
  concurrent(): void {
    this.#concurrent = true
  }

  /** Prints data that is not recorded or withheld. */
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
    this.#transcript?.push(line)
    if (this.#withheld) return
    // Clears the progress line of the same screen; it is drawn again below.
    if (this.#open !== '' && process.stdout.isTTY && process.stderr.isTTY) process.stderr.write('\r\x1b[2K')
    process.stdout.write(line)
  }

  /** A message for the person. */
  info(text: string): void {
    if (this.#quiet) return
    this.#message(`${text}\n`)
  }

  /** Messages of another process, unchanged. */
  pass(messages: string): void {
    this.#message(messages)
  }

  warn(text: string): void {
    this.#message(`${toned(process.stderr, 'yellow', 'WARNING:')} ${text}\n`)
  }

  fail(message: string, hint?: string): void {
    this.#message(
      `${toned(process.stderr, 'red', 'ERROR:')} ${message}\n${hint === undefined ? '' : `\n${hint}\n`}`
    )
  }

  /** `Creating project 'X' ...`, which `end` completes. */
  begin(text: string): void {
    if (this.#quiet) return
    this.#endLine()
    if (this.#concurrent) {
      this.#message(`${text} ...\n`)
      return
    }
    this.#open = `${text} ...`
    process.stderr.write(this.#open)
  }

  /** Redraws the line on a terminal; prints nothing elsewhere. */
  progress(note: string): void {
    if (this.#quiet || !process.stderr.isTTY || this.#open === '') return
    const room = columnsOf(process.stderr) - 1
    process.stderr.write(`\r\x1b[2K${`${this.#open} ${note}`.slice(0, room)}`)
  }

  /** Progress for text that grows: a long text is cut at its beginning. */
  speech(text: string): void {
    const room = columnsOf(process.stderr) - this.#open.length - 2
    this.progress(text.length <= room ? text : `…${text.slice(1 - room)}`)
  }

  end(word: string): void {
    if (this.#quiet || this.#open === '') return
    const tone = word === 'Done!' ? 'green' : 'red'
    const clear = process.stderr.isTTY ? `\r\x1b[2K${this.#open}` : ''
    process.stderr.write(`${clear} ${toned(process.stderr, tone, word)}\n`)
    this.#transcript?.push(`${this.#open} ${word}\n`)
    this.#open = ''
  }

  #message(text: string): void {
    this.#endLine()
    process.stderr.write(text)
    this.#transcript?.push(text)
  }

  #endLine(): void {
    if (this.#open !== '') {
      process.stderr.write('\n')
      this.#transcript?.push(`${this.#open}\n`)
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
