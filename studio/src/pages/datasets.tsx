/** The datasets of a project and the wizard that uploads one. @module */
import { Button } from '@fluentui/react-components'
import { ArrowUploadRegular } from '@fluentui/react-icons'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { type Dataset, idOf } from '../api/entities.ts'
import { useList } from '../api/session.tsx'
import { UploadState, useUploads } from '../datasets/upload-state.tsx'
import { UploadWizard } from '../datasets/upload-wizard.tsx'
import { awaitsBlocks } from '../datasets/uploads.ts'
import '../datasets/datasets.css'
import { Connect } from '../parts/connect.tsx'
import { Empty, Loading, Refused, StatusBadge } from '../parts/waiting.tsx'
import { date, texts } from '../texts.ts'

export function DatasetsPage({ project }: Readonly<{ project: string }>) {
  const { data, error } = useList<Dataset>(`/projects/${project}/datasets`)
  const [uploading, setUploading] = useState(false)
  const sending = useUploads()
  const queries = useQueryClient()
  const refresh = () => void queries.invalidateQueries()
  const upload = (
    <Button appearance="primary" icon={<ArrowUploadRegular />} onClick={() => setUploading(true)}>
      {texts.datasets.upload}
    </Button>
  )
  return (
    <>
      <div className="head">
        <h1>{texts.datasets.title}</h1>
        <div className="row">
          <Connect project={project} path="/datasets" />
          {data && data.length > 0 && upload}
        </div>
      </div>
      <Refused error={error} />
      {!data && !error && <Loading />}
      {data?.length === 0 && (
        <Empty title={texts.datasets.empty} more={texts.datasets.emptyMore}>
          {upload}
        </Empty>
      )}
      {data && data.length > 0 && (
        <div className="scroll">
          <table>
            <thead>
              <tr>
                <th>{texts.name}</th>
                <th>{texts.kind}</th>
                <th>{texts.status}</th>
                <th className="number">{texts.datasets.accepted}</th>
                <th className="number">{texts.datasets.refused}</th>
                <th>{texts.created}</th>
              </tr>
            </thead>
            <tbody>
              {data.map((dataset) => (
                <tr key={dataset.self}>
                  <td>
                    <Link className="link" href={`/studio/projects/${project}/datasets/${idOf(dataset)}`}>
                      {dataset.displayName}
                    </Link>
                  </td>
                  <td>{texts.kinds[dataset.kind]}</td>
                  <td>
                    {awaitsBlocks(dataset) ? (
                      <UploadState
                        dataset={dataset}
                        project={project}
                        upload={sending.find(({ self }) => self === dataset.self)}
                        onEnded={refresh}
                      />
                    ) : (
                      <StatusBadge status={dataset.status} />
                    )}
                  </td>
                  <td className="number">{dataset.properties?.acceptedLineCount}</td>
                  <td className="number">{dataset.properties?.rejectedLineCount}</td>
                  <td>{date(dataset.createdDateTime)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {uploading && <UploadWizard project={project} onClose={() => setUploading(false)} onEnded={refresh} />}
    </>
  )
}
