/** What was made without a project, by a program or the command line, taken into this one. @module */
import { Button, Checkbox } from '@fluentui/react-components'
import { LinkRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { Entity, Project } from '../api/entities.ts'
import { useChange, useEntity, useList } from '../api/session.tsx'
import { texts } from '../texts.ts'
import { Loading } from './waiting.tsx'
import { Wizard } from './wizard.tsx'

type ConnectProps = Readonly<{
  project: string
  /** The list of the REST API that holds such things. */
  path: '/datasets' | '/models' | '/evaluations' | '/endpoints'
}>

/** A button that is there while something of the project's language belongs to no project. */
export function Connect({ project, path }: ConnectProps) {
  const owner = useEntity<Project>(`/projects/${project}`)
  const { data } = useList<Entity>(path)
  const [open, setOpen] = useState(false)
  const free = data?.filter((entity) => !entity.project && entity.locale === owner.data?.locale) ?? []
  if (free.length === 0 || !owner.data) return null
  return (
    <>
      <Button icon={<LinkRegular />} onClick={() => setOpen(true)}>
        {texts.connect.button}
      </Button>
      {open && <Choose owner={owner.data} free={free} onClose={() => setOpen(false)} />}
    </>
  )
}

type ChooseProps = Readonly<{ owner: Project; free: readonly Entity[]; onClose: () => void }>

function Choose({ owner, free, onClose }: ChooseProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const connect = useChange(async (rest) => {
    for (const self of chosen) await rest.patch(self, { project: { self: owner.self } })
  })
  const choose = (self: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(self)
    else next.delete(self)
    setChosen(next)
  }
  return (
    <Wizard
      title={texts.connect.title}
      action={texts.connect.action}
      ready={chosen.size > 0}
      busy={connect.isPending}
      error={connect.error}
      onClose={onClose}
      onAction={() => connect.mutate(undefined, { onSuccess: onClose })}
    >
      <p className="quiet">{texts.connect.about(owner.displayName)}</p>
      <fieldset className="choices">
        <legend>{texts.connect.legend}</legend>
        {free.map(({ self, displayName }) => (
          <div key={self}>
            <Checkbox
              label={displayName}
              checked={chosen.has(self)}
              onChange={(_event, { checked }) => choose(self, checked === true)}
            />
          </div>
        ))}
      </fieldset>
      {connect.isPending && <Loading />}
    </Wizard>
  )
}
