/** One test: how many errors each model makes, how sure that is, where they are, and what to do about them. @module */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { type Dataset, type Evaluation, idOf, type Model } from '../api/entities.ts'
import { useEntity, useRest } from '../api/session.tsx'
import { readComparison, readUtterances } from '../api/test-results.ts'
import { EntityActions } from '../parts/entity-actions.tsx'
import { Gone, isGone } from '../parts/gone.tsx'
import { modelName } from '../parts/model-name.ts'
import { Loading, Refused, WorkState } from '../parts/waiting.tsx'
import { Guidance } from '../testing/guidance.tsx'
import { ResultsSummary } from '../testing/results-summary.tsx'
import '../testing/testing.css'
import { Utterances } from '../testing/utterances.tsx'
import { WrongWords } from '../testing/wrong-words.tsx'
import { date, texts } from '../texts.ts'

export function TestPage({ project, id }: Readonly<{ project: string; id: string }>) {
  const { data: test, error } = useEntity<Evaluation>(`/evaluations/${id}`)
  const first = useEntity<Model>(test?.model1.self)
  const second = useEntity<Model>(test?.model2.self)
  const dataset = useEntity<Dataset>(test?.dataset.self)
  const place = `/studio/projects/${project}`
  if (isGone(error)) return <Gone text={texts.tests.gone} back={texts.tests.back} href={`${place}/tests`} />
  if (!test) return error ? <Refused error={error} /> : <Loading />
  const names = [
    first.data ? modelName(first.data) : texts.tests.model1,
    second.data ? modelName(second.data) : texts.tests.model2
  ] as const
  return (
    <>
      <div className="head">
        <h1>{test.displayName}</h1>
        <EntityActions entity={test} after={`${place}/tests`} stoppable />
      </div>
      <p className="quiet">
        {dataset.data && (
          <Link className="link" href={`${place}/datasets/${idOf(dataset.data)}`}>
            {dataset.data.displayName}
          </Link>
        )}{' '}
        · {date(test.createdDateTime)}
        {test.description ? ` · ${test.description}` : ''}
      </p>
      {test.status === 'Succeeded' ? (
        <Results project={project} test={test} names={names} />
      ) : (
        <WorkState entity={test} />
      )}
    </>
  )
}

type ResultsProps = Readonly<{ project: string; test: Evaluation; names: readonly [string, string] }>

/** Results never change; their links to recordings are good for half a day. */
const KEPT_MS = 6 * 3600 * 1000

function Results({ project, test, names }: ResultsProps) {
  const rest = useRest()
  const inspection = (test.properties?.wordErrorRate1 ?? -1) < 0
  const comparison = useQuery({
    queryKey: ['comparison', test.self],
    enabled: !inspection,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => readComparison(rest, test, signal)
  })
  const utterances = useQuery({
    queryKey: ['utterances', test.self],
    staleTime: KEPT_MS,
    queryFn: () => readUtterances(rest, test)
  })
  return (
    <>
      {inspection ? (
        <p>{texts.tests.inspected}</p>
      ) : comparison.data ? (
        <>
          <ResultsSummary test={test} comparison={comparison.data} names={names} />
          <Guidance test={test} comparison={comparison.data} project={project} />
          <WrongWords comparison={comparison.data} names={names} />
        </>
      ) : (
        !comparison.error && <Loading />
      )}
      <Refused error={comparison.error ?? utterances.error} />
      {utterances.data && (
        <Utterances
          name={test.displayName}
          names={names}
          utterances={utterances.data}
          inspection={inspection}
        />
      )}
    </>
  )
}
