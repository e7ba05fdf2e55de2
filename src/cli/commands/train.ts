/** `train`: from text and audio on disk to a trained and measured model. @module */
import { resolve } from 'node:path'
import { EXIT, UsageError } from '../command-error.ts'
import { option } from '../command-line/option.ts'
import type { CommandContext } from '../execution/command-context.ts'
import { checks, maxWer } from '../options/checks.ts'
import { connection } from '../options/connection.ts'
import { display, outputJson, references } from '../options/outputs.ts'
import { base, language, name, resourceReference } from '../options/resource.ts'
import { saveJson, saveReferences, showResult } from '../output/save-output.ts'
import { drawTable } from '../output/table.ts'
import { idOf } from '../service/service-client.ts'
import {
  compareModels,
  datasetsFrom,
  newestBaseModel,
  type Source,
  showComparisonWithBase,
  testDatasetFrom,
  trainedModel
} from '../workflow/measured-model.ts'
import { testData } from '../workflow/workflow-options.ts'
import type { TopLevelCommand } from './command.ts'

const pronunciations = option({
  name: 'pronunciations',
  value: 'FILE',
  help: 'Pronunciations, one per line: word, tab, spoken form'
})

export const train: TopLevelCommand = {
  section: 'Train',
  path: 'train',
  summary: 'Train a model from text and audio, and measure it',
  notes: [
    'DATA is a text file, a .zip of audio with trans.txt, or a folder of audio with trans.txt or with x.txt next to each x.wav.',
    'Data that the service already has is not sent again, and a model of the same data is not trained again.'
  ],
  arguments: 'DATA…',
  options: [testData, pronunciations, name, language, resourceReference.project, base, maxWer],
  groups: [references, { outputJson }, display, checks, connection],
  examples: [{ line: 'train text.txt audio/ --test test/ --output id @my.model' }],
  run: trainModel
}

async function trainModel(context: CommandContext): Promise<number> {
  const sources: Source[] = context.call.arguments.map((path) => ({ path }))
  const spoken = context.value(pronunciations)
  if (spoken !== undefined) sources.push({ path: spoken, kind: 'Pronunciation' })
  const [first] = sources
  if (!first) throw new UsageError('train needs data.', 'USE: vernacular train text.txt audio/ --test test/')
  const service = await context.service()
  const locale = context.value(language) ?? 'en-US'
  const inProject = context.value(resourceReference.project)
  const project = inProject === undefined ? undefined : service.addressOf('projects', inProject)
  const baseModel = context.has(base)
    ? await service.json(service.addressOf('models/base', context.require(base)))
    : await newestBaseModel(service, locale)
  const datasets = await datasetsFrom(service, sources, locale, project)
  const label = context.value(name) ?? resolve(first.path).replace(/^.*[\\/]/, '')
  const model = await trainedModel(service, label, locale, datasets, baseModel, project)
  await saveReferences(context, model)
  if (!context.has(testData)) {
    await saveJson(context, model)
    showResult(context, model, (width) =>
      drawTable(['model', 'id'], [[String(model.displayName), idOf(model)]], width, ['id'])
    )
    return EXIT.done
  }
  const test = await testDatasetFrom(service, context.require(testData), locale, project)
  const evaluation = await compareModels(service, label, locale, [baseModel, model], test)
  return showComparisonWithBase(context, evaluation, model, label)
}
