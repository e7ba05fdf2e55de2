/** What can be done to any entity: rename it, stop its work, delete it. @module */
import { Button, Field, Input } from '@fluentui/react-components'
import { DeleteRegular, EditRegular, StopRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { type Entity, isWorking } from '../api/entities.ts'
import { useChange } from '../api/session.tsx'
import { texts } from '../texts.ts'
import { Refused } from './waiting.tsx'
import { Wizard } from './wizard.tsx'

type ActionProps = Readonly<{
  entity: Entity
  after: string
  more?: string
  stoppable?: boolean
  /** Sent along with a new name, where the service would take its absence for a wish. */
  kept?: Readonly<Record<string, unknown>>
}>

export function EntityActions({
  entity,
  after,
  more = texts.deleteMore,
  stoppable = false,
  kept
}: ActionProps) {
  const [asking, setAsking] = useState<'delete' | 'rename'>()
  const [, go] = useLocation()
  const close = () => setAsking(undefined)
  // The page is left before what it shows is asked for again, and found to be gone.
  const remove = useChange(async (rest) => {
    await rest.remove(entity.self)
    go(after, { replace: true })
  })
  const stop = useChange((rest) => rest.post(`${entity.self}:cancel`))
  return (
    <div className="row">
      {stoppable && isWorking(entity) && (
        <Button icon={<StopRegular />} onClick={() => stop.mutate(undefined)}>
          {texts.stop}
        </Button>
      )}
      <Button icon={<EditRegular />} onClick={() => setAsking('rename')}>
        {texts.edit}
      </Button>
      <Button icon={<DeleteRegular />} onClick={() => setAsking('delete')}>
        {texts.delete}
      </Button>
      <Refused error={stop.error} />
      {asking === 'rename' && <Rename entity={entity} onClose={close} {...(kept ? { kept } : {})} />}
      {asking === 'delete' && (
        <Wizard
          title={texts.deleteTitle(entity.displayName)}
          action={texts.delete}
          busy={remove.isPending}
          error={remove.error}
          onClose={close}
          onAction={() => remove.mutate(undefined)}
        >
          <p>{more}</p>
        </Wizard>
      )}
    </div>
  )
}

type RenameProps = Pick<ActionProps, 'entity' | 'kept'> & Readonly<{ onClose: () => void }>

function Rename({ entity, kept, onClose }: RenameProps) {
  const [displayName, setName] = useState(entity.displayName)
  const [description, setDescription] = useState(entity.description ?? '')
  const change = useChange((rest) => rest.patch(entity.self, { displayName, description, ...kept }))
  return (
    <Wizard
      title={texts.edit}
      action={texts.save}
      ready={displayName.trim() !== ''}
      busy={change.isPending}
      error={change.error}
      onClose={onClose}
      onAction={() => change.mutate(undefined, { onSuccess: onClose })}
    >
      <NameFields {...{ displayName, setName, description, setDescription }} />
    </Wizard>
  )
}

type NameProps = Readonly<{
  displayName: string
  setName: (name: string) => void
  description: string
  setDescription: (description: string) => void
  hint?: string
}>

export const NameFields = ({ displayName, setName, description, setDescription, hint }: NameProps) => (
  <>
    <Field label={texts.name} required {...(hint ? { hint } : {})}>
      <Input value={displayName} onChange={(_event, { value }) => setName(value)} />
    </Field>
    <Field label={`${texts.description} ${texts.optional}`}>
      <Input value={description} onChange={(_event, { value }) => setDescription(value)} />
    </Field>
  </>
)
