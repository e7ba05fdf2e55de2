/** The dialog that creates a test, also of a model that is still in training. @module */
import { Field, Radio, RadioGroup, Select } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import {
  type Dataset,
  type Evaluation,
  idOf,
  isInProgress,
  type Model,
  type Project
} from '../api/entities.ts'
import { useChange, useEntity, useList } from '../api/session.tsx'
import { ModelSelect } from '../components/model-select.tsx'
import { NameFields, useNameFields } from '../components/name-fields.tsx'
import { Wizard } from '../components/wizard.tsx'
import { modelName } from '../format.ts'
import { texts } from '../texts.ts'
import { testTexts } from './texts.ts'

type CreateProps = Readonly<{
  project: string
  /** ID of the model to test. If it is in training, the test starts afterwards. */
  model?: string
  onClose: () => void
}>

export function CreateTest({ project, model, onClose }: CreateProps) {
  const owner = useEntity<Project>(`/projects/${project}`)
  const datasets = useList<Dataset>(`/projects/${project}/datasets`)
  const customModels = useList<Model>(`/projects/${project}/models`)
  const baseModels = useList<Model>('/models/base')
  const [, go] = useLocation()
  const name = useNameFields()
  const [selectedDataset, setDataset] = useState<string>()
  const [selected1, setModel1] = useState<string>()
  const [selected2, setModel2] = useState<string>()
  const [inspection, setInspection] = useState(false)
  const locale = owner.data?.locale
  const kind = inspection ? 'AudioFiles' : 'Acoustic'
  const usable = datasets.data?.filter((one) => one.kind === kind && one.status === 'Succeeded') ?? []
  const ready = customModels.data?.filter(({ status }) => status === 'Succeeded') ?? []
  const requested = customModels.data?.find((one) => idOf(one) === model)
  const inTraining = requested && isInProgress(requested) ? requested : undefined
  const models = [
    ...ready,
    ...(inTraining ? [inTraining] : []),
    ...(baseModels.data?.filter((one) => one.locale === locale) ?? [])
  ]
  const model1 = selected1 ?? models.at(-1)?.self ?? ''
  const model2 =
    selected2 ??
    (requested?.status === 'Failed' ? undefined : requested?.self) ??
    ready.at(-1)?.self ??
    models[0]?.self ??
    ''
  const dataset = usable.find(({ self }) => self === selectedDataset)?.self ?? usable[0]?.self ?? ''
  const create = useChange((rest) =>
    rest.post<Evaluation>('/evaluations', {
      ...name.fields,
      locale,
      project: { self: owner.data?.self },
      dataset: { self: dataset },
      model1: { self: model1 },
      model2: { self: model2 },
      customProperties: { testingKind: inspection ? 'Inspection' : 'Evaluation' }
    })
  )
  const save = () =>
    create.mutate(undefined, {
      onSuccess: (test) => go(`/studio/projects/${project}/tests/${idOf(test)}`)
    })
  const needsTraining = inTraining !== undefined && [model1, model2].includes(inTraining.self)
  const [waiting, setWaiting] = useState(false)
  useEffect(() => {
    if (!waiting || inTraining) return
    setWaiting(false)
    // After a failed training there is no model to test.
    if (requested?.status === 'Succeeded') save()
  })
  const selectProps = {
    models,
    nameOf: (one: Model) => (one === inTraining ? testTexts.inTraining(modelName(one)) : modelName(one))
  }
  return (
    <Wizard
      title={testTexts.create}
      action={texts.saveAndClose}
      ready={dataset !== '' && model1 !== '' && name.named}
      busy={create.isPending || waiting}
      error={create.error ?? datasets.error ?? customModels.error ?? baseModels.error}
      onClose={onClose}
      onAction={() => (needsTraining ? setWaiting(true) : save())}
    >
      <Field label={testTexts.kind}>
        <RadioGroup
          value={inspection ? 'inspection' : 'evaluation'}
          onChange={(_event, { value }) => setInspection(value === 'inspection')}
        >
          <Radio value="evaluation" label={testTexts.evaluation} />
          <Radio value="inspection" label={testTexts.inspection} />
        </RadioGroup>
      </Field>
      {datasets.data && usable.length === 0 ? (
        <p>{inspection ? testTexts.noUntranscribedAudio : testTexts.noTranscribedAudio}</p>
      ) : (
        <Field label={testTexts.dataset}>
          <Select value={dataset} onChange={(_event, { value }) => setDataset(value)}>
            {usable.map(({ self, displayName }) => (
              <option key={self} value={self}>
                {displayName}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <ModelSelect label={testTexts.model1} value={model1} onChange={setModel1} {...selectProps} />
      <ModelSelect label={testTexts.model2} value={model2} onChange={setModel2} {...selectProps} />
      <NameFields {...name} />
      {needsTraining && (
        <p role="status">{waiting ? testTexts.waitingForTraining : testTexts.startsAfterTraining}</p>
      )}
      {requested?.status === 'Failed' && (
        <p role="alert">{testTexts.trainingFailed(requested.displayName)}</p>
      )}
    </Wizard>
  )
}
