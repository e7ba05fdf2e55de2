/** Runs one sphinxtrain, sphinxbase or pocketsphinx program, without a shell. @module */
import { spawn } from 'node:child_process'
import { lowerPriority } from '../../pool/lower-priority.ts'

const linesKept = 400

/** Where Debian keeps a program of sphinxtrain's: outside the search path. */
export const sphinxtrain = (program: string): string => `/usr/lib/sphinxtrain/${program}`

/** A training program failed, or ran and did nothing; retrying with the same data will fail again. */
export class AdaptationFailed extends Error {
  override readonly name = 'AdaptationFailed'
  constructor(
    readonly tool: string,
    /** The exit code, the signal that ended it, or why it could not count as success. */
    readonly outcome: number | string,
    readonly lastLines: readonly string[]
  ) {
    const how = typeof outcome === 'number' ? `ended with exit code ${outcome}` : outcome
    super(
      `Acoustic adaptation: ${tool} ${how}${lastLines.length > 0 ? `. Last lines:\n${lastLines.join('\n')}` : ''}`
    )
  }
}

/**
 * Runs `program` to its end and returns the lines it wrote to either stream, in the order they came, the latest 400
 * or, with `keep`, every line that it accepts. Rejects with `AdaptationFailed` on any other ending than exit code 0.
 * On abort the program is killed, and the promise rejects with the signal's reason only once it has ended.
 */
export function runTrainingTool(
  program: string,
  args: readonly string[],
  options: Readonly<{ signal?: AbortSignal | undefined; keep?: (line: string) => boolean }> = {}
): Promise<readonly string[]> {
  const { signal, keep } = options
  const tool = program.slice(program.lastIndexOf('/') + 1)
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const last: string[] = []
    const kept: string[] = []
    const child = spawn(program, [...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    lowerPriority(child.pid)
    const stop = (): void => {
      child.kill('SIGKILL')
    }
    signal?.addEventListener('abort', stop, { once: true })
    for (const stream of [child.stdout, child.stderr]) {
      let rest = ''
      const take = (line: string): void => {
        if (keep?.(line)) kept.push(line)
        if (last.push(line) > linesKept) last.shift()
      }
      stream.setEncoding('utf8')
      stream.on('data', (text: string) => {
        const lines = (rest + text).split('\n')
        rest = lines.pop() ?? ''
        lines.forEach(take)
      })
      stream.on('end', () => {
        if (rest !== '') take(rest)
      })
    }
    let spawnError: Error | undefined
    child.on('error', (error) => {
      spawnError = error
    })
    child.on('close', (code, killedBy) => {
      signal?.removeEventListener('abort', stop)
      if (signal?.aborted) reject(signal.reason)
      else if (spawnError)
        reject(new AdaptationFailed(tool, `could not be started (${spawnError.message})`, []))
      else if (code === 0) resolve(keep ? kept : last)
      else reject(new AdaptationFailed(tool, code ?? `was ended by ${killedBy}`, last.slice(-8)))
    })
  })
}
