/** The dialog that starts a batch transcription: recordings, model, and options. @module */
import { Checkbox, Field, Input, ProgressBar } from '@fluentui/react-components'
import { useState } from 'react'
import type { Project } from '../api/entities.ts'
import { useChange, useEntity } from '../api/session.tsx'
import type { BatchTranscription } from '../api/transcriptions.ts'
import { ModelSelect, useUsableModels } from '../components/model-select.tsx'
import { OptionSelect } from '../components/option-select.tsx'
import { Wizard } from '../components/wizard.tsx'
import { texts } from '../texts.ts'
import { SourceFields, useSource } from './recording-source.tsx'
import { batchTexts } from './texts.ts'

const CHANNELS = { both: [0, 1], first: [0], second: [1] } as const

type Options = Readonly<{
  wordTimes: boolean
  punctuation: keyof typeof batchTexts.punctuationModes
  profanity: keyof typeof batchTexts.profanityModes
  channels: keyof typeof CHANNELS
  /** How long the service keeps the results: an ISO 8601 duration. */
  lifetime: keyof typeof batchTexts.lifetimes
}>

const DEFAULT_OPTIONS: Options = {
  wordTimes: true,
  punctuation: 'DictatedAndAutomatic',
  profanity: 'Masked',
  channels: 'both',
  lifetime: 'PT0S'
}

type BatchProps = Readonly<{
  project: string
  onClose: () => void
  onCreated: (batch: BatchTranscription) => void
}>

export function CreateBatch({ project, onClose, onCreated }: BatchProps) {
  const owner = useEntity<Project>(`/projects/${project}`)
  const models = useUsableModels(project, owner.data?.locale)
  const source = useSource(project)
  const [name, setName] = useState('')
  const [selectedModel, setModel] = useState<string>()
  const [options, setOptions] = useState(DEFAULT_OPTIONS)
  const [uploaded, setUploaded] = useState(0)
  const displayName = name || source.suggestedName || ''
  const model = selectedModel ?? models[0]?.self
  const create = useChange(async (rest, target: Project) =>
    rest.post<BatchTranscription>('/transcriptions', {
      displayName,
      locale: target.locale,
      project: { self: target.self },
      ...(model === undefined ? {} : { model: { self: model } }),
      ...(await source.provide(rest, { displayName, project: target }, setUploaded)),
      properties: {
        wordLevelTimestampsEnabled: options.wordTimes,
        displayFormWordLevelTimestampsEnabled: options.wordTimes,
        punctuationMode: options.punctuation,
        profanityFilterMode: options.profanity,
        channels: CHANNELS[options.channels],
        timeToLive: options.lifetime
      }
    })
  )
  return (
    <Wizard
      title={batchTexts.createTitle}
      action={batchTexts.action}
      ready={source.complete && owner.data !== undefined}
      busy={create.isPending}
      error={create.error ?? owner.error ?? source.error}
      onClose={onClose}
      onAction={() => owner.data && create.mutate(owner.data, { onSuccess: onCreated })}
    >
      <SourceFields source={source} />
      <Field label={texts.name}>
        <Input value={displayName} onChange={(_event, { value }) => setName(value)} />
      </Field>
      <ModelSelect label={texts.model} models={models} value={model ?? ''} onChange={setModel} />
      <OptionFields options={options} onChange={setOptions} />
      {create.isPending && source.kind === 'files' && (
        <Field label={batchTexts.uploading}>
          <ProgressBar value={uploaded} />
        </Field>
      )}
    </Wizard>
  )
}

type OptionProps = Readonly<{ options: Options; onChange: (options: Options) => void }>

const OptionFields = ({ options, onChange }: OptionProps) => (
  <details>
    <summary>{batchTexts.options}</summary>
    <div className="stack" style={{ marginTop: '0.75rem' }}>
      <Checkbox
        label={batchTexts.wordTimes}
        checked={options.wordTimes}
        onChange={(_event, { checked }) => onChange({ ...options, wordTimes: checked === true })}
      />
      <OptionSelect
        label={batchTexts.punctuation}
        options={batchTexts.punctuationModes}
        value={options.punctuation}
        onChange={(punctuation) => onChange({ ...options, punctuation })}
      />
      <OptionSelect
        label={batchTexts.profanity}
        options={batchTexts.profanityModes}
        value={options.profanity}
        onChange={(profanity) => onChange({ ...options, profanity })}
      />
      <OptionSelect
        label={batchTexts.channels}
        options={batchTexts.channelChoices}
        value={options.channels}
        onChange={(channels) => onChange({ ...options, channels })}
      />
      <OptionSelect
        label={batchTexts.deletion}
        options={batchTexts.lifetimes}
        value={options.lifetime}
        onChange={(lifetime) => onChange({ ...options, lifetime })}
      />
    </div>
  </details>
)
