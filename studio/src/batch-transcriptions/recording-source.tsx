/** Where the recordings of a batch come from. @module */
import { Field, Input, Select, Textarea } from '@fluentui/react-components'
import { useState } from 'react'
import { type Dataset, hasAudio, type Project } from '../api/entities.ts'
import type { Rest } from '../api/rest.ts'
import { useList } from '../api/session.tsx'
import { uploadRecordings, waitForImport } from '../api/upload-recordings.ts'
import { FilesPicker } from '../components/file-picker.tsx'
import { OptionSelect } from '../components/option-select.tsx'
import { megabytes } from '../format.ts'
import { texts } from '../texts.ts'
import { lastSegment, parseUrls } from './source-urls.ts'
import { batchTexts } from './texts.ts'

type SourceKind = keyof typeof batchTexts.sources

type Provide = (
  rest: Rest,
  target: Readonly<{ displayName: string; project: Project }>,
  onProgress: (share: number) => void
) => Promise<Readonly<Record<string, unknown>>>

export type RecordingSource = ReturnType<typeof useSource>

export function useSource(project: string) {
  const datasets = useList<Dataset>(`/projects/${project}/datasets`)
  const [kind, setKind] = useState<SourceKind>('files')
  const [files, setFiles] = useState<readonly File[]>([])
  const [urls, setUrls] = useState('')
  const [container, setContainer] = useState('')
  const [selected, setSelected] = useState<string>()
  const audioDatasets = datasets.data?.filter(hasAudio) ?? []
  const dataset = audioDatasets.find(({ self }) => self === selected) ?? audioDatasets.at(-1)
  const contentUrls = parseUrls(urls)
  const sources: Readonly<Record<SourceKind, { complete: boolean; suggestedName: string | undefined }>> = {
    files: { complete: files.length > 0, suggestedName: files[0]?.name },
    urls: { complete: contentUrls.length > 0, suggestedName: lastSegment(contentUrls[0] ?? '') },
    dataset: { complete: dataset !== undefined, suggestedName: dataset?.displayName },
    container: { complete: container.trim() !== '', suggestedName: lastSegment(container) }
  }
  /** The fields of the request that name the recordings; files are uploaded as a dataset first. */
  const provide: Provide = async (rest, target, onProgress) => {
    switch (kind) {
      case 'urls':
        return { contentUrls }
      case 'container':
        return { contentContainerUrl: container.trim() }
      case 'dataset':
        return { dataset: { self: dataset?.self } }
      case 'files': {
        const recordings = files.map((file) => ({ name: file.name, content: file }))
        const uploaded = await uploadRecordings(rest, target, recordings, onProgress)
        return { dataset: { self: (await waitForImport(rest, uploaded)).self } }
      }
    }
  }
  return {
    kind,
    setKind,
    files,
    setFiles,
    urls,
    setUrls,
    container,
    setContainer,
    audioDatasets,
    dataset,
    setDataset: setSelected,
    ...sources[kind],
    provide,
    error: datasets.error
  }
}

export function SourceFields({ source }: Readonly<{ source: RecordingSource }>) {
  const { kind, files } = source
  const bytes = files.reduce((sum, file) => sum + file.size, 0)
  return (
    <>
      <OptionSelect
        label={batchTexts.source}
        options={batchTexts.sources}
        value={kind}
        onChange={source.setKind}
      />
      {kind === 'files' && (
        <>
          <FilesPicker
            label={batchTexts.chooseFiles}
            hint={
              files.length === 0
                ? batchTexts.dropFiles
                : batchTexts.chosenFiles(files.length, megabytes(bytes))
            }
            accept="audio/*,video/*"
            onFiles={source.setFiles}
          />
          <p className="quiet">{batchTexts.aboutFiles}</p>
        </>
      )}
      {kind === 'urls' && (
        <Field label={batchTexts.urls} hint={batchTexts.urlsHint}>
          <Textarea rows={4} value={source.urls} onChange={(_event, { value }) => source.setUrls(value)} />
        </Field>
      )}
      {kind === 'container' && (
        <Field label={batchTexts.container} hint={batchTexts.containerHint}>
          <Input value={source.container} onChange={(_event, { value }) => source.setContainer(value)} />
        </Field>
      )}
      {kind === 'dataset' && <DatasetField source={source} />}
    </>
  )
}

function DatasetField({
  source: { audioDatasets, dataset, setDataset }
}: Readonly<{ source: RecordingSource }>) {
  if (!dataset) return <p className="quiet">{texts.noAudioDatasets}</p>
  return (
    <Field label={batchTexts.dataset}>
      <Select value={dataset.self} onChange={(_event, { value }) => setDataset(value)}>
        {audioDatasets.toReversed().map(({ self, displayName }) => (
          <option key={self} value={self}>
            {displayName}
          </option>
        ))}
      </Select>
    </Field>
  )
}
