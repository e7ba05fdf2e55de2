/** Starts a module of ours as a process, from its TypeScript source or from what was built of it. @module */
import { type ChildProcess, fork, type StdioOptions } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A module that runs as a child process. `source` is its TypeScript file, `settings` become its JSON argument. */
export type ChildProgram = Readonly<{ source: URL; settings: unknown }>

export function forkModule(
  { source, settings }: ChildProgram,
  stdio: StdioOptions,
  ...args: readonly string[]
): ChildProcess {
  const typescript = import.meta.url.endsWith('.ts')
  const path = fileURLToPath(source)
  return fork(typescript ? path : path.replace(/\.ts$/, '.js'), [JSON.stringify(settings), ...args], {
    serialization: 'advanced',
    execArgv: typescript ? ['--import', import.meta.resolve('tsx')] : [],
    stdio
  })
}
