/** `evaluate`: a model against its base model, on test data from disk. @module */
import type { CommandContext } from '../execution/command-context.ts'
import { checks, maxWer } from '../options/checks.ts'
import { connection } from '../options/connection.ts'
import { display, outputJson, references } from '../options/outputs.ts'
import { language, name, resourceReference } from '../options/resource.ts'
import { saveReferences } from '../output/save-output.ts'
import {
  compareModels,
  newestBaseModel,
  showComparisonWithBase,
  testDatasetFrom
} from '../workflow/measured-model.ts'
import { testData } from '../workflow/workflow-options.ts'
import type { TopLevelCommand } from './command.ts'

export const evaluate: TopLevelCommand = {
  section: 'Train',
  path: 'evaluate',
  summary: 'Measure a model against its base model',
  options: [resourceReference.model, testData, name, language, maxWer],
  groups: [references, { outputJson }, display, checks, connection],
  examples: [
    {
      comment: 'Fail if more than 15 % of the words are wrong',
      line: 'evaluate --model @my.model --test test/ --max wer 15'
    }
  ],
  run: evaluateModel
}

async function evaluateModel(context: CommandContext): Promise<number> {
  const service = await context.service()
  const model = await service.json(service.addressOf('models', context.require(resourceReference.model)))
  const locale = context.value(language) ?? model.locale ?? 'en-US'
  const base = await newestBaseModel(service, locale)
  const test = await testDatasetFrom(service, context.require(testData), locale)
  const label = String(model.displayName)
  const evaluation = await compareModels(service, context.value(name) ?? label, locale, [base, model], test)
  await saveReferences(context, evaluation)
  return showComparisonWithBase(context, evaluation, model, label)
}
