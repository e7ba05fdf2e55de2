/** The logs of an endpoint: play, download, and delete them, or correct them in the editor. @module */
import { Button } from '@fluentui/react-components'
import { ArrowDownloadRegular, DeleteRegular, PlayRegular, StopRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Link } from 'wouter'
import { type LoggedRequest, readLoggedRequests, recognizedText } from '../api/endpoint-traffic.ts'
import { type Endpoint, idOf } from '../api/entities.ts'
import { pathOf } from '../api/rest.ts'
import { useChange, useRest } from '../api/session.tsx'
import { isoSeconds } from '../api/transcriptions.ts'
import { useAudioPlayer } from '../components/audio-player.ts'
import { ErrorMessage } from '../components/status.tsx'
import { TableFrame } from '../components/table.tsx'
import { Wizard } from '../components/wizard.tsx'
import { dateTime, duration } from '../format.ts'
import { texts } from '../texts.ts'
import { DownloadLogs } from './download-logs.tsx'
import { endpointTexts } from './texts.ts'

const PAGE_SIZE = 25

export function Logs({ project, endpoint }: Readonly<{ project: string; endpoint: Endpoint }>) {
  const rest = useRest()
  const heading = useId()
  const [shown, setShown] = useState(PAGE_SIZE)
  const [deleting, setDeleting] = useState(false)
  const { source, toggle } = useAudioPlayer()
  const { data, error } = useQuery({
    queryKey: ['logs', endpoint.self, endpoint.properties?.loggingEnabled],
    queryFn: ({ signal }) => readLoggedRequests(rest, endpoint, signal).catch(emptyWithoutLogging),
    placeholderData: (before) => before
  })
  const removeAll = useChange((client) => client.delete(`${endpoint.self}/files/logs`))
  const requests = data ?? []
  return (
    <section aria-labelledby={heading}>
      <div className="head section-head">
        <h2 id={heading}>{endpointTexts.logs}</h2>
        {requests.length > 0 && (
          <div className="row">
            <Link className="link" href={`/studio/projects/${project}/editor?endpoint=${idOf(endpoint)}`}>
              {endpointTexts.improve}
            </Link>
            <DownloadLogs endpoint={endpoint} />
            <Button icon={<DeleteRegular />} onClick={() => setDeleting(true)}>
              {endpointTexts.deleteAll}
            </Button>
          </div>
        )}
      </div>
      <ErrorMessage error={error} />
      {requests.length === 0 ? (
        <p className="quiet">{endpointTexts.noLogs}</p>
      ) : (
        <>
          <p className="quiet">{endpointTexts.aboutLogs}</p>
          <TableFrame
            roomy
            headings={[
              { title: endpointTexts.time },
              { title: endpointTexts.length },
              { title: endpointTexts.recognized },
              { title: texts.actions, hidden: true }
            ]}
          >
            {requests.slice(0, shown).map((request) => (
              <LogRow
                key={request.audio.self}
                request={request}
                playing={source === pathOf(request.audio.links.contentUrl)}
                onPlay={() => toggle(pathOf(request.audio.links.contentUrl))}
              />
            ))}
          </TableFrame>
          {requests.length > shown && (
            <Button onClick={() => setShown(shown + 4 * PAGE_SIZE)}>{endpointTexts.showMore}</Button>
          )}
        </>
      )}
      {deleting && (
        <Wizard
          title={endpointTexts.deleteAllTitle}
          action={texts.delete}
          busy={removeAll.isPending}
          error={removeAll.error}
          onClose={() => setDeleting(false)}
          onAction={() => removeAll.mutate(undefined, { onSuccess: () => setDeleting(false) })}
        >
          <p>{texts.deleteWarning}</p>
        </Wizard>
      )}
    </section>
  )
}

/** The service has no list for an endpoint that never logged. */
function emptyWithoutLogging(error: unknown): readonly LoggedRequest[] {
  if (error instanceof Error && 'code' in error && error.code === 'EndpointWithoutLogging') return []
  throw error
}

type RowProps = Readonly<{ request: LoggedRequest; playing: boolean; onPlay: () => void }>

function LogRow({ request: { audio, transcript }, playing, onPlay }: RowProps) {
  const rest = useRest()
  const text = useQuery({
    queryKey: ['log', audio.self],
    enabled: transcript !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) =>
      transcript
        ? recognizedText(await rest.getLinkedJson<Parameters<typeof recognizedText>[0]>(transcript, signal))
        : ''
  })
  const remove = useChange((client) => client.delete(audio.self))
  const time = dateTime(audio.createdDateTime)
  return (
    <tr>
      <td className="nowrap">{time}</td>
      <td className="nowrap">{duration(isoSeconds(audio.properties.duration))}</td>
      <td>
        {text.data ?? ''}
        <ErrorMessage error={remove.error} />
      </td>
      <td>
        <div className="row tight">
          <Button
            appearance="subtle"
            size="small"
            icon={playing ? <StopRegular /> : <PlayRegular />}
            aria-label={`${playing ? texts.stop : texts.play} ${time}`}
            onClick={onPlay}
          />
          <Button
            as="a"
            appearance="subtle"
            size="small"
            icon={<ArrowDownloadRegular />}
            aria-label={endpointTexts.downloadLog(time)}
            href={pathOf(audio.links.contentUrl)}
            download={audio.name}
          />
          <Button
            appearance="subtle"
            size="small"
            icon={<DeleteRegular />}
            aria-label={endpointTexts.deleteLog(time)}
            disabled={remove.isPending}
            onClick={() => remove.mutate(undefined)}
          />
        </div>
      </td>
    </tr>
  )
}
