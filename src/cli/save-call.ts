/** `--save` and `--zip`: a call kept as a file of its options, or packed for another machine. @module */
import { isAbsolute, relative, resolve } from 'node:path'
import { audioFilesOf } from './audio-files.ts'
import { optionsOf } from './call-words.ts'
import { CommandFailed } from './command-failed.ts'
import type { OptionKey } from './definitions/options.ts'
import { writeText } from './keep-output.ts'
import type { Options } from './session.ts'
import { terminal } from './terminal.ts'
import { type Packed, writeZip } from './write-zip.ts'

/** Not part of what is kept: who asks is not for a file that is passed on. */
const NOT_KEPT: readonly OptionKey[] = ['save', 'zip', 'key']

export async function saveCall(options: Options, path: string): Promise<void> {
  await writeText(options.outputAt(path), linesOf(options))
  terminal.say(`Saved: ${path}`)
  terminal.say(`TRY: vernacular ${options.call.command.path} @${path}`)
}

/** `name=value` lines, which `@FILE` on a line reads. @throws CommandFailed for values of several lines */
function linesOf({ call }: Options): string {
  return optionsOf(call, NOT_KEPT)
    .map((word) => {
      if (!/[\r\n]/.test(word)) return `${word.slice(2)}\n`
      const [name] = word.split('=')
      throw new CommandFailed(`${name} has several lines, which cannot be saved; name them as @FILE.`)
    })
    .join('')
}

/** With `run.sh`, the values and files that the options name, and nothing that opens the service. */
export async function zipCall(options: Options, path: string): Promise<void> {
  const target = path.endsWith('.zip') ? path : `${path}.zip`
  const job = `${options.call.command.path.replaceAll(' ', '-')}.job`
  const script = [
    '#!/bin/sh',
    '# The key comes from VERNACULAR_KEY, or from config.',
    `cd "$(dirname "$0")" && exec vernacular ${options.call.command.path} --nodefaults @${job} "$@"`,
    ''
  ].join('\n')
  await writeZip(options.outputAt(target), [
    { name: 'run.sh', text: script, executable: true },
    { name: job, text: linesOf(options) },
    ...(await valuesNamed(options)),
    ...(await filesNamed(options))
  ])
  terminal.say(`Zipped into ${target}; it runs as run.sh where vernacular is installed.`)
}

/** What config keeps under the names behind `@`, each as a file beside the job. */
async function valuesNamed({ call, config }: Options): Promise<readonly Packed[]> {
  const words = [...call.values].flatMap(([key, given]) =>
    key.startsWith('output') || key.startsWith('add') || NOT_KEPT.includes(key)
      ? []
      : given.flatMap((value) => value.split(/\s+/))
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

async function filesNamed(options: Options): Promise<readonly Packed[]> {
  const { call } = options
  const data = options.all('data').filter((path) => !path.startsWith('@'))
  const audio = call.command.path === 'recognize' && options.has('files') ? await audioFilesOf(options) : []
  const file = call.command.path === 'recognize' ? options.all('file').filter((path) => path !== '-') : []
  return [...data, ...audio, ...file].map((path) => {
    const name = relative(process.cwd(), resolve(path))
    if (name.startsWith('..') || isAbsolute(path)) {
      throw new CommandFailed(
        `${path} does not lie in this folder, so the zip cannot hold it under its name.`
      )
    }
    return { name, path: options.inputAt(path) }
  })
}
