/** The sets of options that csr, batch and recognize commands share. @module */
import type { OptionGroup } from '../command-line/option.ts'
import { checks } from '../options/checks.ts'
import { connection } from '../options/connection.ts'
import { globalOptions } from '../options/global.ts'
import { display, listReferences, outputFile, outputJson, references } from '../options/outputs.ts'
import { repeats } from '../options/repeats.ts'

/** Every command that sends requests for scripts written for spx. */
export const SCRIPTABLE: readonly OptionGroup[] = [display, checks, repeats, connection, globalOptions]

/** The result is one resource. */
export const RESOURCE_OUTPUT: readonly OptionGroup[] = [references, { outputJson, outputFile }]

/** The result is a list. */
export const LIST_OUTPUT: readonly OptionGroup[] = [listReferences, { outputJson, outputFile }]
