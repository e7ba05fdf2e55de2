/** Batch transcriptions of a project, and the wizard that begins one. @module */
import { Button } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { idOf, isWorking } from '../api/entities.ts'
import { useList } from '../api/session.tsx'
import { isoSeconds, type Transcription } from '../api/transcriptions.ts'
import { BatchWizard } from '../batch/batch-wizard.tsx'
import { Empty, Loading, Refused, StatusBadge } from '../parts/waiting.tsx'
import { date, duration, texts } from '../texts.ts'

const words = texts.batch

export function BatchesPage({ project }: Readonly<{ project: string }>) {
  const { data, error } = useList<Transcription>(`/projects/${project}/transcriptions`)
  const [creating, setCreating] = useState(false)
  const [, go] = useLocation()
  const place = `/studio/projects/${project}/batch`
  const create = (
    <Button appearance="primary" icon={<AddRegular />} onClick={() => setCreating(true)}>
      {words.create}
    </Button>
  )
  return (
    <>
      <div className="head">
        <h1>{words.title}</h1>
        {data && data.length > 0 && create}
      </div>
      <Refused error={error} />
      {!data && !error && <Loading />}
      {data?.length === 0 && (
        <Empty title={words.empty} more={words.emptyMore}>
          {create}
        </Empty>
      )}
      {data && data.length > 0 && (
        <div className="scroll">
          <table>
            <thead>
              <tr>
                <th>{texts.name}</th>
                <th>{texts.status}</th>
                <th className="number">{words.duration}</th>
                <th>{texts.created}</th>
              </tr>
            </thead>
            <tbody>
              {data.toReversed().map((batch) => (
                <tr key={batch.self}>
                  <td>
                    <Link className="link" href={`${place}/${idOf(batch)}`}>
                      {batch.displayName}
                    </Link>
                  </td>
                  <td>
                    <StatusBadge status={batch.status} /> {isWorking(batch) && share(batch)}
                  </td>
                  <td className="number">
                    {batch.properties?.duration && duration(1000 * isoSeconds(batch.properties.duration))}
                  </td>
                  <td>{date(batch.createdDateTime)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {creating && (
        <BatchWizard
          project={project}
          onClose={() => setCreating(false)}
          onMade={(made) => go(`${place}/${idOf(made)}`)}
        />
      )}
    </>
  )
}

const share = ({ properties }: Transcription): string =>
  properties?.progress === undefined ? '' : `${Math.round(100 * properties.progress)} %`
