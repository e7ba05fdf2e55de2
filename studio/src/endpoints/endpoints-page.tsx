/** The endpoints of a project. @module */
import { Badge, Button } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import { readTraffic } from '../api/endpoint-traffic.ts'
import { type Endpoint, idOf, type Model } from '../api/entities.ts'
import { useList, useRest } from '../api/session.tsx'
import { AddExisting } from '../components/add-existing.tsx'
import { ListFrame } from '../components/list-frame.tsx'
import { StatusBadge } from '../components/status.tsx'
import { DeployModel, useDeployableModels } from './deploy-model.tsx'
import './endpoints.css'
import { date, milliseconds, modelName, percent } from '../format.ts'
import { texts } from '../texts.ts'
import { endpointTexts } from './texts.ts'

const DAY_HOURS = 24

export function EndpointsPage({ project }: Readonly<{ project: string }>) {
  const { data, error } = useList<Endpoint>(`/projects/${project}/endpoints`)
  const [search, setSearch] = useSearchParams()
  const model = search.get('model') ?? undefined
  const [deploying, setDeploying] = useState(model !== undefined)
  const close = () => {
    setDeploying(false)
    if (model !== undefined) setSearch({}, { replace: true })
  }
  return (
    <>
      <ListFrame
        title={endpointTexts.title}
        items={data}
        error={error}
        empty={{ title: endpointTexts.empty, more: endpointTexts.emptyMore }}
        create={
          <Button appearance="primary" icon={<AddRegular />} onClick={() => setDeploying(true)}>
            {endpointTexts.deploy}
          </Button>
        }
        actions={<AddExisting project={project} path="/endpoints" />}
      >
        {(endpoints) => <EndpointTable project={project} endpoints={endpoints.toReversed()} />}
      </ListFrame>
      {deploying && <DeployModel project={project} {...(model ? { model } : {})} onClose={close} />}
    </>
  )
}

type TableProps = Readonly<{ project: string; endpoints: readonly Endpoint[] }>

function EndpointTable({ project, endpoints }: TableProps) {
  const models = useDeployableModels(project)
  return (
    <div className="scroll">
      <table className="roomy">
        <caption className="quiet">{endpointTexts.lastDay}</caption>
        <thead>
          <tr>
            <th>{texts.name}</th>
            <th>{texts.status}</th>
            <th>{texts.model}</th>
            <th>{endpointTexts.expiration}</th>
            <th className="number">{endpointTexts.requests}</th>
            <th className="number">{endpointTexts.latency}</th>
            <th className="number">{endpointTexts.errorRate}</th>
            <th>{texts.created}</th>
          </tr>
        </thead>
        <tbody>
          {endpoints.map((endpoint) => (
            <EndpointRow
              key={endpoint.self}
              project={project}
              endpoint={endpoint}
              model={models.find(({ self }) => self === endpoint.model.self)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

type RowProps = Readonly<{ project: string; endpoint: Endpoint; model: Model | undefined }>

function EndpointRow({ project, endpoint, model }: RowProps) {
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
            {endpointTexts.paused}
          </Badge>
        ) : (
          <StatusBadge status={endpoint.status} />
        )}
      </td>
      <td>{model ? modelName(model) : texts.none}</td>
      <td className="nowrap">{date(model?.properties?.deprecationDates?.transcriptionDateTime)}</td>
      <td className="number">{total ? total.requests.toLocaleString() : ''}</td>
      <td className="number">{total?.latency ? milliseconds(total.latency.p50) : texts.none}</td>
      <td className="number">{total && total.requests > 0 ? percent(total.errorRate) : texts.none}</td>
      <td className="nowrap">{date(endpoint.createdDateTime)}</td>
    </tr>
  )
}
