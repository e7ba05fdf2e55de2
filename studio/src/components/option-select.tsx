/** A field that selects one of a few named options. @module */
import { Field, Select } from '@fluentui/react-components'

type OptionProps<T extends string> = Readonly<{
  label: string
  hint?: string
  /** Each value with its text, in the order shown. */
  options: Readonly<Record<T, string>>
  value: T
  onChange: (value: T) => void
}>

export function OptionSelect<T extends string>({ label, hint, options, value, onChange }: OptionProps<T>) {
  const names = Object.keys(options) as T[]
  return (
    <Field label={label} {...(hint ? { hint } : {})}>
      <Select
        value={value}
        onChange={(_event, selected) => onChange(names.find((name) => name === selected.value) ?? value)}
      >
        {names.map((name) => (
          <option key={name} value={name}>
            {options[name]}
          </option>
        ))}
      </Select>
    </Field>
  )
}
