/** What an endpoint logged: heard again, downloaded, deleted, and taken into the editor. @module */
import { Button } from '@fluentui/react-components'
import { ArrowDownloadRegular, DeleteRegular, PlayRegular, StopRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { Link } from 'wouter'
import { type Endpoint, idOf } from '../api/entities.ts'
import { pathOf } from '../api/rest.ts'
import { useChange, useRest } from '../api/session.tsx'
import { type LoggedSession, readSessions, textOfLog } from '../api/traffic.ts'
import { usePlaying } from '../parts/use-playing.ts'
import { Refused } from '../parts/waiting.tsx'
import { Wizard } from '../parts/wizard.tsx'
import { date, texts } from '../texts.ts'
import { DownloadLogs } from './download-logs.tsx'
import { duration, secondsOf } from './units.ts'

const SHOWN_AT_ONCE = 25

export function Logs({ project, endpoint }: Readonly<{ project: string; endpoint: Endpoint }>) {
  const rest = useRest()
  const heading = useId()
  const [most, setMost] = useState(SHOWN_AT_ONCE)
  const [asking, setAsking] = useState(false)
  const { source, toggle } = usePlaying()
  const { data, error } = useQuery({
    queryKey: ['sessions', endpoint.self, endpoint.properties?.loggingEnabled],
    // An endpoint that never logged has no list to ask for.
    queryFn: ({ signal }) => readSessions(rest, endpoint, signal).catch(noneWithoutLogging),
    placeholderData: (before) => before
  })
  const removeAll = useChange((client) => client.remove(`${endpoint.self}/files/logs`))
  const sessions = data ?? []
  return (
    <section aria-labelledby={heading}>
      <div className="head words-head">
        <h2 id={heading}>{texts.endpoints.logs}</h2>
        {sessions.length > 0 && (
          <div className="row">
            <Link className="link" href={`/studio/projects/${project}/editor?endpoint=${idOf(endpoint)}`}>
              {texts.endpoints.improve}
            </Link>
            <DownloadLogs endpoint={endpoint} />
            <Button icon={<DeleteRegular />} onClick={() => setAsking(true)}>
              {texts.endpoints.deleteAll}
            </Button>
          </div>
        )}
      </div>
      <Refused error={error} />
      {sessions.length === 0 ? (
        <p className="quiet">{texts.endpoints.noLogs}</p>
      ) : (
        <>
          <p className="quiet">{texts.endpoints.logsMore}</p>
          <div className="scroll">
            <table className="roomy">
              <thead>
                <tr>
                  <th>{texts.endpoints.time}</th>
                  <th>{texts.endpoints.length}</th>
                  <th>{texts.endpoints.heard}</th>
                  <th>
                    <span className="hidden">{texts.endpoints.actions}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {sessions.slice(0, most).map((session) => (
                  <Session
                    key={session.audio.self}
                    session={session}
                    playing={source === pathOf(session.audio.links.contentUrl)}
                    onPlay={() => toggle(pathOf(session.audio.links.contentUrl))}
                  />
                ))}
              </tbody>
            </table>
          </div>
          {sessions.length > most && (
            <Button onClick={() => setMost(most + 4 * SHOWN_AT_ONCE)}>{texts.endpoints.more}</Button>
          )}
        </>
      )}
      {asking && (
        <Wizard
          title={texts.endpoints.deleteAllTitle}
          action={texts.delete}
          busy={removeAll.isPending}
          error={removeAll.error}
          onClose={() => setAsking(false)}
          onAction={() => removeAll.mutate(undefined, { onSuccess: () => setAsking(false) })}
        >
          <p>{texts.deleteMore}</p>
        </Wizard>
      )}
    </section>
  )
}

function noneWithoutLogging(error: unknown): readonly LoggedSession[] {
  if (error instanceof Error && 'code' in error && error.code === 'EndpointWithoutLogging') return []
  throw error
}

type SessionProps = Readonly<{ session: LoggedSession; playing: boolean; onPlay: () => void }>

function Session({ session: { audio, transcript }, playing, onPlay }: SessionProps) {
  const rest = useRest()
  const heard = useQuery({
    queryKey: ['log', audio.self],
    enabled: transcript !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) =>
      transcript ? textOfLog(await rest.content<Parameters<typeof textOfLog>[0]>(transcript, signal)) : ''
  })
  const remove = useChange((client) => client.remove(audio.self))
  const time = date(audio.createdDateTime)
  return (
    <tr>
      <td className="nowrap">{time}</td>
      <td className="nowrap">{duration(secondsOf(audio.properties.duration))}</td>
      <td>
        {heard.data ?? ''}
        <Refused error={remove.error} />
      </td>
      <td>
        <div className="row tight">
          <Button
            appearance="subtle"
            size="small"
            icon={playing ? <StopRegular /> : <PlayRegular />}
            aria-label={`${playing ? texts.tests.stopPlaying : texts.tests.play} ${time}`}
            onClick={onPlay}
          />
          <Button
            as="a"
            appearance="subtle"
            size="small"
            icon={<ArrowDownloadRegular />}
            aria-label={texts.endpoints.downloadLog(time)}
            href={pathOf(audio.links.contentUrl)}
            download={audio.name}
          />
          <Button
            appearance="subtle"
            size="small"
            icon={<DeleteRegular />}
            aria-label={texts.endpoints.deleteLog(time)}
            disabled={remove.isPending}
            onClick={() => remove.mutate(undefined)}
          />
        </div>
      </td>
    </tr>
  )
}
