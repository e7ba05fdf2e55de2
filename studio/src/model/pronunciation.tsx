/** One way to say a word, in phones, to listen to. @module */
import { Button } from '@fluentui/react-components'
import { PlayRegular, StopRegular } from '@fluentui/react-icons'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useRest } from '../api/session.tsx'
import { usePlaying } from '../parts/use-playing.ts'
import { Refused } from '../parts/waiting.tsx'
import { texts } from '../texts.ts'

export type Said = Readonly<{
  phones: string
  ups?: string
  /** Where it is to be heard; absent where no voice can say it. */
  sample?: string
}>

export type SamplePlayer = Readonly<{
  /** The sample that is heard now. */
  playing: string | undefined
  play: (sample: string) => void
  error: unknown
}>

/** Samples want the key, so they are fetched first; each once. */
export function useSamples(): SamplePlayer {
  const rest = useRest()
  const { source, toggle } = usePlaying()
  const fetched = useRef(new Map<string, string>())
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    const made = fetched.current
    return () => {
      for (const address of made.values()) URL.revokeObjectURL(address)
    }
  }, [])
  const play = useCallback(
    (sample: string) => {
      const known = fetched.current.get(sample)
      if (known !== undefined) return toggle(known)
      rest.bytes(sample).then((blob) => {
        setError(undefined)
        const address = URL.createObjectURL(blob)
        fetched.current.set(sample, address)
        toggle(address)
      }, setError)
    },
    [rest, toggle]
  )
  const playing = [...fetched.current].find(([, address]) => address === source)?.[0]
  return { playing, play, error }
}

type ProperProps = Readonly<{ word: string; said: Said; samples: SamplePlayer; more?: string }>

export const Pronunciation = ({ word, said, samples, more }: ProperProps) => (
  <div className="said" title={said.ups ? `UPS: ${said.ups}` : undefined}>
    {said.sample !== undefined && (
      <Button
        appearance="subtle"
        size="small"
        icon={samples.playing === said.sample ? <StopRegular /> : <PlayRegular />}
        aria-label={texts.models.play(word, said.phones)}
        onClick={() => said.sample !== undefined && samples.play(said.sample)}
      />
    )}
    <code>{said.phones}</code>
    {more !== undefined && <span className="quiet">{more}</span>}
  </div>
)

export const SampleError = ({ samples: { error } }: Readonly<{ samples: SamplePlayer }>) => (
  <Refused error={error} />
)
