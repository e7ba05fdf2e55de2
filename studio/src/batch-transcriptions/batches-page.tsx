/** The batch transcriptions of a project. @module */
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { idOf, isInProgress } from '../api/entities.ts'
import { useList } from '../api/session.tsx'
import { type BatchTranscription, isoSeconds } from '../api/transcriptions.ts'
import { ListFrame } from '../components/list-frame.tsx'
import { StatusBadge } from '../components/status.tsx'
import { Table } from '../components/table.tsx'
import { dateTime, duration, wholePercent } from '../format.ts'
import { texts } from '../texts.ts'
import { CreateBatch } from './create-batch.tsx'
import { batchTexts } from './texts.ts'

export function BatchesPage({ project }: Readonly<{ project: string }>) {
  const list = useList<BatchTranscription>(`/projects/${project}/transcriptions`)
  const [creating, setCreating] = useState(false)
  const [, go] = useLocation()
  const pathOfBatch = (batch: BatchTranscription) => `/studio/projects/${project}/batch/${idOf(batch)}`
  return (
    <>
      <ListFrame
        texts={batchTexts}
        list={list}
        create={{ label: batchTexts.create, onClick: () => setCreating(true) }}
      >
        {(batches) => (
          <Table
            rows={batches.toReversed()}
            keyOf={({ self }) => self}
            columns={[
              {
                title: texts.name,
                cell: (batch) => (
                  <Link className="link" href={pathOfBatch(batch)}>
                    {batch.displayName}
                  </Link>
                )
              },
              {
                title: texts.status,
                cell: (batch) => (
                  <>
                    <StatusBadge status={batch.status} /> {progressOf(batch)}
                  </>
                )
              },
              {
                title: batchTexts.duration,
                number: true,
                cell: ({ properties }) => properties?.duration && duration(isoSeconds(properties.duration))
              },
              { title: texts.created, cell: ({ createdDateTime }) => dateTime(createdDateTime) }
            ]}
          />
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
