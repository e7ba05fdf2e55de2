/** A batch transcription: progress, failed recordings, and the transcription of each recording. @module */
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { ArrowDownloadRegular, DocumentEditRegular } from '@fluentui/react-icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { type ApiFile, isInProgress, type Model } from '../api/entities.ts'
import { pathOf } from '../api/rest.ts'
import { useEntity, useRest } from '../api/session.tsx'
import {
  type BatchTranscription,
  isoSeconds,
  type RecordingTranscription,
  type TranscriptionReport,
  timedPhrases
} from '../api/transcriptions.ts'
import { EntityActions } from '../components/entity-actions.tsx'
import { useFiles } from '../components/entity-files.tsx'
import { DeletedNotice, ErrorMessage, isNotFound, JobStatus, Loading } from '../components/status.tsx'
import { VirtualList } from '../components/virtual-list.tsx'
import { fileStem, type TranscriptFormat, transcriptFormats, writeTranscript } from '../files/captions.ts'
import { downloadFile } from '../files/download.ts'
import { RecordingView } from './recording-view.tsx'
import './batch.css'
import { dateTime, duration, modelName } from '../format.ts'
import { texts } from '../texts.ts'
import { batchTexts } from './texts.ts'

export function BatchPage({ project, id }: Readonly<{ project: string; id: string }>) {
  const { data: batch, error } = useEntity<BatchTranscription>(`/transcriptions/${id}`)
  const model = useEntity<Model>(batch?.model.self)
  const complete = batch !== undefined && !isInProgress(batch)
  const files = useFiles(batch, complete)
  const datasetFiles = useFiles(batch?.dataset, complete && batch.dataset !== undefined)
  const [, go] = useLocation()
  const projectPath = `/studio/projects/${project}`
  const list = `${projectPath}/batch`
  if (isNotFound(error)) {
    return <DeletedNotice text={batchTexts.deleted} back={batchTexts.backToList} href={list} />
  }
  if (!batch) return error ? <ErrorMessage error={error} /> : <Loading />
  const results = files.data?.filter(({ kind }) => kind === 'Transcription') ?? []
  const report = files.data?.find(({ kind }) => kind === 'TranscriptionReport')
  const seconds = isoSeconds(batch.properties?.duration)
  return (
    <>
      <div className="head">
        <h1>{batch.displayName}</h1>
        <EntityActions entity={batch} after={list} stoppable />
      </div>
      <p className="quiet">
        {batch.locale} · {model.data ? modelName(model.data) : texts.none} · {dateTime(batch.createdDateTime)}
        {seconds > 0 ? ` · ${duration(seconds)}` : ''}
      </p>
      <JobStatus entity={batch} />
      <ErrorMessage error={files.error ?? datasetFiles.error} />
      {results.length > 0 && (
        <div className="row" style={{ marginTop: '1rem' }}>
          <Button
            appearance="primary"
            icon={<DocumentEditRegular />}
            onClick={() => go(`${projectPath}/editor/${id}`)}
          >
            {batchTexts.edit}
          </Button>
          <DownloadAll name={batch.displayName} results={results} />
        </div>
      )}
      {report && <FailedRecordings report={report} />}
      {results.length > 0 && (
        <Results batch={batch} results={results} datasetFiles={datasetFiles.data ?? []} />
      )}
    </>
  )
}

function DownloadAll({ name, results }: Readonly<{ name: string; results: readonly ApiFile[] }>) {
  const rest = useRest()
  const download = useMutation({
    mutationFn: async (format: TranscriptFormat) => {
      const { ZipWriter } = await import('../files/zip.ts')
      const zip = new ZipWriter()
      for (const file of results) {
        const result = await rest.getLinkedJson<RecordingTranscription>(file)
        const content = writeTranscript(format, timedPhrases(result), result)
        await zip.add(`${fileStem(result.source)}.${format}`, content)
      }
      downloadFile(zip.finish(), `${name}.${format}.zip`)
    }
  })
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button icon={<ArrowDownloadRegular />} disabled={download.isPending}>
            {batchTexts.downloads}
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {transcriptFormats.map((format) => (
              <MenuItem key={format} onClick={() => download.mutate(format)}>
                {batchTexts.downloadAll(format)}
              </MenuItem>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
      <ErrorMessage error={download.error} />
    </>
  )
}

function FailedRecordings({ report }: Readonly<{ report: ApiFile }>) {
  const rest = useRest()
  const { data, error } = useQuery({
    queryKey: ['report', report.self],
    queryFn: ({ signal }) => rest.getLinkedJson<TranscriptionReport>(report, signal)
  })
  const failed = data?.details.filter(({ status }) => status === 'Failed') ?? []
  if (failed.length === 0) return <ErrorMessage error={error} />
  return (
    <>
      <h2>{batchTexts.failedRecordings}</h2>
      <ul>
        {failed.map(({ source, errorKind, errorMessage }) => (
          <li key={source}>
            <strong>{source}</strong> <span className="quiet">{errorKind}</span>
            <div>{errorMessage}</div>
          </li>
        ))}
      </ul>
    </>
  )
}

type ResultsProps = Readonly<{
  batch: BatchTranscription
  results: readonly ApiFile[]
  datasetFiles: readonly ApiFile[]
}>

function Results({ batch, results, datasetFiles }: ResultsProps) {
  const [selected, setSelected] = useState<string>()
  const shown = results.find(({ self }) => self === selected) ?? results[0]
  const audio = new Map(datasetFiles.filter(({ kind }) => kind === 'Audio').map((file) => [file.name, file]))
  return (
    <>
      <h2>{batchTexts.recordings}</h2>
      <div className="recordings">
        {results.length > 1 && (
          <div className="recording-names">
            <VirtualList
              label={batchTexts.recordings}
              items={results}
              estimate={38}
              render={({ self, name }) => (
                <button
                  type="button"
                  className="segment"
                  {...(self === shown?.self ? { 'aria-current': 'true' as const } : {})}
                  onClick={() => setSelected(self)}
                >
                  {name.replace(/\.json$/, '')}
                </button>
              )}
            />
          </div>
        )}
        {shown && (
          <RecordingView
            key={shown.self}
            file={shown}
            isFromDataset={batch.dataset !== undefined}
            audioUrl={(source) => {
              const file = audio.get(source)
              return file && pathOf(file.links.contentUrl)
            }}
          />
        )}
      </div>
    </>
  )
}
