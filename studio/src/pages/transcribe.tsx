/** Trying it: a recording or the microphone, on an endpoint or a model, beside the base model. @module */
import { Button, Checkbox, Field, Input, Select, SpinButton, Spinner } from '@fluentui/react-components'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'wouter'
import { useRest } from '../api/session.tsx'
import { FilePicker } from '../parts/file-picker.tsx'
import { Loading, Refused } from '../parts/waiting.tsx'
import { texts } from '../texts.ts'
import { type Answer, Heard } from '../transcribe/heard.tsx'
import { Microphone } from '../transcribe/microphone.tsx'
import { type Target, useTargets } from '../transcribe/targets.ts'
import '../parts/segments.css'
import '../transcribe/transcribe.css'

const words = texts.transcribe
type Side = Readonly<{ name: string; answer: Answer; took: number }>
const USUAL_WEIGHT = 1
const MOST_WEIGHT = 2

export function TranscribePage({ project }: Readonly<{ project?: string }>) {
  const rest = useRest()
  const { all, error } = useTargets(project)
  const [asked] = useSearchParams()
  const [chosen, setChosen] = useState(asked.get('endpoint') ?? asked.get('model') ?? undefined)
  const [beside, setBeside] = useState(true)
  const [expected, setExpected] = useState('')
  const [weight, setWeight] = useState(USUAL_WEIGHT)
  const [file, setFile] = useState<File>()
  const audio = useRef<HTMLAudioElement>(null)
  const sound = useAddress(file)
  const target = all.find(({ id }) => id === chosen) ?? all[0]
  const compared = beside && target !== undefined && target.kind !== 'base'
  const phrases = expected
    .split(/[,;\n]/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '')
  const hear = useMutation({
    mutationFn: (recording: File): Promise<readonly Side[]> => {
      if (!target) throw new Error(words.nothing)
      const ask = async (name: string, model: string): Promise<Side> => {
        const form = new FormData()
        form.set('model', model)
        if (model === 'base') form.set('language', target.locale)
        if (phrases.length > 0) {
          form.set('prompt', phrases.join(', '))
          form.set('prompt_weight', String(weight))
        }
        form.set('response_format', 'verbose_json')
        form.append('timestamp_granularities[]', 'segment')
        form.append('timestamp_granularities[]', 'word')
        form.set('file', recording)
        const began = performance.now()
        const answer = await rest.transcribe<Answer>(form)
        return { name, answer, took: performance.now() - began }
      }
      return Promise.all([
        target.kind === 'base' ? ask(words.base, 'base') : ask(target.name, target.id),
        ...(compared ? [ask(words.base, 'base')] : [])
      ])
    }
  })
  if (!target) return error ? <Refused error={error} /> : <Loading />
  const seek = (second: number) => {
    if (!audio.current) return
    audio.current.currentTime = second
    void audio.current.play()
  }
  return (
    <>
      <div className="head">
        <h1>{words.title}</h1>
      </div>
      <div className="stack">
        <p className="quiet" style={{ margin: 0 }}>
          {words.about}
        </p>
        <div className="sides choice">
          <Choice all={all} target={target} onChoose={setChosen} />
          <Field label={`${words.phrases} ${texts.optional}`} hint={words.phrasesHint}>
            <Input value={expected} onChange={(_event, { value }) => setExpected(value)} />
          </Field>
          {phrases.length > 0 && (
            <Field label={words.weight} hint={words.weightHint}>
              <SpinButton
                value={weight}
                min={0}
                max={MOST_WEIGHT}
                step={0.1}
                precision={1}
                onChange={(_event, { value, displayValue }) => setWeight(weightOf(value, displayValue))}
              />
            </Field>
          )}
        </div>
        {target.kind !== 'base' && (
          <Checkbox
            label={words.beside}
            checked={beside}
            onChange={(_event, { checked }) => setBeside(checked === true)}
          />
        )}
        <FilePicker
          label={words.file}
          hint={words.drop}
          accept="audio/*,video/*"
          file={file}
          onFile={(recording) => {
            setFile(recording)
            hear.mutate(recording)
          }}
        />
        {sound && file && (
          <div className="row">
            <audio ref={audio} controls preload="metadata" src={sound} aria-label={words.audioOf(file.name)}>
              <track kind="captions" />
            </audio>
            <Button disabled={hear.isPending} onClick={() => hear.mutate(file)}>
              {words.again}
            </Button>
          </div>
        )}
        <Refused error={hear.error ?? error} />
        <div role="status">
          {hear.isPending && <Spinner size="tiny" label={words.hearing} labelPosition="after" />}
          {hear.data && new Set(hear.data.map(({ answer }) => answer.text)).size > 1 && (
            <span className="quiet">{words.differs}</span>
          )}
        </div>
        <div className="sides">
          {hear.data?.map(({ name, answer, took }, index) => (
            <Heard
              key={name}
              {...{ name, answer, took }}
              file={file?.name ?? name}
              other={hear.data[1 - index]?.answer}
              onSeek={seek}
            />
          ))}
        </div>
        <Microphone target={target} beside={compared} phrases={phrases} weight={weight} />
      </div>
    </>
  )
}

/** Stepped, or as it was written. */
function weightOf(value: number | null | undefined, written: string | undefined): number {
  const weight = value ?? Number(written)
  return Number.isFinite(weight) ? Math.min(MOST_WEIGHT, Math.max(0, weight)) : USUAL_WEIGHT
}

const groups = [
  ['endpoint', words.endpoints],
  ['model', words.models],
  ['base', words.baseModel]
] as const

type ChoiceProps = Readonly<{ all: readonly Target[]; target: Target; onChoose: (id: string) => void }>

const Choice = ({ all, target, onChoose }: ChoiceProps) => (
  <Field label={words.target}>
    <Select value={target.id} onChange={(_event, { value }) => onChoose(value)}>
      {groups.map(([kind, label]) => {
        const those = all.filter((one) => one.kind === kind)
        return those.length === 0 ? null : (
          <optgroup key={kind} label={label}>
            {those.map(({ id, name }) => (
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

/** Where the browser finds a file that its user gave. */
function useAddress(file: File | undefined): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (!file) return
    const made = URL.createObjectURL(file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return address
}
