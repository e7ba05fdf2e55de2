/** The output of the demo: numbered steps with progress, and a table. @module */

const live = process.stdout.isTTY === true

export class Terminal {
  #step = 0
  #started = performance.now()
  #title = ''

  step(title: string): void {
    this.#title = `${++this.#step}. ${title}`
    this.#started = performance.now()
    if (live) process.stdout.write(`${this.#title}\r`)
  }

  /** Redraws the line of the step on a terminal; prints nothing elsewhere. */
  progress(note: string): void {
    if (live) process.stdout.write(`\x1b[2K${this.#title} … ${note}\r`)
  }

  done(note: string): number {
    const seconds = (performance.now() - this.#started) / 1000
    process.stdout.write(`${live ? '\x1b[2K' : ''}${this.#title}: ${note} (${seconds.toFixed(1)} s)\n`)
    return seconds
  }

  print(text = ''): void {
    process.stdout.write(`${text}\n`)
  }

  table(rows: readonly (readonly string[])[]): void {
    const widths = (rows[0] ?? []).map((_, column) =>
      Math.max(...rows.map((row) => (row[column] ?? '').length))
    )
    for (const [index, row] of rows.entries()) {
      this.print(
        `  ${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}`
      )
      if (index === 0) this.print(`  ${widths.map((width) => '─'.repeat(width)).join('  ')}`)
    }
  }
}
