/** Where a transcript begins: with a dataset, with traffic, or with a batch; and the model that hears it first. @module */
import { Checkbox, Field, Radio, RadioGroup, Select } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { type ApiFile, type Dataset, type Endpoint, idOf, type Project } from '../api/entities.ts'
import { imported } from '../api/send-recordings.ts'
import { useChange, useEntity, useList, useRest } from '../api/session.tsx'
import type { Transcription } from '../api/transcriptions.ts'
import { ChooseModel, useModels } from '../parts/choose-model.tsx'
import { Loading, Refused } from '../parts/waiting.tsx'
import { Wizard } from '../parts/wizard.tsx'
import { date, texts } from '../texts.ts'
import { EDITOR_OPTIONS } from './begin-draft.ts'
import { datasetOfTraffic, sessionsOf } from './traffic.ts'

const words = texts.editor

const origins = ['dataset', 'endpoint', 'batch'] as const
type Origin = (typeof origins)[number]
const originTexts = {
  dataset: words.fromDataset,
  endpoint: words.fromTraffic,
  batch: words.fromBatch
} as const

/** An address such as `?dataset=<id>` says where a page of another kind wants to begin. */
function useOrigin(): readonly [Origin, string | undefined] {
  const [asked] = useSearchParams()
  const origin = origins.find((one) => asked.has(one)) ?? 'dataset'
  return [origin, asked.get(origin) ?? undefined]
}

export function BeginWizard({ project, onClose }: Readonly<{ project: string; onClose: () => void }>) {
  const [askedOrigin, askedId] = useOrigin()
  const owner = useEntity<Project>(`/projects/${project}`)
  const datasets = useList<Dataset>(`/projects/${project}/datasets`)
  const endpoints = useList<Endpoint>(`/projects/${project}/endpoints`)
  const batches = useList<Transcription>(`/projects/${project}/transcriptions`)
  const models = useModels(project, owner.data?.locale)
  const [origin, setOrigin] = useState<Origin>(askedOrigin)
  const [chosen, setChosen] = useState<Readonly<Partial<Record<Origin, string>>>>({ [askedOrigin]: askedId })
  const [model, setModel] = useState<string>()
  const [sessions, setSessions] = useState<readonly ApiFile[]>([])
  const [, go] = useLocation()
  const entries = {
    dataset: heardDatasets(datasets.data),
    endpoint: endpoints.data?.toReversed() ?? [],
    batch: batches.data?.filter(({ status }) => status === 'Succeeded').toReversed() ?? []
  } as const
  const entity = entries[origin].find((one) => idOf(one) === chosen[origin]) ?? entries[origin][0]
  const by = model ?? models[0]?.self
  const begin = useChange(async (rest) => {
    if (origin === 'batch' || !entity || !owner.data) return entity
    const dataset =
      origin === 'endpoint'
        ? await imported(
            rest,
            await datasetOfTraffic(rest, {
              displayName: words.trafficName(entity.displayName),
              project: owner.data,
              sessions
            })
          )
        : entity
    return rest.post<Transcription>('/transcriptions', {
      displayName: dataset.displayName,
      locale: dataset.locale,
      dataset: { self: dataset.self },
      project: { self: owner.data.self },
      ...(by === undefined ? {} : { model: { self: by } }),
      properties: EDITOR_OPTIONS
    })
  })
  return (
    <Wizard
      title={words.beginTitle}
      action={origin === 'batch' ? texts.open : words.beginAction}
      ready={entity !== undefined && (origin !== 'endpoint' || sessions.length > 0)}
      busy={begin.isPending}
      error={begin.error ?? datasets.error ?? endpoints.error ?? batches.error}
      onClose={onClose}
      onAction={() =>
        begin.mutate(undefined, {
          onSuccess: (made) => made && go(`/studio/projects/${project}/editor/${idOf(made)}`)
        })
      }
    >
      <Field label={words.from}>
        <RadioGroup
          value={origin}
          onChange={(_event, { value }) => setOrigin(origins.find((one) => one === value) ?? 'dataset')}
        >
          {origins.map((one) => (
            <Radio key={one} value={one} label={originTexts[one]} />
          ))}
        </RadioGroup>
      </Field>
      {entity ? (
        <Field label={words[origin]}>
          <Select
            value={idOf(entity)}
            onChange={(_event, { value }) => {
              setChosen({ ...chosen, [origin]: value })
              setSessions([])
            }}
          >
            {entries[origin].map((one) => (
              <option key={one.self} value={idOf(one)}>
                {one.displayName}
              </option>
            ))}
          </Select>
        </Field>
      ) : (
        <p className="quiet">{nothingTo[origin]}</p>
      )}
      {origin === 'endpoint' && entity && (
        <Sessions key={entity.self} endpoint={idOf(entity)} chosen={sessions} onChosen={setSessions} />
      )}
      {origin !== 'batch' && (
        <ChooseModel label={words.model} models={models} value={by ?? ''} onChange={setModel} />
      )}
    </Wizard>
  )
}

const nothingTo = {
  dataset: words.noDatasets,
  endpoint: words.noEndpoints,
  batch: words.noBatches
} as const satisfies Record<Origin, string>

const heardDatasets = (datasets: readonly Dataset[] = []): readonly Dataset[] =>
  datasets
    .filter(({ kind, status }) => (kind === 'AudioFiles' || kind === 'Acoustic') && status === 'Succeeded')
    .toReversed()

type SessionsProps = Readonly<{
  endpoint: string
  chosen: readonly ApiFile[]
  onChosen: (sessions: readonly ApiFile[]) => void
}>

function Sessions({ endpoint, chosen, onChosen }: SessionsProps) {
  const rest = useRest()
  const { data, error } = useQuery({
    queryKey: ['sessions', endpoint],
    queryFn: ({ signal }) => sessionsOf(rest, endpoint, signal)
  })
  if (!data) return error ? <Refused error={error} /> : <Loading />
  if (data.length === 0) return <p className="quiet">{words.noSessions}</p>
  const selves = new Set(chosen.map(({ self }) => self))
  const all = chosen.length === data.length
  return (
    <fieldset className="choices">
      <legend>{words.sessions}</legend>
      <Checkbox
        label={words.allSessions}
        checked={all ? true : chosen.length > 0 ? 'mixed' : false}
        onChange={() => onChosen(all ? [] : data)}
      />
      {data.map((session) => (
        <div key={session.self}>
          <Checkbox
            label={`${date(session.createdDateTime)} · ${seconds(session.properties.duration)}`}
            checked={selves.has(session.self)}
            onChange={(_event, { checked }) =>
              onChosen(checked ? [...chosen, session] : chosen.filter(({ self }) => self !== session.self))
            }
          />
        </div>
      ))}
    </fieldset>
  )
}

/** `PT1M2.5S` as people read it. */
const seconds = (iso: string | undefined): string => (iso ?? '').replace(/^PT/, '').toLowerCase()
