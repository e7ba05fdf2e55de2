/** Results of a test as the Studio shows, selects, and exports them. */
import { describe, expect, test } from 'vitest'
import { align } from '../../../src/speech/scoring/index.ts'
import type { Utterance } from '../api/evaluation-results.ts'
import { alignModels, alignToReference } from './aligned-columns.ts'
import { missedWordsCsv, resultsCsv } from './results-csv.ts'
import {
  modelDifferences,
  resultsJson,
  selectUtterances,
  type UtteranceFilter,
  type UtteranceOrder
} from './utterance-selection.ts'

function utterance(audio: string, reference: string, ...recognized: readonly [string, string]): Utterance {
  const [model1, model2] = recognized.map((recognition) => ({
    recognition,
    score: align(reference.split(' '), recognition === '' ? [] : recognition.split(' '))
  }))
  if (!model1 || !model2) throw new Error('There are two models.')
  return {
    audio,
    contentUrl: `https://example.com/${audio}?sig=x`,
    duration: 'PT1S',
    durationInTicks: 1e7,
    reference,
    model1,
    model2
  }
}

const better = utterance('better.wav', 'paint the grapnel', 'pain a grab', 'paint the grapnel')
const worse = utterance('worse.wav', 'over and out', 'over and out', 'over out')
const longer = utterance('longer.wav', 'the storm is over', 'the the storm is over', 'the storm was over')
const all = [better, worse, longer]

const selected = (order: UtteranceOrder, filters: readonly UtteranceFilter[] = [], text = '') =>
  selectUtterances(all, { filters: new Set(filters), order, text }).map(({ audio }) => audio)

describe('utterances', () => {
  test('are sorted by errors, improvement, or regression', () => {
    expect(selected('dataset')).toEqual(['better.wav', 'worse.wav', 'longer.wav'])
    expect(selected('errors1')).toEqual(['better.wav', 'longer.wav', 'worse.wav'])
    expect(selected('rate2')).toEqual(['worse.wav', 'longer.wav', 'better.wav'])
    expect(selected('better')).toEqual(['better.wav', 'longer.wav', 'worse.wav'])
    expect(selected('worse')).toEqual(['worse.wav', 'longer.wav', 'better.wav'])
    expect(selected('difference')[0]).toBe('better.wav')
  })

  test('are filtered by the errors of either model', () => {
    expect(selected('dataset', ['delete'])).toEqual(['worse.wav'])
    expect(selected('dataset', ['insert'])).toEqual(['longer.wav'])
    expect(selected('dataset', ['delete', 'insert'])).toEqual(['worse.wav', 'longer.wav'])
    expect(selected('dataset', ['differ'])).toEqual(all.map(({ audio }) => audio))
  })

  test('are searched in names, references, and hypotheses, ignoring case', () => {
    expect(selected('dataset', [], ' GRAB ')).toEqual(['better.wav'])
    expect(selected('dataset', [], 'worse')).toEqual(['worse.wav'])
    expect(selected('dataset', [], 'over')).toEqual(['worse.wav', 'longer.wav'])
  })

  test('are exported as JSON without the links to recordings', () => {
    const exported = JSON.parse(resultsJson(all)) as readonly Record<string, unknown>[]
    expect(exported.map(({ audio }) => audio)).toEqual(all.map(({ audio }) => audio))
    expect(resultsJson(all)).not.toContain('sig=')
  })
})

describe('aligned columns', () => {
  const shown = (columns: ReturnType<typeof alignModels>) =>
    columns.map(({ ref, one, two }) => [ref, one?.word, two?.op])

  test('have each reference word once, and insertions between them', () => {
    expect(shown(alignToReference(longer.model1.score, longer.model2.score))).toEqual([
      [undefined, 'the', undefined],
      ['the', 'the', 'equal'],
      ['storm', 'storm', 'equal'],
      ['is', 'is', 'substitute'],
      ['over', 'over', 'equal']
    ])
  })

  test('without a reference compare model 2 with model 1', () => {
    expect(shown(alignModels(modelDifferences(worse)))).toEqual([
      [undefined, 'over', 'equal'],
      [undefined, 'and', 'delete'],
      [undefined, 'out', 'equal']
    ])
  })
})

describe('CSV files', () => {
  const rows = (csv: string) => csv.trimEnd().split('\r\n')

  test('have the alignment of both models word by word', () => {
    const [head, row] = rows(resultsCsv([worse]))
    expect(head?.split(',')).toHaveLength(3 + 2 * 7)
    expect(row).toBe(
      'worse.wav,over and out,3,over and out,0,0,0,over and out,over and out,C C C,over out,0,1,0,over and out,over *** out,C D C'
    )
  })

  test('quote separators, and disarm formulas', () => {
    const [, row] = rows(resultsCsv([{ ...worse, audio: '=1+1', reference: 'over, "and"\r out' }]))
    expect(row?.startsWith('\'=1+1,"over, ""and""\r out",3,')).toBe(true)
  })

  test('list missed words, most often missed by both models first', () => {
    const often = utterance('often.wav', 'the grapnel', 'the grab', 'the grab')
    expect(rows(missedWordsCsv([better, worse, often]))).toEqual([
      'word,said,missed1,substituted1,deleted1,missed2,substituted2,deleted2',
      'grapnel,2,2,2,0,1,1,0',
      'paint,1,1,1,0,0,0,0',
      'the,2,1,1,0,0,0,0',
      'and,1,0,0,0,1,0,1'
    ])
  })
})
