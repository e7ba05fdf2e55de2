/** `base-model list` and `base-model add`: the languages that custom models can be trained for. @module */

import { UsageError } from '../command-error.ts'
import { option } from '../command-line/option.ts'
import { shortName } from '../command-line/option-names.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { dataFolderEnvironment, runServiceProcess } from '../execution/service-process.ts'
import { connection } from '../options/connection.ts'
import { dataFolder } from '../options/data-folder.ts'
import { display } from '../options/outputs.ts'
import { description, name } from '../options/resource.ts'
import { showResult } from '../output/save-output.ts'
import { drawTable } from '../output/table.ts'
import type { CommandFamily } from './command.ts'

const PROCESS = 'base-model-command'

const locale = option({
  name: '(locale|language)',
  value: 'LOCALE',
  help: 'Locale that the model recognizes'
})
const acoustic = option({
  name: 'acoustic [model]',
  value: 'FOLDER',
  help: 'Acoustic model: a folder with mdef, means, variances and so on'
})
const dictionary = option({
  name: 'dictionary',
  value: 'FILE',
  help: 'Pronunciations, one per line: word PHONE PHONE …'
})
const languageModel = option({
  name: 'language model',
  value: 'FILE',
  help: 'Language model, as ARPA or in a binary format of CMUSphinx'
})
const release = option({
  name: 'release',
  value: 'YYYYMMDD',
  default: 'today',
  help: 'Release date shown to users'
})

export const baseModel: CommandFamily = {
  name: 'base-model',
  section: 'Manage',
  summary: 'List or add base models',
  commands: [
    {
      path: 'base-model list',
      summary: 'List the base models and their locales',
      options: [dataFolder],
      groups: [display, connection],
      examples: [
        { line: 'base-model list' },
        { comment: 'Of a data folder, without a service', line: 'base-model list --data dir ./data' }
      ],
      run: listBaseModels
    },
    {
      path: 'base-model add',
      summary: 'Add a base model for another language, from a CMUSphinx model',
      notes: [
        'Run it on the machine of the service, which lists the model after its next start. All files are verified first.'
      ],
      // Before --language, which its name begins with.
      options: [languageModel, locale, name, acoustic, dictionary, release, description, dataFolder],
      groups: [],
      examples: [
        {
          line: 'base-model add --locale fr-FR --name french --acoustic ./fr-ptm --dictionary fr.dict --language-model fr.lm'
        }
      ],
      run: addBaseModel
    }
  ]
}

/** With `--data dir` of that folder, whether or not a service runs on it. */
async function listBaseModels(context: CommandContext): Promise<number | undefined> {
  if (context.has(dataFolder)) return runServiceProcess(PROCESS, ['list'], dataFolderEnvironment(context))
  const service = await context.service()
  const models = await service.list('/models/base')
  showResult(context, models, (width) =>
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

const REQUIRED = [locale, name, acoustic, dictionary, languageModel]
/** The same words for the process that adds the model. */
const PASSED_ON = [
  [locale, '--locale'],
  [name, '--name'],
  [acoustic, '--acoustic'],
  [dictionary, '--dictionary'],
  [languageModel, '--language-model'],
  [release, '--release'],
  [description, '--description']
] as const

async function addBaseModel(context: CommandContext): Promise<number> {
  const missing = REQUIRED.filter((one) => !context.has(one)).map((one) => `--${shortName(one)}`)
  if (missing.length > 0) {
    throw new UsageError(`base-model add needs ${missing.join(', ')}.`, 'SEE: vernacular help base-model add')
  }
  const words = PASSED_ON.flatMap(([provided, word]) => {
    const value = context.value(provided)
    return value === undefined ? [] : [word, value]
  })
  return runServiceProcess(PROCESS, ['add', ...words], dataFolderEnvironment(context))
}
