/** The dialog that uploads a file as a new dataset, validated before anything is imported. @module */
import { Checkbox, Spinner } from '@fluentui/react-components'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ValidationReport } from '../api/dataset-report.ts'
import type { Dataset, DatasetKind, Project } from '../api/entities.ts'
import { useEntity, useRest } from '../api/session.tsx'
import { FilePicker } from '../components/file-picker.tsx'
import { NameFields, useNameFields } from '../components/name-fields.tsx'
import { OptionSelect } from '../components/option-select.tsx'
import { ErrorMessage } from '../components/status.tsx'
import { Wizard } from '../components/wizard.tsx'
import { megabytes } from '../format.ts'
import { texts } from '../texts.ts'
import { datasetTexts } from './texts.ts'
import { acceptedFiles, MAX_INSTANT_VALIDATION_BYTES, Uploads, uploads } from './uploads.ts'
import { ValidationResult } from './validation-result.tsx'

type UploadProps = Readonly<{ project: string; onClose: () => void; onEnded: () => void }>

export function UploadData({ project, onClose, onEnded }: UploadProps) {
  const owner = useEntity<Project>(`/projects/${project}`)
  const rest = useRest()
  const [kind, setKind] = useState<DatasetKind>('Language')
  const [file, setFile] = useState<File>()
  const name = useNameFields()
  const [validateFirst, setValidateFirst] = useState(true)
  const large = file !== undefined && file.size > MAX_INSTANT_VALIDATION_BYTES
  const validation = useValidation(large ? undefined : file, kind, owner.data)
  const pending = file && Uploads.pendingFor(project, kind, file)
  const uploadedBytes = useUploadedBytes(pending?.self)
  const displayName = name.displayName || file?.name || ''
  const queries = useQueryClient()
  const send = async (content: File) => {
    const resumable = pending && uploadedBytes.data !== undefined
    const { self } = resumable
      ? pending
      : await rest.post<Dataset>('/datasets', {
          kind,
          ...name.fields,
          displayName,
          locale: owner.data?.locale,
          project: { self: owner.data?.self }
        })
    const { name: fileName, size, lastModified } = content
    const check = large && validateFirst
    uploads.send(rest, content, { self, project, kind, name: fileName, size, lastModified, check }, onEnded)
  }
  const save = useMutation({
    mutationFn: send,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['list'] })
  })
  const unusable = validation.data?.status === 'Failed'
  return (
    <Wizard
      title={datasetTexts.upload}
      action={texts.saveAndClose}
      ready={file !== undefined && owner.data !== undefined && !unusable && !validation.isFetching}
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onAction={() => file && save.mutate(file, { onSuccess: onClose })}
    >
      <OptionSelect
        label={texts.kind}
        hint={datasetTexts.formats[kind]}
        options={texts.kinds}
        value={kind}
        onChange={setKind}
      />
      <FilePicker
        label={datasetTexts.chooseFile}
        hint={texts.dropFile}
        accept={acceptedFiles(kind)}
        file={file}
        onFile={setFile}
      />
      {validation.isFetching && <Spinner size="tiny" label={datasetTexts.validating} />}
      <ErrorMessage error={validation.error} />
      {validation.data && <ValidationResult report={validation.data} />}
      {large && (
        <div>
          <Checkbox
            label={datasetTexts.validateFirst}
            checked={validateFirst}
            onChange={(_event, { checked }) => setValidateFirst(checked === true)}
          />
          <div className="quiet">{datasetTexts.validateLarge}</div>
        </div>
      )}
      {file && uploadedBytes.data !== undefined && uploadedBytes.data > 0 && (
        <strong role="status">
          {datasetTexts.resuming(megabytes(uploadedBytes.data), megabytes(file.size))}
        </strong>
      )}
      <NameFields {...name} displayName={displayName} />
    </Wizard>
  )
}

/** The dry run of a file that is not large. Nothing is kept. */
function useValidation(file: File | undefined, kind: DatasetKind, owner: Project | undefined) {
  const rest = useRest()
  return useQuery({
    queryKey: ['validation', kind, file?.name, file?.size, file?.lastModified],
    enabled: file !== undefined && owner !== undefined,
    gcTime: 0,
    retry: false,
    staleTime: 'static',
    queryFn: ({ signal }) => {
      const form = new FormData()
      form.set('displayName', file?.name || datasetTexts.unnamedFile)
      form.set('locale', owner?.locale ?? '')
      form.set('kind', kind)
      form.set('data', file ?? new Blob(), file?.name)
      return rest.postForm<ValidationReport>('/datasets/upload?validate=true', form, signal)
    }
  })
}

type BlockList = Readonly<{
  uncommittedBlocks?: readonly Readonly<{ size: number }>[]
  committedBlocks?: readonly unknown[]
}>

/** Bytes that the service has of an interrupted upload; undefined if its dataset no longer waits for a file. */
function useUploadedBytes(self: string | undefined) {
  const rest = useRest()
  return useQuery({
    queryKey: ['blocks', self ?? ''],
    enabled: self !== undefined,
    retry: false,
    gcTime: 0,
    queryFn: async ({ signal }) => {
      const { uncommittedBlocks = [], committedBlocks } = await rest.get<BlockList>(`${self}/blocks`, signal)
      if (committedBlocks) throw new Error('The upload is already complete.')
      return uncommittedBlocks.reduce((sum, { size }) => sum + size, 0)
    }
  })
}
