/** The wizard that makes a test. @module */
import { Field, Radio, RadioGroup, Select } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { type Dataset, type Evaluation, idOf, isWorking, type Model, type Project } from '../api/entities.ts'
import { useChange, useEntity, useList } from '../api/session.tsx'
import { NameFields } from '../parts/entity-actions.tsx'
import { modelName } from '../parts/model-name.ts'
import { Wizard } from '../parts/wizard.tsx'
import { texts } from '../texts.ts'

type CreateProps = Readonly<{
  project: string
  /** Id of the model to test; one that is still in training is waited for. */
  model?: string
  onClose: () => void
}>

export function CreateTest({ project, model, onClose }: CreateProps) {
  const owner = useEntity<Project>(`/projects/${project}`)
  const datasets = useList<Dataset>(`/projects/${project}/datasets`)
  const models = useList<Model>(`/projects/${project}/models`)
  const bases = useList<Model>('/models/base')
  const [, go] = useLocation()
  const [displayName, setName] = useState('')
  const [description, setDescription] = useState('')
  const [dataset, setDataset] = useState<string>()
  const [chosen1, setModel1] = useState<string>()
  const [chosen2, setModel2] = useState<string>()
  const locale = owner.data?.locale
  const [inspection, setInspection] = useState(false)
  const wantedKind = inspection ? 'AudioFiles' : 'Acoustic'
  const usable =
    datasets.data?.filter(({ kind, status }) => kind === wantedKind && status === 'Succeeded') ?? []
  const custom = models.data?.filter(({ status }) => status === 'Succeeded') ?? []
  const wanted = models.data?.find((one) => idOf(one) === model)
  const inTraining = wanted && isWorking(wanted) ? wanted : undefined
  const choices = [
    ...custom,
    ...(inTraining ? [inTraining] : []),
    ...(bases.data?.filter((one) => one.locale === locale) ?? [])
  ]
  const model1 = chosen1 ?? choices.at(-1)?.self ?? ''
  const model2 =
    chosen2 ??
    (wanted?.status === 'Failed' ? undefined : wanted?.self) ??
    custom.at(-1)?.self ??
    choices[0]?.self ??
    ''
  const test = usable.find(({ self }) => self === dataset)?.self ?? usable[0]?.self ?? ''
  const create = useChange((rest) =>
    rest.post<Evaluation>('/evaluations', {
      displayName,
      ...(description ? { description } : {}),
      locale,
      project: { self: owner.data?.self },
      dataset: { self: test },
      model1: { self: model1 },
      model2: { self: model2 },
      customProperties: { testingKind: inspection ? 'Inspection' : 'Evaluation' }
    })
  )
  const save = () =>
    create.mutate(undefined, {
      onSuccess: (made) => go(`/studio/projects/${project}/tests/${idOf(made)}`)
    })
  const awaited = inTraining && [model1, model2].includes(inTraining.self)
  const [waiting, setWaiting] = useState(false)
  useEffect(() => {
    if (!waiting || inTraining) return
    setWaiting(false)
    // The test of a model that could not be trained is nothing that anybody asked for.
    if (wanted?.status === 'Succeeded') save()
  })
  const options = choices.map((one) => (
    <option key={one.self} value={one.self}>
      {one === inTraining ? texts.tests.inTraining(modelName(one)) : modelName(one)}
    </option>
  ))
  return (
    <Wizard
      title={texts.tests.create}
      action={texts.tests.start}
      ready={test !== '' && model1 !== '' && displayName.trim() !== ''}
      busy={create.isPending || waiting}
      error={create.error ?? datasets.error ?? models.error ?? bases.error}
      onClose={onClose}
      onAction={() => (awaited ? setWaiting(true) : save())}
    >
      <Field label={texts.tests.kind}>
        <RadioGroup
          value={inspection ? 'inspection' : 'evaluation'}
          onChange={(_event, { value }) => setInspection(value === 'inspection')}
        >
          <Radio value="evaluation" label={texts.tests.evaluation} />
          <Radio value="inspection" label={texts.tests.inspection} />
        </RadioGroup>
      </Field>
      {datasets.data && usable.length === 0 ? (
        <p>{inspection ? texts.tests.noAudioData : texts.tests.noData}</p>
      ) : (
        <Field label={texts.tests.dataset}>
          <Select value={test} onChange={(_event, { value }) => setDataset(value)}>
            {usable.map(({ self, displayName: name }) => (
              <option key={self} value={self}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Field label={texts.tests.model1}>
        <Select value={model1} onChange={(_event, { value }) => setModel1(value)}>
          {options}
        </Select>
      </Field>
      <Field label={texts.tests.model2}>
        <Select value={model2} onChange={(_event, { value }) => setModel2(value)}>
          {options}
        </Select>
      </Field>
      <NameFields {...{ displayName, setName, description, setDescription }} />
      {awaited && <p role="status">{waiting ? texts.tests.waits : texts.tests.waitsUntilTrained}</p>}
      {wanted?.status === 'Failed' && <p role="alert">{texts.tests.trainingFailed(wanted.displayName)}</p>}
    </Wizard>
  )
}
