/** The tests of a project, and how its models did from version to version. @module */
import { Button } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import {
  type Dataset,
  type Entity,
  type Evaluation,
  idOf,
  type Model,
  type Reference
} from '../api/entities.ts'
import { useList } from '../api/session.tsx'
import { Connect } from '../parts/connect.tsx'
import { modelName } from '../parts/model-name.ts'
import { Empty, Loading, Refused, StatusBadge } from '../parts/waiting.tsx'
import { CreateTest } from '../testing/create-test.tsx'
import '../testing/testing.css'
import { VersionChart } from '../testing/version-chart.tsx'
import { day, percent, texts } from '../texts.ts'

const rate = (value: number | undefined): string =>
  value === undefined || value < 0 ? texts.never : percent(value)

/** Of model 1 and of model 2; one where they are the same. */
const rates = (first: number | undefined, second: number | undefined, same: boolean): string =>
  same || (first ?? -1) < 0 ? rate(first) : `${rate(first)} → ${rate(second)}`

export function TestsPage({ project }: Readonly<{ project: string }>) {
  const { data, error } = useList<Evaluation>(`/projects/${project}/evaluations`)
  const datasets = useList<Dataset>(`/projects/${project}/datasets`)
  const models = useList<Model>(`/projects/${project}/models`)
  const bases = useList<Model>('/models/base')
  const known = [...(bases.data ?? []), ...(models.data ?? [])]
  const found = <T extends Entity>(entities: readonly T[], reference: Reference): T | undefined =>
    entities.find((one) => idOf(one) === idOf(reference))
  const named = (reference: Reference): string => {
    const model = found(known, reference)
    return model ? modelName(model) : texts.never
  }
  const [asked, setAsked] = useSearchParams()
  const model = asked.get('model') ?? undefined
  const [creating, setCreating] = useState(model !== undefined)
  const close = () => {
    setCreating(false)
    if (model !== undefined) setAsked({}, { replace: true })
  }
  const create = (
    <Button appearance="primary" icon={<AddRegular />} onClick={() => setCreating(true)}>
      {texts.tests.create}
    </Button>
  )
  return (
    <>
      <div className="head">
        <h1>{texts.tests.title}</h1>
        <div className="row">
          <Connect project={project} path="/evaluations" />
          {data && data.length > 0 && create}
        </div>
      </div>
      <Refused error={error} />
      {!data && !error && <Loading />}
      {data?.length === 0 && (
        <Empty title={texts.tests.empty} more={texts.tests.emptyMore}>
          {create}
        </Empty>
      )}
      {data && data.length > 0 && (
        <div className="scroll">
          <table className="roomy">
            <thead>
              <tr>
                <th>{texts.name}</th>
                <th>{texts.status}</th>
                <th>{texts.tests.model1}</th>
                <th>{texts.tests.model2}</th>
                <th>{texts.tests.testSet}</th>
                <th>{texts.tests.werShort}</th>
                <th>{texts.tests.terShort}</th>
                <th>{texts.created}</th>
              </tr>
            </thead>
            <tbody>
              {data.toReversed().map((test) => (
                <tr key={test.self}>
                  <td>
                    <Link className="link" href={`/studio/projects/${project}/tests/${idOf(test)}`}>
                      {test.displayName}
                    </Link>
                  </td>
                  <td className="nowrap">
                    <StatusBadge status={test.status} />
                  </td>
                  <td>{named(test.model1)}</td>
                  <td>{named(test.model2)}</td>
                  <td>{found(datasets.data ?? [], test.dataset)?.displayName ?? texts.never}</td>
                  <td className="nowrap">
                    {rates(
                      test.properties?.wordErrorRate1,
                      test.properties?.wordErrorRate2,
                      test.model1.self === test.model2.self
                    )}
                  </td>
                  <td className="nowrap">
                    {rates(
                      test.properties?.tokenErrorRate1,
                      test.properties?.tokenErrorRate2,
                      test.model1.self === test.model2.self
                    )}
                  </td>
                  <td className="nowrap">{day(test.createdDateTime)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {data && <VersionChart project={project} tests={data} models={known} datasets={datasets.data ?? []} />}
      {creating && <CreateTest project={project} {...(model ? { model } : {})} onClose={close} />}
    </>
  )
}
