/** `train`, `evaluate` and `quality`: from folders to a measured model, in one command. @module */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { awaitWork } from '../await-work.ts'
import { CommandFailed, EXIT, WrongUsage } from '../command-failed.ts'
import { ENTITY_KINDS } from '../entity-kinds.ts'
import { keepEntity, keepJson, show } from '../keep-output.ts'
import { type Entity, idOf, type Service } from '../service.ts'
import type { Options } from '../session.ts'
import { drawTable } from '../table.ts'
import { terminal } from '../terminal.ts'
import { type DataKind, datasetOf, prepareData } from './data-folder.ts'

const RECIPE = 'recipeSha256'

type Source = Readonly<{ path: string; kind?: DataKind }>

async function datasetsOf(
  service: Service,
  sources: readonly Source[],
  locale: string,
  project?: string
): Promise<readonly Entity[]> {
  const datasets: Entity[] = []
  for (const { path, kind } of sources) {
    const prepared = await prepareData(path, kind)
    try {
      datasets.push(
        await datasetOf(service, prepared, { locale, ...(project === undefined ? {} : { project }) })
      )
    } finally {
      await prepared.remove()
    }
  }
  return datasets
}

/** The same data on the same base makes the same model, which is then not trained again. */
async function modelOf(
  service: Service,
  name: string,
  locale: string,
  datasets: readonly Entity[],
  base: Entity,
  project?: string
): Promise<Entity> {
  const recipe = createHash('sha256')
    .update(JSON.stringify([base.self, locale, datasets.map(({ self }) => self).sort()]))
    .digest('hex')
  const known = (await service.list('/models', { filter: "status eq 'Succeeded'" })).find(
    ({ customProperties }) => (customProperties as Record<string, string> | undefined)?.[RECIPE] === recipe
  )
  if (known) {
    terminal.say(`Nothing has changed since model ${idOf(known)} was trained.`)
    return known
  }
  const model = await service.json('/models', {
    method: 'POST',
    json: {
      displayName: name,
      locale,
      baseModel: { self: base.self },
      datasets: datasets.map(({ self }) => ({ self })),
      customProperties: { [RECIPE]: recipe },
      ...(project === undefined ? {} : { project: { self: project } })
    }
  })
  return awaitWork(service, ENTITY_KINDS.model, model.self)
}

async function baseOf(service: Service, locale: string): Promise<Entity> {
  const bases = await service.list('/models/base')
  const base = bases.findLast((one) => one.locale?.toLowerCase() === locale.toLowerCase())
  if (base) return base
  throw new CommandFailed(
    `The service has no base model of ${locale}; there are ${[...new Set(bases.map((one) => one.locale))].join(', ')}.`
  )
}

async function compare(
  service: Service,
  name: string,
  locale: string,
  [model1, model2]: readonly [Entity, Entity],
  test: Entity
): Promise<Entity> {
  const evaluation = await service.json('/evaluations', {
    method: 'POST',
    json: {
      displayName: name,
      locale,
      model1: { self: model1.self },
      model2: { self: model2.self },
      dataset: { self: test.self },
      customProperties: { testingKind: 'Evaluation' }
    }
  })
  return awaitWork(service, ENTITY_KINDS.evaluation, evaluation.self)
}

/** Word error rate in percent, of model 1 or 2. */
const rateOf = ({ properties }: Entity, model: 1 | 2): number =>
  100 * Number(properties?.[`wordErrorRate${model}`])

type Row = Readonly<{ label: string; model: 1 | 2 }>

