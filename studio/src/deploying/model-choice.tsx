/** The models that an endpoint of a project can serve. @module */
import { Field, Select } from '@fluentui/react-components'
import type { Model, Project } from '../api/entities.ts'
import { useEntity, useList } from '../api/session.tsx'
import { modelName } from '../parts/model-name.ts'
import { texts } from '../texts.ts'

/** Its own first, the newest on top, then the base models of its language. */
export function useDeployable(project: string): readonly Model[] {
  const owner = useEntity<Project>(`/projects/${project}`)
  const models = useList<Model>(`/projects/${project}/models`)
  const bases = useList<Model>('/models/base')
  const custom = models.data?.filter(({ status }) => status === 'Succeeded') ?? []
  return [
    ...custom.toReversed(),
    ...(bases.data?.filter(({ locale }) => locale === owner.data?.locale).toReversed() ?? [])
  ]
}

type ChoiceProps = Readonly<{
  choices: readonly Model[]
  value: string
  onChange: (self: string) => void
}>

export const ModelChoice = ({ choices, value, onChange }: ChoiceProps) => (
  <Field label={texts.endpoints.model}>
    <Select value={value} onChange={(_event, { value: self }) => onChange(self)}>
      {choices.map((model) => (
        <option key={model.self} value={model.self}>
          {modelName(model)}
        </option>
      ))}
    </Select>
  </Field>
)
