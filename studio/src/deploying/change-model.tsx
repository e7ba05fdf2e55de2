/** Another model for an endpoint, unless somebody else has changed it meanwhile. @module */
import { useState } from 'react'
import { type Endpoint, idOf, type Model } from '../api/entities.ts'
import { useChange } from '../api/session.tsx'
import { modelName } from '../parts/model-name.ts'
import { Wizard } from '../parts/wizard.tsx'
import { texts } from '../texts.ts'
import { ModelChoice, useDeployable } from './model-choice.tsx'

type ChangeProps = Readonly<{ project: string; endpoint: Endpoint; onClose: () => void }>

export function ChangeModel({ project, endpoint, onClose }: ChangeProps) {
  const choices = useDeployable(project)
  // What it was when the dialog opened; what is shown behind it goes with the time.
  const [before] = useState(endpoint.model.self)
  const [self, setSelf] = useState(before)
  const change = useChange(async (rest) => {
    const now = await rest.get<Endpoint>(endpoint.self)
    if (idOf(now.model) !== idOf({ self: before })) {
      const { displayName } = await rest.get<Model>(now.model.self)
      throw new Error(texts.endpoints.changedElsewhere(modelName({ self: now.model.self, displayName })))
    }
    await rest.patch(endpoint.self, { model: { self } })
  })
  return (
    <Wizard
      title={texts.endpoints.change}
      action={texts.save}
      busy={change.isPending}
      error={change.error}
      onClose={onClose}
      onAction={() => change.mutate(undefined, { onSuccess: onClose })}
    >
      <p>{texts.endpoints.changeMore}</p>
      <ModelChoice choices={choices} value={self} onChange={setSelf} />
    </Wizard>
  )
}
