/** The endpoints of a project and the wizard that deploys a model. @module */
import { Badge, Button, Checkbox } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation, useSearchParams } from 'wouter'
import { type Endpoint, idOf, type Model, type Project } from '../api/entities.ts'
import { useChange, useEntity, useList, useRest } from '../api/session.tsx'
import { readTraffic } from '../api/traffic.ts'
import '../deploying/deploying.css'
import { ModelChoice, useDeployable } from '../deploying/model-choice.tsx'
import { milliseconds } from '../deploying/units.ts'
import { Connect } from '../parts/connect.tsx'
import { NameFields } from '../parts/entity-actions.tsx'
import { modelName } from '../parts/model-name.ts'
import { Empty, Loading, Refused, StatusBadge } from '../parts/waiting.tsx'
import { Wizard } from '../parts/wizard.tsx'
import { day, percent, texts } from '../texts.ts'

const DAY_HOURS = 24

export function EndpointsPage({ project }: Readonly<{ project: string }>) {
  const { data, error } = useList<Endpoint>(`/projects/${project}/endpoints`)
  const choices = useDeployable(project)
  const [asked, setAsked] = useSearchParams()
  const model = asked.get('model') ?? undefined
  const [deploying, setDeploying] = useState(model !== undefined)
  const close = () => {
    setDeploying(false)
    if (model !== undefined) setAsked({}, { replace: true })
  }
  const deploy = (
    <Button appearance="primary" icon={<AddRegular />} onClick={() => setDeploying(true)}>
      {texts.endpoints.deploy}
    </Button>
  )
  return (
    <>
      <div className="head">
        <h1>{texts.endpoints.title}</h1>
        <div className="row">
          <Connect project={project} path="/endpoints" />
          {data && data.length > 0 && deploy}
        </div>
      </div>
      <Refused error={error} />
      {!data && !error && <Loading />}
      {data?.length === 0 && (
        <Empty title={texts.endpoints.empty} more={texts.endpoints.emptyMore}>
          {deploy}
        </Empty>
      )}
      {data && data.length > 0 && (
        <div className="scroll">
          <table className="roomy">
            <caption className="quiet">{texts.endpoints.lastDay}</caption>
            <thead>
              <tr>
                <th>{texts.name}</th>
                <th>{texts.status}</th>
                <th>{texts.endpoints.model}</th>
                <th>{texts.endpoints.expiry}</th>
                <th className="number">{texts.endpoints.requests}</th>
                <th className="number">{texts.endpoints.latency}</th>
                <th className="number">{texts.endpoints.errorRate}</th>
                <th>{texts.created}</th>
              </tr>
            </thead>
            <tbody>
              {data.toReversed().map((endpoint) => (
                <EndpointLine
                  key={endpoint.self}
                  project={project}
                  endpoint={endpoint}
                  model={choices.find(({ self }) => self === endpoint.model.self)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {deploying && <Deploy project={project} {...(model ? { model } : {})} onClose={close} />}
    </>
  )
}

type LineProps = Readonly<{ project: string; endpoint: Endpoint; model: Model | undefined }>

function EndpointLine({ project, endpoint, model }: LineProps) {
  const rest = useRest()
  const { data } = useQuery({
    queryKey: ['traffic', endpoint.self, DAY_HOURS],
    queryFn: ({ signal }) => readTraffic(rest, endpoint, DAY_HOURS, signal)
  })
  const total = data?.total
  return (
    <tr>
      <td>
        <Link className="link" href={`/studio/projects/${project}/endpoints/${idOf(endpoint)}`}>
          {endpoint.displayName}
        </Link>
        <div className="quiet">{endpoint.description}</div>
      </td>
      <td className="nowrap">
        {endpoint.properties?.paused ? (
          <Badge appearance="tint" color="warning">
            {texts.endpoints.paused}
          </Badge>
        ) : (
          <StatusBadge status={endpoint.status} />
        )}
      </td>
      <td>{model ? modelName(model) : texts.never}</td>
      <td className="nowrap">{day(model?.properties?.deprecationDates?.transcriptionDateTime)}</td>
      <td className="number">{total ? total.requests.toLocaleString() : ''}</td>
      <td className="number">{total?.latency ? milliseconds(total.latency.p50) : texts.never}</td>
      <td className="number">{total && total.requests > 0 ? percent(total.errorRate) : texts.never}</td>
      <td className="nowrap">{day(endpoint.createdDateTime)}</td>
    </tr>
  )
}

type DeployProps = Readonly<{ project: string; model?: string; onClose: () => void }>

function Deploy({ project, model, onClose }: DeployProps) {
  const owner = useEntity<Project>(`/projects/${project}`)
  const choices = useDeployable(project)
  const [, go] = useLocation()
  const [displayName, setName] = useState('')
  const [description, setDescription] = useState('')
  const [chosen, setChosen] = useState<string>()
  const [logging, setLogging] = useState(false)
  const self = chosen ?? choices.find((one) => idOf(one) === model)?.self ?? choices[0]?.self ?? ''
  const add = useChange((rest) =>
    rest.post<Endpoint>('/endpoints', {
      displayName,
      ...(description ? { description } : {}),
      locale: owner.data?.locale,
      project: { self: owner.data?.self },
      model: { self },
      properties: { loggingEnabled: logging }
    })
  )
  return (
    <Wizard
      title={texts.endpoints.deploy}
      action={texts.endpoints.add}
      ready={self !== '' && displayName.trim() !== ''}
      busy={add.isPending}
      error={add.error}
      onClose={onClose}
      onAction={() =>
        add.mutate(undefined, {
          onSuccess: (made) => go(`/studio/projects/${project}/endpoints/${idOf(made)}`)
        })
      }
    >
      <NameFields {...{ displayName, setName, description, setDescription }} />
      <ModelChoice choices={choices} value={self} onChange={setChosen} />
      <Checkbox
        label={texts.endpoints.logging}
        checked={logging}
        onChange={(_event, { checked }) => setLogging(checked === true)}
      />
    </Wizard>
  )
}
