/** The list of projects, the first page of the Studio. @module */
import { Button } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { Link } from 'wouter'
import { idOf, type Project } from '../api/entities.ts'
import { useList } from '../api/session.tsx'
import { EntityActions } from '../components/entity-actions.tsx'
import { ListFrame } from '../components/list-frame.tsx'
import { date } from '../format.ts'
import { texts } from '../texts.ts'
import { CreateProject } from './create-project.tsx'
import { projectTexts } from './texts.ts'

export function ProjectsPage() {
  const { data, error } = useList<Project>('/projects')
  const [creating, setCreating] = useState(false)
  return (
    <>
      <ListFrame
        title={projectTexts.title}
        items={data}
        error={error}
        empty={{ title: projectTexts.empty, more: projectTexts.emptyMore }}
        create={
          <Button appearance="primary" icon={<AddRegular />} onClick={() => setCreating(true)}>
            {projectTexts.create}
          </Button>
        }
        actions={
          <Link className="link" href="/studio/transcribe">
            {projectTexts.transcribe}
          </Link>
        }
      >
        {(projects) => <ProjectTable projects={projects.toReversed()} />}
      </ListFrame>
      {creating && <CreateProject onClose={() => setCreating(false)} />}
    </>
  )
}

const ProjectTable = ({ projects }: Readonly<{ projects: readonly Project[] }>) => (
  <div className="scroll">
    <table>
      <thead>
        <tr>
          <th>{texts.name}</th>
          <th>{texts.language}</th>
          <th>{projectTexts.contents}</th>
          <th>{texts.created}</th>
          <th>
            <span className="hidden">{texts.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {projects.map((project) => (
          <tr key={project.self}>
            <td>
              <Link className="link" href={`/studio/projects/${idOf(project)}/datasets`}>
                {project.displayName}
              </Link>
              <div className="quiet">{project.description}</div>
            </td>
            <td>{project.locale}</td>
            <td>
              <Contents project={project} />
            </td>
            <td>{date(project.createdDateTime)}</td>
            <td>
              <EntityActions entity={project} after="/" deleteWarning={projectTexts.deleteWarning} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

const COUNTS = [
  ['datasets', 'datasetCount'],
  ['models', 'modelCount'],
  ['tests', 'evaluationCount'],
  ['endpoints', 'endpointCount']
] as const

/** What the project has, each count linked to its page. */
const Contents = ({ project }: Readonly<{ project: Project }>) => (
  <span className="row">
    {COUNTS.map(([page, count]) => (
      <Link key={page} className="link" href={`/studio/projects/${idOf(project)}/${page}`}>
        {projectTexts.counts[page](project.properties?.[count] ?? 0)}
      </Link>
    ))}
  </span>
)
