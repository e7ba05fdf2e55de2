/** `base-model …`: the models that custom models are trained on: found, installed, listed and removed. @module */

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
import { installBaseModel, removeBaseModel, searchCatalog, showBaseModel } from '../resources/base-models.ts'
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

const search = option({
  name: 'search',
  value: 'WORDS',
  help: 'Words of the name, title, architecture or license'
})
const title = option({ name: 'title', value: 'TEXT', help: 'What the model is called in lists' })
const acceptLicense = option({
  name: 'accept license',
  help: 'Accept the license under which the model is published'
})

export const baseModel: CommandFamily = {
  name: 'base-model',
  section: 'Manage',
  summary: 'Find, install, list or remove base models',
  commands: [
    {
      path: 'base-model search',
      summary: 'Search the catalog of public models that can be installed',
      arguments: '[WORDS]',
      options: [search, locale],
      groups: [display, connection],
      examples: [
        { line: 'base-model search streaming --language en' },
        { comment: 'Models for German', line: 'base-model search --locale de-DE' }
      ],
      run: searchBaseModels
    },
    {
      path: 'base-model add',
      summary: 'Install a base model from the catalog, from a URL, or from CMUSphinx files',
      notes: [
        'NAME is a model of the catalog; URL the address of a .tar.gz, .tar.bz2 or .zip archive of ONNX files; PATH such an archive or a folder of ONNX files on this machine. The service downloads, checks and measures the model; a download that broke off is resumed when you repeat the command.',
        'With --acoustic, run it on the machine of the service: it reads a CMUSphinx model, which the service lists after its next start.'
      ],
      arguments: '[NAME|URL|PATH]',
      // Before --language, which its name begins with.
      options: [
        languageModel,
        locale,
        name,
        title,
        acceptLicense,
        acoustic,
        dictionary,
        release,
        description,
        dataFolder
      ],
      groups: [display, connection],
      examples: [
        { line: 'base-model add zipformer-ctc-small-en --accept license' },
        {
          comment: 'Any other model',
          line: 'base-model add https://example.com/my-model.tar.bz2 --name my-model --locale en-US'
        },
        {
          comment: 'Without a network',
          line: 'base-model add ./my-model --name my-model --locale en-US'
        },
        {
          comment: 'A CMUSphinx model',
          line: 'base-model add --locale fr-FR --name french --acoustic ./fr-ptm --dictionary fr.dict --language-model fr.lm'
        }
      ],
      run: addBaseModel
    },
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
      path: 'base-model show',
      summary: 'Show a base model: license, size, published and measured figures',
      arguments: 'NAME|ID',
      options: [],
      groups: [display, connection],
      examples: [{ line: 'base-model show zipformer-ctc-small-en' }],
      run: (context) => showBaseModel(context).then(() => undefined)
    },
    {
      path: 'base-model remove',
      summary: 'Remove an installed base model that nothing uses',
      arguments: 'NAME|ID',
      options: [],
      groups: [display, connection],
      examples: [{ line: 'base-model remove zipformer-ctc-small-en' }],
      run: (context) => removeBaseModel(context).then(() => undefined)
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

async function addBaseModel(context: CommandContext): Promise<number | undefined> {
  const [source] = context.call.arguments
  if (source !== undefined) {
    await installBaseModel(context, source, {
      name: context.value(name),
      locale: context.value(locale),
      title: context.value(title),
      licenseAccepted: context.flag(acceptLicense)
    })
    return undefined
  }
  const missing = REQUIRED.filter((one) => !context.has(one)).map((one) => `--${shortName(one)}`)
  if (missing.length > 0) {
    throw new UsageError(
      `base-model add needs ${missing.join(', ')}, or the name of a model in the catalog, a URL or a path.`,
      'TRY: vernacular base-model search\nSEE: vernacular help base-model add'
    )
  }
  const words = PASSED_ON.flatMap(([given, word]) => {
    const value = context.value(given)
    return value === undefined ? [] : [word, value]
  })
  return runServiceProcess(PROCESS, ['add', ...words], dataFolderEnvironment(context))
}

async function searchBaseModels(context: CommandContext): Promise<undefined> {
  const words = [...context.call.arguments, context.value(search) ?? ''].join(' ').trim()
  await searchCatalog(context, words, context.value(locale))
}
