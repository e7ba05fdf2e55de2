/** In the list of datasets: how far an upload is, and what is needed of its owner. @module */
import { Button, ProgressBar } from '@fluentui/react-components'
import { useState, useSyncExternalStore } from 'react'
import type { Dataset } from '../api/entities.ts'
import { useChange, useRest } from '../api/session.tsx'
import { FilePicker } from '../parts/file-picker.tsx'
import { Refused } from '../parts/waiting.tsx'
import { Wizard } from '../parts/wizard.tsx'
import { texts } from '../texts.ts'
import { CheckResult } from './check-result.tsx'
import { acceptedFiles, megabytes } from './upload-wizard.tsx'
import { type Begun, CHECKED_AT_ONCE, type Upload, Uploads, uploads } from './uploads.ts'

const words = texts.datasets

export const useUploads = (): readonly Upload[] => useSyncExternalStore(uploads.subscribe, uploads.list)

type StateProps = Readonly<{
  dataset: Dataset
  project: string
  upload: Upload | undefined
  onEnded: () => void
}>

export function UploadState({ dataset, project, upload, onEnded }: StateProps) {
  const rest = useRest()
  const [asking, setAsking] = useState(false)
  const begun = Uploads.begun().find(({ self }) => self === dataset.self)
  const busy = upload?.state === 'sending' || upload?.state === 'checking'
  const share = upload && upload.size > 0 ? upload.sent / upload.size : 0
  if (upload && busy) {
    const said =
      upload.state === 'sending'
        ? words.upState.sending(Math.floor(100 * share))
        : words.upState[upload.state]
    return (
      <div>
        {said}
        <ProgressBar aria-label={said} {...(upload.state === 'sending' ? { value: share } : {})} />
      </div>
    )
  }
  return (
    <div className="row">
      {upload
        ? words.upState[upload.state === 'asks' ? 'asks' : 'stopped']
        : begun
          ? words.waitsFor(begun.name)
          : words.waits}
      <Button
        size="small"
        onClick={() => {
          if (upload?.state === 'stopped' && uploads.resume(rest, dataset, onEnded)) return
          setAsking(true)
        }}
      >
        {upload?.state === 'asks' ? words.decide : words.goOn}
      </Button>
      <Refused error={upload?.error} />
      {asking && upload?.state === 'asks' && (
        <Decide dataset={dataset} upload={upload} onClose={() => setAsking(false)} />
      )}
      {asking && upload?.state !== 'asks' && (
        <GoOn {...{ dataset, project, begun, onEnded }} onClose={() => setAsking(false)} />
      )}
    </div>
  )
}

type DecideProps = Readonly<{ dataset: Dataset; upload: Upload; onClose: () => void }>

function Decide({ dataset, upload, onClose }: DecideProps) {
  const accept = useChange((rest) => uploads.importAll(rest, upload))
  const discard = useChange(async (rest) => {
    await rest.remove(dataset.self)
    uploads.forget(dataset)
  })
  const failed = upload.report?.status === 'Failed'
  return (
    <Wizard
      title={words.decideTitle(dataset.displayName)}
      action={failed ? words.discard : words.importAnyway}
      busy={accept.isPending || discard.isPending}
      error={accept.error ?? discard.error}
      onClose={onClose}
      onAction={() => (failed ? discard : accept).mutate(undefined, { onSuccess: onClose })}
    >
      {upload.report && <CheckResult check={upload.report} />}
      {!failed && (
        <div>
          <Button onClick={() => discard.mutate(undefined, { onSuccess: onClose })}>{words.discard}</Button>
        </div>
      )}
    </Wizard>
  )
}

type GoOnProps = Readonly<{
  dataset: Dataset
  project: string
  begun: Begun | undefined
  onClose: () => void
  onEnded: () => void
}>

/** After a reload the browser no longer has the file: its owner chooses it once more. */
function GoOn({ dataset, project, begun, onClose, onEnded }: GoOnProps) {
  const rest = useRest()
  const [file, setFile] = useState<File>()
  const other =
    file !== undefined &&
    begun !== undefined &&
    (file.name !== begun.name || file.size !== begun.size || file.lastModified !== begun.lastModified)
  return (
    <Wizard
      title={words.goOnTitle(dataset.displayName)}
      action={words.goOn}
      ready={file !== undefined && !other}
      {...(other ? { error: new Error(words.otherFile) } : {})}
      onClose={onClose}
      onAction={() => {
        if (!file) return
        const { name, size, lastModified } = file
        const check = begun?.check ?? size > CHECKED_AT_ONCE
        uploads.send(
          rest,
          file,
          { self: dataset.self, project, kind: dataset.kind, name, size, lastModified, check },
          onEnded
        )
        onClose()
      }}
    >
      <p>{begun ? words.goOnMore(begun.name, megabytes(begun.size)) : words.goOnUnknown}</p>
      <FilePicker
        label={words.choose}
        hint={words.drop}
        accept={acceptedFiles(dataset.kind)}
        file={file}
        onFile={setFile}
      />
    </Wizard>
  )
}
