/** An endpoint: its model and deployment history, traffic, sample code, and logs. @module */
import { Button, MessageBar, MessageBarBody, Switch } from '@fluentui/react-components'
import { PauseRegular, PlayRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { Link } from 'wouter'
import { type Endpoint, idOf, isInProgress, type Model } from '../api/entities.ts'
import { useChange, useEntity } from '../api/session.tsx'
import { ChangeModel } from './deploy-model.tsx'
import './endpoints.css'
import { EntityActions } from '../components/entity-actions.tsx'
import { DeletedNotice, ErrorMessage, isNotFound, JobStatus, Loading } from '../components/status.tsx'
import { date, dateTime, modelName } from '../format.ts'
import { texts } from '../texts.ts'
import { CodeSamplesPanel } from './code-samples-panel.tsx'
import { DeploymentHistory, useDeployments } from './deployment-history.tsx'
import { Logs } from './logs.tsx'
import { endpointTexts } from './texts.ts'
import { TrafficPanel } from './traffic-panel.tsx'

export function EndpointPage({ project, id }: Readonly<{ project: string; id: string }>) {
  const { data: endpoint, error } = useEntity<Endpoint>(`/endpoints/${id}`)
  const projectPath = `/studio/projects/${project}`
  if (isNotFound(error)) {
    return (
      <DeletedNotice
        text={endpointTexts.deleted}
        back={endpointTexts.backToList}
        href={`${projectPath}/endpoints`}
      />
    )
  }
  if (!endpoint) return error ? <ErrorMessage error={error} /> : <Loading />
  return (
    <>
      <div className="head">
        <h1>{endpoint.displayName}</h1>
        <div className="row">
          <PauseButton endpoint={endpoint} />
          <EntityActions entity={endpoint} after={`${projectPath}/endpoints`} />
        </div>
      </div>
      <p className="quiet">
        {endpoint.locale} · {dateTime(endpoint.createdDateTime)}
        {endpoint.description ? ` · ${endpoint.description}` : ''}
      </p>
      <EndpointDetails endpoint={endpoint} project={project} />
      <TrafficPanel endpoint={endpoint} />
      <CodeSamplesPanel endpoint={endpoint} />
      <Logs project={project} endpoint={endpoint} />
    </>
  )
}

function PauseButton({ endpoint }: Readonly<{ endpoint: Endpoint }>) {
  const paused = endpoint.properties?.paused === true
  const toggle = useChange((rest) => rest.post(`${endpoint.self}:${paused ? 'resume' : 'pause'}`))
  return (
    <>
      <Button
        icon={paused ? <PlayRegular /> : <PauseRegular />}
        disabled={toggle.isPending}
        onClick={() => toggle.mutate(undefined)}
      >
        {paused ? endpointTexts.resume : endpointTexts.pause}
      </Button>
      <ErrorMessage error={toggle.error} />
    </>
  )
}

function EndpointDetails({ endpoint, project }: Readonly<{ endpoint: Endpoint; project: string }>) {
  const model = useEntity<Model>(endpoint.model.self)
  const deployments = useDeployments(endpoint)
  const [changing, setChanging] = useState(false)
  const log = useChange((rest, on: boolean) =>
    rest.patch(endpoint.self, { properties: { contentLoggingEnabled: on } })
  )
  const [current] = deployments
  const projectPath = `/studio/projects/${project}`
  return (
    <>
      {endpoint.properties?.paused && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{endpointTexts.aboutPaused}</MessageBarBody>
        </MessageBar>
      )}
      <JobStatus entity={endpoint} />
      {endpoint.status === 'Failed' && current && (
        <p>{endpointTexts.stillServing(modelName({ ...current.model, displayName: current.displayName }))}</p>
      )}
      <dl className="facts">
        <dt>{texts.model}</dt>
        <dd className="row">
          <strong>{model.data ? modelName(model.data) : idOf(endpoint.model)}</strong>
          <Button size="small" disabled={isInProgress(endpoint)} onClick={() => setChanging(true)}>
            {endpointTexts.changeModel}
          </Button>
          <Link className="link" href={`${projectPath}/transcribe?endpoint=${idOf(endpoint)}`}>
            {endpointTexts.tryIt}
          </Link>
        </dd>
        <dt>{endpointTexts.expiration}</dt>
        <dd>{date(model.data?.properties?.deprecationDates?.transcriptionDateTime)}</dd>
        <dt>{endpointTexts.id}</dt>
        <dd>
          <code>{idOf(endpoint)}</code>
        </dd>
        <dt>{endpointTexts.shortAudioUrl}</dt>
        <dd>
          <code>{endpoint.links?.restConversation}</code>
        </dd>
        <dt>{endpointTexts.liveUrl}</dt>
        <dd>
          <code>{endpoint.links?.webSocketConversation}</code>
        </dd>
      </dl>
      <Switch
        label={endpointTexts.logging}
        checked={endpoint.properties?.loggingEnabled === true}
        disabled={log.isPending}
        onChange={(_event, { checked }) => log.mutate(checked)}
      />
      <ErrorMessage error={log.error} />
      <DeploymentHistory endpoint={endpoint} deployments={deployments} />
      {changing && <ChangeModel project={project} endpoint={endpoint} onClose={() => setChanging(false)} />}
    </>
  )
}
