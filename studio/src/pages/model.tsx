/** One model: how its training goes, what it found, and what to do with it next. @module */
import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { Link } from 'wouter'
import { type Dataset, idOf, type Model } from '../api/entities.ts'
import { useEntity } from '../api/session.tsx'
import { EntityActions } from '../parts/entity-actions.tsx'
import { Loading, Refused, WorkState } from '../parts/waiting.tsx'
import { date, day, percent, texts } from '../texts.ts'
import { Figure, Files, useFiles, useReport } from './dataset.tsx'

type AddedWord = Readonly<{
  word: string
  display: string
  pronunciations: readonly string[]
  source: string
}>
type Measured = Readonly<{ errors: number; words: number; errorRate: number }>

type Report = Readonly<{
  verdict: Readonly<{ worseThanBase: boolean | null; summary: string }>
  languageModel?: Readonly<{
    weight: number
    comparedWithBase?: Readonly<{ base: number; mixed: number | null }>
  }>
  words?: Readonly<{
    added: readonly AddedWord[]
    unpronounceable: readonly Readonly<{ word: string; reason: string }>[]
  }>
  acoustics?: Readonly<{
    utterances: number
    because: string
    heldBack?: Readonly<{ candidates: Readonly<Record<string, Measured | undefined>> }>
  }>
}>

export function ModelPage({ project, id }: Readonly<{ project: string; id: string }>) {
  const { data: model, error } = useEntity<Model>(`/models/${id}`)
  const files = useFiles(model, model?.status === 'Succeeded')
  const report = useReport<Report>(files.data)
  if (!model) return error ? <Refused error={error} /> : <Loading />
  const place = `/studio/projects/${project}`
  const found = report.data
  const weight = model.properties?.customModelWeightPercent
  const compared = found?.languageModel?.comparedWithBase
  return (
    <>
      <div className="head">
        <h1>{model.displayName}</h1>
        <EntityActions entity={model} after={`${place}/models`} stoppable />
      </div>
      <p className="quiet">
        {model.locale} · {date(model.createdDateTime)} · {texts.models.expiry}{' '}
        {day(model.properties?.deprecationDates?.transcriptionDateTime)}
        {model.description ? ` · ${model.description}` : ''}
      </p>
      <WorkState entity={model} />
      <Refused error={files.error ?? report.error} />
      {model.status === 'Succeeded' && (
        <p className="row">
          <Link href={`${place}/tests?model=${id}`}>
            <Button appearance="primary" as="a">
              {texts.models.test}
            </Button>
          </Link>
          <Link href={`${place}/endpoints?model=${id}`}>
            <Button as="a">{texts.models.deploy}</Button>
          </Link>
        </p>
      )}
      {found && (
        <>
          <h2>{texts.models.report}</h2>
          <MessageBar
            intent={
              found.verdict.worseThanBase === null
                ? 'info'
                : found.verdict.worseThanBase
                  ? 'warning'
                  : 'success'
            }
            layout="multiline"
          >
            <MessageBarBody>{found.verdict.summary}</MessageBarBody>
          </MessageBar>
          <div className="cards" style={{ marginTop: '1rem' }}>
            {weight !== undefined && <Figure name={texts.models.weight} value={`${weight} %`} />}
            {compared && <Figure name={texts.models.perplexityBase} value={Math.round(compared.base)} />}
            {typeof compared?.mixed === 'number' && (
              <Figure name={texts.models.perplexityMixed} value={Math.round(compared.mixed)} />
            )}
            {found.words && <Figure name={texts.models.words} value={found.words.added.length} />}
          </div>
          {found.acoustics && <Acoustics report={found.acoustics} />}
          {found.words && found.words.added.length > 0 && <Words words={found.words.added} />}
        </>
      )}
      {(model.datasets?.length ?? 0) > 0 && (
        <>
          <h2>{texts.models.data}</h2>
          <ul>
            {model.datasets?.map((reference) => (
              <DatasetLink key={reference.self} place={place} id={idOf(reference)} />
            ))}
          </ul>
        </>
      )}
      {files.data && <Files files={files.data} />}
    </>
  )
}

function DatasetLink({ place, id }: Readonly<{ place: string; id: string }>) {
  const { data } = useEntity<Dataset>(`/datasets/${id}`)
  return (
    <li>
      <Link className="link" href={`${place}/datasets/${id}`}>
        {data?.displayName ?? id}
      </Link>{' '}
      <span className="quiet">{data && texts.kinds[data.kind]}</span>
    </li>
  )
}

const Acoustics = ({ report }: Readonly<{ report: NonNullable<Report['acoustics']> }>) => (
  <>
    <h2>{texts.models.acoustics}</h2>
    <p>{report.because}</p>
    <ul>
      {Object.entries(report.heldBack?.candidates ?? {}).map(
        ([name, measured]) =>
          measured && (
            <li key={name}>
              {name}: {percent(measured.errorRate)} ({measured.errors} / {measured.words})
            </li>
          )
      )}
    </ul>
  </>
)

const Words = ({ words }: Readonly<{ words: readonly AddedWord[] }>) => (
  <>
    <h2>{texts.models.words}</h2>
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th>{texts.models.word}</th>
            <th>{texts.models.pronunciations}</th>
            <th>{texts.models.source}</th>
          </tr>
        </thead>
        <tbody>
          {words.slice(0, 500).map(({ word, display, pronunciations, source }) => (
            <tr key={word}>
              <td>{display}</td>
              <td>
                <code>{pronunciations.join(' · ')}</code>
              </td>
              <td>{source}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </>
)
