/** Every command there is. @module */
import type { Command } from './command.ts'
import { csrCommands } from './csr.ts'

export const COMMANDS: readonly Command[] = [...csrCommands]