async function showRates(
  options: Options,
  evaluation: Entity,
  rows: readonly Row[],
  more: Readonly<Record<string, unknown>>
): Promise<void> {
  const results = rows.map(({ label, model }) => {
    const count = (name: string): number => Number(evaluation.properties?.[`${name}${model}`])
    return {
      model: label,
      wordErrorRate: count('wordErrorRate'),
      words: count('wordCount'),
      substitutions: count('wordSubstitutionCount'),
      deletions: count('wordDeletionCount'),
      insertions: count('wordInsertionCount')
    }
  })
  const value = { ...more, evaluation: evaluation.self, results }
  await keepJson(options, value)
  show(options, value, (width) =>
    drawTable(
      ['model', 'word error rate', 'words', 'substitutions', 'deletions', 'insertions'],
      results.map((row) => [
        row.model,
        `${(100 * row.wordErrorRate).toFixed(1)} %`,
        ...[row.words, row.substitutions, row.deletions, row.insertions].map(String)
      ]),
      width
    )
  )
}

function verdict(options: Options, rate: number): number {
  const most = options.number('maxWer')
  if (most === undefined || rate <= most) return EXIT.done
  terminal.warn(`The word error rate is ${rate.toFixed(1)} %, above ${most} %.`)
  return EXIT.failed
}

/** A folder, a zip, or a dataset by id or address. */
async function testOf(options: Options, service: Service, locale: string, project?: string): Promise<Entity> {
  const given = options.require('test')
  if (/^https?:/.test(given) || /^[0-9a-f-]{36}$/i.test(given))
    return service.json(service.addressOf('datasets', given))
  const [test] = await datasetsOf(service, [{ path: given, kind: 'Acoustic' }], locale, project)
  if (!test) throw new CommandFailed(`${given} gave no dataset.`)
  return test
}

export async function train(options: Options): Promise<number> {
  const sources: Source[] = options.call.rest.map((path) => ({ path }))
  const spoken = options.one('pronunciations')
  if (spoken !== undefined) sources.push({ path: spoken, kind: 'Pronunciation' })
  if (sources.length === 0)
    throw new WrongUsage('train needs data.', 'USE: vernacular train text.txt audio/ --test test/')
  const service = await options.service()
  const locale = options.one('language') ?? 'en-US'
  const given = options.one('project')
  const project = given === undefined ? undefined : service.addressOf('projects', given)
  const base = options.has('base')
    ? await service.json(service.addressOf('models/base', options.require('base')))
    : await baseOf(service, locale)
  const datasets = await datasetsOf(service, sources, locale, project)
  const name = options.one('name') ?? resolve(sources[0]?.path ?? '.').replace(/^.*[\\/]/, '')
  const model = await modelOf(service, name, locale, datasets, base, project)
  await keepEntity(options, model)
  if (!options.has('test')) {
    await keepJson(options, model)
    show(options, model, (width) =>
      drawTable(['model', 'id'], [[String(model.displayName), idOf(model)]], width, ['id'])
    )
    return EXIT.done
  }
  const test = await testOf(options, service, locale, project)
  const evaluation = await compare(service, name, locale, [base, model], test)
  await showRates(
    options,
    evaluation,
    [
      { label: 'base', model: 1 },
      { label: name, model: 2 }
    ],
    { model: model.self }
  )
  return verdict(options, rateOf(evaluation, 2))
}

export async function evaluate(options: Options): Promise<number> {
  const service = await options.service()
  const model = await service.json(service.addressOf('models', options.require('model')))
  const locale = options.one('language') ?? model.locale ?? 'en-US'
  const base = await baseOf(service, locale)
  const test = await testOf(options, service, locale)
  const evaluation = await compare(
    service,
    options.one('name') ?? `${model.displayName}`,
    locale,
    [base, model],
    test
  )
  await keepEntity(options, evaluation)
  await showRates(
    options,
    evaluation,
    [
      { label: 'base', model: 1 },
      { label: String(model.displayName), model: 2 }
    ],
    { model: model.self }
  )
  return verdict(options, rateOf(evaluation, 2))
}

type Workflow = Readonly<{
  name: string
  locale: string
  data: readonly string[]
  pronunciations?: string
  test: string
  endpoint?: string
  /** Percentage points by which a new model may be worse than the deployed one. */
  tolerance: number
  deploy: boolean
}>

