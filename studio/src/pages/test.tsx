/** One test: how many errors each model makes, how sure that is, and where they are. @module */
import { Button, Select, ToggleButton } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { Fragment, useId, useMemo, useState } from 'react'
import { Link } from 'wouter'
import {
  compareSystems,
  confusionPairs,
  errorRateInterval,
  errors,
  missedWords,
  sumScores
} from '../../../src/speech/scoring/index.ts'
import { type Dataset, type Evaluation, idOf, type Model } from '../api/entities.ts'
import { pathOf } from '../api/rest.ts'
import { useEntity, useRest } from '../api/session.tsx'
import {
  type Column,
  chosenUtterances,
  type ErrorKind,
  type Mark,
  type Order,
  readResults,
  resultsCsv,
  threeWay,
  type Utterance
} from '../api/test-results.ts'
import { EntityActions } from '../parts/entity-actions.tsx'
import { VirtualList } from '../parts/virtual-list.tsx'
import { Loading, Refused, WorkState } from '../parts/waiting.tsx'
import { date, percent, texts } from '../texts.ts'

const KINDS = [
  ['substitute', texts.tests.substitutions],
  ['delete', texts.tests.deletions],
  ['insert', texts.tests.insertions]
] as const

export function TestPage({ project, id }: Readonly<{ project: string; id: string }>) {
  const rest = useRest()
  const { data: test, error } = useEntity<Evaluation>(`/evaluations/${id}`)
  const first = useEntity<Model>(test?.model1.self)
  const second = useEntity<Model>(test?.model2.self)
  const dataset = useEntity<Dataset>(test?.dataset.self)
  const results = useQuery({
    queryKey: ['results', id],
    enabled: test?.status === 'Succeeded',
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => (test ? readResults(rest, test, signal) : [])
  })
  if (!test) return error ? <Refused error={error} /> : <Loading />
  const names = [
    first.data?.displayName ?? texts.tests.model1,
    second.data?.displayName ?? texts.tests.model2
  ] as const
  return (
    <>
      <div className="head">
        <h1>{test.displayName}</h1>
        <EntityActions entity={test} after={`/studio/projects/${project}/tests`} stoppable />
      </div>
      <p className="quiet">
        {dataset.data && (
          <Link className="link" href={`/studio/projects/${project}/datasets/${idOf(dataset.data)}`}>
            {dataset.data.displayName}
          </Link>
        )}{' '}
        · {date(test.createdDateTime)}
      </p>
      <WorkState entity={test} />
      <Refused error={results.error} />
      {test.status === 'Succeeded' && !results.data && !results.error && <Loading />}
      {results.data && <Results name={test.displayName} names={names} utterances={results.data} />}
    </>
  )
}

type ResultsProps = Readonly<{
  name: string
  names: readonly [string, string]
  utterances: readonly Utterance[]
}>

function Results({ name, names, utterances }: ResultsProps) {
  const scores = useMemo(
    () => [utterances.map(({ first }) => first.score), utterances.map(({ second }) => second.score)] as const,
    [utterances]
  )
  return (
    <>
      <h2>
        {texts.tests.wer} <span className="quiet">{texts.tests.interval}</span>
      </h2>
      <Bars names={names} scores={scores} />
      <Guidance scores={scores} names={names} />
      <WorstWords scores={scores[1]} />
      <Utterances name={name} names={names} utterances={utterances} />
    </>
  )
}

/** What to add next; a model without errors has nothing to say here. */
function WorstWords({ scores }: Readonly<{ scores: ScoresOf[1] }>) {
  const confused = confusionPairs(scores).slice(0, 8)
  const missed = missedWords(scores).slice(0, 8)
  if (confused.length === 0 && missed.length === 0) return null
  return (
    <div className="sides">
      <div>
        <h2>{texts.tests.confused}</h2>
        <ol>
          {confused.map(({ ref, hyp, count }) => (
            <li key={`${ref} ${hyp}`}>
              {texts.tests.heardAs(ref, hyp)} <span className="quiet">{count}</span>
            </li>
          ))}
        </ol>
      </div>
      <div>
        <h2>{texts.tests.missed}</h2>
        <ol>
          {missed.map(({ word }) => (
            <li key={word}>{word}</li>
          ))}
        </ol>
      </div>
    </div>
  )
}

type ScoresOf = readonly [readonly Utterance['first']['score'][], readonly Utterance['second']['score'][]]

function Bars({ names, scores }: Readonly<{ names: readonly [string, string]; scores: ScoresOf }>) {
  const intervals = scores.map((own) => errorRateInterval(own))
  const most = Math.max(0.05, ...intervals.map(({ high }) => high))
  const width = (rate: number) => `${(100 * rate) / most}%`
  const sides = intervals.map((interval, index) => ({
    interval,
    side: index === 0 ? 'first' : 'second',
    name: names[index],
    total: sumScores(scores[index] ?? [])
  }))
  return (
    <div className="bars">
      {sides.map(({ interval: { rate, low, high }, side, name, total }) => {
        const { substitutions, deletions, insertions } = total
        const all = Math.max(1, substitutions + deletions + insertions)
        const part = (count: number) => ({ width: `${(100 * count) / all}%` })
        return (
          <Fragment key={side}>
            <span>{name}</span>
            <div>
              <div className="bar-track">
                <i className={side} style={{ width: width(rate) }} />
                <s style={{ left: width(low), width: width(high - low) }} />
              </div>
              <div className="composition" style={{ marginTop: 4 }}>
                <span className="substitute-fill" style={part(substitutions)} />
                <span className="delete-fill" style={part(deletions)} />
                <span className="insert-fill" style={part(insertions)} />
              </div>
              <div className="quiet">
                {texts.tests.substitutions} {substitutions} · {texts.tests.deletions} {deletions} ·{' '}
                {texts.tests.insertions} {insertions}
              </div>
            </div>
            <span>
              <strong>{percent(rate)}</strong>
              <div className="quiet">
                {percent(low)} – {percent(high)}
              </div>
            </span>
          </Fragment>
        )
      })}
    </div>
  )
}

