/** Dialogs that deploy a model to a new endpoint, or change the model of an existing one. @module */
import { Checkbox } from '@fluentui/react-components'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { type Endpoint, idOf, type Model, type Project } from '../api/entities.ts'
import { useChange, useEntity } from '../api/session.tsx'
import { ModelSelect, useUsableModels } from '../components/model-select.tsx'
import { NameFields, useNameFields } from '../components/name-fields.tsx'
import { Wizard } from '../components/wizard.tsx'
import { modelName } from '../format.ts'
import { texts } from '../texts.ts'
import { endpointTexts } from './texts.ts'

/** Models that an endpoint of the project can serve. */
export function useDeployableModels(project: string): readonly Model[] {
  const owner = useEntity<Project>(`/projects/${project}`)
  return useUsableModels(project, owner.data?.locale)
}

type DeployProps = Readonly<{
  project: string
  /** ID of the preselected model. */
  model?: string
  onClose: () => void
}>

export function DeployModel({ project, model, onClose }: DeployProps) {
  const owner = useEntity<Project>(`/projects/${project}`)
  const models = useDeployableModels(project)
  const [, go] = useLocation()
  const name = useNameFields()
  const [selected, setSelected] = useState<string>()
  const [logging, setLogging] = useState(false)
  const self = selected ?? models.find((one) => idOf(one) === model)?.self ?? models[0]?.self ?? ''
  const deploy = useChange((rest) =>
    rest.post<Endpoint>('/endpoints', {
      ...name.fields,
      locale: owner.data?.locale,
      project: { self: owner.data?.self },
      model: { self },
      properties: { loggingEnabled: logging }
    })
  )
  return (
    <Wizard
      title={endpointTexts.deploy}
      action={endpointTexts.deployAction}
      ready={self !== '' && name.named && owner.data !== undefined}
      busy={deploy.isPending}
      error={deploy.error}
      onClose={onClose}
      onAction={() =>
        deploy.mutate(undefined, {
          onSuccess: (endpoint) => go(`/studio/projects/${project}/endpoints/${idOf(endpoint)}`)
        })
      }
    >
      <NameFields {...name} />
      <ModelSelect label={texts.model} models={models} value={self} onChange={setSelected} />
      <Checkbox
        label={endpointTexts.logging}
        checked={logging}
        onChange={(_event, { checked }) => setLogging(checked === true)}
      />
    </Wizard>
  )
}

type ChangeProps = Readonly<{ project: string; endpoint: Endpoint; onClose: () => void }>

/** Does not overwrite a change that someone else made while the dialog was open. */
export function ChangeModel({ project, endpoint, onClose }: ChangeProps) {
  const models = useDeployableModels(project)
  // As of when the dialog opened: `endpoint` itself is refreshed.
  const [original] = useState(endpoint.model.self)
  const [self, setSelf] = useState(original)
  const change = useChange(async (rest) => {
    const current = await rest.get<Endpoint>(endpoint.self)
    if (idOf(current.model) !== idOf({ self: original })) {
      const { displayName } = await rest.get<Model>(current.model.self)
      throw new Error(endpointTexts.changedMeanwhile(modelName({ self: current.model.self, displayName })))
    }
    await rest.patch(endpoint.self, { model: { self } })
  })
  return (
    <Wizard
      title={endpointTexts.changeModel}
      action={texts.save}
      busy={change.isPending}
      error={change.error}
      onClose={onClose}
      onAction={() => change.mutate(undefined, { onSuccess: onClose })}
    >
      <p>{endpointTexts.aboutChange}</p>
      <ModelSelect label={texts.model} models={models} value={self} onChange={setSelf} />
    </Wizard>
  )
}
