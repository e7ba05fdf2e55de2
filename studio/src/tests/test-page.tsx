/** A test: error rates of both models, word errors, advice, and all utterances. @module */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { type Dataset, type Evaluation, idOf, type Model } from '../api/entities.ts'
import { readComparison, readUtterances } from '../api/evaluation-results.ts'
import { useEntity, useRest } from '../api/session.tsx'
import { EntityActions } from '../components/entity-actions.tsx'
import { DeletedNotice, ErrorMessage, isNotFound, JobStatus, Loading } from '../components/status.tsx'
import { Guidance } from './guidance.tsx'
import { ResultsSummary } from './results-summary.tsx'
import './tests.css'
import { dateTime, modelName } from '../format.ts'
import { testTexts } from './texts.ts'
import { Utterances } from './utterances.tsx'
import { WordErrors } from './word-errors.tsx'

export function TestPage({ project, id }: Readonly<{ project: string; id: string }>) {
  const { data: test, error } = useEntity<Evaluation>(`/evaluations/${id}`)
  const first = useEntity<Model>(test?.model1.self)
  const second = useEntity<Model>(test?.model2.self)
  const dataset = useEntity<Dataset>(test?.dataset.self)
  const projectPath = `/studio/projects/${project}`
  if (isNotFound(error))
    return (
      <DeletedNotice text={testTexts.deleted} back={testTexts.backToList} href={`${projectPath}/tests`} />
    )
  if (!test) return error ? <ErrorMessage error={error} /> : <Loading />
  const names = [
    first.data ? modelName(first.data) : testTexts.model1,
    second.data ? modelName(second.data) : testTexts.model2
  ] as const
  return (
    <>
      <div className="head">
        <h1>{test.displayName}</h1>
        <EntityActions entity={test} after={`${projectPath}/tests`} stoppable />
      </div>
      <p className="quiet">
        {dataset.data && (
          <Link className="link" href={`${projectPath}/datasets/${idOf(dataset.data)}`}>
            {dataset.data.displayName}
          </Link>
        )}{' '}
        · {dateTime(test.createdDateTime)}
        {test.description ? ` · ${test.description}` : ''}
      </p>
      {test.status === 'Succeeded' ? (
        <Results project={project} test={test} names={names} />
      ) : (
        <JobStatus entity={test} />
      )}
    </>
  )
}

type ResultsProps = Readonly<{ project: string; test: Evaluation; names: readonly [string, string] }>

/** Results do not change, but their links to recordings expire after half a day. */
const CACHE_MS = 6 * 3600 * 1000

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
    staleTime: CACHE_MS,
    queryFn: () => readUtterances(rest, test)
  })
  return (
    <>
      {inspection ? (
        <p>{testTexts.aboutInspection}</p>
      ) : comparison.data ? (
        <>
          <ResultsSummary test={test} comparison={comparison.data} names={names} />
          <Guidance test={test} comparison={comparison.data} project={project} />
          <WordErrors comparison={comparison.data} names={names} />
        </>
      ) : (
        !comparison.error && <Loading />
      )}
      <ErrorMessage error={comparison.error ?? utterances.error} />
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
