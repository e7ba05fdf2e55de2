/** `--save` and `--zip`: a call saved as a file of its options, or packed for another machine. @module */

import { isAbsolute, relative, resolve } from 'node:path'
import { CommandError } from '../command-error.ts'
import { formatOptions } from '../command-line/format-call.ts'
import type { Option } from '../command-line/option.ts'
import { shortName } from '../command-line/option-names.ts'
import { connection } from '../options/connection.ts'
import { globalOptions } from '../options/global.ts'
import { data } from '../options/resource.ts'
import { writeText } from '../output/save-output.ts'
import { terminal } from '../output/terminal.ts'
import { type Packed, writeZip } from '../output/write-zip.ts'
import { audioFilesOf } from '../recognition/audio-files.ts'
import { recognition } from '../recognition/recognize-options.ts'
import type { CommandContext } from './command-context.ts'

/** Never saved: a file that is passed on must not contain the key. */
const NOT_SAVED: readonly Option[] = [globalOptions.save, globalOptions.zip, connection.key]

export async function saveCall(context: CommandContext, path: string): Promise<void> {
  await writeText(context.outputPath(path), linesOf(context))
  terminal.info(`Saved: ${path}`)
  terminal.info(`TRY: vernacular ${context.call.command.path} @${path}`)
}

/** `name=value` lines for `@FILE` on the command line. @throws CommandError for values of several lines */
function linesOf({ call }: CommandContext): string {
  return formatOptions(call, NOT_SAVED)
    .map((word) => {
      if (!/[\r\n]/.test(word)) return `${word.slice(2)}\n`
      const [name] = word.split('=')
      throw new CommandError(
        `${name} has several lines, which cannot be saved. Put them into a file and pass @FILE.`
      )
    })
    .join('')
}

/** With `run.sh` and the values and files that the options name, without the key. */
export async function zipCall(context: CommandContext, path: string): Promise<void> {
  const target = path.endsWith('.zip') ? path : `${path}.zip`
  const job = `${context.call.command.path.replaceAll(' ', '-')}.job`
  const script = [
    '#!/bin/sh',
    '# The key comes from VERNACULAR_KEY, or from config.',
    `cd "$(dirname "$0")" && exec vernacular ${context.call.command.path} --nodefaults @${job} "$@"`,
    ''
  ].join('\n')
  await writeZip(context.outputPath(target), [
    { name: 'run.sh', text: script, executable: true },
    { name: job, text: linesOf(context) },
    ...(await valuesNamed(context)),
    ...(await filesNamed(context))
  ])
  terminal.info(`Packed into ${target}. Run run.sh where vernacular is installed.`)
}

/** What is saved under each `@NAME`, as files next to the job. */
async function valuesNamed({ call, config }: CommandContext): Promise<readonly Packed[]> {
  const words = [...call.values].flatMap(([option, given]) =>
    isOutput(option) || NOT_SAVED.includes(option) ? [] : given.flatMap((value) => value.split(/\s+/))
  )
  const names = new Set(words.filter((word) => /^@[\w.-]+$/.test(word)).map((word) => word.slice(1)))
  names.delete('key')
  const packed = await Promise.all(
    [...names].map(async (name) => {
      const text = await config.find(name)
      return text === undefined ? [] : [{ name, text }]
    })
  )
  return packed.flat()
}

/** Its `@NAME` is a target to write to. */
const isOutput = (option: Option): boolean =>
  option.heading === 'Output' || shortName(option).startsWith('output')

async function filesNamed(context: CommandContext): Promise<readonly Packed[]> {
  const sent = context.values(data).filter((path) => !path.startsWith('@'))
  const patterns = context.has(recognition.files) ? await audioFilesOf(context) : []
  const audio = context.values(recognition.file).filter((path) => path !== '-')
  return [...new Set([...sent, ...patterns, ...audio])].map((path) => {
    const name = relative(process.cwd(), resolve(path))
    if (name.startsWith('..') || isAbsolute(path)) {
      throw new CommandError(`${path} is outside this folder. Only files in this folder can be packed.`)
    }
    return { name, path: context.inputPath(path) }
  })
}
