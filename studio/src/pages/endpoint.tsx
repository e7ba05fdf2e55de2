/** One endpoint: its model and those before, its traffic, code to use it, and what it logged. @module */
import { Button, MessageBar, MessageBarBody, Switch } from '@fluentui/react-components'
import { PauseRegular, PlayRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { Link } from 'wouter'
import { type Endpoint, idOf, isWorking, type Model } from '../api/entities.ts'
import { useChange, useEntity } from '../api/session.tsx'
import { ChangeModel } from '../deploying/change-model.tsx'
import '../deploying/deploying.css'
import { Logs } from '../deploying/logs.tsx'
import { ModelHistory, useServedModels } from '../deploying/model-history.tsx'
import { SamplesPanel } from '../deploying/samples-panel.tsx'
import { TrafficPanel } from '../deploying/traffic-panel.tsx'
import { EntityActions } from '../parts/entity-actions.tsx'
import { Gone, isGone } from '../parts/gone.tsx'
import { modelName } from '../parts/model-name.ts'
import { Loading, Refused, WorkState } from '../parts/waiting.tsx'
import { date, day, texts } from '../texts.ts'

export function EndpointPage({ project, id }: Readonly<{ project: string; id: string }>) {
  const { data: endpoint, error } = useEntity<Endpoint>(`/endpoints/${id}`)
  const place = `/studio/projects/${project}`
  if (isGone(error)) {
    return (
      <Gone text={texts.endpoints.deletedElsewhere} back={texts.endpoints.back} href={`${place}/endpoints`} />
    )
  }
  if (!endpoint) return error ? <Refused error={error} /> : <Loading />
  return (
    <>
      <div className="head">
        <h1>{endpoint.displayName}</h1>
        <div className="row">
          <PauseButton endpoint={endpoint} />
          <EntityActions entity={endpoint} after={`${place}/endpoints`} />
        </div>
      </div>
      <p className="quiet">
        {endpoint.locale} · {date(endpoint.createdDateTime)}
        {endpoint.description ? ` · ${endpoint.description}` : ''}
      </p>
      <State endpoint={endpoint} project={project} />
      <TrafficPanel endpoint={endpoint} />
      <SamplesPanel endpoint={endpoint} />
      <Logs project={project} endpoint={endpoint} />
    </>
  )
}

function PauseButton({ endpoint }: Readonly<{ endpoint: Endpoint }>) {
  const paused = endpoint.properties?.paused === true
  const turn = useChange((rest) => rest.post(`${endpoint.self}:${paused ? 'resume' : 'pause'}`))
  return (
    <>
      <Button
        icon={paused ? <PlayRegular /> : <PauseRegular />}
        disabled={turn.isPending}
        onClick={() => turn.mutate(undefined)}
      >
        {paused ? texts.endpoints.resume : texts.endpoints.pause}
      </Button>
      <Refused error={turn.error} />
    </>
  )
}

function State({ endpoint, project }: Readonly<{ endpoint: Endpoint; project: string }>) {
  const model = useEntity<Model>(endpoint.model.self)
  const served = useServedModels(endpoint)
  const [changing, setChanging] = useState(false)
  const log = useChange((rest, on: boolean) =>
    rest.patch(endpoint.self, { properties: { contentLoggingEnabled: on } })
  )
  const [answering] = served
  const place = `/studio/projects/${project}`
  return (
    <>
      {endpoint.properties?.paused && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{texts.endpoints.pausedMore}</MessageBarBody>
        </MessageBar>
      )}
      <WorkState entity={endpoint} />
      {endpoint.status === 'Failed' && answering && (
        <p>
          {texts.endpoints.failedMore(modelName({ ...answering.model, displayName: answering.displayName }))}
        </p>
      )}
      <dl className="facts">
        <dt>{texts.endpoints.model}</dt>
        <dd className="row">
          <strong>{model.data ? modelName(model.data) : idOf(endpoint.model)}</strong>
          <Button size="small" disabled={isWorking(endpoint)} onClick={() => setChanging(true)}>
            {texts.endpoints.change}
          </Button>
          <Link className="link" href={`${place}/transcribe?endpoint=${idOf(endpoint)}`}>
            {texts.endpoints.tryIt}
          </Link>
        </dd>
        <dt>{texts.endpoints.expiry}</dt>
        <dd>{day(model.data?.properties?.deprecationDates?.transcriptionDateTime)}</dd>
        <dt>{texts.endpoints.id}</dt>
        <dd>
          <code>{idOf(endpoint)}</code>
        </dd>
        <dt>{texts.endpoints.address}</dt>
        <dd>
          <code>{endpoint.links?.restConversation}</code>
        </dd>
        <dt>{texts.endpoints.liveAddress}</dt>
        <dd>
          <code>{endpoint.links?.webSocketConversation}</code>
        </dd>
      </dl>
      <Switch
        label={texts.endpoints.logging}
        checked={endpoint.properties?.loggingEnabled === true}
        disabled={log.isPending}
        onChange={(_event, { checked }) => log.mutate(checked)}
      />
      <Refused error={log.error} />
      <ModelHistory endpoint={endpoint} served={served} />
      {changing && <ChangeModel project={project} endpoint={endpoint} onClose={() => setChanging(false)} />}
    </>
  )
}
