/** Models that can hear recordings of a language. @module */
import { Field, Select } from '@fluentui/react-components'
import type { Model } from '../api/entities.ts'
import { useList } from '../api/session.tsx'
import { modelName } from './model-name.ts'

/** Of a project, or of the whole service: own ones first, the newest on top, then base models. */
export function useModels(project: string | undefined, locale: string | undefined): readonly Model[] {
  const own = useList<Model>(project === undefined ? '/models' : `/projects/${project}/models`)
  const bases = useList<Model>('/models/base')
  const usable = own.data?.filter(({ status }) => status === 'Succeeded') ?? []
  return [...usable.toReversed(), ...(bases.data?.toReversed() ?? [])].filter(
    (model) => locale === undefined || model.locale === locale
  )
}

type ChoiceProps = Readonly<{
  label: string
  models: readonly Model[]
  value: string
  onChange: (self: string) => void
}>

export const ChooseModel = ({ label, models, value, onChange }: ChoiceProps) => (
  <Field label={label}>
    <Select value={value} onChange={(_event, chosen) => onChange(chosen.value)}>
      {models.map((model) => (
        <option key={model.self} value={model.self}>
          {modelName(model)}
        </option>
      ))}
    </Select>
  </Field>
)
