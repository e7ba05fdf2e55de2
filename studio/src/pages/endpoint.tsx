/** One endpoint: its model, its addresses, code to use it, and what it logged. @module */
import { Button, Switch, ToggleButton } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { type ApiFile, type Endpoint, idOf, type Model } from '../api/entities.ts'
import { type SampleLanguage, sampleLanguages, samples } from '../api/samples.ts'
import { useChange, useEntity, useRest } from '../api/session.tsx'
import { EntityActions } from '../parts/entity-actions.tsx'
import { Loading, Refused, WorkState } from '../parts/waiting.tsx'
import { Wizard } from '../parts/wizard.tsx'
import { date, texts } from '../texts.ts'
import { Files } from './dataset.tsx'
import { ModelChoice, useDeployable } from './endpoints.tsx'

export function EndpointPage({ project, id }: Readonly<{ project: string; id: string }>) {
  const rest = useRest()
  const { data: endpoint, error } = useEntity<Endpoint>(`/endpoints/${id}`)
  const model = useEntity<Model>(endpoint?.model.self)
  const [changing, setChanging] = useState(false)
  const logs = useQuery({
    queryKey: ['logs', id],
    queryFn: ({ signal }) => rest.all<ApiFile>(`/endpoints/${id}/files/logs`, signal)
  })
  const log = useChange((client, on: boolean) =>
    client.patch(`/endpoints/${id}`, { properties: { contentLoggingEnabled: on } })
  )
  if (!endpoint) return error ? <Refused error={error} /> : <Loading />
  const place = `/studio/projects/${project}`
  return (
    <>
      <div className="head">
        <h1>{endpoint.displayName}</h1>
        <EntityActions entity={endpoint} after={`${place}/endpoints`} />
      </div>
      <p className="quiet">
        {endpoint.locale} · {date(endpoint.createdDateTime)}
        {endpoint.description ? ` · ${endpoint.description}` : ''}
      </p>
      <WorkState entity={endpoint} />
      <div className="row" style={{ marginTop: '1rem' }}>
        <span>
          {texts.endpoints.model}: <strong>{model.data?.displayName}</strong>
        </span>
        <Button onClick={() => setChanging(true)}>{texts.endpoints.change}</Button>
        <Link className="link" href={`${place}/transcribe?endpoint=${id}`}>
          {texts.endpoints.tryIt}
        </Link>
      </div>
      <Switch
        label={texts.endpoints.logging}
        checked={endpoint.properties?.loggingEnabled === true}
        onChange={(_event, { checked }) => log.mutate(checked)}
      />
      <Refused error={log.error} />
      <h2>{texts.endpoints.id}</h2>
      <code>{id}</code>
      <Samples endpoint={endpoint} />
      <h2>{texts.endpoints.logs}</h2>
      {logs.data && logs.data.length > 0 ? <Files files={logs.data} /> : <p>{texts.endpoints.noLogs}</p>}
      {changing && <ChangeModel project={project} endpoint={endpoint} onClose={() => setChanging(false)} />}
    </>
  )
}

type ChangeProps = Readonly<{ project: string; endpoint: Endpoint; onClose: () => void }>

function ChangeModel({ project, endpoint, onClose }: ChangeProps) {
  const choices = useDeployable(project)
  const [self, setSelf] = useState(endpoint.model.self)
  const change = useChange((rest) => rest.patch(endpoint.self, { model: { self } }))
  return (
    <Wizard
      title={texts.endpoints.change}
      action={texts.save}
      busy={change.isPending}
      error={change.error}
      onClose={onClose}
      onAction={() => change.mutate(undefined, { onSuccess: onClose })}
    >
      <p>{texts.endpoints.changeMore}</p>
      <ModelChoice choices={choices} value={self} onChange={setSelf} />
    </Wizard>
  )
}

function Samples({ endpoint }: Readonly<{ endpoint: Endpoint }>) {
  const [language, setLanguage] = useState<SampleLanguage>('curl')
  const [copied, setCopied] = useState(false)
  const code = samples({ origin: location.origin, id: idOf(endpoint), locale: endpoint.locale })[language]
  return (
    <>
      <h2>{texts.endpoints.samples}</h2>
      <p className="quiet">{texts.endpoints.samplesMore}</p>
      <div className="head" style={{ marginBottom: 4 }}>
        <div className="row">
          {sampleLanguages.map((one) => (
            <ToggleButton
              key={one}
              size="small"
              checked={language === one}
              onClick={() => {
                setLanguage(one)
                setCopied(false)
              }}
            >
              {one}
            </ToggleButton>
          ))}
        </div>
        <Button
          onClick={() => void navigator.clipboard.writeText(code).then(() => setCopied(true))}
          aria-live="polite"
        >
          {copied ? texts.endpoints.copied : texts.endpoints.copy}
        </Button>
      </div>
      {/* What scrolls sideways has to be reachable by keyboard. */}
      <section className="code" aria-label={texts.endpoints.samples} tabIndex={0}>
        <pre>{code}</pre>
      </section>
    </>
  )
}
