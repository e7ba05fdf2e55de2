/** A pronunciation of a word, in phones, with its synthetic speech to play. @module */
import { Button } from '@fluentui/react-components'
import { PlayRegular, StopRegular } from '@fluentui/react-icons'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useRest } from '../api/session.tsx'
import type { Pronunciation } from '../api/training-report.ts'
import { useAudioPlayer } from '../components/audio-player.ts'
import { ErrorMessage } from '../components/status.tsx'
import { modelTexts } from './texts.ts'

export type SampleControls = Readonly<{
  /** Path of the sample that is playing. */
  playing: string | undefined
  play: (sample: string) => void
  error: unknown
}>

/** Plays samples. Each is loaded once, because a request for it needs the access key. */
export function useSamples(): SampleControls {
  const rest = useRest()
  const { source, toggle } = useAudioPlayer()
  const urls = useRef(new Map<string, string>())
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    const loaded = urls.current
    return () => {
      for (const url of loaded.values()) URL.revokeObjectURL(url)
    }
  }, [])
  const play = useCallback(
    (sample: string) => {
      const known = urls.current.get(sample)
      if (known !== undefined) return toggle(known)
      rest.getBlob(sample).then((blob) => {
        setError(undefined)
        const url = URL.createObjectURL(blob)
        urls.current.set(sample, url)
        toggle(url)
      }, setError)
    },
    [rest, toggle]
  )
  const playing = [...urls.current].find(([, url]) => url === source)?.[0]
  return { playing, play, error }
}

type SampleProps = Readonly<{
  word: string
  pronunciation: Pronunciation
  samples: SampleControls
  more?: string
}>

export const PronunciationSample = ({
  word,
  pronunciation: { phones, ups, sample },
  samples,
  more
}: SampleProps) => (
  <div className="pronunciation" title={ups ? `UPS: ${ups}` : undefined}>
    {sample !== undefined && (
      <Button
        appearance="subtle"
        size="small"
        icon={samples.playing === sample ? <StopRegular /> : <PlayRegular />}
        aria-label={modelTexts.play(word, phones)}
        onClick={() => sample !== undefined && samples.play(sample)}
      />
    )}
    <code>{phones}</code>
    {more !== undefined && <span className="quiet">{more}</span>}
  </div>
)

export const SampleError = ({ samples: { error } }: Readonly<{ samples: SampleControls }>) => (
  <ErrorMessage error={error} />
)
