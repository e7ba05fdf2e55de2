/** Models trained on local data and their error rates, for `train`, `evaluate` and `quality`. @module */

import { createHash } from 'node:crypto'
import { CommandError, EXIT } from '../command-error.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { maxWer } from '../options/checks.ts'
import { saveJson, showResult } from '../output/save-output.ts'
import { drawTable } from '../output/table.ts'
import { terminal } from '../output/terminal.ts'
import { RESOURCES } from '../resources/resources.ts'
import { awaitWork } from '../service/await-work.ts'
import { type Entity, idOf, type ServiceClient } from '../service/service-client.ts'
import { type DataKind, datasetFrom, prepareData } from './local-data.ts'

/** The custom property that marks a model with the hash of what it was trained on. */
const RECIPE = 'recipeSha256'

export type Source = Readonly<{ path: string; kind?: DataKind }>

/** Uploads and imports each source, one after the other. */
export async function datasetsFrom(
  service: ServiceClient,
  sources: readonly Source[],
  locale: string,
  project?: string
): Promise<readonly Entity[]> {
  const datasets: Entity[] = []
  for (const { path, kind } of sources) {
    const prepared = await prepareData(path, kind)
    try {
      datasets.push(
        await datasetFrom(service, prepared, { locale, ...(project === undefined ? {} : { project }) })
      )
    } finally {
      await prepared.remove()
    }
  }
  return datasets
}

/** @param provided a path, or the ID or URL of a dataset that the service has */
export async function testDatasetFrom(
  service: ServiceClient,
  provided: string,
  locale: string,
  project?: string
): Promise<Entity> {
  if (/^https?:/.test(provided) || /^[0-9a-f-]{36}$/i.test(provided)) {
    return service.json(service.addressOf('datasets', provided))
  }
  const [test] = await datasetsFrom(service, [{ path: provided, kind: 'Acoustic' }], locale, project)
  if (!test) throw new CommandError(`${provided} produced no dataset.`)
  return test
}

/** Trains a model, unless the service has one of the same data and the same base model. */
export async function trainedModel(
  service: ServiceClient,
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
    terminal.info(`Nothing has changed since model ${idOf(known)} was trained.`)
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
  return awaitWork(service, RESOURCES.model, model.self)
}

/** @throws CommandError when there is none for the locale */
export async function newestBaseModel(service: ServiceClient, locale: string): Promise<Entity> {
  const bases = await service.list('/models/base')
  const base = bases.findLast((one) => one.locale?.toLowerCase() === locale.toLowerCase())
  if (base) return base
  throw new CommandError(
    `The service has no base model for ${locale}, only for ${[...new Set(bases.map((one) => one.locale))].join(', ')}.`
  )
}

/** Runs an evaluation of both models on the test dataset. */
export async function compareModels(
  service: ServiceClient,
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
  return awaitWork(service, RESOURCES.evaluation, evaluation.self)
}

/** The word error rate of model 1 or 2, in percent. */
export const rateOf = ({ properties }: Entity, model: 1 | 2): number =>
  100 * Number(properties?.[`wordErrorRate${model}`])

type Row = Readonly<{ label: string; model: 1 | 2 }>

/** Prints the error rates of both models; `properties` are added to the JSON. */
export async function showRates(
  context: CommandContext,
  evaluation: Entity,
  rows: readonly Row[],
  properties: Readonly<Record<string, unknown>>
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
  const result = { ...properties, evaluation: evaluation.self, results }
  await saveJson(context, result)
  showResult(context, result, (width) =>
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

/** @returns the exit code of `--max wer`. @param rate in percent */
export function checkMaximumRate(context: CommandContext, rate: number): number {
  const maximum = context.number(maxWer)
  if (maximum === undefined || rate <= maximum) return EXIT.done
  terminal.warn(`The word error rate is ${rate.toFixed(1)} %, above the maximum of ${maximum} %.`)
  return EXIT.failed
}

/**
 * Prints how a model compares with its base model, which is model 1 of the evaluation.
 * @returns the exit code, by the maximum rate that the caller allows
 */
export async function showComparisonWithBase(
  context: CommandContext,
  evaluation: Entity,
  model: Entity,
  label: string
): Promise<number> {
  const rows = [
    { label: 'base', model: 1 },
    { label, model: 2 }
  ] as const
  await showRates(context, evaluation, rows, { model: model.self })
  return checkMaximumRate(context, rateOf(evaluation, 2))
}
