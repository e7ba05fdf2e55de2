/** Every option of every command, once: from it come parsing, help, documents and completion. @module */
import { around } from './options/around.ts'
import { checks } from './options/checks.ts'
import { connection } from './options/connection.ts'
import { entities } from './options/entities.ts'
import { lists } from './options/lists.ts'
import { machine } from './options/machine.ts'
import type { Option } from './options/option.ts'
import { outputs } from './options/outputs.ts'
import { recognition } from './options/recognition.ts'
import { repeats } from './options/repeats.ts'
import { requests } from './options/requests.ts'

export { GROUPS, type Option } from './options/option.ts'

export const OPTIONS = {
  ...connection,
  ...entities,
  ...requests,
  ...lists,
  ...recognition,
  ...checks,
  ...repeats,
  ...outputs,
  ...machine,
  ...around
} as const satisfies Record<string, Option>

export type OptionKey = keyof typeof OPTIONS

export const CONNECTION = ['url', 'key', 'region', 'apiVersion', 'timeout'] as const satisfies OptionKey[]
export const CHECKS = [
  'check',
  'expect',
  'notExpect',
  'autoExpect',
  'ignoreChecks'
] as const satisfies OptionKey[]
export const LOOPS = [
  'foreach',
  'repeat',
  'max',
  'threads',
  'processes',
  'ramp'
] as const satisfies OptionKey[]
export const AROUND = [
  'inputPath',
  'outputPath',
  'outputRequest',
  'outputZip',
  'verbose',
  'save',
  'zip',
  'noDefaults',
  'pauseAtEnd',
  'clearScreen'
] as const satisfies OptionKey[]
export const SHOWN = ['json', 'table', 'quiet'] as const satisfies OptionKey[]
