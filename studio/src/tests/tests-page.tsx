/** The tests of a project, and the error rates of its models over time. @module */
import { Button } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { type Dataset, type Evaluation, idOf, type Model, type Reference } from '../api/entities.ts'
import { useList } from '../api/session.tsx'
import { AddExisting } from '../components/add-existing.tsx'
import { ListFrame } from '../components/list-frame.tsx'
import { StatusBadge } from '../components/status.tsx'
import { CreateTest } from './create-test.tsx'
import { ErrorRateChart } from './error-rate-chart.tsx'
import './tests.css'
import { date, modelName, percent } from '../format.ts'
import { texts } from '../texts.ts'
import { testTexts } from './texts.ts'

export function TestsPage({ project }: Readonly<{ project: string }>) {
  const { data, error } = useList<Evaluation>(`/projects/${project}/evaluations`)
  const datasets = useList<Dataset>(`/projects/${project}/datasets`)
  const customModels = useList<Model>(`/projects/${project}/models`)
  const baseModels = useList<Model>('/models/base')
  const models = [...(baseModels.data ?? []), ...(customModels.data ?? [])]
  const [search, setSearch] = useSearchParams()
  const model = search.get('model') ?? undefined
  const [creating, setCreating] = useState(model !== undefined)
  const close = () => {
    setCreating(false)
    if (model !== undefined) setSearch({}, { replace: true })
  }
  return (
    <>
      <ListFrame
        title={testTexts.title}
        items={data}
        error={error}
        empty={{ title: testTexts.empty, more: testTexts.emptyMore }}
        create={
          <Button appearance="primary" icon={<AddRegular />} onClick={() => setCreating(true)}>
            {testTexts.create}
          </Button>
        }
        actions={<AddExisting project={project} path="/evaluations" />}
      >
        {(tests) => (
          <>
            <TestTable {...{ project, models }} tests={tests.toReversed()} datasets={datasets.data ?? []} />
            <ErrorRateChart {...{ project, tests, models }} datasets={datasets.data ?? []} />
          </>
        )}
      </ListFrame>
      {creating && <CreateTest project={project} {...(model ? { model } : {})} onClose={close} />}
    </>
  )
}

type TableProps = Readonly<{
  project: string
  tests: readonly Evaluation[]
  models: readonly Model[]
  datasets: readonly Dataset[]
}>

function TestTable({ project, tests, models, datasets }: TableProps) {
  const nameOfModel = (reference: Reference): string => {
    const model = models.find((one) => idOf(one) === idOf(reference))
    return model ? modelName(model) : texts.none
  }
  const nameOfDataset = (reference: Reference): string =>
    datasets.find((one) => idOf(one) === idOf(reference))?.displayName ?? texts.none
  return (
    <div className="scroll">
      <table className="roomy">
        <thead>
          <tr>
            <th>{texts.name}</th>
            <th>{texts.status}</th>
            <th>{testTexts.model1}</th>
            <th>{testTexts.model2}</th>
            <th>{testTexts.testSet}</th>
            <th>{testTexts.werShort}</th>
            <th>{testTexts.terShort}</th>
            <th>{texts.created}</th>
          </tr>
        </thead>
        <tbody>
          {tests.map((test) => (
            <tr key={test.self}>
              <td>
                <Link className="link" href={`/studio/projects/${project}/tests/${idOf(test)}`}>
                  {test.displayName}
                </Link>
              </td>
              <td className="nowrap">
                <StatusBadge status={test.status} />
              </td>
              <td>{nameOfModel(test.model1)}</td>
              <td>{nameOfModel(test.model2)}</td>
              <td>{nameOfDataset(test.dataset)}</td>
              <td className="nowrap">{rates(test, 'wordErrorRate')}</td>
              <td className="nowrap">{rates(test, 'tokenErrorRate')}</td>
              <td className="nowrap">{date(test.createdDateTime)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Of model 1 and model 2, or one rate if the models are the same. */
function rates({ model1, model2, properties }: Evaluation, kind: 'wordErrorRate' | 'tokenErrorRate'): string {
  const [first, second] = [properties?.[`${kind}1`], properties?.[`${kind}2`]]
  const rate = (value: number | undefined): string =>
    value === undefined || value < 0 ? texts.none : percent(value)
  return model1.self === model2.self || (first ?? -1) < 0 ? rate(first) : `${rate(first)} → ${rate(second)}`
}
