/** The dialog that exports segments as a dataset. @module */
import { Checkbox, Field, Input, ProgressBar } from '@fluentui/react-components'
import { useState } from 'react'
import { Link } from 'wouter'
import { type Dataset, idOf, type Project } from '../api/entities.ts'
import { useChange, useEntity } from '../api/session.tsx'
import { Wizard } from '../components/wizard.tsx'
import { duration } from '../format.ts'
import { texts } from '../texts.ts'
import { buildArchive, exportedSegments, totalSeconds } from './dataset-archive.ts'
import type { Draft } from './draft.ts'
import { loadSamples } from './recording-samples.ts'
import { editorTexts } from './texts.ts'

export function ExportDataset({ draft, onClose }: Readonly<{ draft: Draft; onClose: () => void }>) {
  const owner = useEntity<Project>(`/projects/${draft.project}`)
  const [displayName, setName] = useState(draft.title)
  const [onlyAccepted, setOnlyAccepted] = useState(true)
  const [cutShare, setCutShare] = useState(0)
  const [uploadedShare, setUploadedShare] = useState<number>()
  const segments = exportedSegments(draft, { onlyAccepted })
  const exportSegments = useChange(async (rest) => {
    setUploadedShare(undefined)
    const archive = await buildArchive(draft, segments, {
      loadSamples: (recording) => loadSamples(rest, draft, recording),
      onProgress: setCutShare,
      missingAudio: (name) => new Error(editorTexts.missingAudio(name))
    })
    const dataset = await rest.post<Dataset>('/datasets', {
      kind: 'Acoustic',
      displayName,
      locale: draft.locale,
      project: { self: owner.data?.self }
    })
    await rest.upload(dataset, archive, (bytes) => setUploadedShare(bytes / archive.size))
    return dataset
  })
  return (
    <Wizard
      title={editorTexts.export}
      action={editorTexts.exportAction}
      ready={
        segments.length > 0 && displayName.trim() !== '' && owner.data !== undefined && !exportSegments.data
      }
      busy={exportSegments.isPending}
      done={exportSegments.data !== undefined}
      error={exportSegments.error ?? owner.error}
      onClose={onClose}
      onAction={() => exportSegments.mutate(undefined)}
    >
      <p className="quiet">{editorTexts.aboutExport}</p>
      <Field label={texts.name} required>
        <Input value={displayName} onChange={(_event, { value }) => setName(value)} />
      </Field>
      <Checkbox
        label={editorTexts.exportAll}
        checked={!onlyAccepted}
        onChange={(_event, { checked }) => setOnlyAccepted(checked !== true)}
      />
      <strong>{editorTexts.exportCount(segments.length, duration(totalSeconds(segments)))}</strong>
      {exportSegments.isPending && (
        <Field label={uploadedShare === undefined ? editorTexts.cutting : editorTexts.uploading}>
          <ProgressBar value={uploadedShare ?? cutShare} />
        </Field>
      )}
      {exportSegments.data && (
        <p role="status">
          {editorTexts.exportedAs}{' '}
          <Link
            className="link"
            href={`/studio/projects/${draft.project}/datasets/${idOf(exportSegments.data)}`}
          >
            {displayName}
          </Link>
        </p>
      )}
    </Wizard>
  )
}
