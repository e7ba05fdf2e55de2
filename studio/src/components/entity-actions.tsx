/** What can be done with any entity: rename it, stop its job, delete it. @module */
import { Button } from '@fluentui/react-components'
import { DeleteRegular, EditRegular, StopRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { type Entity, isInProgress } from '../api/entities.ts'
import { useChange } from '../api/session.tsx'
import { texts } from '../texts.ts'
import { NameFields, useNameFields } from './name-fields.tsx'
import { ErrorMessage } from './status.tsx'
import { Wizard } from './wizard.tsx'

type ActionProps = Readonly<{
  entity: Entity
  /** The page to show once the entity is deleted. */
  after: string
  deleteWarning?: string
  stoppable?: boolean
  /** Sent along with a new name: fields that the service would otherwise reset. */
  preserve?: Readonly<Record<string, unknown>>
}>

export function EntityActions({
  entity,
  after,
  deleteWarning = texts.deleteWarning,
  stoppable = false,
  preserve
}: ActionProps) {
  const [dialog, setDialog] = useState<'delete' | 'rename'>()
  const [, go] = useLocation()
  const close = () => setDialog(undefined)
  // Leave the page before its queries are refreshed and find the entity missing.
  const remove = useChange(async (rest) => {
    await rest.delete(entity.self)
    go(after, { replace: true })
  })
  const stop = useChange((rest) => rest.post(`${entity.self}:cancel`))
  return (
    <div className="row">
      {stoppable && isInProgress(entity) && (
        <Button icon={<StopRegular />} onClick={() => stop.mutate(undefined)}>
          {texts.stopProcessing}
        </Button>
      )}
      <Button icon={<EditRegular />} onClick={() => setDialog('rename')}>
        {texts.rename}
      </Button>
      <Button icon={<DeleteRegular />} onClick={() => setDialog('delete')}>
        {texts.delete}
      </Button>
      <ErrorMessage error={stop.error} />
      {dialog === 'rename' && <Rename entity={entity} onClose={close} {...(preserve ? { preserve } : {})} />}
      {dialog === 'delete' && (
        <Wizard
          title={texts.deleteTitle(entity.displayName)}
          action={texts.delete}
          busy={remove.isPending}
          error={remove.error}
          onClose={close}
          onAction={() => remove.mutate(undefined)}
        >
          <p>{deleteWarning}</p>
        </Wizard>
      )}
    </div>
  )
}

type RenameProps = Pick<ActionProps, 'entity' | 'preserve'> & Readonly<{ onClose: () => void }>

function Rename({ entity, preserve, onClose }: RenameProps) {
  const name = useNameFields(entity)
  const { displayName, description } = name
  const change = useChange((rest) => rest.patch(entity.self, { displayName, description, ...preserve }))
  return (
    <Wizard
      title={texts.rename}
      action={texts.save}
      ready={name.named}
      busy={change.isPending}
      error={change.error}
      onClose={onClose}
      onAction={() => change.mutate(undefined, { onSuccess: onClose })}
    >
      <NameFields {...name} />
    </Wizard>
  )
}
