/** The answer of a test at a glance: both rates with their intervals, and whether the models differ. @module */
import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components'
import type { Evaluation } from '../api/entities.ts'
import type { Comparison } from '../api/test-results.ts'
import { percent, texts } from '../texts.ts'
import { Composition, type Part, RateBars } from './rate-bars.tsx'

type SummaryProps = Readonly<{
  test: Evaluation
  comparison: Comparison
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
          part(texts.tests.substitutions, own[`wordSubstitutionCount${number}`], 'substitute-fill'),
          part(texts.tests.deletions, own[`wordDeletionCount${number}`], 'delete-fill'),
          part(texts.tests.insertions, own[`wordInsertionCount${number}`], 'insert-fill')
        ]}
      />
    )
  })
  const same = test.model1.self === test.model2.self
  return (
    <>
      <Verdict comparison={comparison} names={names} same={same} />
      <h2>
        {texts.tests.wer} <span className="quiet">{texts.tests.interval}</span>
      </h2>
      <RateBars bars={same ? [bar(1)] : [bar(1), bar(2)]} />
      <h2>
        {texts.tests.ter} <span className="quiet">{texts.tests.terMore}</span>
      </h2>
      {model1.tokenErrorRate && model2.tokenErrorRate ? (
        <RateBars
          bars={[
            { name: names[0], rate: model1.tokenErrorRate, more: <Kinds test={test} number={1} /> },
            { name: names[1], rate: model2.tokenErrorRate, more: <Kinds test={test} number={2} /> }
          ].slice(0, same ? 1 : 2)}
        />
      ) : (
        <p className="quiet">{texts.tests.noTer}</p>
      )}
    </>
  )
}

const part = (name: string, count: number | undefined, colour: string): Part => ({
  name,
  count: count ?? 0,
  colour
})

const KINDS = ['punctuation', 'capitalization', 'inverseTextNormalization', 'lexical', 'others'] as const

const Kinds = ({ test, number }: Readonly<{ test: Evaluation; number: 1 | 2 }>) => (
  <Composition
    parts={KINDS.map((kind) =>
      part(
        texts.tests.kinds[kind],
        test.properties?.[`tokenErrors${number}`]?.[kind].numberOfEdits,
        `${kind}-fill`
      )
    )}
  />
)

function Verdict({
  comparison: { utterances, wordErrorRateDifference: found },
  names,
  same
}: Pick<SummaryProps, 'comparison' | 'names'> & Readonly<{ same: boolean }>) {
  const { difference, low, high, significant } = found
  const ends = [Math.abs(low), Math.abs(high)].sort((a, b) => a - b)
  const [title, more] = same
    ? [texts.tests.oneModel, '']
    : significant
      ? [
          texts.tests.significant(difference < 0 ? names[1] : names[0]),
          texts.tests.significantMore(percent(ends[0] ?? 0), percent(ends[1] ?? 0))
        ]
      : difference === 0 && low === 0 && high === 0
        ? [texts.tests.same, '']
        : [texts.tests.notSignificant, texts.tests.notSignificantMore(utterances)]
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
