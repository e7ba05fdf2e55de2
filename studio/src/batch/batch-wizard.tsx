/** Which recordings, which model, which options. @module */
import { Checkbox, Field, Input, ProgressBar, Select, Textarea } from '@fluentui/react-components'
import { useState } from 'react'
import type { Dataset, Project } from '../api/entities.ts'
import type { Rest } from '../api/rest.ts'
import { imported, sendRecordings } from '../api/send-recordings.ts'
import { useChange, useEntity, useList } from '../api/session.tsx'
import type { Transcription } from '../api/transcriptions.ts'
import { ChooseModel, useModels } from '../parts/choose-model.tsx'
import { FilesPicker } from '../parts/files-picker.tsx'
import { Wizard } from '../parts/wizard.tsx'
import { texts } from '../texts.ts'

const words = texts.batch
const places = ['files', 'urls', 'dataset', 'container'] as const
type Place = (typeof places)[number]
const channelChoices = { both: [0, 1], first: [0], second: [1] } as const

type Choice<T extends string> = Readonly<{
  label: string
  options: Readonly<Record<T, string>>
  value: T
  onChange: (value: T) => void
}>

function Choose<T extends string>({ label, options, value, onChange }: Choice<T>) {
  const names = Object.keys(options) as T[]
  return (
    <Field label={label}>
      <Select
        value={value}
        onChange={(_event, chosen) => onChange(names.find((name) => name === chosen.value) ?? value)}
      >
        {names.map((name) => (
          <option key={name} value={name}>
            {options[name]}
          </option>
        ))}
      </Select>
    </Field>
  )
}

type BatchProps = Readonly<{ project: string; onClose: () => void; onMade: (made: Transcription) => void }>

export function BatchWizard({ project, onClose, onMade }: BatchProps) {
  const owner = useEntity<Project>(`/projects/${project}`)
  const datasets = useList<Dataset>(`/projects/${project}/datasets`)
  const models = useModels(project, owner.data?.locale)
  const [place, setPlace] = useState<Place>('files')
  const [files, setFiles] = useState<readonly File[]>([])
  const [urls, setUrls] = useState('')
  const [container, setContainer] = useState('')
  const [chosen, setChosen] = useState<string>()
  const [name, setName] = useState('')
  const [model, setModel] = useState<string>()
  const [punctuation, setPunctuation] = useState<keyof typeof words.punctuations>('DictatedAndAutomatic')
  const [profanity, setProfanity] = useState<keyof typeof words.profanities>('Masked')
  const [channels, setChannels] = useState<keyof typeof channelChoices>('both')
  const [keep, setKeep] = useState<keyof typeof words.keeps>('PT0S')
  const [timed, setTimed] = useState(true)
  const [sent, setSent] = useState(0)
  const heard =
    datasets.data?.filter(
      ({ kind, status }) => (kind === 'AudioFiles' || kind === 'Acoustic') && status === 'Succeeded'
    ) ?? []
  const dataset = heard.find(({ self }) => self === chosen) ?? heard.at(-1)
  const contentUrls = urls.split(/\s+/).filter((url) => url !== '')
  const suggested = {
    files: files[0]?.name,
    urls: contentUrls[0]
      ?.replace(/[?#].*$/, '')
      .split('/')
      .at(-1),
    dataset: dataset?.displayName,
    container: container
      .replace(/[?#].*$/, '')
      .split('/')
      .filter(Boolean)
      .at(-1)
  }[place]
  const displayName = name || suggested || ''
  const by = model ?? models[0]?.self

  const sourceOf = async (rest: Rest, within: Project): Promise<Readonly<Record<string, unknown>>> => {
    switch (place) {
      case 'urls':
        return { contentUrls }
      case 'container':
        return { contentContainerUrl: container.trim() }
      case 'dataset':
        return { dataset: { self: dataset?.self } }
      case 'files': {
        const recordings = files.map((file) => ({ name: file.name, content: file }))
        const made = await sendRecordings(rest, { displayName, project: within }, recordings, setSent)
        return { dataset: { self: (await imported(rest, made)).self } }
      }
    }
  }
  const begin = useChange(async (rest, within: Project) =>
    rest.post<Transcription>('/transcriptions', {
      displayName,
      locale: within.locale,
      project: { self: within.self },
      ...(by === undefined ? {} : { model: { self: by } }),
      ...(await sourceOf(rest, within)),
      properties: {
        wordLevelTimestampsEnabled: timed,
        displayFormWordLevelTimestampsEnabled: timed,
        punctuationMode: punctuation,
        profanityFilterMode: profanity,
        channels: channelChoices[channels],
        timeToLive: keep
      }
    })
  )
  const given = {
    files: files.length > 0,
    urls: contentUrls.length > 0,
    dataset: dataset !== undefined,
    container: container.trim() !== ''
  }[place]
  const size = files.reduce((sum, file) => sum + file.size, 0)
  return (
    <Wizard
      title={words.wizardTitle}
      action={words.action}
      ready={given && owner.data !== undefined}
      busy={begin.isPending}
      error={begin.error ?? owner.error ?? datasets.error}
      onClose={onClose}
      onAction={() => owner.data && begin.mutate(owner.data, { onSuccess: onMade })}
    >
      <Choose label={words.where} options={words.places} value={place} onChange={setPlace} />
      {place === 'files' && (
        <>
          <FilesPicker
            label={words.chooseFiles}
            hint={
              files.length === 0
                ? words.dropFiles
                : words.filesChosen(files.length, (size / 2 ** 20).toFixed(1))
            }
            accept="audio/*,video/*"
            onFiles={setFiles}
          />
          <p className="quiet">{words.filesMore}</p>
        </>
      )}
      {place === 'urls' && (
        <Field label={words.urls} hint={words.urlsHint}>
          <Textarea rows={4} value={urls} onChange={(_event, { value }) => setUrls(value)} />
        </Field>
      )}
      {place === 'container' && (
        <Field label={words.container} hint={words.containerHint}>
          <Input value={container} onChange={(_event, { value }) => setContainer(value)} />
        </Field>
      )}
      {place === 'dataset' &&
        (dataset ? (
          <Field label={words.dataset}>
            <Select value={dataset.self} onChange={(_event, { value }) => setChosen(value)}>
              {heard.toReversed().map((one) => (
                <option key={one.self} value={one.self}>
                  {one.displayName}
                </option>
              ))}
            </Select>
          </Field>
        ) : (
          <p className="quiet">{texts.editor.noDatasets}</p>
        ))}
      <Field label={texts.name}>
        <Input value={displayName} onChange={(_event, { value }) => setName(value)} />
      </Field>
      <ChooseModel label={words.model} models={models} value={by ?? ''} onChange={setModel} />
      <details>
        <summary>{words.options}</summary>
        <div className="stack" style={{ marginTop: '0.75rem' }}>
          <Checkbox
            label={words.words}
            checked={timed}
            onChange={(_event, { checked }) => setTimed(checked === true)}
          />
          <Choose
            label={words.punctuation}
            options={words.punctuations}
            value={punctuation}
            onChange={setPunctuation}
          />
          <Choose
            label={words.profanity}
            options={words.profanities}
            value={profanity}
            onChange={setProfanity}
          />
          <Choose
            label={words.channels}
            options={words.channelChoices}
            value={channels}
            onChange={setChannels}
          />
          <Choose label={words.keep} options={words.keeps} value={keep} onChange={setKeep} />
        </div>
      </details>
      {begin.isPending && place === 'files' && (
        <Field label={words.packing}>
          <ProgressBar value={sent} />
        </Field>
      )}
    </Wizard>
  )
}
