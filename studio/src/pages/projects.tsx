/** The list of projects and the wizard that makes one. @module */
import { Button, Field, Select } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { idOf, type Project } from '../api/entities.ts'
import { useChange, useList, useRest } from '../api/session.tsx'
import { EntityActions, NameFields } from '../parts/entity-actions.tsx'
import { Empty, Loading, Refused } from '../parts/waiting.tsx'
import { Wizard } from '../parts/wizard.tsx'
import { day, texts } from '../texts.ts'

export function ProjectsPage() {
  const { data, error } = useList<Project>('/projects')
  const [creating, setCreating] = useState(false)
  const create = (
    <Button appearance="primary" icon={<AddRegular />} onClick={() => setCreating(true)}>
      {texts.projects.create}
    </Button>
  )
  return (
    <>
      <div className="head">
        <h1>{texts.projects.title}</h1>
        <div className="row">
          <Link className="link" href="/studio/transcribe">
            {texts.projects.tryIt}
          </Link>
          {data && data.length > 0 && create}
        </div>
      </div>
      <Refused error={error} />
      {!data && !error && <Loading />}
      {data?.length === 0 && (
        <Empty title={texts.projects.empty} more={texts.projects.emptyMore}>
          {create}
        </Empty>
      )}
      {data && data.length > 0 && (
        <div className="scroll">
          <table>
            <thead>
              <tr>
                <th>{texts.name}</th>
                <th>{texts.language}</th>
                <th>{texts.projects.holds}</th>
                <th>{texts.created}</th>
                <th>
                  <span className="hidden">{texts.edit}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.toReversed().map((project) => (
                <tr key={project.self}>
                  <td>
                    <Link className="link" href={`/studio/projects/${idOf(project)}/datasets`}>
                      {project.displayName}
                    </Link>
                    <div className="quiet">{project.description}</div>
                  </td>
                  <td>{project.locale}</td>
                  <td>
                    <Holds project={project} />
                  </td>
                  <td>{day(project.createdDateTime)}</td>
                  <td>
                    <EntityActions entity={project} after="/" more={texts.projects.deleteMore} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {creating && <CreateProject onClose={() => setCreating(false)} />}
    </>
  )
}

const COUNTS = [
  ['datasets', 'datasetCount'],
  ['models', 'modelCount'],
  ['tests', 'evaluationCount'],
  ['endpoints', 'endpointCount']
] as const

/** What is in it, each a way there. */
const Holds = ({ project }: Readonly<{ project: Project }>) => (
  <span className="row">
    {COUNTS.map(([page, count]) => (
      <Link key={page} className="link" href={`/studio/projects/${idOf(project)}/${page}`}>
        {texts.projects.counts[page](project.properties?.[count] ?? 0)}
      </Link>
    ))}
  </span>
)

function CreateProject({ onClose }: Readonly<{ onClose: () => void }>) {
  const rest = useRest()
  const [, go] = useLocation()
  const locales = useQuery({
    queryKey: ['project-locales'],
    queryFn: () => rest.get<readonly string[]>('/projects/locales')
  })
  const [displayName, setName] = useState('')
  const [description, setDescription] = useState('')
  const [chosen, setLocale] = useState<string>()
  const locale = chosen ?? locales.data?.[0] ?? ''
  const create = useChange((client, body: Readonly<Record<string, string>>) =>
    client.post<Project>('/projects', body)
  )
  return (
    <Wizard
      title={texts.projects.wizardTitle}
      action={texts.projects.go}
      ready={displayName.trim() !== '' && locale !== ''}
      busy={create.isPending}
      error={create.error ?? locales.error}
      onClose={onClose}
      onAction={() =>
        create.mutate(
          { displayName, locale, ...(description ? { description } : {}) },
          { onSuccess: (project) => go(`/studio/projects/${idOf(project)}/datasets`) }
        )
      }
    >
      <NameFields {...{ displayName, setName, description, setDescription }} hint={texts.projects.nameHint} />
      <Field label={texts.language} required>
        <Select value={locale} onChange={(_event, { value }) => setLocale(value)}>
          {locales.data?.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </Select>
      </Field>
    </Wizard>
  )
}
