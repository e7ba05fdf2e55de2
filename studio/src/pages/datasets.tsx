/** The datasets of a project and the wizard that uploads one. @module */
import { Button, Field, ProgressBar, Select } from '@fluentui/react-components'
import { ArrowUploadRegular } from '@fluentui/react-icons'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { type Dataset, type DatasetKind, datasetKinds, idOf, type Project } from '../api/entities.ts'
import { useChange, useEntity, useList } from '../api/session.tsx'
import { NameFields } from '../parts/entity-actions.tsx'
import { FilePicker } from '../parts/file-picker.tsx'
import { Empty, Loading, Refused, StatusBadge } from '../parts/waiting.tsx'
import { Wizard } from '../parts/wizard.tsx'
import { date, texts } from '../texts.ts'

export function DatasetsPage({ project }: Readonly<{ project: string }>) {
  const { data, error } = useList<Dataset>(`/projects/${project}/datasets`)
  const [uploading, setUploading] = useState(false)
  const upload = (
    <Button appearance="primary" icon={<ArrowUploadRegular />} onClick={() => setUploading(true)}>
      {texts.datasets.upload}
    </Button>
  )
  return (
    <>
      <div className="head">
        <h1>{texts.datasets.title}</h1>
        {data && data.length > 0 && upload}
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
                    <StatusBadge status={dataset.status} />
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
      {uploading && <Upload project={project} onClose={() => setUploading(false)} />}
    </>
  )
}

const isText = (kind: DatasetKind): boolean => kind !== 'Acoustic' && kind !== 'AudioFiles'
const SHOWN_LINES = 8
const SHOWN_BYTES = 16_384

/** The first lines as the importer will read them: the TAB of pronunciations made visible. */
async function firstLines(file: File): Promise<readonly string[]> {
  const bytes = new Uint8Array(await file.slice(0, SHOWN_BYTES).arrayBuffer())
  const label = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8'
  const lines = new TextDecoder(label).decode(bytes).split(/\r?\n/)
  return lines.slice(0, SHOWN_LINES).map((line) => line.replaceAll('\t', ' ⇥ '))
}

function Upload({ project, onClose }: Readonly<{ project: string; onClose: () => void }>) {
  const owner = useEntity<Project>(`/projects/${project}`)
  const [kind, setKind] = useState<DatasetKind>('Language')
  const [file, setFile] = useState<File>()
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const [lines, setLines] = useState<readonly string[]>([])
  const [sent, setSent] = useState(0)
  /** Made by a first try that broke off: the next one goes on with its blocks. */
  const [begun, setBegun] = useState<Dataset>()
  useEffect(() => {
    let current = true
    setLines([])
    if (file && isText(kind)) void firstLines(file).then((found) => current && setLines(found))
    return () => {
      current = false
    }
  }, [file, kind])
  const displayName = name || file?.name || ''
  const save = useChange(async (rest, content: File) => {
    const dataset =
      begun ??
      (await rest.post<Dataset>('/datasets', {
        kind,
        displayName,
        ...(description ? { description } : {}),
        locale: owner.data?.locale,
        project: { self: owner.data?.self }
      }))
    setBegun(dataset)
    await rest.upload(dataset, content, setSent)
  })
  return (
    <Wizard
      title={texts.datasets.wizardTitle}
      action={texts.datasets.saveAndClose}
      ready={file !== undefined && owner.data !== undefined}
      busy={save.isPending}
      error={save.error}
      onClose={onClose}
      onAction={() => file && save.mutate(file, { onSuccess: onClose })}
    >
      <Field label={texts.kind} hint={texts.datasets.formats[kind]}>
        <Select
          value={kind}
          disabled={begun !== undefined}
          onChange={(_event, { value }) => setKind(datasetKinds.find((one) => one === value) ?? 'Language')}
        >
          {datasetKinds.map((one) => (
            <option key={one} value={one}>
              {texts.kinds[one]}
            </option>
          ))}
        </Select>
      </Field>
      <FilePicker
        label={texts.datasets.choose}
        hint={texts.datasets.drop}
        accept={isText(kind) ? '.txt,.md,.tsv,text/plain' : '.zip'}
        file={file}
        onFile={setFile}
      />
      {lines.length > 0 && (
        <div>
          <div className="quiet">{texts.datasets.preview}</div>
          <section aria-label={texts.datasets.preview}>
            <pre>{lines.join('\n')}</pre>
          </section>
        </div>
      )}
      <NameFields displayName={displayName} {...{ setName, description, setDescription }} />
      {save.isPending && file && (
        <Field label={texts.datasets.sending}>
          <ProgressBar value={file.size === 0 ? 1 : sent / file.size} />
        </Field>
      )}
    </Wizard>
  )
}
