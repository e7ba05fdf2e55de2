/** Lists: entities of all kinds, base models, locales, files and logs. @module */
import { WrongUsage } from '../command-failed.ts'
import type { OptionKey } from '../definitions/options.ts'
import { type EntityWord, kindOf } from '../entity-kinds.ts'
import { keepList, show } from '../keep-output.ts'
import { type Entity, idOf, type Service } from '../service.ts'
import type { Options } from '../session.ts'
import { drawTable } from '../table.ts'
import { terminal } from '../terminal.ts'

const KIND_FLAGS: readonly (readonly [OptionKey, EntityWord])[] = [
  ['projects', 'project'],
  ['listDatasets', 'dataset'],
  ['models', 'model'],
  ['evaluations', 'evaluation'],
  ['endpoints', 'endpoint'],
  ['transcriptions', 'transcription'],
  ['webhooks', 'webhook']
]

type Wanted = Readonly<{ title: string; path: string; locales?: true; files?: true }>

/** @param word the kind of the command; undefined for `csr list`, where a flag names it */
export async function listEntities(
  options: Options,
  word: EntityWord | undefined
): Promise<number | undefined> {
  const service = await options.service()
  const { title, path, locales } = wantedList(options, word, service)
  terminal.begin(`Listing ${title}`)
  if (locales) {
    const supported = await service.json<unknown>(path)
    terminal.end('Done!')
    show(options, supported, () => localesText(supported))
    return undefined
  }
  const page = {
    ...(options.has('top') ? { top: options.require('top') } : {}),
    ...(options.has('skip') ? { skip: options.require('skip') } : {}),
    ...(options.has('filter') ? { filter: options.require('filter') } : {})
  }
  const entities = await service.list(path, page)
  terminal.end('Done!')
  await keepList(options, entities)
  show(options, { values: entities }, (width) => listTable(entities, width))
  return undefined
}

function wantedList(options: Options, word: EntityWord | undefined, service: Service): Wanted {
  const asked = KIND_FLAGS.find(([key]) => options.has(key))?.[1] ?? word
  const owner = filesOwner(options, asked, word)
  if (owner) {
    const kind = kindOf(owner)
    const entity = service.addressOf(kind.collection, options.require(owner))
    const logs = owner === 'endpoint'
    return { title: `files of ${owner}`, path: `${entity}/files${logs ? '/logs' : ''}`, files: true }
  }
  if (options.has('baseModels')) {
    if (options.has('project')) throw new WrongUsage('Base models belong to no project; leave --project out.')
    return { title: 'base models', path: '/models/base' }
  }
  if (!asked) {
    throw new WrongUsage(
      'csr list needs the kind of what to list.',
      'USE: vernacular csr list --projects | --datasets | --models | --base models | --evaluations | --endpoints | --transcriptions | --webhooks'
    )
  }
  const { collection, plural } = kindOf(asked)
  if (options.has('languages')) {
    return { title: `languages of ${plural}`, path: `/${collection}/locales`, locales: true }
  }
  if (!options.has('project') || asked === 'project') return { title: plural, path: `/${collection}` }
  return {
    title: `${plural} of project`,
    path: `${service.addressOf('projects', options.require('project'))}/${collection}`
  }
}

/** Files are listed where an entity is named that has some; of a dataset, when datasets are not what is asked for. */
function filesOwner(
  options: Options,
  asked: EntityWord | undefined,
  word: EntityWord | undefined
): EntityWord | undefined {
  const owners = ['dataset', 'model', 'evaluation', 'transcription', 'endpoint'] as const
  return owners.find(
    (owner) => options.has(owner) && (asked === owner || word === undefined || options.has('listFiles'))
  )
}

export function listTable(entities: readonly Entity[], width: number): string {
  const columns = ['id', 'displayName', 'name', 'kind', 'locale', 'status', 'createdDateTime'].filter(
    (column) => column === 'id' || entities.some((entity) => entity[column] !== undefined)
  )
  const rows = entities.map((entity) =>
    columns.map((column) => (column === 'id' ? idOf(entity) : String(entity[column] ?? '')))
  )
  if (rows.length === 0) return 'nothing'
  const titles = columns.map((column) =>
    column === 'displayName' ? 'name' : column === 'createdDateTime' ? 'created' : column
  )
  return drawTable(titles, rows, width, ['id', 'status', 'kind'])
}

function localesText(supported: unknown): string {
  if (Array.isArray(supported)) return supported.join('\n')
  return Object.entries(supported as Record<string, unknown>)
    .map(([locale, kinds]) => `${locale}  ${Array.isArray(kinds) ? kinds.join(' ') : String(kinds)}`)
    .join('\n')
}
