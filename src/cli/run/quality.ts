/** `quality`: a pipeline that refuses a model worse than the deployed one. @module */
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { awaitWork } from '../await-work.ts'
import { CommandFailed, EXIT, WrongUsage } from '../command-failed.ts'
import { ENTITY_KINDS } from '../entity-kinds.ts'
import { keepEntity } from '../keep-output.ts'
import { idOf } from '../service.ts'
import type { Options } from '../session.ts'
import { terminal } from '../terminal.ts'
import {
  baseOf,
  compare,
  datasetsOf,
  modelOf,
  rateOf,
  type Source,
  showRates,
  verdict
} from './measured-models.ts'

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
