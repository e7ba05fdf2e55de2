/** `vernacular base-model`: adds base models to the data folder, and lists those that there are. @module */
import { parseArgs } from 'node:util'
import { baseModelsFolder } from './base-models/index.ts'
import { readSettings, SettingsInvalid } from './platform/index.ts'
import { ModelUnusable } from './recognizers/index.ts'
import { addBaseModel, BaseModelRejected, installedBases } from './recognizers/pocketsphinx/index.ts'

const USAGE = `vernacular base-model list --data dir DIR
vernacular base-model add --locale fr-FR --name NAME --acoustic DIR --dictionary FILE --language-model FILE
                          [--release YYYYMMDD] [--description TEXT]

Base models are kept in the data folder (VERNACULAR_DATA_DIR, ./data) and listed at the next start of the service.`

/** The command line is not understood; the usage says what is. */
class Misused extends Error {}

const today = (): string => new Date().toISOString().slice(0, 10).replaceAll('-', '')

async function list(folder: string): Promise<void> {
  const models = (await installedBases(folder)).map(({ model }) => model)
  const sorted = models.sort((a, b) => a.locale.localeCompare(b.locale) || b.release.localeCompare(a.release))
  for (const { locale, release, name, description } of sorted) {
    console.log([locale, release, name, description].join('\t'))
  }
}

async function add(words: string[], folder: string): Promise<void> {
  const text = { type: 'string' } as const
  const options = {
    ...{ locale: text, name: text, acoustic: text, dictionary: text, 'language-model': text },
    ...{ release: text, description: text }
  }
  const { values } = parseArgs({ args: words, options })
  const { locale, name, acoustic, dictionary, release = today(), description } = values
  const languageModel = values['language-model']
  if (
    locale === undefined ||
    name === undefined ||
    acoustic === undefined ||
    dictionary === undefined ||
    languageModel === undefined
  ) {
    throw new Misused('add needs --locale, --name, --acoustic, --dictionary and --language-model')
  }
  const described = description === undefined ? {} : { description }
  const source = { locale, name, release, acoustic, dictionary, languageModel, ...described }
  const added = await addBaseModel(source, folder)
  console.log(
    `Added ${name} (${locale}, ${release}): ${added.pronunciations} pronunciations, phones ${added.phones.join(' ')}`
  )
  if (!added.guessesPronunciations) {
    console.log(
      `There are no pronunciation rules for ${locale} with these phones: words that are not in the dictionary need Pronunciation data.`
    )
  }
  console.log('The service lists it after its next start.')
}

async function run([command, ...words]: string[]): Promise<void> {
  const folder = baseModelsFolder(readSettings(process.env).dataDir)
  if (command === 'add') return add(words, folder)
  if (command === 'list' && words.length === 0) return list(folder)
  throw new Misused(
    command === undefined ? 'A command is needed.' : `There is no command "${[command, ...words].join(' ')}".`
  )
}

try {
  await run(process.argv.slice(2))
} catch (error) {
  const misused =
    error instanceof Misused || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')
  const isUserError = [BaseModelRejected, ModelUnusable, SettingsInvalid].some(
    (kind) => error instanceof kind
  )
  if (misused) console.error(`${(error as Error).message}\n\n${USAGE}`)
  else console.error(isUserError ? (error as Error).message : error)
  process.exitCode = misused ? 2 : 1
}
