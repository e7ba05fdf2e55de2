/** Error rates of both models with confidence intervals, and whether they differ significantly. @module */
import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components'
import type { Evaluation } from '../api/entities.ts'
import type { ModelComparison } from '../api/evaluation-results.ts'
import { Composition, type Part, RateBars } from './rate-bars.tsx'
import { testTexts } from './texts.ts'

type SummaryProps = Readonly<{
  test: Evaluation
  comparison: ModelComparison
  names: readonly [string, string]
}>

export function ResultsSummary({ test, comparison, names }: SummaryProps) {
  const { model1, model2 } = comparison
  const own = test.properties ?? {}
  const bar = (number: 1 | 2) => ({
    name: names[number - 1] ?? '',
    rate: comparison[`model${number}`].wordErrorRate,
    more: (
      <Composition
        parts={[
          part(testTexts.substitutions, own[`wordSubstitutionCount${number}`], 'substitute-fill'),
          part(testTexts.deletions, own[`wordDeletionCount${number}`], 'delete-fill'),
          part(testTexts.insertions, own[`wordInsertionCount${number}`], 'insert-fill')
        ]}
      />
    )
  })
  const same = test.model1.self === test.model2.self
  return (
    <>
      <Significance comparison={comparison} names={names} same={same} />
      <h2>
        {testTexts.wer} <span className="quiet">{testTexts.interval}</span>
      </h2>
      <RateBars bars={same ? [bar(1)] : [bar(1), bar(2)]} />
      <h2>
        {testTexts.ter} <span className="quiet">{testTexts.terMore}</span>
      </h2>
      {model1.tokenErrorRate && model2.tokenErrorRate ? (
        <RateBars
          bars={[
            { name: names[0], rate: model1.tokenErrorRate, more: <TokenErrors test={test} number={1} /> },
            { name: names[1], rate: model2.tokenErrorRate, more: <TokenErrors test={test} number={2} /> }
          ].slice(0, same ? 1 : 2)}
        />
      ) : (
        <p className="quiet">{testTexts.noTer}</p>
      )}
    </>
  )
}

const part = (name: string, count: number | undefined, color: string): Part => ({
  name,
  count: count ?? 0,
  color
})

const TOKEN_KINDS = [
  'punctuation',
  'capitalization',
  'inverseTextNormalization',
  'lexical',
  'others'
] as const

const TokenErrors = ({ test, number }: Readonly<{ test: Evaluation; number: 1 | 2 }>) => (
  <Composition
    parts={TOKEN_KINDS.map((kind) =>
      part(
        testTexts.tokenKinds[kind],
        test.properties?.[`tokenErrors${number}`]?.[kind].numberOfEdits,
        `${kind}-fill`
      )
    )}
  />
)

/** Percentage points. */
const points = (rate: number): string => (100 * rate).toFixed(1)

function Significance({
  comparison: { utterances, wordErrorRateDifference },
  names,
  same
}: Pick<SummaryProps, 'comparison' | 'names'> & Readonly<{ same: boolean }>) {
  const { difference, low, high, significant } = wordErrorRateDifference
  const ends = [Math.abs(low), Math.abs(high)].sort((a, b) => a - b)
  const [title, more] = same
    ? [testTexts.oneModel, '']
    : significant
      ? [
          testTexts.significant(difference < 0 ? names[1] : names[0]),
          testTexts.significantMore(points(ends[0] ?? 0), points(ends[1] ?? 0))
        ]
      : difference === 0 && low === 0 && high === 0
        ? [testTexts.identical, '']
        : [testTexts.notSignificant, testTexts.notSignificantMore(utterances)]
  return (
    <MessageBar
      intent={significant && difference < 0 ? 'success' : significant ? 'warning' : 'info'}
      layout="multiline"
    >
      <MessageBarBody>
        <MessageBarTitle>{title}</MessageBarTitle> {more}
      </MessageBarBody>
    </MessageBar>
  )
}
