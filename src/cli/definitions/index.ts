/** Every command there is. @module */
import type { Command } from './command.ts'
import { csrCommands } from './csr.ts'
import { ownCommands } from './own.ts'

export const COMMANDS: readonly Command[] = [...ownCommands, ...csrCommands]
