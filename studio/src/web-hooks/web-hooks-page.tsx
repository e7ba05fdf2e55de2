/** The web hooks of the service: create, test, rename, and delete them. @module */
import { Button } from '@fluentui/react-components'
import { useState } from 'react'
import type { WebHook } from '../api/entities.ts'
import { useChange, useList } from '../api/session.tsx'
import { EntityActions } from '../components/entity-actions.tsx'
import { ListFrame } from '../components/list-frame.tsx'
import { ErrorMessage, StatusBadge } from '../components/status.tsx'
import { CreateWebHook } from './create-web-hook.tsx'
import { webHookTexts } from './texts.ts'

export function WebHooksPage() {
  const list = useList<WebHook>('/webhooks')
  const [creating, setCreating] = useState(false)
  return (
    <>
      <ListFrame
        texts={{ ...webHookTexts, emptyMore: webHookTexts.about }}
        list={list}
        create={{ label: webHookTexts.create, onClick: () => setCreating(true) }}
      >
        {(hooks) => hooks.map((hook) => <WebHookCard key={hook.self} hook={hook} />)}
      </ListFrame>
      {creating && <CreateWebHook onClose={() => setCreating(false)} />}
    </>
  )
}

function WebHookCard({ hook }: Readonly<{ hook: WebHook }>) {
  const ping = useChange((rest) => rest.post(`${hook.self}:ping`))
  const test = useChange((rest) => rest.post(`${hook.self}:test`))
  const { error: reason, secret } = hook.properties ?? {}
  return (
    <section className="card" aria-label={hook.displayName}>
      <div className="head">
        <h2 style={{ margin: 0 }}>{hook.displayName}</h2>
        <EntityActions entity={hook} after="/studio/web-hooks" preserve={{ properties: { secret } }} />
      </div>
      <p className="row">
        <StatusBadge status={hook.status} /> <code>{hook.webUrl}</code>
      </p>
      {reason && <ErrorMessage error={new Error(`${reason.code}: ${reason.message}`)} />}
      <p className="quiet">{Object.keys(hook.events).join(' · ')}</p>
      <div className="row">
        <Button disabled={hook.status !== 'Succeeded'} onClick={() => ping.mutate(undefined)}>
          {webHookTexts.ping}
        </Button>
        <Button disabled={hook.status !== 'Succeeded'} onClick={() => test.mutate(undefined)}>
          {webHookTexts.test}
        </Button>
        <span role="status">{(ping.isSuccess || test.isSuccess) && webHookTexts.sent}</span>
      </div>
      <ErrorMessage error={ping.error ?? test.error} />
    </section>
  )
}
