/** The datasets of a project. @module */
import { ArrowUploadRegular } from '@fluentui/react-icons'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { type Dataset, idOf } from '../api/entities.ts'
import { useList } from '../api/session.tsx'
import { AddExisting } from '../components/add-existing.tsx'
import { ListFrame } from '../components/list-frame.tsx'
import { StatusBadge } from '../components/status.tsx'
import { Table } from '../components/table.tsx'
import { UploadData } from './upload-data.tsx'
import { UploadStatus, useUploads } from './upload-status.tsx'
import { awaitsUpload } from './uploads.ts'
import './datasets.css'
import { dateTime } from '../format.ts'
import { texts } from '../texts.ts'
import { datasetTexts } from './texts.ts'

export function DatasetsPage({ project }: Readonly<{ project: string }>) {
  const list = useList<Dataset>(`/projects/${project}/datasets`)
  const [uploading, setUploading] = useState(false)
  const queries = useQueryClient()
  const refresh = () => void queries.invalidateQueries()
  return (
    <>
      <ListFrame
        texts={datasetTexts}
        list={list}
        create={{
          label: datasetTexts.upload,
          icon: <ArrowUploadRegular />,
          onClick: () => setUploading(true)
        }}
        actions={<AddExisting project={project} path="/datasets" />}
      >
        {(datasets) => <DatasetTable project={project} datasets={datasets} onUploadEnded={refresh} />}
      </ListFrame>
      {uploading && <UploadData project={project} onClose={() => setUploading(false)} onEnded={refresh} />}
    </>
  )
}

type TableProps = Readonly<{ project: string; datasets: readonly Dataset[]; onUploadEnded: () => void }>

function DatasetTable({ project, datasets, onUploadEnded }: TableProps) {
  const uploads = useUploads()
  return (
    <Table
      rows={datasets}
      keyOf={({ self }) => self}
      columns={[
        {
          title: texts.name,
          cell: (dataset) => (
            <Link className="link" href={`/studio/projects/${project}/datasets/${idOf(dataset)}`}>
              {dataset.displayName}
            </Link>
          )
        },
        { title: texts.kind, cell: ({ kind }) => texts.kinds[kind] },
        {
          title: texts.status,
          cell: (dataset) =>
            awaitsUpload(dataset) ? (
              <UploadStatus
                dataset={dataset}
                project={project}
                upload={uploads.find(({ self }) => self === dataset.self)}
                onEnded={onUploadEnded}
              />
            ) : (
              <StatusBadge status={dataset.status} />
            )
        },
        {
          title: datasetTexts.accepted,
          number: true,
          cell: ({ properties }) => properties?.acceptedLineCount
        },
        {
          title: datasetTexts.rejected,
          number: true,
          cell: ({ properties }) => properties?.rejectedLineCount
        },
        { title: texts.created, cell: ({ createdDateTime }) => dateTime(createdDateTime) }
      ]}
    />
  )
}
