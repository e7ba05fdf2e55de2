/** Live transcription of the microphone by an endpoint or a model, next to the base model. @module */
import { Button } from '@fluentui/react-components'
import { MicRegular, StopRegular } from '@fluentui/react-icons'
import { useEffect, useRef, useState } from 'react'
import { useRest } from '../api/session.tsx'
import { ErrorMessage } from '../components/status.tsx'
import { TranscriptDownloads } from '../components/transcript-downloads.tsx'
import type { Cue } from '../files/captions.ts'
import { texts } from '../texts.ts'
import type { PhraseList } from './phrase-list.ts'
import type { RecognitionTarget } from './targets.ts'
import { transcribeTexts } from './texts.ts'

/** `model` is undefined for the base model. */
type Side = Readonly<{ name: string; model: string | undefined; locale: string }>
/** `hypothesis` may still change. */
type LiveTranscript = Readonly<{ phrases: readonly Cue[]; hypothesis: string }>
const EMPTY_TRANSCRIPT: LiveTranscript = { phrases: [], hypothesis: '' }

type MicrophoneProps = Readonly<{ target: RecognitionTarget; compared: boolean; phraseList: PhraseList }>

export function Microphone({ target, compared, phraseList }: MicrophoneProps) {
  const { key } = useRest()
  const [transcripts, setTranscripts] = useState<readonly LiveTranscript[]>([])
  const [sides, setSides] = useState<readonly Side[]>([])
  const [error, setError] = useState<unknown>()
  const [listening, setListening] = useState(false)
  const stops = useRef<readonly (() => Promise<void>)[]>([])
  const stopAll = async () => {
    const open = stops.current
    stops.current = []
    await Promise.all(open.map((stop) => stop()))
  }
  useEffect(
    () => () => {
      const open = stops.current
      stops.current = []
      for (const stop of open) void stop()
    },
    []
  )
  const update = (index: number, change: (transcript: LiveTranscript) => LiveTranscript) =>
    setTranscripts((all) => all.map((one, at) => (at === index ? change(one) : one)))

  const start = async () => {
    const started = sidesOf(target, compared)
    setError(undefined)
    setSides(started)
    setTranscripts(started.map(() => EMPTY_TRANSCRIPT))
    setListening(true)
    try {
      if (!navigator.mediaDevices) throw new Error(transcribeTexts.noMicrophone)
      // The SDK is large, and most visits do not use the microphone.
      const { listen } = await import('../api/live-recognition.ts')
      for (const [index, { model, locale }] of started.entries()) {
        const stop = await listen(
          { key, locale, model, ...phraseList },
          {
            onHypothesis: (hypothesis) => update(index, (now) => ({ ...now, hypothesis })),
            onPhrase: (text, from, to) =>
              update(index, ({ phrases }) => ({
                phrases: text ? [...phrases, { text, start: from, end: to }] : phrases,
                hypothesis: ''
              })),
            onError: (reason) => {
              setError(new Error(reason))
              setListening(false)
              void stopAll()
            }
          }
        )
        stops.current = [...stops.current, stop]
      }
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(String(failure)))
      setListening(false)
      await stopAll()
    }
  }
  const stop = async () => {
    await stopAll()
    setListening(false)
    setTranscripts((all) => all.map((one) => ({ ...one, hypothesis: '' })))
  }
  return (
    <div className="stack">
      <div className="row">
        {listening ? (
          <Button icon={<StopRegular />} onClick={() => void stop()}>
            {texts.stop}
          </Button>
        ) : (
          <Button icon={<MicRegular />} onClick={() => void start()}>
            {transcribeTexts.start}
          </Button>
        )}
        {listening && <span className="quiet">{transcribeTexts.listening}</span>}
      </div>
      <ErrorMessage error={error} />
      <div className="sides" data-testid="live">
        {sides.map(({ name }, index) => (
          <LiveResult
            key={name}
            name={name}
            transcript={transcripts[index] ?? EMPTY_TRANSCRIPT}
            announced={index === 0}
          />
        ))}
      </div>
    </div>
  )
}

function sidesOf(target: RecognitionTarget, compared: boolean): readonly Side[] {
  const { name, id, locale } = target
  const base: Side = { name: transcribeTexts.baseModel, model: undefined, locale }
  if (target.kind === 'base') return [base]
  return [{ name, model: id, locale }, ...(compared ? [base] : [])]
}

type ResultProps = Readonly<{
  name: string
  transcript: LiveTranscript
  /** Whether screen readers announce new text. */
  announced: boolean
}>

const LiveResult = ({ name, transcript: { phrases, hypothesis }, announced }: ResultProps) => (
  <section className="card result" aria-label={name}>
    <strong>{name}</strong>
    <div className="live" aria-live={announced ? 'polite' : 'off'}>
      {phrases.map((phrase) => (
        <p key={phrase.start}>{phrase.text}</p>
      ))}
      {hypothesis && <p className="hypothesis">{hypothesis}</p>}
    </div>
    <TranscriptDownloads
      label={transcribeTexts.downloads(name)}
      recording={name}
      phrases={phrases.map((phrase) => ({ ...phrase, words: [] }))}
      answer={phrases}
    />
  </section>
)
