/** One dataset: what was accepted, what was refused and how to mend it, what the text is to the base model. @module */
import { Button } from '@fluentui/react-components'
import { DocumentEditRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import { type ApiFile, type Dataset, isWorking, type Reference } from '../api/entities.ts'
import { pathOf } from '../api/rest.ts'
import { useEntity, useRest } from '../api/session.tsx'
import { Clips } from '../datasets/clips.tsx'
import { Insight } from '../datasets/insight.tsx'
import { RefusedLines } from '../datasets/refused-lines.tsx'
import type { Report } from '../datasets/report.ts'
import '../datasets/datasets.css'
import { EntityActions } from '../parts/entity-actions.tsx'
import { Gone, isGone } from '../parts/gone.tsx'
import { Loading, Refused, WorkState } from '../parts/waiting.tsx'
import { date, percent, texts } from '../texts.ts'

/** The report and the files of an entity, once its work has ended. */
export function useFiles(entity: Reference | undefined, ended: boolean) {
  const rest = useRest()
  return useQuery({
    queryKey: ['files', entity?.self ?? ''],
    enabled: entity !== undefined && ended,
    queryFn: ({ signal }) => rest.files(entity ?? { self: '' }, signal)
  })
}

export function useReport<T>(files: readonly ApiFile[] | undefined) {
  const rest = useRest()
  const report = files?.find(({ name }) => name === 'report.json')
  return useQuery({
    queryKey: ['report', report?.self ?? ''],
    enabled: report !== undefined,
    queryFn: ({ signal }) => rest.content<T>(report ?? { links: { contentUrl: '' } }, signal)
  })
}

export function DatasetPage({ project, id }: Readonly<{ project: string; id: string }>) {
  const { data: dataset, error } = useEntity<Dataset>(`/datasets/${id}`)
  const files = useFiles(dataset, dataset !== undefined && !isWorking(dataset))
  const report = useReport<Report>(files.data)
  const [, go] = useLocation()
  if (isGone(error)) {
    return (
      <Gone
        text={texts.datasets.gone}
        back={texts.datasets.toAll}
        href={`/studio/projects/${project}/datasets`}
      />
    )
  }
  if (!dataset) return error ? <Refused error={error} /> : <Loading />
  const { acceptedLineCount, rejectedLineCount } = dataset.properties ?? {}
  const audio = files.data?.filter(({ kind }) => kind === 'Audio') ?? []
  const others = files.data?.filter(({ kind }) => kind !== 'Audio') ?? []
  const found = report.data
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
              {texts.datasets.edit}
            </Button>
          )}
          <EntityActions entity={dataset} after={`/studio/projects/${project}/datasets`} stoppable />
        </div>
      </div>
      <p className="quiet">
        {texts.kinds[dataset.kind]} · {dataset.locale} · {date(dataset.createdDateTime)}
        {dataset.description ? ` · ${dataset.description}` : ''}
      </p>
      <WorkState entity={dataset} />
      <Refused error={files.error ?? report.error} />
      {!isWorking(dataset) && (
        <div className="cards" style={{ marginTop: '1rem' }}>
          <Figure name={texts.datasets.accepted} value={acceptedLineCount} />
          <Figure name={texts.datasets.refused} value={rejectedLineCount} />
          {found?.audio && <Figure name={texts.datasets.hours} value={length(found.audio.hours)} />}
          {found?.text && (
            <>
              <Figure name={texts.datasets.sentences} value={found.text.sentences} />
              <Figure name={texts.datasets.words} value={found.text.tokens} />
              {found.text.newWords && (
                <Figure
                  name={texts.datasets.newWords}
                  value={`${found.text.newWords.words} (${percent(found.text.newWords.rate)})`}
                />
              )}
              {typeof found.text.perplexity?.value === 'number' && (
                <Figure name={texts.datasets.perplexity} value={Math.round(found.text.perplexity.value)} />
              )}
            </>
          )}
        </div>
      )}
      {found && !isWorking(dataset) && (
        <>
          <Insight report={found} clips={audio} />
          <h2>{texts.datasets.refusedLines}</h2>
          <RefusedLines lines={(found.details ?? []).filter(({ message }) => message)} files={others} />
        </>
      )}
      {audio.length > 0 && <Clips clips={audio} />}
      {others.length > 0 && <Files files={others} />}
    </>
  )
}

const length = (hours: number): string =>
  hours < 1 ? texts.datasets.minutes((60 * hours).toFixed(1)) : texts.datasets.hoursOf(hours.toFixed(1))

export const Figure = ({ name, value }: Readonly<{ name: string; value: string | number | undefined }>) => (
  <div className="card">
    <b>{typeof value === 'number' ? value.toLocaleString() : (value ?? texts.never)}</b>
    <span className="quiet">{name}</span>
  </div>
)

export const Files = ({ files }: Readonly<{ files: readonly ApiFile[] }>) => (
  <>
    <h2>{texts.datasets.files}</h2>
    <ul>
      {files.map(({ self, name, links, properties }) => (
        <li key={self}>
          <a className="link" href={pathOf(links.contentUrl)} download={name}>
            {name}
          </a>{' '}
          <span className="quiet">{Math.ceil(properties.size / 1024).toLocaleString()} KB</span>
        </li>
      ))}
    </ul>
  </>
)
