/** `train` and `evaluate`: from folders to a measured model, in one command. @module */
import { resolve } from 'node:path'
import { CommandFailed, EXIT, WrongUsage } from '../command-failed.ts'
import { keepEntity, keepJson, show } from '../keep-output.ts'
import { type Entity, idOf, type Service } from '../service.ts'
import type { Options } from '../session.ts'
import { drawTable } from '../table.ts'
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
