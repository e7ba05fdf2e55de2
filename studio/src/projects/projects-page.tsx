/** The list of projects, the first page of the Studio. @module */
import { useState } from 'react'
import { Link } from 'wouter'
import { idOf, type Project } from '../api/entities.ts'
import { useList } from '../api/session.tsx'
import { EntityActions } from '../components/entity-actions.tsx'
import { ListFrame } from '../components/list-frame.tsx'
import { Table } from '../components/table.tsx'
import { date } from '../format.ts'
import { texts } from '../texts.ts'
import { CreateProject } from './create-project.tsx'
import { projectTexts } from './texts.ts'

export function ProjectsPage() {
  const list = useList<Project>('/projects')
  const [creating, setCreating] = useState(false)
  return (
    <>
      <ListFrame
        texts={projectTexts}
        list={list}
        create={{ label: projectTexts.create, onClick: () => setCreating(true) }}
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
  <Table
    rows={projects}
    keyOf={({ self }) => self}
    columns={[
      {
        title: texts.name,
        cell: (project) => (
          <>
            <Link className="link" href={`/studio/projects/${idOf(project)}/datasets`}>
              {project.displayName}
            </Link>
            <div className="quiet">{project.description}</div>
          </>
        )
      },
      { title: texts.language, cell: ({ locale }) => locale },
      { title: projectTexts.contents, cell: (project) => <Contents project={project} /> },
      { title: texts.created, cell: ({ createdDateTime }) => date(createdDateTime) },
      {
        title: texts.actions,
        hidden: true,
        cell: (project) => (
          <EntityActions entity={project} after="/" deleteWarning={projectTexts.deleteWarning} />
        )
      }
    ]}
  />
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
