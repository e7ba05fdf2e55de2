/** Words as they are said, on an endpoint or a model and beside it on the base model. @module */
import { Button } from '@fluentui/react-components'
import { MicRegular, StopRegular } from '@fluentui/react-icons'
import { useEffect, useRef, useState } from 'react'
import type { Cue } from '../api/captions.ts'
import { useRest } from '../api/session.tsx'
import { Refused } from '../parts/waiting.tsx'
import { texts } from '../texts.ts'
import { Captions } from './heard.tsx'
import type { Target } from './targets.ts'

const words = texts.transcribe

type Side = Readonly<{ name: string; model: string | undefined; locale: string }>
type Said = Readonly<{ phrases: readonly Cue[]; partial: string }>
const SILENT: Said = { phrases: [], partial: '' }

type MicrophoneProps = Readonly<{
  target: Target
  beside: boolean
  phrases: readonly string[]
  /** How much is leaned on the phrases, 0 to 2. */
  weight: number
}>

export function Microphone({ target, beside, phrases, weight }: MicrophoneProps) {
  const { key } = useRest()
  const [said, setSaid] = useState<readonly Said[]>([])
  const [sides, setSides] = useState<readonly Side[]>([])
  const [error, setError] = useState<unknown>()
  const [listening, setListening] = useState(false)
  const ends = useRef<readonly (() => Promise<void>)[]>([])
  const stopAll = async () => {
    const open = ends.current
    ends.current = []
    await Promise.all(open.map((end) => end()))
  }
  useEffect(
    () => () => {
      const open = ends.current
      ends.current = []
      for (const end of open) void end()
    },
    []
  )
  const change = (index: number, next: (now: Said) => Said) =>
    setSaid((all) => all.map((one, at) => (at === index ? next(one) : one)))

  const start = async () => {
    const base: Side = { name: words.base, model: undefined, locale: target.locale }
    const wanted: readonly Side[] =
      target.kind === 'base'
        ? [base]
        : [{ name: target.name, model: target.id, locale: target.locale }, ...(beside ? [base] : [])]
    setError(undefined)
    setSides(wanted)
    setSaid(wanted.map(() => SILENT))
    setListening(true)
    try {
      if (!navigator.mediaDevices) throw new Error(words.noMicrophone)
      // The SDK is large, and most visits never speak.
      const { listen } = await import('../api/live.ts')
      for (const [index, { model, locale }] of wanted.entries()) {
        const end = await listen(
          { key, locale, model, phrases, weight },
          {
            onPartial: (partial) => change(index, (now) => ({ ...now, partial })),
            onPhrase: (text, from, to) =>
              change(index, (now) => ({
                phrases: text ? [...now.phrases, { text, start: from, end: to }] : now.phrases,
                partial: ''
              })),
            onRefused: (reason) => {
              setError(new Error(reason))
              setListening(false)
              void stopAll()
            }
          }
        )
        ends.current = [...ends.current, end]
      }
    } catch (refused) {
      setError(refused instanceof Error ? refused : new Error(String(refused)))
      setListening(false)
      await stopAll()
    }
  }
  const stop = async () => {
    await stopAll()
    setListening(false)
    setSaid((all) => all.map((one) => ({ ...one, partial: '' })))
  }
  return (
    <div className="stack">
      <div className="row">
        {listening ? (
          <Button icon={<StopRegular />} onClick={() => void stop()}>
            {words.stop}
          </Button>
        ) : (
          <Button icon={<MicRegular />} onClick={() => void start()}>
            {words.start}
          </Button>
        )}
        {listening && <span className="quiet">{words.listening}</span>}
      </div>
      <Refused error={error} />
      <div className="sides" data-testid="live">
        {sides.map(({ name }, index) => (
          <section key={name} className="card heard" aria-label={name}>
            <strong>{name}</strong>
            <div className="live" aria-live={index === 0 ? 'polite' : 'off'}>
              {said[index]?.phrases.map((phrase) => (
                <p key={phrase.start}>{phrase.text}</p>
              ))}
              {said[index]?.partial && <p className="partial">{said[index].partial}</p>}
            </div>
            <Captions
              name={name}
              file={name}
              phrases={(said[index]?.phrases ?? []).map((phrase) => ({ ...phrase, words: [] }))}
              answer={said[index]?.phrases}
            />
          </section>
        ))}
      </div>
    </div>
  )
}
