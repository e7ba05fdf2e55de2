/** `csr evaluation show`: how far to trust the rates, which words went wrong, and where, word by word. @module */
import { kindOf } from '../entity-kinds.ts'
import { keepJson, show } from '../keep-output.ts'
import { idOf } from '../service.ts'
import type { Options } from '../session.ts'
import { drawTable } from '../table.ts'
import { terminal, toned } from '../terminal.ts'
import { entityOf } from './entity.ts'

type Rate = Readonly<{ rate: number; low: number; high: number }>
type Compared = Readonly<{
  wordErrorRate?: Rate
  confusedWords: readonly Readonly<{ ref: string; hyp: string; count: number }>[]
  missedWords: readonly Readonly<{ word: string; missed: number }>[]
  insertedWords: readonly Readonly<{ word: string; count: number }>[]
}>
type Comparison = Readonly<{
  utterances: number
  model1: Compared
  model2: Compared
  wordErrorRateDifference?: Readonly<{ difference: number; low: number; high: number; significant: boolean }>
}>
type Step = Readonly<{ op: 'equal' | 'substitute' | 'delete' | 'insert'; ref?: string; hyp?: string }>
type Heard = Readonly<{
  recognition: string
  failure?: string
  score?: Readonly<{ substitutions: number; deletions: number; insertions: number; steps: readonly Step[] }>
}>
type Utterance = Readonly<{ audio: string; reference: string; model1: Heard; model2: Heard }>

const USUAL_UTTERANCES = 10
const WORDS_SHOWN = 5

export async function showEvaluation(options: Options): Promise<number | undefined> {
  const service = await options.service()
  const self = entityOf(options, kindOf('evaluation'), service)
  terminal.begin(`Getting what evaluation ${idOf({ self })} found`)
  const comparison = await service.json<Comparison>(`${self}/comparison`)
  const lines = await (await service.call(`${self}/utterances`)).text()
  terminal.end('Done!')
  const worst = lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Utterance)
    .filter((one) => errorsOf(one) > 0)
    .sort((a, b) => errorsOf(b) - errorsOf(a))
    .slice(0, options.number('top') ?? USUAL_UTTERANCES)
  const answer = { ...comparison, worst }
  await keepJson(options, answer)
  show(options, answer, (width) => drawn(comparison, worst, width))
  return undefined
}

const wrong = ({ score }: Heard): number =>
  score ? score.substitutions + score.deletions + score.insertions : 0
const errorsOf = ({ model1, model2 }: Utterance): number => Math.max(wrong(model1), wrong(model2))

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

function drawn(comparison: Comparison, worst: readonly Utterance[], width: number): string {
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
      rate ? percent(rate.rate) : '',
      rate ? `${percent(rate.low)} to ${percent(rate.high)}` : '',
      words
        .slice(0, WORDS_SHOWN)
        .map(({ text, count }) => `${text} (${count})`)
        .join(', ')
    ]
  })
  const table = drawTable(['model', 'words wrong', '95 of 100 times', 'most often'], rows, width, ['model'])
  return [table, '', verdictOf(comparison), ...worst.flatMap(diffOf)].join('\n')
}

function verdictOf({ utterances, wordErrorRateDifference: between }: Comparison): string {
  if (!between) return `${counted(utterances)}; nothing is counted.`
  const { difference, low, high, significant } = between
  const said = significant
    ? difference < 0
      ? 'model 2 is better'
      : 'model 2 is worse'
    : 'no certain difference'
  return `${counted(utterances)}: ${said} (${signed(difference)}, 95 of 100 times ${signed(low)} to ${signed(high)})`
}

const counted = (utterances: number): string => `${utterances} utterance${utterances === 1 ? '' : 's'}`

const signed = (share: number): string => `${share > 0 ? '+' : ''}${(100 * share).toFixed(1)} points`

/** Reference over what was heard, word under word; what differs in capitals, and in colour on a terminal. */
function diffOf({ audio, model1, model2 }: Utterance): readonly string[] {
  return [model1, model2].flatMap((heard, index) => {
    const { score, failure } = heard
    if (!score || wrong(heard) === 0) return failure === undefined ? [] : ['', `${audio}: ${failure}`]
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
      `${audio}, model ${index + 1}: ${wrong(heard)} wrong`,
      `  REF  ${columns.map(({ ref }) => ref).join(' ')}`.trimEnd(),
      `  HYP  ${columns.map(({ hyp }) => hyp).join(' ')}`.trimEnd()
    ]
  })
}
