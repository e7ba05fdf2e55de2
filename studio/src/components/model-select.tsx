/** Models that can transcribe a language, and the field that selects one. @module */
import { Field, Select } from '@fluentui/react-components'
import type { Model } from '../api/entities.ts'
import { useList } from '../api/session.tsx'
import { modelName } from '../format.ts'

/**
 * Models that are ready to use: custom models first, then base models, each newest first.
 * @param project its id; the whole service without one
 * @param locale undefined for all languages
 */
export function useUsableModels(project: string | undefined, locale: string | undefined): readonly Model[] {
  const custom = useList<Model>(project === undefined ? '/models' : `/projects/${project}/models`)
  const base = useList<Model>('/models/base')
  const ready = custom.data?.filter(({ status }) => status === 'Succeeded') ?? []
  return [...ready.toReversed(), ...(base.data?.toReversed() ?? [])].filter(
    (model) => locale === undefined || model.locale === locale
  )
}

type SelectProps = Readonly<{
  label: string
  models: readonly Model[]
  value: string
  onChange: (self: string) => void
  /** How a model is listed. */
  nameOf?: (model: Model) => string
}>

export const ModelSelect = ({ label, models, value, onChange, nameOf = modelName }: SelectProps) => (
  <Field label={label}>
    <Select value={value} onChange={(_event, selected) => onChange(selected.value)}>
      {models.map((model) => (
        <option key={model.self} value={model.self}>
          {nameOf(model)}
        </option>
      ))}
    </Select>
  </Field>
)
