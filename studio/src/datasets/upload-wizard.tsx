/** A new dataset: its kind explained, its file looked through before anything is kept, then on its way. @module */
import { Checkbox, Field, Select, Spinner } from '@fluentui/react-components'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Dataset, type DatasetKind, datasetKinds, type Project } from '../api/entities.ts'
import { useEntity, useRest } from '../api/session.tsx'
import { NameFields } from '../parts/entity-actions.tsx'
import { FilePicker } from '../parts/file-picker.tsx'
import { Refused } from '../parts/waiting.tsx'
import { Wizard } from '../parts/wizard.tsx'
import { texts } from '../texts.ts'
import { CheckResult } from './check-result.tsx'
import type { Check } from './report.ts'
import { CHECKED_AT_ONCE, Uploads, uploads } from './uploads.ts'

const words = texts.datasets
const isText = (kind: DatasetKind): boolean => kind !== 'Acoustic' && kind !== 'AudioFiles'
export const acceptedFiles = (kind: DatasetKind): string =>
  isText(kind) ? '.txt,.md,.tsv,text/plain' : '.zip,application/zip'
export const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1)

type UploadProps = Readonly<{ project: string; onClose: () => void; onEnded: () => void }>

export function UploadWizard({ project, onClose, onEnded }: UploadProps) {
  const owner = useEntity<Project>(`/projects/${project}`)
  const rest = useRest()
  const [kind, setKind] = useState<DatasetKind>('Language')
  const [file, setFile] = useState<File>()
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [checkLater, setCheckLater] = useState(true)
  const large = file !== undefined && file.size > CHECKED_AT_ONCE
  const check = useCheck(large ? undefined : file, kind, owner.data)
  const begun = file && Uploads.begunFor(project, kind, file)
  const there = useBlocks(begun?.self)
  const displayName = name || file?.name || ''
  const queries = useQueryClient()
  const send = async (content: File) => {
    const goesOn = begun && there.data !== undefined
    const { self } = goesOn
      ? begun
      : await rest.post<Dataset>('/datasets', {
          kind,
          displayName,
          ...(description ? { description } : {}),
          locale: owner.data?.locale,
          project: { self: owner.data?.self }
        })
    const { name: fileName, size, lastModified } = content
    uploads.send(
      rest,
      content,
      { self, project, kind, name: fileName, size, lastModified, check: large && checkLater },
      onEnded
    )
  }
  const save = useMutation({
    mutationFn: send,
    // Only the list has changed.
    onSuccess: () => queries.invalidateQueries({ queryKey: ['list'] })
  })
  const unusable = check.data?.status === 'Failed'
  return (
    <Wizard
      title={words.wizardTitle}
      action={words.saveAndClose}
      ready={file !== undefined && owner.data !== undefined && !unusable && !check.isFetching}
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onAction={() => file && save.mutate(file, { onSuccess: onClose })}
    >
      <Field label={texts.kind} hint={words.formats[kind]}>
        <Select
          value={kind}
          onChange={(_event, { value }) => setKind(datasetKinds.find((one) => one === value) ?? 'Language')}
        >
          {datasetKinds.map((one) => (
            <option key={one} value={one}>
              {texts.kinds[one]}
            </option>
          ))}
        </Select>
      </Field>
      <FilePicker
        label={words.choose}
        hint={words.drop}
        accept={acceptedFiles(kind)}
        file={file}
        onFile={setFile}
      />
      {check.isFetching && <Spinner size="tiny" label={words.checking} />}
      <Refused error={check.error} />
      {check.data && <CheckResult check={check.data} />}
      {large && (
        <div>
          <Checkbox
            label={words.checkFirst}
            checked={checkLater}
            onChange={(_event, { checked }) => setCheckLater(checked === true)}
          />
          <div className="quiet">{words.checkLarge}</div>
        </div>
      )}
      {file && there.data !== undefined && there.data > 0 && (
        <strong role="status">{words.goesOn(megabytes(there.data), megabytes(file.size))}</strong>
      )}
      <NameFields displayName={displayName} {...{ setName, description, setDescription }} />
    </Wizard>
  )
}

/** The dry run of a file that is not large: nothing of it is kept. */
function useCheck(file: File | undefined, kind: DatasetKind, owner: Project | undefined) {
  const rest = useRest()
  return useQuery({
    queryKey: ['check', kind, file?.name, file?.size, file?.lastModified],
    enabled: file !== undefined && owner !== undefined,
    gcTime: 0,
    retry: false,
    staleTime: 'static',
    queryFn: ({ signal }) => {
      const form = new FormData()
      form.set('displayName', file?.name || words.file)
      form.set('locale', owner?.locale ?? '')
      form.set('kind', kind)
      form.set('data', file ?? new Blob(), file?.name)
      return rest.postForm<Check>('/datasets/upload?validate=true', form, signal)
    }
  })
}

/** Bytes of an upload that are at the service already; undefined when its dataset waits for none. */
function useBlocks(self: string | undefined) {
  const rest = useRest()
  return useQuery({
    queryKey: ['blocks', self ?? ''],
    enabled: self !== undefined,
    retry: false,
    gcTime: 0,
    queryFn: async ({ signal }) => {
      const path = `${self}/blocks`
      const { uncommittedBlocks = [], committedBlocks } = await rest.get<
        Readonly<{
          uncommittedBlocks?: readonly Readonly<{ size: number }>[]
          committedBlocks?: readonly unknown[]
        }>
      >(path, signal)
      if (committedBlocks) throw new Error('committed')
      return uncommittedBlocks.reduce((sum, { size }) => sum + size, 0)
    }
  })
}
