/** Trying it: a recording or the microphone, on an endpoint, beside the base model. @module */
import { Button, Checkbox, Field, Select } from '@fluentui/react-components'
import { MicRegular, StopRegular } from '@fluentui/react-icons'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'wouter'
import { type Endpoint, idOf, type Project } from '../api/entities.ts'
import { useEntity, useList, useRest } from '../api/session.tsx'
import { samplesOf, wavOf } from '../api/wav.ts'
import { FilePicker } from '../parts/file-picker.tsx'
import { Refused } from '../parts/waiting.tsx'
import { texts } from '../texts.ts'

type Answer = Readonly<{ RecognitionStatus: string; NBest?: readonly Readonly<{ Display: string }>[] }>
type Heard = Readonly<{ name: string; answer: Answer }>

export function TranscribePage({ project }: Readonly<{ project?: string }>) {
  const rest = useRest()
  const owner = useEntity<Project>(project === undefined ? undefined : `/projects/${project}`)
  const endpoints = useList<Endpoint>(project === undefined ? '/endpoints' : `/projects/${project}/endpoints`)
  const [asked] = useSearchParams()
  const [chosen, setChosen] = useState(asked.get('endpoint') ?? undefined)
  const [beside, setBeside] = useState(true)
  const [file, setFile] = useState<File>()
  const usable = endpoints.data?.filter(({ status }) => status === 'Succeeded') ?? []
  const target = chosen ?? (usable.at(-1) ? idOf(usable.at(-1) ?? { self: '' }) : '')
  const endpoint = usable.find((one) => idOf(one) === target)
  const locale = endpoint?.locale ?? owner.data?.locale ?? 'en-US'
  const hear = useMutation({
    mutationFn: async (recording: File): Promise<readonly Heard[]> => {
      const wav = wavOf(await samplesOf(recording))
      const ask = (cid: string) =>
        rest.recognise<Answer>(
          `/speech/recognition/conversation/cognitiveservices/v1?language=${locale}&format=detailed${cid}`,
          wav
        )
      const base = { name: texts.transcribe.base, answer: ask('') }
      const sides = endpoint
        ? [{ name: endpoint.displayName, answer: ask(`&cid=${target}`) }, ...(beside ? [base] : [])]
        : [base]
      return Promise.all(sides.map(async ({ name, answer }) => ({ name, answer: await answer })))
    }
  })
  return (
    <>
      <div className="head">
        <h1>{texts.transcribe.title}</h1>
      </div>
      <div className="stack">
        <p className="quiet" style={{ margin: 0 }}>
          {texts.transcribe.about}
        </p>
        <Field label={texts.transcribe.target}>
          <Select value={target} onChange={(_event, { value }) => setChosen(value)}>
            {usable.toReversed().map((one) => (
              <option key={one.self} value={idOf(one)}>
                {one.displayName}
              </option>
            ))}
            <option value="">{texts.transcribe.baseModel}</option>
          </Select>
        </Field>
        {endpoint && (
          <Checkbox
            label={texts.transcribe.beside}
            checked={beside}
            onChange={(_event, { checked }) => setBeside(checked === true)}
          />
        )}
        <FilePicker
          label={texts.transcribe.file}
          hint={texts.transcribe.drop}
          accept="audio/*,video/*"
          file={file}
          onFile={(recording) => {
            setFile(recording)
            hear.mutate(recording)
          }}
        />
        <Refused error={hear.error ?? endpoints.error} />
        <div className="sides" role="status">
          {hear.isPending && texts.loading}
          {hear.data?.map(({ name, answer }) => (
            <div className="card" key={name}>
              <span className="quiet">{name}</span>
              <p>{answer.NBest?.[0]?.Display ?? texts.transcribe.nothing}</p>
              <details>
                <summary>{texts.transcribe.json}</summary>
                <pre>{JSON.stringify(answer, undefined, 2)}</pre>
              </details>
            </div>
          ))}
        </div>
        <Microphone locale={locale} endpointId={endpoint ? target : undefined} />
      </div>
    </>
  )
}

function Microphone({ locale, endpointId }: Readonly<{ locale: string; endpointId: string | undefined }>) {
  const { key } = useRest()
  const [phrases, setPhrases] = useState<readonly Readonly<{ at: number; text: string }>[]>([])
  const [partial, setPartial] = useState('')
  const [error, setError] = useState<unknown>()
  const [listening, setListening] = useState(false)
  const end = useRef<() => Promise<void>>(undefined)
  useEffect(() => () => void end.current?.(), [])
  const start = async () => {
    setError(undefined)
    setPhrases([])
    setListening(true)
    try {
      if (!navigator.mediaDevices) throw new Error(texts.transcribe.noMicrophone)
      // The SDK is large, and most visits never speak.
      const { listen } = await import('../api/live.ts')
      end.current = await listen(
        { key, locale, endpointId },
        {
          onPartial: setPartial,
          onPhrase: (text) => {
            setPartial('')
            if (text) setPhrases((all) => [...all, { at: all.length, text }])
          },
          onRefused: (reason) => {
            setError(new Error(reason))
            setListening(false)
          }
        }
      )
    } catch (refused) {
      setError(refused instanceof Error ? refused : new Error(String(refused)))
      setListening(false)
    }
  }
  const stop = async () => {
    await end.current?.()
    end.current = undefined
    setListening(false)
    setPartial('')
  }
  return (
    <div className="stack">
      <div className="row">
        {listening ? (
          <Button icon={<StopRegular />} onClick={() => void stop()}>
            {texts.transcribe.stop}
          </Button>
        ) : (
          <Button icon={<MicRegular />} onClick={() => void start()}>
            {texts.transcribe.start}
          </Button>
        )}
        {listening && <span className="quiet">{texts.transcribe.listening}</span>}
      </div>
      <Refused error={error} />
      <div aria-live="polite" data-testid="live">
        {phrases.map(({ at, text }) => (
          <p key={at}>{text}</p>
        ))}
        {partial && <p className="partial">{partial}</p>}
      </div>
    </div>
  )
}
