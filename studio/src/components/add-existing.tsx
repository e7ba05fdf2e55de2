/** Adds entities to a project that were created without one, through the API or the command line. @module */
import { Button } from '@fluentui/react-components'
import { LinkRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { Entity, Project } from '../api/entities.ts'
import { useChange, useEntity, useList } from '../api/session.tsx'
import { texts } from '../texts.ts'
import { Checklist, useSelection } from './checklist.tsx'
import { Wizard } from './wizard.tsx'

type AddExistingProps = Readonly<{
  project: string
  /** The list of the REST API that has such entities. */
  path: '/datasets' | '/models' | '/evaluations' | '/endpoints'
}>

/** A button that is shown only while an entity in the project's language belongs to no project. */
export function AddExisting({ project, path }: AddExistingProps) {
  const owner = useEntity<Project>(`/projects/${project}`)
  const { data } = useList<Entity & Readonly<{ locale: string }>>(path)
  const [open, setOpen] = useState(false)
  const unassigned = data?.filter((entity) => !entity.project && entity.locale === owner.data?.locale) ?? []
  if (unassigned.length === 0 || !owner.data) return null
  return (
    <>
      <Button icon={<LinkRegular />} onClick={() => setOpen(true)}>
        {texts.addExisting.button}
      </Button>
      {open && <AddDialog owner={owner.data} unassigned={unassigned} onClose={() => setOpen(false)} />}
    </>
  )
}

type DialogProps = Readonly<{ owner: Project; unassigned: readonly Entity[]; onClose: () => void }>

function AddDialog({ owner, unassigned, onClose }: DialogProps) {
  const selection = useSelection()
  const add = useChange(async (rest) => {
    for (const self of selection.selected) await rest.patch(self, { project: { self: owner.self } })
  })
  return (
    <Wizard
      title={texts.addExisting.title}
      action={texts.addExisting.action}
      ready={selection.selected.size > 0}
      busy={add.isPending}
      error={add.error}
      onClose={onClose}
      onAction={() => add.mutate(undefined, { onSuccess: onClose })}
    >
      <p className="quiet">{texts.addExisting.about(owner.displayName)}</p>
      <Checklist
        legend={texts.addExisting.legend}
        items={unassigned.map(({ self, displayName }) => ({ key: self, label: displayName }))}
        selection={selection}
      />
    </Wizard>
  )
}
