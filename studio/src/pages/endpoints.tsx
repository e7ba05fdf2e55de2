/** The endpoints of a project and the wizard that deploys a model. @module */
import { Button, Checkbox, Field, Select } from '@fluentui/react-components'
import { AddRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import { Link, useLocation, useSearchParams } from 'wouter'
import { type Endpoint, idOf, type Model, type Project } from '../api/entities.ts'
import { useChange, useEntity, useList } from '../api/session.tsx'
import { NameFields } from '../parts/entity-actions.tsx'
import { Empty, Loading, Refused, StatusBadge } from '../parts/waiting.tsx'
import { Wizard } from '../parts/wizard.tsx'
import { date, texts } from '../texts.ts'

export function EndpointsPage({ project }: Readonly<{ project: string }>) {
  const { data, error } = useList<Endpoint>(`/projects/${project}/endpoints`)
  const choices = useDeployable(project)
  const [asked, setAsked] = useSearchParams()
  const model = asked.get('model') ?? undefined
  const [deploying, setDeploying] = useState(model !== undefined)
  const close = () => {
    setDeploying(false)
    if (model !== undefined) setAsked({}, { replace: true })
  }
  const deploy = (
    <Button appearance="primary" icon={<AddRegular />} onClick={() => setDeploying(true)}>
      {texts.endpoints.deploy}
    </Button>
  )
  return (
    <>
      <div className="head">
        <h1>{texts.endpoints.title}</h1>
        {data && data.length > 0 && deploy}
      </div>
      <Refused error={error} />
      {!data && !error && <Loading />}
      {data?.length === 0 && (
        <Empty title={texts.endpoints.empty} more={texts.endpoints.emptyMore}>
          {deploy}
        </Empty>
      )}
      {data && data.length > 0 && (
        <div className="scroll">
          <table>
            <thead>
              <tr>
                <th>{texts.name}</th>
                <th>{texts.status}</th>
                <th>{texts.endpoints.model}</th>
                <th>{texts.created}</th>
              </tr>
            </thead>
            <tbody>
              {data.map((endpoint) => (
                <tr key={endpoint.self}>
                  <td>
                    <Link className="link" href={`/studio/projects/${project}/endpoints/${idOf(endpoint)}`}>
                      {endpoint.displayName}
                    </Link>
                  </td>
                  <td>
                    <StatusBadge status={endpoint.status} />
                  </td>
                  <td>{choices.find(({ self }) => self === endpoint.model.self)?.displayName}</td>
                  <td>{date(endpoint.createdDateTime)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {deploying && <Deploy project={project} {...(model ? { model } : {})} onClose={close} />}
    </>
  )
}

/** The models that an endpoint of the project can serve: its own first, then the base models of its language. */
export function useDeployable(project: string): readonly Model[] {
  const owner = useEntity<Project>(`/projects/${project}`)
  const models = useList<Model>(`/projects/${project}/models`)
  const bases = useList<Model>('/models/base')
  const custom = models.data?.filter(({ status }) => status === 'Succeeded') ?? []
  return [
    ...custom.toReversed(),
    ...(bases.data?.filter(({ locale }) => locale === owner.data?.locale) ?? [])
  ]
}

type DeployProps = Readonly<{ project: string; model?: string; onClose: () => void }>

function Deploy({ project, model, onClose }: DeployProps) {
  const owner = useEntity<Project>(`/projects/${project}`)
  const choices = useDeployable(project)
  const [, go] = useLocation()
  const [displayName, setName] = useState('')
  const [description, setDescription] = useState('')
  const [chosen, setChosen] = useState<string>()
  const [logging, setLogging] = useState(false)
  const self = chosen ?? choices.find((one) => idOf(one) === model)?.self ?? choices[0]?.self ?? ''
  const add = useChange((rest) =>
    rest.post<Endpoint>('/endpoints', {
      displayName,
      ...(description ? { description } : {}),
      locale: owner.data?.locale,
      project: { self: owner.data?.self },
      model: { self },
      properties: { loggingEnabled: logging }
    })
  )
  return (
    <Wizard
      title={texts.endpoints.deploy}
      action={texts.endpoints.add}
      ready={self !== '' && displayName.trim() !== ''}
      busy={add.isPending}
      error={add.error}
      onClose={onClose}
      onAction={() =>
        add.mutate(undefined, {
          onSuccess: (made) => go(`/studio/projects/${project}/endpoints/${idOf(made)}`)
        })
      }
    >
      <NameFields {...{ displayName, setName, description, setDescription }} />
      <ModelChoice choices={choices} value={self} onChange={setChosen} />
      <Checkbox
        label={texts.endpoints.logging}
        checked={logging}
        onChange={(_event, { checked }) => setLogging(checked === true)}
      />
    </Wizard>
  )
}

type ChoiceProps = Readonly<{
  choices: readonly Model[]
  value: string
  onChange: (self: string) => void
}>

export const ModelChoice = ({ choices, value, onChange }: ChoiceProps) => (
  <Field label={texts.endpoints.model}>
    <Select value={value} onChange={(_event, { value: self }) => onChange(self)}>
      {choices.map(({ self, displayName }) => (
        <option key={self} value={self}>
          {displayName}
        </option>
      ))}
    </Select>
  </Field>
)
