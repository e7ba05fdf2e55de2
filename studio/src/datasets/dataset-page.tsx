/** A dataset: import results, statistics, rejected lines, recordings, and files. @module */
import { Button } from '@fluentui/react-components'
import { DocumentEditRegular } from '@fluentui/react-icons'
import { useLocation } from 'wouter'
import type { ImportReport } from '../api/dataset-report.ts'
import { type Dataset, isInProgress } from '../api/entities.ts'
import { useEntity } from '../api/session.tsx'
import { EntityActions } from '../components/entity-actions.tsx'
import { FileList, useFiles, useReport } from '../components/entity-files.tsx'
import { FigureCard } from '../components/figure-card.tsx'
import { DeletedNotice, ErrorMessage, isNotFound, JobStatus, Loading } from '../components/status.tsx'
import { Clips } from './clips.tsx'
import { DatasetStatistics } from './dataset-statistics.tsx'
import { RejectedLines } from './rejected-lines.tsx'
import './datasets.css'
import { dateTime, duration, percent } from '../format.ts'
import { texts } from '../texts.ts'
import { datasetTexts } from './texts.ts'

export function DatasetPage({ project, id }: Readonly<{ project: string; id: string }>) {
  const { data: dataset, error } = useEntity<Dataset>(`/datasets/${id}`)
  const complete = dataset !== undefined && !isInProgress(dataset)
  const files = useFiles(dataset, complete)
  const report = useReport<ImportReport>(files.data)
  const [, go] = useLocation()
  const list = `/studio/projects/${project}/datasets`
  if (isNotFound(error)) {
    return <DeletedNotice text={datasetTexts.deleted} back={datasetTexts.backToList} href={list} />
  }
  if (!dataset) return error ? <ErrorMessage error={error} /> : <Loading />
  const audio = files.data?.filter(({ kind }) => kind === 'Audio') ?? []
  const others = files.data?.filter(({ kind }) => kind !== 'Audio') ?? []
  return (
    <>
      <div className="head">
        <h1>{dataset.displayName}</h1>
        <div className="row">
          {audio.length > 0 && (
            <Button
              appearance="primary"
              icon={<DocumentEditRegular />}
              onClick={() => go(`/studio/projects/${project}/editor?dataset=${id}`)}
            >
              {datasetTexts.edit}
            </Button>
          )}
          <EntityActions entity={dataset} after={list} stoppable />
        </div>
      </div>
      <p className="quiet">
        {texts.kinds[dataset.kind]} · {dataset.locale} · {dateTime(dataset.createdDateTime)}
        {dataset.description ? ` · ${dataset.description}` : ''}
      </p>
      <JobStatus entity={dataset} />
      <ErrorMessage error={files.error ?? report.error} />
      {complete && <ImportFigures dataset={dataset} report={report.data} />}
      {complete && report.data && (
        <>
          <DatasetStatistics report={report.data} clips={audio} />
          <h2>{datasetTexts.rejectedLines}</h2>
          <RejectedLines
            lines={(report.data.details ?? []).filter(({ message }) => message)}
            files={others}
          />
        </>
      )}
      {audio.length > 0 && <Clips clips={audio} />}
      {others.length > 0 && <FileList files={others} />}
    </>
  )
}

type FiguresProps = Readonly<{ dataset: Dataset; report: ImportReport | undefined }>

function ImportFigures({ dataset, report }: FiguresProps) {
  const { acceptedLineCount, rejectedLineCount } = dataset.properties ?? {}
  const { audio, text } = report ?? {}
  return (
    <div className="cards" style={{ marginTop: '1rem' }}>
      <FigureCard name={datasetTexts.accepted} value={acceptedLineCount} />
      <FigureCard name={datasetTexts.rejected} value={rejectedLineCount} />
      {audio && <FigureCard name={datasetTexts.audio} value={duration(3600 * audio.hours)} />}
      {text && (
        <>
          <FigureCard name={datasetTexts.sentences} value={text.sentences} />
          <FigureCard name={datasetTexts.words} value={text.tokens} />
          {text.newWords && (
            <FigureCard
              name={datasetTexts.newWords}
              value={`${text.newWords.words} (${percent(text.newWords.rate)})`}
            />
          )}
          {typeof text.perplexity?.value === 'number' && (
            <FigureCard name={datasetTexts.perplexity} value={Math.round(text.perplexity.value)} />
          )}
        </>
      )}
    </div>
  )
}
