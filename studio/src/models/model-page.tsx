/** A model: training progress and results, and what to do with it next. @module */
import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useState } from 'react'
import { Link } from 'wouter'
import { type Dataset, idOf, type Model } from '../api/entities.ts'
import { useChange, useEntity } from '../api/session.tsx'
import type { TrainingReport } from '../api/training-report.ts'
import { EntityActions } from '../components/entity-actions.tsx'
import { FileList, useFiles, useReport } from '../components/entity-files.tsx'
import { ErrorMessage, Loading } from '../components/status.tsx'
import { downloadFile } from '../files/download.ts'
import { AddedWords } from './added-words.tsx'
import { CopyModel } from './copy-model.tsx'
import { RegressionCheckResult } from './regression-check.tsx'
import { TrainingProgress } from './training-progress.tsx'
import { TrainingResults } from './training-results.tsx'
import './models.css'
import { date, dateTime } from '../format.ts'
import { texts } from '../texts.ts'
import { modelTexts } from './texts.ts'

export function ModelPage({ project, id }: Readonly<{ project: string; id: string }>) {
  const { data: model, error } = useEntity<Model>(`/models/${id}`)
  const files = useFiles(model, model?.status === 'Succeeded')
  const report = useReport<TrainingReport>(files.data)
  if (!model) return error ? <ErrorMessage error={error} /> : <Loading />
  const projectPath = `/studio/projects/${project}`
  const words = report.data?.words
  return (
    <>
      <div className="head">
        <h1>{model.displayName}</h1>
        <EntityActions entity={model} after={`${projectPath}/models`} stoppable />
      </div>
      <p className="quiet">
        {model.locale} · {dateTime(model.createdDateTime)} ·{' '}
        {modelTexts.expires(date(model.properties?.deprecationDates?.transcriptionDateTime))}
        {model.description ? ` · ${model.description}` : ''}
      </p>
      <TrainingProgress model={model} />
      {model.properties?.warnings?.map(({ message }) => (
        <MessageBar key={message} intent="warning" layout="multiline">
          <MessageBarBody>{message}</MessageBarBody>
        </MessageBar>
      ))}
      <ErrorMessage error={files.error ?? report.error} />
      {model.status === 'Succeeded' && <ModelActions model={model} projectPath={projectPath} />}
      {report.data && (
        <>
          <TrainingResults model={model} project={project} report={report.data} />
          <RegressionCheckResult model={model} />
          {words && <AddedWords model={model.self} count={words.added.length} />}
        </>
      )}
      {(model.datasets?.length ?? 0) > 0 && (
        <>
          <h2>{modelTexts.data}</h2>
          <ul>
            {model.datasets?.map((reference) => (
              <DatasetLink key={reference.self} projectPath={projectPath} id={idOf(reference)} />
            ))}
          </ul>
        </>
      )}
      {files.data && <FileList files={files.data} />}
    </>
  )
}

function ModelActions({ model, projectPath }: Readonly<{ model: Model; projectPath: string }>) {
  const id = idOf(model)
  const [copying, setCopying] = useState(false)
  const bundle = useChange(async (rest) =>
    downloadFile(await rest.getBlob(`/models/${id}:export`), `${model.displayName}.zip`)
  )
  return (
    <>
      <p className="row">
        <Link href={`${projectPath}/tests?model=${id}`}>
          <Button appearance="primary" as="a">
            {modelTexts.test}
          </Button>
        </Link>
        <Link href={`${projectPath}/endpoints?model=${id}`}>
          <Button as="a">{modelTexts.deploy}</Button>
        </Link>
        <Button onClick={() => setCopying(true)}>{modelTexts.copyTo}</Button>
        <Button disabled={bundle.isPending} onClick={() => bundle.mutate(undefined)}>
          {modelTexts.downloadBundle}
        </Button>
      </p>
      <ErrorMessage error={bundle.error} />
      {copying && <CopyModel model={model} onClose={() => setCopying(false)} />}
    </>
  )
}

function DatasetLink({ projectPath, id }: Readonly<{ projectPath: string; id: string }>) {
  const { data } = useEntity<Dataset>(`/datasets/${id}`)
  return (
    <li>
      <Link className="link" href={`${projectPath}/datasets/${id}`}>
        {data?.displayName ?? id}
      </Link>{' '}
      <span className="quiet">{data && texts.kinds[data.kind]}</span>
    </li>
  )
}
