/** The batch transcriptions of a project. @module */
import { Button } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { idOf, isInProgress } from '../api/entities.ts'
import { useList } from '../api/session.tsx'
import { type BatchTranscription, isoSeconds } from '../api/transcriptions.ts'
import { ListFrame } from '../components/list-frame.tsx'
import { StatusBadge } from '../components/status.tsx'
import { dateTime, duration, wholePercent } from '../format.ts'
import { texts } from '../texts.ts'
import { CreateBatch } from './create-batch.tsx'
import { batchTexts } from './texts.ts'

export function BatchesPage({ project }: Readonly<{ project: string }>) {
  const { data, error } = useList<BatchTranscription>(`/projects/${project}/transcriptions`)
  const [creating, setCreating] = useState(false)
  const [, go] = useLocation()
  const pathOfBatch = (batch: BatchTranscription) => `/studio/projects/${project}/batch/${idOf(batch)}`
  return (
    <>
      <ListFrame
        title={batchTexts.title}
        items={data}
        error={error}
        empty={{ title: batchTexts.empty, more: batchTexts.emptyMore }}
        create={
          <Button appearance="primary" icon={<AddRegular />} onClick={() => setCreating(true)}>
            {batchTexts.create}
          </Button>
        }
      >
        {(batches) => (
          <div className="scroll">
            <table>
              <thead>
                <tr>
                  <th>{texts.name}</th>
                  <th>{texts.status}</th>
                  <th className="number">{batchTexts.duration}</th>
                  <th>{texts.created}</th>
                </tr>
              </thead>
              <tbody>
                {batches.toReversed().map((batch) => (
                  <tr key={batch.self}>
                    <td>
                      <Link className="link" href={pathOfBatch(batch)}>
                        {batch.displayName}
                      </Link>
                    </td>
                    <td>
                      <StatusBadge status={batch.status} /> {progressOf(batch)}
                    </td>
                    <td className="number">
                      {batch.properties?.duration && duration(isoSeconds(batch.properties.duration))}
                    </td>
                    <td>{dateTime(batch.createdDateTime)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </ListFrame>
      {creating && (
        <CreateBatch
          project={project}
          onClose={() => setCreating(false)}
          onCreated={(batch) => go(pathOfBatch(batch))}
        />
      )}
    </>
  )
}

function progressOf(batch: BatchTranscription): string {
  const { progress } = batch.properties ?? {}
  return isInProgress(batch) && progress !== undefined ? wholePercent(progress) : ''
}
