/** The tests of a project, and the error rates of its models over time. @module */
import { Link } from 'wouter'
import { type Dataset, type Evaluation, idOf, type Model, type Reference } from '../api/entities.ts'
import { useList } from '../api/session.tsx'
import { AddExisting } from '../components/add-existing.tsx'
import { useLinkedDialog } from '../components/linked-dialog.ts'
import { ListFrame } from '../components/list-frame.tsx'
import { StatusBadge } from '../components/status.tsx'
import { Table } from '../components/table.tsx'
import { CreateTest } from './create-test.tsx'
import { ErrorRateChart } from './error-rate-chart.tsx'
import './tests.css'
import { date, modelName, percent } from '../format.ts'
import { texts } from '../texts.ts'
import { testTexts } from './texts.ts'

export function TestsPage({ project }: Readonly<{ project: string }>) {
  const list = useList<Evaluation>(`/projects/${project}/evaluations`)
  const datasets = useList<Dataset>(`/projects/${project}/datasets`)
  const customModels = useList<Model>(`/projects/${project}/models`)
  const baseModels = useList<Model>('/models/base')
  const models = [...(baseModels.data ?? []), ...(customModels.data ?? [])]
  const dialog = useLinkedDialog('model')
  return (
    <>
      <ListFrame
        texts={testTexts}
        list={list}
        create={{ label: testTexts.create, onClick: dialog.open }}
        actions={<AddExisting project={project} path="/evaluations" />}
      >
        {(tests) => (
          <>
            <TestTable {...{ project, models }} tests={tests.toReversed()} datasets={datasets.data ?? []} />
            <ErrorRateChart {...{ project, tests, models }} datasets={datasets.data ?? []} />
          </>
        )}
      </ListFrame>
      {dialog.isOpen && (
        <CreateTest
          project={project}
          {...(dialog.value ? { model: dialog.value } : {})}
          onClose={dialog.close}
        />
      )}
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
    <Table
      roomy
      rows={tests}
      keyOf={({ self }) => self}
      columns={[
        {
          title: texts.name,
          cell: (test) => (
            <Link className="link" href={`/studio/projects/${project}/tests/${idOf(test)}`}>
              {test.displayName}
            </Link>
          )
        },
        { title: texts.status, nowrap: true, cell: ({ status }) => <StatusBadge status={status} /> },
        { title: testTexts.model1, cell: ({ model1 }) => nameOfModel(model1) },
        { title: testTexts.model2, cell: ({ model2 }) => nameOfModel(model2) },
        { title: testTexts.testSet, cell: ({ dataset }) => nameOfDataset(dataset) },
        { title: testTexts.werShort, nowrap: true, cell: (test) => rates(test, 'wordErrorRate') },
        { title: testTexts.terShort, nowrap: true, cell: (test) => rates(test, 'tokenErrorRate') },
        { title: texts.created, nowrap: true, cell: ({ createdDateTime }) => date(createdDateTime) }
      ]}
    />
  )
}

/** Of model 1 and model 2, or one rate if the models are the same. */
function rates({ model1, model2, properties }: Evaluation, kind: 'wordErrorRate' | 'tokenErrorRate'): string {
  const [first, second] = [properties?.[`${kind}1`], properties?.[`${kind}2`]]
  const rate = (value: number | undefined): string =>
    value === undefined || value < 0 ? texts.none : percent(value)
  return model1.self === model2.self || (first ?? -1) < 0 ? rate(first) : `${rate(first)} → ${rate(second)}`
}
