/** `base-model add|list`: other languages than the one that is there from the start. @module */
import { WrongUsage } from '../command-failed.ts'
import { OPTIONS } from '../definitions/options.ts'
import { show } from '../keep-output.ts'
import { shortWords } from '../option-words.ts'
import type { Options } from '../session.ts'
import { drawTable } from '../table.ts'
import { dataFolder, runChild } from './child.ts'

const PROGRAM = 'base-model-command'

/** Of the service; with `--data dir` of a folder, whether a service runs on it or not. */
export async function listBaseModels(options: Options): Promise<number | undefined> {
  if (options.has('dataDir')) return runChild(PROGRAM, ['list'], dataFolder(options))
  const service = await options.service()
  const models = await service.list('/models/base')
  show(options, models, (width) =>
    drawTable(
      ['locale', 'name', 'description', 'self'],
      models.map(({ locale, displayName, description, self }) =>
        [locale, displayName, description, self].map((value) => String(value ?? ''))
      ),
      width,
      ['locale', 'name']
    )
  )
  return undefined
}

const NEEDED = ['baseLocale', 'name', 'acoustic', 'dictionary', 'languageModel'] as const
const GIVEN = {
  baseLocale: '--locale',
  name: '--name',
  acoustic: '--acoustic',
  dictionary: '--dictionary',
  languageModel: '--language-model',
  release: '--release',
  description: '--description'
} as const

/** On the machine of the service: into its data folder, where the next start finds it. */
export async function addBaseModel(options: Options): Promise<number> {
  const missing = NEEDED.filter((key) => !options.has(key)).map(
    (key) => `--${shortWords(OPTIONS[key].words)}`
  )
  if (missing.length > 0) {
    throw new WrongUsage(`base-model add lacks ${missing.join(', ')}.`, 'SEE: vernacular help base-model add')
  }
  const words = (Object.keys(GIVEN) as (keyof typeof GIVEN)[]).flatMap((key) => {
    const value = options.one(key)
    return value === undefined ? [] : [GIVEN[key], value]
  })
  return runChild(PROGRAM, ['add', ...words], dataFolder(options))
}
