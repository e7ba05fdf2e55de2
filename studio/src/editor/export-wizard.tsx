/** From corrected segments to a dataset, with what goes into it said before. @module */
import { Checkbox, Field, Input, ProgressBar } from '@fluentui/react-components'
import { useState } from 'react'
import { Link } from 'wouter'
import { type Dataset, idOf, type Project } from '../api/entities.ts'
import { useChange, useEntity } from '../api/session.tsx'
import { Wizard } from '../parts/wizard.tsx'
import { duration, texts } from '../texts.ts'
import type { Draft } from './draft.ts'
import { archiveOf, exported, lengthOf } from './export-dataset.ts'
import { samplesFor } from './recordings.ts'

const words = texts.editor

export function ExportWizard({ draft, onClose }: Readonly<{ draft: Draft; onClose: () => void }>) {
  const owner = useEntity<Project>(`/projects/${draft.project}`)
  const [displayName, setName] = useState(draft.title)
  const [onlyAccepted, setOnly] = useState(true)
  const [cut, setCut] = useState(0)
  const [sent, setSent] = useState<number>()
  const chosen = exported(draft, { onlyAccepted })
  const send = useChange(async (rest) => {
    setSent(undefined)
    const archive = await archiveOf(draft, chosen, {
      samplesFor: (recording) => samplesFor(rest, draft, recording),
      onProgress: setCut,
      missing: (name) => new Error(words.missing(name))
    })
    const dataset = await rest.post<Dataset>('/datasets', {
      kind: 'Acoustic',
      displayName,
      locale: draft.locale,
      project: { self: owner.data?.self }
    })
    await rest.upload(dataset, archive, (bytes) => setSent(bytes / archive.size))
    return dataset
  })
  return (
    <Wizard
      title={words.exportTitle}
      action={words.exportAction}
      ready={chosen.length > 0 && displayName.trim() !== '' && owner.data !== undefined && !send.data}
      busy={send.isPending}
      done={send.data !== undefined}
      error={send.error ?? owner.error}
      onClose={onClose}
      onAction={() => send.mutate(undefined)}
    >
      <p className="quiet">{words.exportMore}</p>
      <Field label={texts.name} required>
        <Input value={displayName} onChange={(_event, { value }) => setName(value)} />
      </Field>
      <Checkbox
        label={words.exportAll}
        checked={!onlyAccepted}
        onChange={(_event, { checked }) => setOnly(checked !== true)}
      />
      <strong>{words.exportCount(chosen.length, duration(1000 * lengthOf(chosen)))}</strong>
      {send.isPending && (
        <Field label={sent === undefined ? words.exporting : words.sending}>
          <ProgressBar value={sent ?? cut} />
        </Field>
      )}
      {send.data && (
        <p role="status">
          {words.exportedAs}{' '}
          <Link className="link" href={`/studio/projects/${draft.project}/datasets/${idOf(send.data)}`}>
            {displayName}
          </Link>
        </p>
      )}
    </Wizard>
  )
}