/** @throws CommandFailed naming the field */
async function readWorkflow(path: string): Promise<Workflow> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new CommandFailed(`${path} cannot be read: ${error.message}`)
  })
  let fields: Record<string, unknown>
  try {
    fields = JSON.parse(text) as Record<string, unknown>
  } catch (error) {
    throw new CommandFailed(`${path} is not JSON: ${(error as Error).message}`)
  }
  const folder = dirname(path)
  const wrong = (name: string, accepted: string): never => {
    throw new CommandFailed(`${path}: ${name} is ${JSON.stringify(fields[name])}; accepted is ${accepted}.`)
  }
  const textOf = (name: string): string => {
    const value = fields[name]
    return typeof value === 'string' && value !== '' ? value : wrong(name, 'a text')
  }
  const optional = (name: string): string | undefined =>
    fields[name] === undefined ? undefined : textOf(name)
  const { data, tolerance = 0, deploy = false } = fields
  if (!Array.isArray(data) || data.length === 0 || data.some((one) => typeof one !== 'string'))
    wrong('data', 'a list of paths')
  if (typeof tolerance !== 'number' || tolerance < 0) wrong('tolerance', 'a number of percentage points')
  if (typeof deploy !== 'boolean') wrong('deploy', 'true or false')
  const spoken = optional('pronunciations')
  const endpoint = optional('endpoint')
  return {
    name: textOf('name'),
    locale: optional('locale') ?? 'en-US',
    data: (data as readonly string[]).map((one) => resolve(folder, one)),
    ...(spoken === undefined ? {} : { pronunciations: resolve(folder, spoken) }),
    test: resolve(folder, textOf('test')),
    ...(endpoint === undefined ? {} : { endpoint }),
    tolerance: Number(tolerance),
    deploy: deploy === true
  }
}

/** Trains on what changed, measures beside what is deployed, refuses what is worse, deploys what is not. */
export async function quality(options: Options): Promise<number> {
  const [path] = options.call.rest
  if (path === undefined)
    throw new WrongUsage('quality needs a workflow file.', 'USE: vernacular quality quality.json')
  const workflow = await readWorkflow(path)
  const { name, locale } = workflow
  const service = await options.service()
  const base = await baseOf(service, locale)
  const sources: Source[] = workflow.data.map((one) => ({ path: one }))
  if (workflow.pronunciations !== undefined)
    sources.push({ path: workflow.pronunciations, kind: 'Pronunciation' })
  const model = await modelOf(service, name, locale, await datasetsOf(service, sources, locale), base)
  const [test] = await datasetsOf(service, [{ path: workflow.test, kind: 'Acoustic' }], locale)
  if (!test) throw new CommandFailed(`${workflow.test} gave no dataset.`)
  const endpoint =
    workflow.endpoint === undefined
      ? undefined
      : await service.json(service.addressOf('endpoints', workflow.endpoint))
  const ofEndpoint = endpoint?.model as { self: string } | undefined
  const deployed = ofEndpoint ? await service.json(ofEndpoint.self) : base
  const evaluation = await compare(service, name, locale, [deployed, model], test)
  await keepEntity(options, model)
  const [before, after] = [rateOf(evaluation, 1), rateOf(evaluation, 2)]
  const accepted = after <= before + workflow.tolerance
  await showRates(
    options,
    evaluation,
    [
      { label: ofEndpoint ? 'deployed' : 'base', model: 1 },
      { label: name, model: 2 }
    ],
    { model: model.self, accepted }
  )
  if (!accepted) {
    terminal.warn(
      `${name} is refused: ${after.toFixed(1)} % words wrong, ${before.toFixed(1)} % before, ${workflow.tolerance} points allowed.`
    )
    return EXIT.failed
  }
  if (endpoint && workflow.deploy && idOf(deployed) !== idOf(model)) {
    await service.json(endpoint.self, { method: 'PATCH', json: { model: { self: model.self } } })
    await awaitWork(service, ENTITY_KINDS.endpoint, endpoint.self)
  }
  return verdict(options, after)
}
