/** A model to another project of this service, or to another service that agrees to take it. @module */
import { Field, Radio, RadioGroup, Select, Textarea } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { idOf, type Model, type Project, type Reference, type Status } from '../api/entities.ts'
import type { Rest } from '../api/rest.ts'
import { useChange, useList, useRest } from '../api/session.tsx'
import { Refused, StatusBadge } from '../parts/waiting.tsx'
import { Wizard } from '../parts/wizard.tsx'
import { texts } from '../texts.ts'

type Operation = Readonly<{
  self: string
  status: Status
  result?: Readonly<{ link: string }>
  error?: Readonly<{ code: string; message: string }>
}>
type Done = Readonly<{ operation: Operation }> | Readonly<{ copy: Reference; project: Project }>

const AT_WORK_MS = 700

export function CopyModel({ model, onClose }: Readonly<{ model: Model; onClose: () => void }>) {
  const projects = useList<Project>('/projects')
  const [far, setFar] = useState(false)
  const [chosen, setChosen] = useState<string>()
  const [authorization, setAuthorization] = useState('')
  const fitting = projects.data?.filter(({ locale }) => locale === model.locale) ?? []
  const target = fitting.find(({ self }) => self === chosen) ?? fitting[0]
  const copy = useChange((rest): Promise<Done> => {
    if (far) return send(rest, model, authorization)
    if (!target) throw new Error(texts.copy.noProject)
    return copyHere(rest, model, target)
  })
  const ready = far ? authorization.trim() !== '' : target !== undefined
  return (
    <Wizard
      title={texts.copy.title(model.displayName)}
      action={texts.copy.action}
      ready={ready && !copy.data}
      busy={copy.isPending}
      done={copy.isSuccess}
      error={copy.error ?? projects.error}
      onClose={onClose}
      onAction={() => copy.mutate(undefined)}
    >
      <RadioGroup
        aria-label={texts.copy.where}
        value={far ? 'far' : 'here'}
        onChange={(_event, { value }) => setFar(value === 'far')}
      >
        <Radio value="here" label={texts.copy.here} />
        <Radio value="far" label={texts.copy.far} />
      </RadioGroup>
      {far ? (
        <Authorization value={authorization} setValue={setAuthorization} />
      ) : (
        <Field label={texts.copy.project}>
          <Select value={target?.self ?? ''} onChange={(_event, { value }) => setChosen(value)}>
            {fitting.map(({ self, displayName }) => (
              <option key={self} value={self}>
                {displayName}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {copy.data && 'copy' in copy.data && (
        <p role="status">
          {texts.copy.done}{' '}
          <Link
            className="link"
            href={`/studio/projects/${idOf(copy.data.project)}/models/${idOf(copy.data.copy)}`}
          >
            {copy.data.project.displayName}
          </Link>
        </p>
      )}
      {copy.data && 'operation' in copy.data && <Sending operation={copy.data.operation} />}
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
        {texts.copy.farAbout} <code>{health.data?.resourceId}</code>
      </p>
      <Field label={texts.copy.authorization}>
        <Textarea value={value} rows={6} onChange={(_event, changed) => setValue(changed.value)} />
      </Field>
    </>
  )
}

function Sending({ operation: { self } }: Readonly<{ operation: Operation }>) {
  const rest = useRest()
  const { data, error } = useQuery({
    queryKey: ['copy', self],
    queryFn: () => rest.get<Operation>(self),
    refetchInterval: ({ state }) =>
      state.data?.status === 'Succeeded' || state.data?.status === 'Failed' ? false : AT_WORK_MS
  })
  return (
    <div role="status">
      <StatusBadge status={data?.status ?? 'NotStarted'} /> {data?.result?.link}
      <Refused error={error ?? (data?.error && new Error(data.error.message))} />
    </div>
  )
}

async function copyHere(rest: Rest, model: Model, project: Project): Promise<Done> {
  const copy = await rest.post<Model>(`${model.self}:copyto`, { targetSubscriptionKey: rest.key })
  await rest.patch(copy.self, { project: { self: project.self } })
  return { copy, project }
}

async function send(rest: Rest, model: Model, authorization: string): Promise<Done> {
  let parsed: unknown
  try {
    parsed = JSON.parse(authorization)
  } catch {
    throw new Error(texts.copy.noJson)
  }
  return { operation: await rest.post<Operation>(`${model.self}:copy`, parsed) }
}
