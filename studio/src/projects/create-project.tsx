/** The dialog that creates a project. @module */
import { Field, Select } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { idOf, type Project } from '../api/entities.ts'
import { useChange, useRest } from '../api/session.tsx'
import { NameFields, useNameFields } from '../components/name-fields.tsx'
import { Wizard } from '../components/wizard.tsx'
import { texts } from '../texts.ts'
import { projectTexts } from './texts.ts'

export function CreateProject({ onClose }: Readonly<{ onClose: () => void }>) {
  const rest = useRest()
  const [, go] = useLocation()
  const locales = useQuery({
    queryKey: ['project-locales'],
    queryFn: () => rest.get<readonly string[]>('/projects/locales')
  })
  const name = useNameFields()
  const [selected, setLocale] = useState<string>()
  const locale = selected ?? locales.data?.[0] ?? ''
  const create = useChange((client) => client.post<Project>('/projects', { ...name.fields, locale }))
  return (
    <Wizard
      title={projectTexts.createTitle}
      action={projectTexts.createAction}
      ready={name.named && locale !== ''}
      busy={create.isPending}
      error={create.error ?? locales.error}
      onClose={onClose}
      onAction={() =>
        create.mutate(undefined, { onSuccess: (project) => go(`/studio/projects/${idOf(project)}/datasets`) })
      }
    >
      <NameFields {...name} hint={projectTexts.nameHint} />
      <Field label={texts.language} required>
        <Select value={locale} onChange={(_event, { value }) => setLocale(value)}>
          {locales.data?.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </Select>
      </Field>
    </Wizard>
  )
}
