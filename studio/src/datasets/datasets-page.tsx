/** The datasets of a project. @module */
import { Button } from '@fluentui/react-components'
import { ArrowUploadRegular } from '@fluentui/react-icons'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { type Dataset, idOf } from '../api/entities.ts'
import { useList } from '../api/session.tsx'
import { AddExisting } from '../components/add-existing.tsx'
import { ListFrame } from '../components/list-frame.tsx'
import { StatusBadge } from '../components/status.tsx'
import { UploadData } from './upload-data.tsx'
import { UploadStatus, useUploads } from './upload-status.tsx'
import { awaitsUpload } from './uploads.ts'
import './datasets.css'
import { dateTime } from '../format.ts'
import { texts } from '../texts.ts'
import { datasetTexts } from './texts.ts'

export function DatasetsPage({ project }: Readonly<{ project: string }>) {
  const { data, error } = useList<Dataset>(`/projects/${project}/datasets`)
  const [uploading, setUploading] = useState(false)
  const queries = useQueryClient()
  const refresh = () => void queries.invalidateQueries()
  return (
    <>
      <ListFrame
        title={datasetTexts.title}
        items={data}
        error={error}
        empty={{ title: datasetTexts.empty, more: datasetTexts.emptyMore }}
        create={
          <Button appearance="primary" icon={<ArrowUploadRegular />} onClick={() => setUploading(true)}>
            {datasetTexts.upload}
          </Button>
        }
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
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th>{texts.name}</th>
            <th>{texts.kind}</th>
            <th>{texts.status}</th>
            <th className="number">{datasetTexts.accepted}</th>
            <th className="number">{datasetTexts.rejected}</th>
            <th>{texts.created}</th>
          </tr>
        </thead>
        <tbody>
          {datasets.map((dataset) => (
            <tr key={dataset.self}>
              <td>
                <Link className="link" href={`/studio/projects/${project}/datasets/${idOf(dataset)}`}>
                  {dataset.displayName}
                </Link>
              </td>
              <td>{texts.kinds[dataset.kind]}</td>
              <td>
                {awaitsUpload(dataset) ? (
                  <UploadStatus
                    dataset={dataset}
                    project={project}
                    upload={uploads.find(({ self }) => self === dataset.self)}
                    onEnded={onUploadEnded}
                  />
                ) : (
                  <StatusBadge status={dataset.status} />
                )}
              </td>
              <td className="number">{dataset.properties?.acceptedLineCount}</td>
              <td className="number">{dataset.properties?.rejectedLineCount}</td>
              <td>{dateTime(dataset.createdDateTime)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
