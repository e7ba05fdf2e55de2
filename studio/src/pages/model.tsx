/** One model: how its training goes, what it found, and what to do with it next. @module */
import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useState } from 'react'
import { Link } from 'wouter'
import { type Dataset, idOf, type Model } from '../api/entities.ts'
import { save } from '../api/save.ts'
import { useChange, useEntity } from '../api/session.tsx'
import { AddedWords } from '../model/added-words.tsx'
import { Bought, type SourcesReport } from '../model/bought.tsx'
import { CopyModel } from '../model/copy-model.tsx'
import { GeneralSpeech } from '../model/general-speech.tsx'
import { TrainingProgress } from '../model/training-progress.tsx'
import { type CurvePoint, WeightCurve } from '../model/weight-curve.tsx'
import { EntityActions } from '../parts/entity-actions.tsx'
import { Loading, Refused } from '../parts/waiting.tsx'
import { date, day, percent, texts } from '../texts.ts'
import { Figure, Files, useFiles, useReport } from './dataset.tsx'

type Measured = Readonly<{ errors: number; words: number; errorRate: number }>

type Report = Readonly<{
  verdict: Readonly<{ worseThanBase: boolean | null; summary: string }>
  languageModel?: Readonly<{
    weight: number
    weightFrom: string
    curve?: readonly CurvePoint[]
    perplexity?: Readonly<{ mixed: number | null }>
    datasets?: SourcesReport
    comparedWithBase?: Readonly<{ base: number; mixed: number | null }>
  }>
  words?: Readonly<{
    added: readonly unknown[]
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
  const [copying, setCopying] = useState(false)
  const bundle = useChange(async (rest) => {
    save(await rest.bytes(`/models/${id}:export`), `${model?.displayName ?? id}.zip`)
  })
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
      <TrainingProgress model={model} />
      {model.properties?.warnings?.map(({ message }) => (
        <MessageBar key={message} intent="warning" layout="multiline">
          <MessageBarBody>{message}</MessageBarBody>
        </MessageBar>
      ))}
      <Refused error={files.error ?? report.error ?? bundle.error} />
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
          <Button onClick={() => setCopying(true)}>{texts.models.copyTo}</Button>
          <Button disabled={bundle.isPending} onClick={() => bundle.mutate(undefined)}>
            {texts.models.export}
          </Button>
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
            <MessageBarBody>{capital(found.verdict.summary)}</MessageBarBody>
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
          {found.languageModel?.curve && (
            <WeightCurve
              curve={found.languageModel.curve}
              weight={found.languageModel.weight}
              chosen={found.languageModel.weightFrom === 'held-back text'}
            />
          )}
          {found.languageModel?.datasets && (
            <Bought
              model={model}
              project={project}
              report={found.languageModel.datasets}
              perplexity={found.languageModel.perplexity?.mixed ?? null}
            />
          )}
          <GeneralSpeech model={model} />
          {found.words && <AddedWords model={model.self} count={found.words.added.length} />}
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
      {copying && <CopyModel model={model} onClose={() => setCopying(false)} />}
    </>
  )
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

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
