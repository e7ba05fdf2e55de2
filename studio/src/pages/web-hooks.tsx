/** Addresses that are told what happens, so that nobody has to look: made, tried out, taken away. @module */
import { Button, Checkbox, Field, Input } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { Entity } from '../api/entities.ts'
import { useChange, useList } from '../api/session.tsx'
import { EntityActions } from '../parts/entity-actions.tsx'
import { Empty, Loading, Refused, StatusBadge } from '../parts/waiting.tsx'
import { Wizard } from '../parts/wizard.tsx'
import { texts } from '../texts.ts'

type WebHook = Entity &
  Readonly<{
    webUrl: string
    events: Readonly<Record<string, boolean>>
    properties?: Readonly<{ secret?: string; error?: Readonly<{ code: string; message: string }> }>
  }>

const ENTITIES = ['dataset', 'model', 'evaluation', 'endpoint', 'transcription'] as const
const HAPPENINGS = ['Creation', 'Processing', 'Completion', 'Deletion'] as const
/** What most want to be told: that something is done. */
const USUAL = ENTITIES.map((entity) => `${entity}Completion`)

export function WebHooksPage() {
  const { data, error } = useList<WebHook>('/webhooks')
  const [creating, setCreating] = useState(false)
  const create = (
    <Button appearance="primary" icon={<AddRegular />} onClick={() => setCreating(true)}>
      {texts.webHooks.create}
    </Button>
  )
  return (
    <>
      <div className="head">
        <h1>{texts.webHooks.title}</h1>
        {data && data.length > 0 && create}
      </div>
      <Refused error={error} />
      {!data && !error && <Loading />}
      {data?.length === 0 && (
        <Empty title={texts.webHooks.empty} more={texts.webHooks.about}>
          {create}
        </Empty>
      )}
      {data?.map((hook) => (
        <Hook key={hook.self} hook={hook} />
      ))}
      {creating && <Create onClose={() => setCreating(false)} />}
    </>
  )
}

function Hook({ hook }: Readonly<{ hook: WebHook }>) {
  const ping = useChange((rest) => rest.post(`${hook.self}:ping`))
  const test = useChange((rest) => rest.post(`${hook.self}:test`))
  const { error: reason, secret } = hook.properties ?? {}
  return (
    <section className="card" aria-label={hook.displayName}>
      <div className="head">
        <h2 style={{ margin: 0 }}>{hook.displayName}</h2>
        <EntityActions entity={hook} after="/studio/web-hooks" kept={{ properties: { secret } }} />
      </div>
      <p className="row">
        <StatusBadge status={hook.status} /> <code>{hook.webUrl}</code>
      </p>
      {reason && <Refused error={new Error(`${reason.code}: ${reason.message}`)} />}
      <p className="quiet">{Object.keys(hook.events).join(' · ')}</p>
      <div className="row">
        <Button disabled={hook.status !== 'Succeeded'} onClick={() => ping.mutate(undefined)}>
          {texts.webHooks.ping}
        </Button>
        <Button disabled={hook.status !== 'Succeeded'} onClick={() => test.mutate(undefined)}>
          {texts.webHooks.test}
        </Button>
        <span role="status">{(ping.isSuccess || test.isSuccess) && texts.webHooks.sent}</span>
      </div>
      <Refused error={ping.error ?? test.error} />
    </section>
  )
}

function Create({ onClose }: Readonly<{ onClose: () => void }>) {
  const [displayName, setName] = useState('')
  const [webUrl, setUrl] = useState('')
  const [secret, setSecret] = useState('')
  const [events, setEvents] = useState<ReadonlySet<string>>(new Set(USUAL))
  const create = useChange((rest) =>
    rest.post('/webhooks', {
      displayName,
      webUrl,
      events: Object.fromEntries([...events].map((event) => [event, true])),
      ...(secret === '' ? {} : { properties: { secret } })
    })
  )
  const choose = (event: string, on: boolean) => {
    const next = new Set(events)
    if (on) next.add(event)
    else next.delete(event)
    setEvents(next)
  }
  return (
    <Wizard
      title={texts.webHooks.create}
      action={texts.save}
      ready={displayName.trim() !== '' && webUrl.trim() !== '' && events.size > 0}
      busy={create.isPending}
      error={create.error}
      onClose={onClose}
      onAction={() => create.mutate(undefined, { onSuccess: onClose })}
    >
      <Field label={texts.name} required>
        <Input value={displayName} onChange={(_event, { value }) => setName(value)} />
      </Field>
      <Field label={texts.webHooks.url} hint={texts.webHooks.urlHint} required>
        <Input type="url" value={webUrl} onChange={(_event, { value }) => setUrl(value)} />
      </Field>
      <Field label={`${texts.webHooks.secret} ${texts.optional}`} hint={texts.webHooks.secretHint}>
        <Input
          type="password"
          autoComplete="off"
          value={secret}
          onChange={(_event, { value }) => setSecret(value)}
        />
      </Field>
      <div className="scroll">
        <table>
          <caption className="hidden">{texts.webHooks.events}</caption>
          <thead>
            <tr>
              <th>{texts.webHooks.events}</th>
              {HAPPENINGS.map((happening) => (
                <th key={happening}>{texts.webHooks.happenings[happening]}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ENTITIES.map((entity) => (
              <tr key={entity}>
                <th scope="row">{texts.webHooks.entities[entity]}</th>
                {HAPPENINGS.map((happening) => (
                  <td key={happening}>
                    <Checkbox
                      aria-label={`${texts.webHooks.entities[entity]}: ${texts.webHooks.happenings[happening]}`}
                      checked={events.has(`${entity}${happening}`)}
                      onChange={(_event, { checked }) => choose(`${entity}${happening}`, checked === true)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Wizard>
  )
}
