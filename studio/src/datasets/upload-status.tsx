/** Progress of an upload in the list of datasets, and what it needs from the user. @module */
import { Button, ProgressBar } from '@fluentui/react-components'
import { useState, useSyncExternalStore } from 'react'
import type { Dataset } from '../api/entities.ts'
import { useChange, useRest } from '../api/session.tsx'
import { FilePicker } from '../components/file-picker.tsx'
import { ErrorMessage } from '../components/status.tsx'
import { Wizard } from '../components/wizard.tsx'
import { megabytes } from '../format.ts'
import { texts } from '../texts.ts'
import { datasetTexts } from './texts.ts'
import {
  acceptedFiles,
  isSameFile,
  MAX_INSTANT_VALIDATION_BYTES,
  type PendingUpload,
  type Upload,
  Uploads,
  uploads
} from './uploads.ts'
import { ValidationResult } from './validation-result.tsx'

export const useUploads = (): readonly Upload[] => useSyncExternalStore(uploads.subscribe, uploads.list)

type StatusProps = Readonly<{
  dataset: Dataset
  project: string
  upload: Upload | undefined
  onEnded: () => void
}>

export function UploadStatus({ dataset, project, upload, onEnded }: StatusProps) {
  const rest = useRest()
  const [dialog, setDialog] = useState(false)
  const { sending, validating, undecided, interrupted } = datasetTexts.uploadStates
  if (upload?.state === 'sending') {
    const share = upload.size > 0 ? upload.sent / upload.size : 0
    return <Progress label={sending(Math.floor(100 * share))} share={share} />
  }
  if (upload?.state === 'validating') return <Progress label={validating} />
  const pending = Uploads.pending().find(({ self }) => self === dataset.self)
  const waiting = pending ? datasetTexts.awaitsNamedFile(pending.name) : datasetTexts.awaitsFile
  const close = () => setDialog(false)
  return (
    <div className="row">
      {upload ? (upload.state === 'undecided' ? undecided : interrupted) : waiting}
      <Button
        size="small"
        onClick={() => {
          if (upload?.state === 'interrupted' && uploads.resume(rest, dataset, onEnded)) return
          setDialog(true)
        }}
      >
        {upload?.state === 'undecided' ? datasetTexts.decide : datasetTexts.resume}
      </Button>
      <ErrorMessage error={upload?.error} />
      {dialog && upload?.state === 'undecided' && (
        <DecideDialog dataset={dataset} upload={upload} onClose={close} />
      )}
      {dialog && upload?.state !== 'undecided' && (
        <ResumeDialog {...{ dataset, project, pending, onEnded }} onClose={close} />
      )}
    </div>
  )
}

const Progress = ({ label, share }: Readonly<{ label: string; share?: number }>) => (
  <div>
    {label}
    <ProgressBar aria-label={label} {...(share === undefined ? {} : { value: share })} />
  </div>
)

type DecideProps = Readonly<{ dataset: Dataset; upload: Upload; onClose: () => void }>

function DecideDialog({ dataset, upload, onClose }: DecideProps) {
  const accept = useChange((rest) => uploads.importAccepted(rest, upload))
  const discard = useChange(async (rest) => {
    await rest.delete(dataset.self)
    uploads.forget(dataset)
  })
  const failed = upload.report?.status === 'Failed'
  return (
    <Wizard
      title={datasetTexts.decideTitle(dataset.displayName)}
      action={failed ? datasetTexts.discard : datasetTexts.importAccepted}
      busy={accept.isPending || discard.isPending}
      error={accept.error ?? discard.error}
      onClose={onClose}
      onAction={() => (failed ? discard : accept).mutate(undefined, { onSuccess: onClose })}
    >
      {upload.report && <ValidationResult report={upload.report} />}
      {!failed && (
        <div>
          <Button onClick={() => discard.mutate(undefined, { onSuccess: onClose })}>
            {datasetTexts.discard}
          </Button>
        </div>
      )}
    </Wizard>
  )
}

type ResumeProps = Readonly<{
  dataset: Dataset
  project: string
  pending: PendingUpload | undefined
  onClose: () => void
  onEnded: () => void
}>

/** After a reload, the browser no longer has the file, so the user selects it again. */
function ResumeDialog({ dataset, project, pending, onClose, onEnded }: ResumeProps) {
  const rest = useRest()
  const [file, setFile] = useState<File>()
  const different = file !== undefined && pending !== undefined && !isSameFile(file, pending)
  const resume = () => {
    if (!file) return
    const { name, size, lastModified } = file
    const check = pending?.check ?? size > MAX_INSTANT_VALIDATION_BYTES
    const upload = { self: dataset.self, project, kind: dataset.kind, name, size, lastModified, check }
    uploads.send(rest, file, upload, onEnded)
    onClose()
  }
  return (
    <Wizard
      title={datasetTexts.resumeTitle(dataset.displayName)}
      action={datasetTexts.resume}
      ready={file !== undefined && !different}
      {...(different ? { error: new Error(datasetTexts.differentFile) } : {})}
      onClose={onClose}
      onAction={resume}
    >
      <p>
        {pending
          ? datasetTexts.resumeFile(pending.name, megabytes(pending.size))
          : datasetTexts.resumeUnknownFile}
      </p>
      <FilePicker
        label={datasetTexts.chooseFile}
        hint={texts.dropFile}
        accept={acceptedFiles(dataset.kind)}
        file={file}
        onFile={setFile}
      />
    </Wizard>
  )
}
