/** The dialog that creates a web hook. @module */
import { Checkbox, Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { useChange } from '../api/session.tsx'
import { type Selection, useSelection } from '../components/checklist.tsx'
import { Wizard } from '../components/wizard.tsx'
import { texts } from '../texts.ts'
import { webHookTexts } from './texts.ts'

const RESOURCES = ['dataset', 'model', 'evaluation', 'endpoint', 'transcription'] as const
const EVENT_KINDS = ['Creation', 'Processing', 'Completion', 'Deletion'] as const
const DEFAULT_EVENTS = RESOURCES.map((resource) => `${resource}Completion`)

export function CreateWebHook({ onClose }: Readonly<{ onClose: () => void }>) {
  const [displayName, setName] = useState('')
  const [webUrl, setUrl] = useState('')
  const [secret, setSecret] = useState('')
  const events = useSelection(DEFAULT_EVENTS)
  const create = useChange((rest) =>
    rest.post('/webhooks', {
      displayName,
      webUrl,
      events: Object.fromEntries([...events.selected].map((event) => [event, true])),
      ...(secret === '' ? {} : { properties: { secret } })
    })
  )
  return (
    <Wizard
      title={webHookTexts.create}
      action={texts.save}
      ready={displayName.trim() !== '' && webUrl.trim() !== '' && events.selected.size > 0}
      busy={create.isPending}
      error={create.error}
      onClose={onClose}
      onAction={() => create.mutate(undefined, { onSuccess: onClose })}
    >
      <Field label={texts.name} required>
        <Input value={displayName} onChange={(_event, { value }) => setName(value)} />
      </Field>
      <Field label={webHookTexts.url} hint={webHookTexts.urlHint} required>
        <Input type="url" value={webUrl} onChange={(_event, { value }) => setUrl(value)} />
      </Field>
      <Field label={`${webHookTexts.secret} ${texts.optional}`} hint={webHookTexts.secretHint}>
        <Input
          type="password"
          autoComplete="off"
          value={secret}
          onChange={(_event, { value }) => setSecret(value)}
        />
      </Field>
      <EventTable selection={events} />
    </Wizard>
  )
}

const EventTable = ({ selection: { selected, toggle } }: Readonly<{ selection: Selection }>) => (
  <div className="scroll">
    <table>
      <caption className="hidden">{webHookTexts.events}</caption>
      <thead>
        <tr>
          <th>{webHookTexts.events}</th>
          {EVENT_KINDS.map((kind) => (
            <th key={kind}>{webHookTexts.eventKinds[kind]}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {RESOURCES.map((resource) => (
          <tr key={resource}>
            <th scope="row">{webHookTexts.resources[resource]}</th>
            {EVENT_KINDS.map((kind) => (
              <td key={kind}>
                <Checkbox
                  aria-label={`${webHookTexts.resources[resource]}: ${webHookTexts.eventKinds[kind]}`}
                  checked={selected.has(`${resource}${kind}`)}
                  onChange={(_event, { checked }) => toggle(`${resource}${kind}`, checked === true)}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
