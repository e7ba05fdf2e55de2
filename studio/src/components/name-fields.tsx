/** Name and description, which every entity has. @module */
import { Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import type { Entity } from '../api/entities.ts'
import { texts } from '../texts.ts'

export type NameState = Readonly<{
  displayName: string
  setName: (name: string) => void
  description: string
  setDescription: (description: string) => void
  /** Whether there is a name. */
  named: boolean
  /** The fields as a request to create an entity has them: no description rather than an empty one. */
  fields: Readonly<{ displayName: string; description?: string }>
}>

export function useNameFields(initial: Partial<Pick<Entity, 'displayName' | 'description'>> = {}): NameState {
  const [displayName, setName] = useState(initial.displayName ?? '')
  const [description, setDescription] = useState(initial.description ?? '')
  return {
    displayName,
    setName,
    description,
    setDescription,
    named: displayName.trim() !== '',
    fields: { displayName, ...(description ? { description } : {}) }
  }
}

type NameProps = Omit<NameState, 'named' | 'fields'> & Readonly<{ hint?: string }>

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
