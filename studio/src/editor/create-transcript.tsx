/** The dialog that creates a transcript from a dataset, the logs of an endpoint, or a batch transcription. @module */
import { Checkbox, Field, Radio, RadioGroup, Select } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { type ApiFile, type Dataset, type Endpoint, hasAudio, idOf, type Project } from '../api/entities.ts'
import { useChange, useEntity, useList, useRest } from '../api/session.tsx'
import { type BatchTranscription, isoSeconds } from '../api/transcriptions.ts'
import { waitForImport } from '../api/upload-recordings.ts'
import { ModelSelect, useUsableModels } from '../components/model-select.tsx'
import { ErrorMessage, Loading } from '../components/status.tsx'
import { Wizard } from '../components/wizard.tsx'
import { dateTime, duration } from '../format.ts'
import { texts } from '../texts.ts'
import { EDITOR_OPTIONS } from './draft-from-transcription.ts'
import { datasetFromLogs, loggedRecordings } from './endpoint-logs.ts'
import { editorTexts } from './texts.ts'

const SOURCES = ['dataset', 'endpoint', 'batch'] as const
type Source = (typeof SOURCES)[number]

const NOTHING_TO_SELECT = {
  dataset: texts.noAudioDatasets,
  endpoint: editorTexts.noEndpoints,
  batch: editorTexts.noBatches
} as const satisfies Record<Source, string>

/** The source in an address such as `?dataset=<id>`, by which other pages link here. */
function useLinkedSource(): Readonly<{ source: Source; id: string | undefined }> {
  const [search] = useSearchParams()
  const source = SOURCES.find((one) => search.has(one)) ?? 'dataset'
  return { source, id: search.get(source) ?? undefined }
}

export function CreateTranscript({ project, onClose }: Readonly<{ project: string; onClose: () => void }>) {
  const linked = useLinkedSource()
  const owner = useEntity<Project>(`/projects/${project}`)
  const datasets = useList<Dataset>(`/projects/${project}/datasets`)
  const endpoints = useList<Endpoint>(`/projects/${project}/endpoints`)
  const batches = useList<BatchTranscription>(`/projects/${project}/transcriptions`)
  const models = useUsableModels(project, owner.data?.locale)
  const [source, setSource] = useState<Source>(linked.source)
  const [selected, setSelected] = useState<Readonly<Partial<Record<Source, string>>>>({
    [linked.source]: linked.id
  })
  const [selectedModel, setModel] = useState<string>()
  const [recordings, setRecordings] = useState<readonly ApiFile[]>([])
  const [, go] = useLocation()
  const entries = {
    dataset: datasets.data?.filter(hasAudio).toReversed() ?? [],
    endpoint: endpoints.data?.toReversed() ?? [],
    batch: batches.data?.filter(({ status }) => status === 'Succeeded').toReversed() ?? []
  } as const
  const entity = entries[source].find((one) => idOf(one) === selected[source]) ?? entries[source][0]
  const model = selectedModel ?? models[0]?.self
  /** A batch is transcribed already; anything else is transcribed as a dataset. */
  const create = useChange(async (rest) => {
    if (source === 'batch' || !entity || !owner.data) return entity
    const logs = { displayName: editorTexts.logsOf(entity.displayName), project: owner.data, recordings }
    const dataset =
      source === 'endpoint' ? await waitForImport(rest, await datasetFromLogs(rest, logs)) : entity
    return rest.post<BatchTranscription>('/transcriptions', {
      displayName: dataset.displayName,
      locale: dataset.locale,
      dataset: { self: dataset.self },
      project: { self: owner.data.self },
      ...(model === undefined ? {} : { model: { self: model } }),
      properties: EDITOR_OPTIONS
    })
  })
  return (
    <Wizard
      title={editorTexts.createTitle}
      action={source === 'batch' ? texts.open : editorTexts.createAction}
      ready={entity !== undefined && (source !== 'endpoint' || recordings.length > 0)}
      busy={create.isPending}
      error={create.error ?? datasets.error ?? endpoints.error ?? batches.error}
      onClose={onClose}
      onAction={() =>
        create.mutate(undefined, {
          onSuccess: (batch) => batch && go(`/studio/projects/${project}/editor/${idOf(batch)}`)
        })
      }
    >
      <Field label={editorTexts.source}>
        <RadioGroup
          value={source}
          onChange={(_event, { value }) => setSource(SOURCES.find((one) => one === value) ?? 'dataset')}
        >
          {SOURCES.map((one) => (
            <Radio key={one} value={one} label={editorTexts.sources[one]} />
          ))}
        </RadioGroup>
      </Field>
      {entity ? (
        <Field label={editorTexts.sourceLabels[source]}>
          <Select
            value={idOf(entity)}
            onChange={(_event, { value }) => {
              setSelected({ ...selected, [source]: value })
              setRecordings([])
            }}
          >
            {entries[source].map((one) => (
              <option key={one.self} value={idOf(one)}>
                {one.displayName}
              </option>
            ))}
          </Select>
        </Field>
      ) : (
        <p className="quiet">{NOTHING_TO_SELECT[source]}</p>
      )}
      {source === 'endpoint' && entity && (
        <LoggedRequests
          key={entity.self}
          endpoint={idOf(entity)}
          selected={recordings}
          onSelect={setRecordings}
        />
      )}
      {source !== 'batch' && (
        <ModelSelect label={editorTexts.model} models={models} value={model ?? ''} onChange={setModel} />
      )}
    </Wizard>
  )
}

type LoggedProps = Readonly<{
  endpoint: string
  selected: readonly ApiFile[]
  onSelect: (recordings: readonly ApiFile[]) => void
}>

function LoggedRequests({ endpoint, selected, onSelect }: LoggedProps) {
  const rest = useRest()
  const { data, error } = useQuery({
    queryKey: ['logged-recordings', endpoint],
    queryFn: ({ signal }) => loggedRecordings(rest, endpoint, signal)
  })
  if (!data) return error ? <ErrorMessage error={error} /> : <Loading />
  if (data.length === 0) return <p className="quiet">{editorTexts.noLogs}</p>
  const selves = new Set(selected.map(({ self }) => self))
  const all = selected.length === data.length
  return (
    <fieldset className="checklist">
      <legend>{editorTexts.loggedRequests}</legend>
      <Checkbox
        label={texts.selectAll}
        checked={all ? true : selected.length > 0 ? 'mixed' : false}
        onChange={() => onSelect(all ? [] : data)}
      />
      {data.map((recording) => (
        <div key={recording.self}>
          <Checkbox
            label={`${dateTime(recording.createdDateTime)} · ${duration(isoSeconds(recording.properties.duration))}`}
            checked={selves.has(recording.self)}
            onChange={(_event, { checked }) =>
              onSelect(
                checked ? [...selected, recording] : selected.filter(({ self }) => self !== recording.self)
              )
            }
          />
        </div>
      ))}
    </fieldset>
  )
}
