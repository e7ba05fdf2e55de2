/** Transcribes a recording or the microphone with an endpoint or a model, next to the base model. @module */
import { Button, Checkbox, Field, Input, Select, SpinButton, Spinner } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useSearchParams } from 'wouter'
import { useRest } from '../api/session.tsx'
import type { AudioTranscription } from '../api/transcriptions.ts'
import { FilePicker } from '../components/file-picker.tsx'
import { useObjectUrl } from '../components/object-url.ts'
import { ErrorMessage, Loading } from '../components/status.tsx'
import { Microphone } from './microphone.tsx'
import { clampWeight, DEFAULT_WEIGHT, MAX_WEIGHT, type PhraseList, parsePhrases } from './phrase-list.ts'
import { type RecognitionTarget, useRecognitionTargets } from './targets.ts'
import { TranscriptionResult } from './transcription-result.tsx'
import '../components/segments.css'
import './transcribe.css'
import { texts } from '../texts.ts'
import { transcribeTexts } from './texts.ts'

/** The result of one model; `seconds` until the answer. */
type ModelResult = Readonly<{ name: string; answer: AudioTranscription; seconds: number }>

export function TranscribePage({ project }: Readonly<{ project?: string }>) {
  const { targets, error } = useRecognitionTargets(project)
  const [search] = useSearchParams()
  const [selected, setSelected] = useState(search.get('endpoint') ?? search.get('model') ?? undefined)
  const [compare, setCompare] = useState(true)
  const [phraseText, setPhraseText] = useState('')
  const [weight, setWeight] = useState(DEFAULT_WEIGHT)
  const target = targets.find(({ id }) => id === selected) ?? targets[0]
  if (!target) return error ? <ErrorMessage error={error} /> : <Loading />
  const compared = compare && target.kind !== 'base'
  const phraseList = { phrases: parsePhrases(phraseText), weight }
  return (
    <>
      <div className="head">
        <h1>{transcribeTexts.title}</h1>
      </div>
      <div className="stack">
        <p className="quiet" style={{ margin: 0 }}>
          {transcribeTexts.about}
        </p>
        <div className="sides target">
          <TargetSelect targets={targets} target={target} onSelect={setSelected} />
          <Field label={`${transcribeTexts.phrases} ${texts.optional}`} hint={transcribeTexts.phrasesHint}>
            <Input value={phraseText} onChange={(_event, { value }) => setPhraseText(value)} />
          </Field>
          {phraseList.phrases.length > 0 && (
            <Field label={transcribeTexts.weight} hint={transcribeTexts.weightHint}>
              <SpinButton
                value={weight}
                min={0}
                max={MAX_WEIGHT}
                step={0.1}
                precision={1}
                onChange={(_event, { value, displayValue }) => setWeight(clampWeight(value, displayValue))}
              />
            </Field>
          )}
        </div>
        {target.kind !== 'base' && (
          <Checkbox
            label={transcribeTexts.compare}
            checked={compare}
            onChange={(_event, { checked }) => setCompare(checked === true)}
          />
        )}
        <ErrorMessage error={error} />
        <RecordingTranscription target={target} compared={compared} phraseList={phraseList} />
        <Microphone target={target} compared={compared} phraseList={phraseList} />
      </div>
    </>
  )
}

const TARGET_GROUPS = [
  ['endpoint', transcribeTexts.endpoints],
  ['model', transcribeTexts.models],
  ['base', transcribeTexts.baseModel]
] as const

type SelectProps = Readonly<{
  targets: readonly RecognitionTarget[]
  target: RecognitionTarget
  onSelect: (id: string) => void
}>

const TargetSelect = ({ targets, target, onSelect }: SelectProps) => (
  <Field label={transcribeTexts.target}>
    <Select value={target.id} onChange={(_event, { value }) => onSelect(value)}>
      {TARGET_GROUPS.map(([kind, label]) => {
        const group = targets.filter((one) => one.kind === kind)
        return group.length === 0 ? null : (
          <optgroup key={kind} label={label}>
            {group.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
        )
      })}
    </Select>
  </Field>
)

type RecordingProps = Readonly<{ target: RecognitionTarget; compared: boolean; phraseList: PhraseList }>

/** Transcribes a file as soon as it is selected, and again with other settings. */
function RecordingTranscription({ target, compared, phraseList }: RecordingProps) {
  const rest = useRest()
  const [file, setFile] = useState<File>()
  const audio = useRef<HTMLAudioElement>(null)
  const url = useObjectUrl(file)
  const transcribe = useMutation({
    mutationFn: (recording: File): Promise<readonly ModelResult[]> => {
      const request = async (name: string, model: string): Promise<ModelResult> => {
        const form = requestForm(recording, model, target, phraseList)
        const start = performance.now()
        const answer = await rest.transcribe<AudioTranscription>(form)
        return { name, answer, seconds: (performance.now() - start) / 1000 }
      }
      const base = () => request(transcribeTexts.baseModel, 'base')
      if (target.kind === 'base') return Promise.all([base()])
      return Promise.all([request(target.name, target.id), ...(compared ? [base()] : [])])
    }
  })
  const results = transcribe.data ?? []
  const playFrom = (second: number) => {
    if (!audio.current) return
    audio.current.currentTime = second
    void audio.current.play()
  }
  return (
    <>
      <FilePicker
        label={transcribeTexts.chooseFile}
        hint={transcribeTexts.dropFile}
        accept="audio/*,video/*"
        file={file}
        onFile={(recording) => {
          setFile(recording)
          transcribe.mutate(recording)
        }}
      />
      {url && file && (
        <div className="row">
          <audio ref={audio} controls preload="metadata" src={url} aria-label={texts.audioOf(file.name)}>
            <track kind="captions" />
          </audio>
          <Button disabled={transcribe.isPending} onClick={() => transcribe.mutate(file)}>
            {transcribeTexts.again}
          </Button>
        </div>
      )}
      <ErrorMessage error={transcribe.error} />
      <div role="status">
        {transcribe.isPending && (
          <Spinner size="tiny" label={transcribeTexts.transcribing} labelPosition="after" />
        )}
        {new Set(results.map(({ answer }) => answer.text)).size > 1 && (
          <span className="quiet">{transcribeTexts.differencesMarked}</span>
        )}
      </div>
      <div className="sides">
        {results.map(({ name, answer, seconds }, index) => (
          <TranscriptionResult
            key={name}
            {...{ name, answer, seconds }}
            recording={file?.name ?? name}
            other={results[1 - index]?.answer}
            onPlay={playFrom}
          />
        ))}
      </div>
    </>
  )
}

function requestForm(
  recording: File,
  model: string,
  { locale }: RecognitionTarget,
  { phrases, weight }: PhraseList
): FormData {
  const form = new FormData()
  form.set('model', model)
  if (model === 'base') form.set('language', locale)
  if (phrases.length > 0) {
    form.set('prompt', phrases.join(', '))
    form.set('prompt_weight', String(weight))
  }
  form.set('response_format', 'verbose_json')
  form.append('timestamp_granularities[]', 'segment')
  form.append('timestamp_granularities[]', 'word')
  form.set('file', recording)
  return form
}
