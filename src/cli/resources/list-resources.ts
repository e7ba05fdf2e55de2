/** Lists resources, base models, locales, files and logs. @module */

import { UsageError } from '../command-error.ts'
import type { Option } from '../command-line/option.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { resourceReference } from '../options/resource.ts'
import { saveList, showResult } from '../output/save-output.ts'
import { drawTable } from '../output/table.ts'
import { terminal } from '../output/terminal.ts'
import { type Entity, idOf, type ServiceClient } from '../service/service-client.ts'
import { lists } from './list-options.ts'
import { RESOURCES, type ResourceName } from './resources.ts'

/** The flag that selects each resource. */
export const LIST_FLAGS: Readonly<Record<ResourceName, Option>> = {
  project: lists.projects,
  dataset: lists.datasets,
  model: lists.models,
  evaluation: lists.evaluations,
  endpoint: lists.endpoints,
  transcription: lists.transcriptions,
  webhook: lists.webhooks
}

type Selection = Readonly<{ title: string; path: string; locales?: true }>

/** @param name the resource of the command; undefined for `csr list`, where a flag selects it */
export async function listResources(
  context: CommandContext,
  name: ResourceName | undefined
): Promise<number | undefined> {
  const service = await context.service()
  const { title, path, locales } = selectList(context, name, service)
  terminal.begin(`Listing ${title}`)
  if (locales) {
    const supported = await service.json<unknown>(path)
    terminal.end('Done!')
    showResult(context, supported, () => localesText(supported))
    return undefined
  }
  const page = {
    ...(context.has(lists.top) ? { top: context.require(lists.top) } : {}),
    ...(context.has(lists.skip) ? { skip: context.require(lists.skip) } : {}),
    ...(context.has(lists.filter) ? { filter: context.require(lists.filter) } : {})
  }
  const entities = await service.list(path, page)
  terminal.end('Done!')
  await saveList(context, entities)
  showResult(context, { values: entities }, (width) => listTable(entities, width))
  return undefined
}

function selectList(
  context: CommandContext,
  name: ResourceName | undefined,
  service: ServiceClient
): Selection {
  const flagged = Object.values(RESOURCES).find((one) => context.has(LIST_FLAGS[one.name]))?.name
  const selected = flagged ?? name
  const owner = filesOwner(context, selected, name)
  if (owner) {
    const entity = service.addressOf(RESOURCES[owner].collection, context.require(resourceReference[owner]))
    const logs = owner === 'endpoint'
    return { title: `files of ${owner}`, path: `${entity}/files${logs ? '/logs' : ''}` }
  }
  if (context.has(lists.baseModels)) {
    if (context.has(resourceReference.project))
      throw new UsageError('Base models do not belong to a project. Leave out --project.')
    return { title: 'base models', path: '/models/base' }
  }
  if (!selected) {
    throw new UsageError(
      'csr list needs a kind of resource.',
      'USE: vernacular csr list --projects | --datasets | --models | --base models | --evaluations | --endpoints | --transcriptions | --webhooks'
    )
  }
  const { collection, plural } = RESOURCES[selected]
  if (context.has(lists.languages)) {
    return { title: `languages of ${plural}`, path: `/${collection}/locales`, locales: true }
  }
  if (!context.has(resourceReference.project) || selected === 'project')
    return { title: plural, path: `/${collection}` }
  return {
    title: `${plural} of project`,
    path: `${service.addressOf('projects', context.require(resourceReference.project))}/${collection}`
  }
}

/** The resource whose files are listed, if the options name one: `--dataset ID` lists files unless datasets are selected. */
function filesOwner(
  context: CommandContext,
  selected: ResourceName | undefined,
  name: ResourceName | undefined
): ResourceName | undefined {
  const owners = ['dataset', 'model', 'evaluation', 'transcription', 'endpoint'] as const
  return owners.find(
    (owner) =>
      context.has(resourceReference[owner]) &&
      (selected === owner ||
        name === undefined ||
        context.has(lists.files) ||
        (owner === 'endpoint' && context.has(lists.logs)))
  )
}

/** What base models can be trained with. */
const TRAINING_COLUMNS = [
  { title: 'trained with', valuesOf: ({ features }: Properties) => features?.supportsAdaptationsWith },
  { title: 'options', valuesOf: ({ adaptationOptions }: Properties) => adaptationOptions }
]

type Properties = Readonly<{
  features?: Readonly<{ supportsAdaptationsWith?: readonly string[] }>
  adaptationOptions?: readonly string[]
}>

const propertiesOf = ({ properties }: Entity): Properties => properties ?? {}

export function listTable(entities: readonly Entity[], width: number): string {
  const columns = ['id', 'displayName', 'name', 'kind', 'locale', 'status', 'createdDateTime'].filter(
    (column) => column === 'id' || entities.some((entity) => entity[column] !== undefined)
  )
  const training = TRAINING_COLUMNS.filter(({ valuesOf }) =>
    entities.some((entity) => valuesOf(propertiesOf(entity)) !== undefined)
  )
  const rows = entities.map((entity) => [
    ...columns.map((column) => (column === 'id' ? idOf(entity) : String(entity[column] ?? ''))),
    ...training.map(({ valuesOf }) => valuesOf(propertiesOf(entity))?.join(' ') ?? '')
  ])
  if (rows.length === 0) return 'none'
  const titles = [
    ...columns.map((column) =>
      column === 'displayName' ? 'name' : column === 'createdDateTime' ? 'created' : column
    ),
    ...training.map(({ title }) => title)
  ]
  return drawTable(titles, rows, width, ['id', 'status', 'kind'])
}

function localesText(supported: unknown): string {
  if (Array.isArray(supported)) return supported.join('\n')
  return Object.entries(supported as Record<string, unknown>)
    .map(([locale, kinds]) => `${locale}  ${Array.isArray(kinds) ? kinds.join(' ') : String(kinds)}`)
    .join('\n')
}
