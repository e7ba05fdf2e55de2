/** One batch transcription: how far it is, and what was understood of each recording, with its sound. @module */
import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { ArrowDownloadRegular, DocumentEditRegular } from '@fluentui/react-icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { type Format, formats, stem, written } from '../api/captions.ts'
import { type ApiFile, isWorking, type Model } from '../api/entities.ts'
import { pathOf } from '../api/rest.ts'
import { save } from '../api/save.ts'
import { useEntity, useRest } from '../api/session.tsx'
import {
  isoSeconds,
  type RecordingResult,
  type Transcription,
  type TranscriptionReport,
  timedPhrases
} from '../api/transcriptions.ts'
import { RecordingView } from '../batch/recording-view.tsx'
import { EntityActions } from '../parts/entity-actions.tsx'
import { Gone, isGone } from '../parts/gone.tsx'
import { modelName } from '../parts/model-name.ts'
import { VirtualList } from '../parts/virtual-list.tsx'
import { Loading, Refused, WorkState } from '../parts/waiting.tsx'
import { date, duration, texts } from '../texts.ts'
import { useFiles } from './dataset.tsx'

const words = texts.batch

export function BatchPage({ project, id }: Readonly<{ project: string; id: string }>) {
  const { data: batch, error } = useEntity<Transcription>(`/transcriptions/${id}`)
  const model = useEntity<Model>(batch?.model.self)
  const ended = batch !== undefined && !isWorking(batch)
  const files = useFiles(batch, ended)
  const audio = useFiles(batch?.dataset, ended && batch.dataset !== undefined)
  const [, go] = useLocation()
  const place = `/studio/projects/${project}`
  if (isGone(error)) return <Gone text={words.gone} back={words.toAll} href={`${place}/batch`} />
  if (!batch) return error ? <Refused error={error} /> : <Loading />
  const results = files.data?.filter(({ kind }) => kind === 'Transcription') ?? []
  const report = files.data?.find(({ kind }) => kind === 'TranscriptionReport')
  const sounds = new Map(audio.data?.filter(({ kind }) => kind === 'Audio').map((file) => [file.name, file]))
  const length = isoSeconds(batch.properties?.duration)
  return (
    <>
      <div className="head">
        <h1>{batch.displayName}</h1>
        <EntityActions entity={batch} after={`${place}/batch`} stoppable />
      </div>
      <p className="quiet">
        {batch.locale} · {model.data ? modelName(model.data) : texts.never} · {date(batch.createdDateTime)}
        {length > 0 ? ` · ${duration(1000 * length)}` : ''}
      </p>
      <WorkState entity={batch} />
      <Refused error={files.error ?? audio.error} />
      {results.length > 0 && (
        <div className="row" style={{ marginTop: '1rem' }}>
          <Button
            appearance="primary"
            icon={<DocumentEditRegular />}
            onClick={() => go(`${place}/editor/${id}`)}
          >
            {words.edit}
          </Button>
          <DownloadAll name={batch.displayName} results={results} />
        </div>
      )}
      {report && <Failures report={report} />}
      {results.length > 0 && <Results batch={batch} results={results} sounds={sounds} />}
    </>
  )
}

function DownloadAll({ name, results }: Readonly<{ name: string; results: readonly ApiFile[] }>) {
  const rest = useRest()
  const pack = useMutation({
    mutationFn: async (format: Format) => {
      const { ZipWriter } = await import('../api/zip.ts')
      const zip = new ZipWriter()
      for (const file of results) {
        const result = await rest.content<RecordingResult>(file)
        await zip.add(`${stem(result.source)}.${format}`, written(format, timedPhrases(result), result))
      }
      save(zip.finish(), `${name}.${format}.zip`)
    }
  })
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button icon={<ArrowDownloadRegular />} disabled={pack.isPending}>
            {words.downloads}
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {formats.map((format) => (
              <MenuItem key={format} onClick={() => pack.mutate(format)}>
                {words.downloadAll(format)}
              </MenuItem>
            ))}
          </MenuList>
        </MenuPopover>
      </Menu>
      <Refused error={pack.error} />
    </>
  )
}

function Failures({ report }: Readonly<{ report: ApiFile }>) {
  const rest = useRest()
  const { data, error } = useQuery({
    queryKey: ['report', report.self],
    queryFn: ({ signal }) => rest.content<TranscriptionReport>(report, signal)
  })
  const failed = data?.details.filter(({ status }) => status === 'Failed') ?? []
  if (failed.length === 0) return <Refused error={error} />
  return (
    <>
      <h2>{words.failedRecordings}</h2>
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
  batch: Transcription
  results: readonly ApiFile[]
  sounds: ReadonlyMap<string, ApiFile>
}>

function Results({ batch, results, sounds }: ResultsProps) {
  const [chosen, setChosen] = useState<string>()
  const shown = results.find(({ self }) => self === chosen) ?? results[0]
  return (
    <>
      <h2>{words.recordings}</h2>
      <div className="recordings">
        {results.length > 1 && (
          <div className="recording-names">
            <VirtualList
              label={words.recordings}
              items={results}
              estimate={38}
              render={({ self, name }) => (
                <button
                  type="button"
                  className="segment"
                  {...(self === shown?.self ? { 'aria-current': 'true' as const } : {})}
                  onClick={() => setChosen(self)}
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
            ofDataset={batch.dataset !== undefined}
            soundOf={(source) => {
              const sound = sounds.get(source)
              return sound && pathOf(sound.links.contentUrl)
            }}
          />
        )}
      </div>
    </>
  )
}
