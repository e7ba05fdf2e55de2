/** Models of local data, and their error rates: what `train`, `evaluate` and `quality` share. @module */
import { createHash } from 'node:crypto'
import { awaitWork } from '../await-work.ts'
import { CommandFailed, EXIT } from '../command-failed.ts'
import { ENTITY_KINDS } from '../entity-kinds.ts'
import { keepJson, show } from '../keep-output.ts'
import { type Entity, idOf, type Service } from '../service.ts'
import type { Options } from '../session.ts'
import { drawTable } from '../table.ts'
import { terminal } from '../terminal.ts'
import { type DataKind, datasetOf, prepareData } from './data-folder.ts'

const RECIPE = 'recipeSha256'

export type Source = Readonly<{ path: string; kind?: DataKind }>

export async function datasetsOf(
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
export async function modelOf(
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

export async function baseOf(service: Service, locale: string): Promise<Entity> {
  const bases = await service.list('/models/base')
  const base = bases.findLast((one) => one.locale?.toLowerCase() === locale.toLowerCase())
  if (base) return base
  throw new CommandFailed(
    `The service has no base model of ${locale}; there are ${[...new Set(bases.map((one) => one.locale))].join(', ')}.`
  )
}

export async function compare(
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
export const rateOf = ({ properties }: Entity, model: 1 | 2): number =>
  100 * Number(properties?.[`wordErrorRate${model}`])

type Row = Readonly<{ label: string; model: 1 | 2 }>

export async function showRates(
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

export function verdict(options: Options, rate: number): number {
  const most = options.number('maxWer')
  if (most === undefined || rate <= most) return EXIT.done
  terminal.warn(`The word error rate is ${rate.toFixed(1)} %, above ${most} %.`)
  return EXIT.failed
}
