/** Copies a model to another project, or to another service that authorized the copy. @module */
import { Field, Radio, RadioGroup, Select, Textarea } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { type CopyOperation, idOf, type Model, type Project, type Reference } from '../api/entities.ts'
import { POLL_INTERVAL_MS, type Rest } from '../api/rest.ts'
import { useChange, useList, useRest } from '../api/session.tsx'
import { ErrorMessage, StatusBadge } from '../components/status.tsx'
import { Wizard } from '../components/wizard.tsx'
import { copyTexts } from './texts.ts'

type CopyResult = Readonly<{ operation: CopyOperation }> | Readonly<{ copy: Reference; project: Project }>

export function CopyModel({ model, onClose }: Readonly<{ model: Model; onClose: () => void }>) {
  const projects = useList<Project>('/projects')
  const [remote, setRemote] = useState(false)
  const [selected, setSelected] = useState<string>()
  const [authorization, setAuthorization] = useState('')
  const targets = projects.data?.filter(({ locale }) => locale === model.locale) ?? []
  const target = targets.find(({ self }) => self === selected) ?? targets[0]
  const copy = useChange((rest): Promise<CopyResult> => {
    if (remote) return copyToService(rest, model, authorization)
    if (!target) throw new Error(copyTexts.noProject)
    return copyToProject(rest, model, target)
  })
  const ready = remote ? authorization.trim() !== '' : target !== undefined
  return (
    <Wizard
      title={copyTexts.title(model.displayName)}
      action={copyTexts.action}
      ready={ready && !copy.data}
      busy={copy.isPending}
      done={copy.isSuccess}
      error={copy.error ?? projects.error}
      onClose={onClose}
      onAction={() => copy.mutate(undefined)}
    >
      <RadioGroup
        aria-label={copyTexts.target}
        value={remote ? 'remote' : 'local'}
        onChange={(_event, { value }) => setRemote(value === 'remote')}
      >
        <Radio value="local" label={copyTexts.thisService} />
        <Radio value="remote" label={copyTexts.otherService} />
      </RadioGroup>
      {remote ? (
        <Authorization value={authorization} setValue={setAuthorization} />
      ) : (
        <Field label={copyTexts.project}>
          <Select value={target?.self ?? ''} onChange={(_event, { value }) => setSelected(value)}>
            {targets.map(({ self, displayName }) => (
              <option key={self} value={self}>
                {displayName}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {copy.data && 'copy' in copy.data && (
        <p role="status">
          {copyTexts.copiedTo}{' '}
          <Link
            className="link"
            href={`/studio/projects/${idOf(copy.data.project)}/models/${idOf(copy.data.copy)}`}
          >
            {copy.data.project.displayName}
          </Link>
        </p>
      )}
      {copy.data && 'operation' in copy.data && <OperationStatus operation={copy.data.operation} />}
    </Wizard>
  )
}

type AuthorizationProps = Readonly<{ value: string; setValue: (value: string) => void }>

function Authorization({ value, setValue }: AuthorizationProps) {
  const rest = useRest()
  const health = useQuery({
    queryKey: ['health'],
    queryFn: () => rest.get<{ resourceId: string }>('/healthstatus')
  })
  return (
    <>
      <p>
        {copyTexts.aboutAuthorization} <code>{health.data?.resourceId}</code>
      </p>
      <Field label={copyTexts.authorization}>
        <Textarea value={value} rows={6} onChange={(_event, changed) => setValue(changed.value)} />
      </Field>
    </>
  )
}

function OperationStatus({ operation: { self } }: Readonly<{ operation: CopyOperation }>) {
  const rest = useRest()
  const { data, error } = useQuery({
    queryKey: ['copy', self],
    queryFn: () => rest.get<CopyOperation>(self),
    refetchInterval: ({ state }) =>
      state.data?.status === 'Succeeded' || state.data?.status === 'Failed' ? false : POLL_INTERVAL_MS
  })
  return (
    <div role="status">
      <StatusBadge status={data?.status ?? 'NotStarted'} /> {data?.result?.link}
      <ErrorMessage error={error ?? (data?.error && new Error(data.error.message))} />
    </div>
  )
}

async function copyToProject(rest: Rest, model: Model, project: Project): Promise<CopyResult> {
  const copy = await rest.post<Model>(`${model.self}:copyto`, { targetSubscriptionKey: rest.key })
  await rest.patch(copy.self, { project: { self: project.self } })
  return { copy, project }
}

async function copyToService(rest: Rest, model: Model, authorization: string): Promise<CopyResult> {
  let parsed: unknown
  try {
    parsed = JSON.parse(authorization)
  } catch {
    throw new Error(copyTexts.notJson)
  }
  return { operation: await rest.post<CopyOperation>(`${model.self}:copy`, parsed) }
}
