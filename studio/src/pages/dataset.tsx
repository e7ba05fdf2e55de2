/** One dataset: what was accepted, what was refused and how to mend it, what the text is to the base model. @module */
import { useQuery } from '@tanstack/react-query'
import { type ApiFile, type Dataset, isWorking, type Reference } from '../api/entities.ts'
import { pathOf } from '../api/rest.ts'
import { useEntity, useRest } from '../api/session.tsx'
import { EntityActions } from '../parts/entity-actions.tsx'
import { VirtualList } from '../parts/virtual-list.tsx'
import { Loading, Refused, WorkState } from '../parts/waiting.tsx'
import { date, percent, texts } from '../texts.ts'

type RefusedLine = Readonly<{
  filename: string
  line?: number
  code: string
  inputText: string
  message: string
  found?: string
  accepted?: string
  corrected?: string
}>

type Report = Readonly<{
  details?: readonly RefusedLine[]
  warnings?: readonly string[]
  text?: Readonly<{
    sentences: number
    tokens: number
    vocabulary: number
    newWords: Readonly<{
      words: number
      rate: number
      mostUseful: readonly Readonly<{ word: string; count: number }>[]
    }>
    perplexity?: Readonly<{ value: number | null }>
  }>
  audio?: Readonly<{ clips: number; hours: number }>
}>

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
  if (!dataset) return error ? <Refused error={error} /> : <Loading />
  const { acceptedLineCount, rejectedLineCount } = dataset.properties ?? {}
  const audio = files.data?.filter(({ kind }) => kind === 'Audio') ?? []
  const others = files.data?.filter(({ kind }) => kind !== 'Audio') ?? []
  const found = report.data
  return (
    <>
      <div className="head">
        <h1>{dataset.displayName}</h1>
        <EntityActions entity={dataset} after={`/studio/projects/${project}/datasets`} stoppable />
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
          {found?.audio && (
            <Figure name={texts.datasets.hours} value={`${(60 * found.audio.hours).toFixed(1)} min`} />
          )}
          {found?.text && (
            <>
              <Figure name={texts.datasets.sentences} value={found.text.sentences} />
              <Figure name={texts.datasets.words} value={found.text.tokens} />
              <Figure
                name={texts.datasets.newWords}
                value={`${found.text.newWords.words} (${percent(found.text.newWords.rate)})`}
              />
              {typeof found.text.perplexity?.value === 'number' && (
                <Figure name={texts.datasets.perplexity} value={Math.round(found.text.perplexity.value)} />
              )}
            </>
          )}
        </div>
      )}
      {found?.text && found.text.newWords.mostUseful.length > 0 && (
        <>
          <h2>{texts.datasets.mostUseful}</h2>
          <p>{found.text.newWords.mostUseful.map(({ word, count }) => `${word} (${count})`).join(', ')}</p>
        </>
      )}
      {found && <RefusedLines lines={found.details ?? []} />}
      {audio.length > 0 && (
        <>
          <h2>{texts.datasets.listen}</h2>
          <VirtualList
            label={texts.datasets.listen}
            items={audio}
            estimate={64}
            render={(file) => (
              <div className="utterance row">
                <audio controls preload="none" src={pathOf(file.links.contentUrl)} aria-label={file.name}>
                  <track kind="captions" />
                </audio>
                <span>{file.name}</span>
              </div>
            )}
          />
        </>
      )}
      {others.length > 0 && <Files files={others} />}
    </>
  )
}

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

function RefusedLines({ lines }: Readonly<{ lines: readonly RefusedLine[] }>) {
  const refused = lines.filter(({ message }) => message !== undefined)
  return (
    <>
      <h2>{texts.datasets.refusedLines}</h2>
      {refused.length === 0 ? (
        <p>{texts.datasets.none}</p>
      ) : (
        <VirtualList
          label={texts.datasets.refusedLines}
          items={refused}
          estimate={110}
          render={(one) => (
            <div className="utterance">
              <strong>
                {one.filename}
                {one.line === undefined ? '' : `, ${texts.datasets.line(one.line)}`}
              </strong>{' '}
              <span className="quiet">{one.code}</span>
              <div>
                <code>{one.inputText}</code>
              </div>
              <div>{one.message}</div>
              {one.accepted && (
                <div className="quiet">
                  {texts.datasets.acceptedIs}: {one.accepted}
                </div>
              )}
            </div>
          )}
        />
      )}
    </>
  )
}
