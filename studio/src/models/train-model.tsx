/** The dialog that trains a model: base model, training data, weight of the text, and name. @module */
import { Button, Checkbox, Field, Radio, RadioGroup, Slider } from '@fluentui/react-components'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { type Dataset, idOf, type Model, type Project } from '../api/entities.ts'
import { useChange, useEntity, useList } from '../api/session.tsx'
import { Checklist, useSelection } from '../components/checklist.tsx'
import { ModelSelect } from '../components/model-select.tsx'
import { NameFields, useNameFields } from '../components/name-fields.tsx'
import { Wizard } from '../components/wizard.tsx'
import { date } from '../format.ts'
import { texts } from '../texts.ts'
import { modelTexts } from './texts.ts'

const DEFAULT_WEIGHT_PERCENT = 30

export function TrainModel({ project, onClose }: Readonly<{ project: string; onClose: () => void }>) {
  const owner = useEntity<Project>(`/projects/${project}`)
  const bases = useList<Model>('/models/base')
  const datasets = useList<Dataset>(`/projects/${project}/datasets`)
  const [, go] = useLocation()
  const [selectedBase, setBase] = useState<string>()
  const data = useSelection()
  const name = useNameFields()
  const [manualWeight, setManualWeight] = useState<number>()
  const [testNext, setTestNext] = useState(false)
  const locale = owner.data?.locale
  // Newest first: it is the default.
  const baseModels = bases.data?.filter((model) => model.locale === locale).toReversed() ?? []
  const base = selectedBase ?? baseModels[0]?.self
  const accepts = baseModels.find(({ self }) => self === base)?.properties
  const usable =
    datasets.data?.filter(
      ({ status, kind }) =>
        status === 'Succeeded' && accepts?.features?.supportsAdaptationsWith?.includes(kind)
    ) ?? []
  const selected = usable.map(({ self }) => self).filter((self) => data.selected.has(self))
  const takesWeight = accepts?.adaptationOptions?.includes('customModelWeightPercent') === true
  const weight = takesWeight ? manualWeight : undefined
  const train = useChange((rest) =>
    rest.post<Model>('/models', {
      ...name.fields,
      locale,
      project: { self: owner.data?.self },
      baseModel: { self: base },
      datasets: selected.map((self) => ({ self })),
      ...(weight === undefined ? {} : { properties: { customModelWeightPercent: weight } })
    })
  )
  const showModel = (model: Model) =>
    go(
      testNext
        ? `/studio/projects/${project}/tests?model=${idOf(model)}`
        : `/studio/projects/${project}/models/${idOf(model)}`
    )
  return (
    <Wizard
      title={modelTexts.train}
      action={modelTexts.start}
      ready={selected.length > 0 && name.named && base !== undefined}
      busy={train.isPending}
      error={train.error ?? bases.error ?? datasets.error}
      onClose={onClose}
      onAction={() => train.mutate(undefined, { onSuccess: showModel })}
    >
      <ModelSelect
        label={modelTexts.baseModel}
        models={baseModels}
        value={base ?? ''}
        onChange={setBase}
        nameOf={({ displayName, properties }) =>
          `${displayName} (${modelTexts.expires(date(properties?.deprecationDates?.adaptationDateTime))})`
        }
      />
      {usable.length === 0 ? (
        <p>{modelTexts.noData}</p>
      ) : (
        <Checklist
          legend={modelTexts.data}
          items={usable.map(({ self, displayName, kind }) => ({
            key: self,
            label: `${displayName} · ${texts.kinds[kind]}`
          }))}
          selection={data}
        />
      )}
      {usable.length > 1 && selected.length < usable.length && (
        <Button onClick={() => data.setSelected(new Set(usable.map(({ self }) => self)))}>
          {texts.selectAll}
        </Button>
      )}
      {takesWeight && <WeightFields percent={manualWeight} setPercent={setManualWeight} />}
      <NameFields {...name} />
      <Checkbox
        label={modelTexts.testNext}
        checked={testNext}
        onChange={(_event, { checked }) => setTestNext(checked === true)}
      />
    </Wizard>
  )
}

/** `percent` is undefined for the automatic weight. */
type WeightProps = Readonly<{
  percent: number | undefined
  setPercent: (percent: number | undefined) => void
}>

function WeightFields({ percent, setPercent }: WeightProps) {
  const [last, setLast] = useState(DEFAULT_WEIGHT_PERCENT)
  const manual = percent !== undefined
  return (
    <>
      <Field label={modelTexts.weight}>
        <RadioGroup
          value={manual ? 'manual' : 'automatic'}
          onChange={(_event, { value }) => setPercent(value === 'manual' ? last : undefined)}
        >
          <Radio value="automatic" label={modelTexts.weightAutomatic} />
          <Radio value="manual" label={modelTexts.weightManual} />
        </RadioGroup>
      </Field>
      {manual && (
        <Field label={modelTexts.weightValue(percent)}>
          <Slider
            min={1}
            max={99}
            value={percent}
            onChange={(_event, { value }) => {
              setLast(value)
              setPercent(value)
            }}
          />
        </Field>
      )}
    </>
  )
}
