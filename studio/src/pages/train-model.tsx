/** The wizard that trains a model: on which base, from which data, leaning on it how much. @module */
import { Button, Checkbox, Field, Radio, RadioGroup, Select, Slider } from '@fluentui/react-components'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { type Dataset, idOf, type Model, type Project } from '../api/entities.ts'
import { useChange, useEntity, useList } from '../api/session.tsx'
import { NameFields } from '../parts/entity-actions.tsx'
import { Wizard } from '../parts/wizard.tsx'
import { day, texts } from '../texts.ts'

export function TrainModel({ project, onClose }: Readonly<{ project: string; onClose: () => void }>) {
  const owner = useEntity<Project>(`/projects/${project}`)
  const bases = useList<Model>('/models/base')
  const datasets = useList<Dataset>(`/projects/${project}/datasets`)
  const [, go] = useLocation()
  const [base, setBase] = useState<string>()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [displayName, setName] = useState('')
  const [description, setDescription] = useState('')
  const [own, setOwn] = useState(false)
  const [weight, setWeight] = useState(30)
  const [testNext, setTestNext] = useState(false)
  const locale = owner.data?.locale
  const usable = datasets.data?.filter(({ status }) => status === 'Succeeded') ?? []
  // The newest first, as it is the one to choose.
  const fitting = bases.data?.filter((model) => model.locale === locale).toReversed() ?? []
  const train = useChange((rest) =>
    rest.post<Model>('/models', {
      displayName,
      ...(description ? { description } : {}),
      locale,
      project: { self: owner.data?.self },
      baseModel: { self: base ?? fitting[0]?.self },
      datasets: [...chosen].map((self) => ({ self })),
      ...(own ? { properties: { customModelWeightPercent: weight } } : {})
    })
  )
  const choose = (self: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(self)
    else next.delete(self)
    setChosen(next)
  }
  return (
    <Wizard
      title={texts.models.train}
      action={texts.models.start}
      ready={chosen.size > 0 && displayName.trim() !== '' && fitting.length > 0}
      busy={train.isPending}
      error={train.error ?? bases.error ?? datasets.error}
      onClose={onClose}
      onAction={() =>
        train.mutate(undefined, {
          onSuccess: (model) =>
            go(
              testNext
                ? `/studio/projects/${project}/tests?model=${idOf(model)}`
                : `/studio/projects/${project}/models/${idOf(model)}`
            )
        })
      }
    >
      <Field label={texts.models.base}>
        <Select value={base ?? fitting[0]?.self ?? ''} onChange={(_event, { value }) => setBase(value)}>
          {fitting.map((model) => (
            <option key={model.self} value={model.self}>
              {`${model.displayName} (${texts.models.expiry} ${day(model.properties?.deprecationDates?.adaptationDateTime)})`}
            </option>
          ))}
        </Select>
      </Field>
      {usable.length === 0 ? (
        <p>{texts.models.noData}</p>
      ) : (
        <fieldset className="choices">
          <legend>{texts.models.data}</legend>
          {usable.map((dataset) => (
            <div key={dataset.self}>
              <Checkbox
                label={`${dataset.displayName} · ${texts.kinds[dataset.kind]}`}
                checked={chosen.has(dataset.self)}
                onChange={(_event, { checked }) => choose(dataset.self, checked === true)}
              />
            </div>
          ))}
        </fieldset>
      )}
      {usable.length > 1 && chosen.size < usable.length && (
        <Button onClick={() => setChosen(new Set(usable.map(({ self }) => self)))}>
          {texts.models.allData}
        </Button>
      )}
      <Field label={texts.models.weight}>
        <RadioGroup value={own ? 'own' : 'auto'} onChange={(_event, { value }) => setOwn(value === 'own')}>
          <Radio value="auto" label={texts.models.weightAuto} />
          <Radio value="own" label={own ? `${texts.models.weightBy}: ${weight} %` : texts.models.weightBy} />
        </RadioGroup>
      </Field>
      {own && (
        <Field label={texts.models.weightUsed(weight)}>
          <Slider min={1} max={99} value={weight} onChange={(_event, { value }) => setWeight(value)} />
        </Field>
      )}
      <NameFields {...{ displayName, setName, description, setDescription }} />
      <Checkbox
        label={texts.models.testNext}
        checked={testNext}
        onChange={(_event, { checked }) => setTestNext(checked === true)}
      />
    </Wizard>
  )
}
