/** `csr evaluation show`: confidence of the error rates, the most frequent errors, and the worst utterances. @module */
import type { Answered, EvaluationComparison, UtteranceResult } from '../../openapi/api-types.ts'

import type { CommandContext } from '../execution/command-context.ts'
import { outputJson } from '../options/outputs.ts'
import { id, resourceReference } from '../options/resource.ts'
import { saveJson, showResult } from '../output/save-output.ts'
import { drawTable } from '../output/table.ts'
import { terminal, toned } from '../output/terminal.ts'
import { lists } from '../resources/list-options.ts'
import { urlOf } from '../resources/resource-actions.ts'
import { RESOURCES } from '../resources/resources.ts'
import { idOf } from '../service/service-client.ts'
import type { Command } from './command.ts'
import { SCRIPTABLE } from './shared-options.ts'

export const csrEvaluationShow: Command = {
  path: 'csr evaluation show',
  summary: 'Show error rates with confidence intervals, frequent errors and the worst utterances',
  options: [id, resourceReference.evaluation, lists.top],
  groups: [{ outputJson }, ...SCRIPTABLE],
  examples: [
    { comment: 'The 20 worst utterances', line: 'csr evaluation show --evaluation @e.txt --top 20' }
  ],
  run: showEvaluation
}

type Utterance = Answered<UtteranceResult>

const DEFAULT_UTTERANCES = 10
const WORDS_SHOWN = 5

async function showEvaluation(context: CommandContext): Promise<number | undefined> {
  const service = await context.service()
  const self = urlOf(context, RESOURCES.evaluation, service)
  terminal.begin(`Getting results of evaluation ${idOf({ self })}`)
  const comparison = await service.json<EvaluationComparison>(`${self}/comparison`)
  const lines = await (await service.call(`${self}/utterances`)).text()
  terminal.end('Done!')
  const worst = lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Utterance)
    .filter((one) => errorsOf(one) > 0)
    .sort((a, b) => errorsOf(b) - errorsOf(a))
    .slice(0, context.number(lists.top) ?? DEFAULT_UTTERANCES)
  const result = { ...comparison, worst }
  await saveJson(context, result)
  showResult(context, result, (width) => drawResult(comparison, worst, width))
  return undefined
}

const wrong = ({ score }: Utterance['model1']): number =>
  score ? score.substitutions + score.deletions + score.insertions : 0
const errorsOf = ({ model1, model2 }: Utterance): number => Math.max(wrong(model1), wrong(model2))

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

function drawResult(comparison: EvaluationComparison, worst: readonly Utterance[], width: number): string {
  const models = [comparison.model1, comparison.model2]
  const rows = models.map((model, index) => {
    const { wordErrorRate: rate, confusedWords, missedWords, insertedWords } = model
    const words = [
      ...confusedWords.map(({ ref, hyp, count }) => ({ text: `${ref} > ${hyp}`, count })),
      ...missedWords.map(({ word, missed }) => ({ text: `-${word}`, count: missed })),
      ...insertedWords.map(({ word, count }) => ({ text: `+${word}`, count }))
    ].sort((a, b) => b.count - a.count)
    return [
      `${index + 1}`,
      percent(rate.rate),
      `${percent(rate.low)} to ${percent(rate.high)}`,
      words
        .slice(0, WORDS_SHOWN)
        .map(({ text, count }) => `${text} (${count})`)
        .join(', ')
    ]
  })
  const table = drawTable(
    ['model', 'word error rate', '95 % interval', 'most frequent errors'],
    rows,
    width,
    ['model']
  )
  return [table, '', differenceOf(comparison), ...worst.flatMap(diffOf)].join('\n')
}

function differenceOf({ utterances, wordErrorRateDifference: between }: EvaluationComparison): string {
  const { difference, low, high, significant } = between
  const significance = significant
    ? difference < 0
      ? 'model 2 is better'
      : 'model 2 is worse'
    : 'no significant difference'
  return `${counted(utterances)}: ${significance} (${signed(difference)}, 95 % interval ${signed(low)} to ${signed(high)})`
}

const counted = (utterances: number): string => `${utterances} utterance${utterances === 1 ? '' : 's'}`

const signed = (share: number): string => `${share > 0 ? '+' : ''}${(100 * share).toFixed(1)} points`

/** The reference above the hypothesis, word by word; differences in capitals, and in color on a terminal. */
function diffOf({ audio, model1, model2 }: Utterance): readonly string[] {
  return [model1, model2].flatMap((recognized, index) => {
    const { score, failure } = recognized
    if (!score || wrong(recognized) === 0) return failure === undefined ? [] : ['', `${audio}: ${failure}`]
    const columns = score.steps.map(({ op, ref = '', hyp = '' }) => {
      const size = Math.max(ref.length, hyp.length)
      const cell = (word: string): string => {
        if (op === 'equal') return word.padEnd(size)
        const mark = word === '' ? '*'.repeat(size) : word.toUpperCase().padEnd(size)
        return toned(process.stdout, op === 'delete' ? 'yellow' : 'red', mark)
      }
      return { ref: cell(ref), hyp: cell(hyp) }
    })
    return [
      '',
      `${audio}, model ${index + 1}: ${wrong(recognized)} wrong`,
      `  REF  ${columns.map(({ ref }) => ref).join(' ')}`.trimEnd(),
      `  HYP  ${columns.map(({ hyp }) => hyp).join(' ')}`.trimEnd()
    ]
  })
}
