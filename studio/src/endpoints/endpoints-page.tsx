/** The endpoints of a project. @module */
import { Badge } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { readTraffic } from '../api/endpoint-traffic.ts'
import { type Endpoint, idOf, type Model } from '../api/entities.ts'
import { useList, useRest } from '../api/session.tsx'
import { AddExisting } from '../components/add-existing.tsx'
import { useLinkedDialog } from '../components/linked-dialog.ts'
import { ListFrame } from '../components/list-frame.tsx'
import { StatusBadge } from '../components/status.tsx'
import { TableFrame } from '../components/table.tsx'
import { DeployModel, useDeployableModels } from './deploy-model.tsx'
import './endpoints.css'
import { date, milliseconds, modelName, percent } from '../format.ts'
import { texts } from '../texts.ts'
import { endpointTexts } from './texts.ts'

const DAY_HOURS = 24

export function EndpointsPage({ project }: Readonly<{ project: string }>) {
  const list = useList<Endpoint>(`/projects/${project}/endpoints`)
  const dialog = useLinkedDialog('model')
  return (
    <>
      <ListFrame
        texts={endpointTexts}
        list={list}
        create={{ label: endpointTexts.deploy, onClick: dialog.open }}
        actions={<AddExisting project={project} path="/endpoints" />}
      >
        {(endpoints) => <EndpointTable project={project} endpoints={endpoints.toReversed()} />}
      </ListFrame>
      {dialog.isOpen && (
        <DeployModel
          project={project}
          {...(dialog.value ? { model: dialog.value } : {})}
          onClose={dialog.close}
        />
      )}
    </>
  )
}

type TableProps = Readonly<{ project: string; endpoints: readonly Endpoint[] }>

function EndpointTable({ project, endpoints }: TableProps) {
  const models = useDeployableModels(project)
  return (
    <TableFrame
      roomy
      caption={endpointTexts.lastDay}
      headings={[
        { title: texts.name },
        { title: texts.status },
        { title: texts.model },
        { title: endpointTexts.expiration },
        { title: endpointTexts.requests, number: true },
        { title: endpointTexts.latency, number: true },
        { title: endpointTexts.errorRate, number: true },
        { title: texts.created }
      ]}
    >
      {endpoints.map((endpoint) => (
        <EndpointRow
          key={endpoint.self}
          project={project}
          endpoint={endpoint}
          model={models.find(({ self }) => self === endpoint.model.self)}
        />
      ))}
    </TableFrame>
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