function Guidance({ names, scores }: Readonly<{ names: readonly [string, string]; scores: ScoresOf }>) {
  const { low, high, difference } = compareSystems(scores[0], scores[1])
  const total = sumScores(scores[1])
  const rate = errors(total) / Math.max(1, total.words)
  const most = Math.max(total.substitutions, total.deletions, total.insertions)
  const { advice } = texts.tests
  const cause =
    most === 0
      ? undefined
      : most === total.substitutions
        ? advice.substitute
        : most === total.deletions
          ? advice.delete
          : advice.insert
  const significant = low > 0 || high < 0
  const better = difference < 0 ? names[1] : names[0]
  return (
    <p>
      {difference === 0 && low === 0 && high === 0
        ? texts.tests.same
        : significant
          ? texts.tests.significant(better)
          : texts.tests.notSignificant}{' '}
      {rate <= 0.1 ? advice.good : rate < 0.3 ? advice.middle : advice.poor} {cause}
    </p>
  )
}

function Utterances({ name, names, utterances }: ResultsProps) {
  const [kinds, setKinds] = useState<ReadonlySet<ErrorKind>>(new Set())
  const [order, setOrder] = useState<Order>('errors2')
  const sorting = useId()
  const shown = useMemo(() => chosenUtterances(utterances, kinds, order), [utterances, kinds, order])
  const turn = (kind: ErrorKind) => {
    const next = new Set(kinds)
    if (!next.delete(kind)) next.add(kind)
    setKinds(next)
  }
  return (
    <>
      <div className="head" style={{ marginTop: '1.5rem', marginBottom: '0.5rem' }}>
        <h2 style={{ margin: 0 }}>{texts.tests.utterances}</h2>
        <div className="row">
          <Button onClick={() => save(`${name}.csv`, 'text/csv', resultsCsv(shown))}>
            {texts.tests.csv}
          </Button>
          <Button
            onClick={() => save(`${name}.json`, 'application/json', JSON.stringify(shown, undefined, 2))}
          >
            {texts.tests.json}
          </Button>
        </div>
      </div>
      <div className="row" style={{ marginBottom: '0.5rem' }}>
        <span className="quiet">{texts.tests.filter}</span>
        {KINDS.map(([kind, title]) => (
          <ToggleButton key={kind} size="small" checked={kinds.has(kind)} onClick={() => turn(kind)}>
            {title}
          </ToggleButton>
        ))}
        <label className="quiet" htmlFor={sorting}>
          {texts.tests.sort}
        </label>
        <Select
          id={sorting}
          size="small"
          value={order}
          onChange={(_event, { value }) =>
            setOrder(value === 'gain' || value === 'order' ? value : 'errors2')
          }
        >
          {Object.entries(texts.tests.sorts).map(([value, title]) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </Select>
        <span className="quiet" role="status">
          {texts.tests.count(shown.length, utterances.length)}
        </span>
      </div>
      {shown.length === 0 ? (
        <p>{texts.tests.noResults}</p>
      ) : (
        <VirtualList
          label={texts.tests.utterances}
          items={shown}
          estimate={170}
          render={(utterance) => <UtteranceRow utterance={utterance} names={names} />}
        />
      )}
    </>
  )
}

const MARK = {
  equal: '',
  substitute: 'error-word substitute',
  delete: 'error-word delete',
  insert: 'error-word insert'
}

const Word = ({ mark }: Readonly<{ mark: Mark | undefined }>) =>
  mark ? <span className={MARK[mark.op]}>{mark.op === 'delete' ? '∅' : mark.word}</span> : null

const Line = ({
  title,
  columns,
  of
}: Readonly<{ title: string; columns: readonly Column[]; of: 'one' | 'two' }>) => (
  <tr>
    <th scope="row">{title}</th>
    {columns.map((column) => (
      <td key={column.place}>
        <Word mark={column[of]} />
      </td>
    ))}
  </tr>
)

function UtteranceRow({
  utterance,
  names
}: Readonly<{ utterance: Utterance; names: readonly [string, string] }>) {
  const { audio, first, second, contentUrl } = utterance
  const columns = threeWay(first.score, second.score)
  return (
    <div className="utterance">
      <div className="row">
        {contentUrl && (
          <audio controls preload="none" src={pathOf(contentUrl)} aria-label={audio}>
            <track kind="captions" />
          </audio>
        )}
        <strong>{audio}</strong>
        <span className="quiet">
          {texts.tests.errors}: {errors(first.score)} → {errors(second.score)} / {first.score.words}
        </span>
        {(first.failure ?? second.failure) && <span>{texts.tests.failed}</span>}
      </div>
      <div className="scroll">
        <table className="aligned">
          <tbody>
            <tr>
              <th scope="row">{texts.tests.reference}</th>
              {columns.map(({ ref, place }) => (
                <td key={place}>{ref}</td>
              ))}
            </tr>
            <Line title={names[0]} columns={columns} of="one" />
            <Line title={names[1]} columns={columns} of="two" />
          </tbody>
        </table>
      </div>
    </div>
  )
}

function save(name: string, type: string, content: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([content], { type }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
