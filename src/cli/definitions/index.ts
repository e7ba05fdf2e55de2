/** Every command there is. @module */
import type { Command } from './command.ts'
import { csrCommands } from './csr.ts'
import { ownCommands } from './own.ts'
import { recognizeCommand } from './recognize.ts'
import { runner } from './runner.ts'

// Here, because it tells of all of them.
const completion: Command = {
  path: 'completion',
  says: 'prints the completion of a shell',
  rest: 'bash|zsh|fish',
  options: [],
  examples: [{ says: '', line: 'completion bash' }],
  run: runner(async (options) => (await import('../run/completion.ts')).completion(options, COMMANDS))
}

export const COMMANDS: readonly Command[] = [recognizeCommand, ...ownCommands, completion, ...csrCommands]
