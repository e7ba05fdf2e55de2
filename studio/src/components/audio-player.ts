/** Plays one recording at a time: all rows of a list share one player. @module */
import { useCallback, useEffect, useRef, useState } from 'react'

export type AudioPlayer = Readonly<{
  /** URL of the recording that is playing. */
  source: string | undefined
  /** Plays a recording, or stops it if it is playing. */
  toggle: (source: string) => void
}>

export function useAudioPlayer(): AudioPlayer {
  const player = useRef<HTMLAudioElement>(undefined)
  const [source, setSource] = useState<string>()
  const stop = useCallback(() => {
    player.current?.pause()
    player.current = undefined
    setSource(undefined)
  }, [])
  const toggle = useCallback(
    (url: string) => {
      const same = player.current?.dataset.source === url
      stop()
      if (same) return
      const audio = new Audio(url)
      audio.dataset.source = url
      audio.onended = stop
      player.current = audio
      setSource(url)
      audio.play().catch(() => {
        // It was stopped before it started, or its link has expired.
        if (player.current === audio) stop()
      })
    },
    [stop]
  )
  useEffect(() => stop, [stop])
  return { source, toggle }
}
