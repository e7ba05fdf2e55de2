/** `quality`: a pipeline that deploys a new model only if it is not worse. @module */
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { CommandError, EXIT, UsageError } from '../command-error.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { checks, maxWer } from '../options/checks.ts'
import { connection } from '../options/connection.ts'
import { display, outputJson, references } from '../options/outputs.ts'
import { saveReferences } from '../output/save-output.ts'
import { terminal } from '../output/terminal.ts'
import { RESOURCES } from '../resources/resources.ts'
import { awaitWork } from '../service/await-work.ts'
import { idOf } from '../service/service-client.ts'
import {
  checkMaximumRate,
  compareModels,
  datasetsFrom,
  newestBaseModel,
  rateOf,
  type Source,
  showRates,
  testDatasetFrom,
  trainedModel
} from '../workflow/measured-model.ts'
import type { TopLevelCommand } from './command.ts'

export const quality: TopLevelCommand = {
  section: 'Train',
  path: 'quality',
  summary: 'Train, measure, and deploy only if not worse (for CI)',
  notes: [
    'Trains on changed data, compares the model with the deployed one, and rejects it if it is worse.',
    'WORKFLOW.json contains name, locale, data, pronunciations, test, tolerance in percentage points, endpoint, and deploy: true.'
  ],
  arguments: 'WORKFLOW.json',
  options: [maxWer],
  groups: [references, { outputJson }, display, checks, connection],
  examples: [
    {
      comment: 'examples/quality contains a sample, also for GitHub Actions',
      line: 'quality examples/quality/quality.json'
    }
  ],
  run: runWorkflow
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

/** @throws CommandError naming the field */
async function readWorkflow(path: string): Promise<Workflow> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new CommandError(`${path} cannot be read: ${error.message}`)
  })
  let fields: Record<string, unknown>
  try {
    fields = JSON.parse(text) as Record<string, unknown>
  } catch (error) {
    throw new CommandError(`${path} is not JSON: ${(error as Error).message}`)
  }
  const folder = dirname(path)
  const wrong = (name: string, accepted: string): never => {
    throw new CommandError(`${path}: ${name} is ${JSON.stringify(fields[name])}; ${accepted} is accepted.`)
  }
  const textOf = (name: string): string => {
    const value = fields[name]
    return typeof value === 'string' && value !== '' ? value : wrong(name, 'a string')
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

async function runWorkflow(context: CommandContext): Promise<number> {
  const [path] = context.call.arguments
  if (path === undefined)
    throw new UsageError('quality needs a workflow file.', 'USE: vernacular quality quality.json')
  const workflow = await readWorkflow(path)
  const { name, locale } = workflow
  const service = await context.service()
  const base = await newestBaseModel(service, locale)
  const sources: Source[] = workflow.data.map((one) => ({ path: one }))
  if (workflow.pronunciations !== undefined)
    sources.push({ path: workflow.pronunciations, kind: 'Pronunciation' })
  const model = await trainedModel(service, name, locale, await datasetsFrom(service, sources, locale), base)
  const test = await testDatasetFrom(service, workflow.test, locale)
  const endpoint =
    workflow.endpoint === undefined
      ? undefined
      : await service.json(service.addressOf('endpoints', workflow.endpoint))
  const ofEndpoint = endpoint?.model as { self: string } | undefined
  const deployed = ofEndpoint ? await service.json(ofEndpoint.self) : base
  const evaluation = await compareModels(service, name, locale, [deployed, model], test)
  await saveReferences(context, model)
  const [before, after] = [rateOf(evaluation, 1), rateOf(evaluation, 2)]
  const accepted = after <= before + workflow.tolerance
  await showRates(
    context,
    evaluation,
    [
      { label: ofEndpoint ? 'deployed' : 'base', model: 1 },
      { label: name, model: 2 }
    ],
    { model: model.self, accepted }
  )
  if (!accepted) {
    terminal.warn(
      `${name} is rejected: its word error rate is ${after.toFixed(1)} %, before it was ${before.toFixed(1)} %; ${workflow.tolerance} points more are allowed.`
    )
    return EXIT.failed
  }
  if (endpoint && workflow.deploy && idOf(deployed) !== idOf(model)) {
    await service.json(endpoint.self, { method: 'PATCH', json: { model: { self: model.self } } })
    await awaitWork(service, RESOURCES.endpoint, endpoint.self)
  }
  return checkMaximumRate(context, after)
}
