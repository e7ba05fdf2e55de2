/** A list of checkboxes to select any number of entries. @module */
import { Checkbox } from '@fluentui/react-components'
import { useState } from 'react'

export type Selection = Readonly<{
  selected: ReadonlySet<string>
  setSelected: (keys: ReadonlySet<string>) => void
  toggle: (key: string, on: boolean) => void
}>

export function useSelection(initial: readonly string[] = []): Selection {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(initial))
  const toggle = (key: string, on: boolean) => {
    const next = new Set(selected)
    if (on) next.add(key)
    else next.delete(key)
    setSelected(next)
  }
  return { selected, setSelected, toggle }
}

type ChecklistProps = Readonly<{
  legend: string
  /** `key` identifies an entry in the selection. */
  items: readonly Readonly<{ key: string; label: string }>[]
  selection: Pick<Selection, 'selected' | 'toggle'>
}>

export const Checklist = ({ legend, items, selection: { selected, toggle } }: ChecklistProps) => (
  <fieldset className="checklist">
    <legend>{legend}</legend>
    {items.map(({ key, label }) => (
      <div key={key}>
        <Checkbox
          label={label}
          checked={selected.has(key)}
          onChange={(_event, { checked }) => toggle(key, checked === true)}
        />
      </div>
    ))}
  </fieldset>
)
