/** One recording at a time, of any list: thousands of rows share one player. @module */
import { useCallback, useEffect, useRef, useState } from 'react'

export type Playing = Readonly<{
  /** What is heard now. */
  source: string | undefined
  /** Plays it, or stops it when it is the one. */
  toggle: (source: string) => void
}>

export function usePlaying(): Playing {
  const player = useRef<HTMLAudioElement>(undefined)
  const [source, setSource] = useState<string>()
  const stop = useCallback(() => {
    player.current?.pause()
    player.current = undefined
    setSource(undefined)
  }, [])
  const toggle = useCallback(
    (wanted: string) => {
      const same = player.current?.dataset.source === wanted
      stop()
      if (same) return
      const audio = new Audio(wanted)
      audio.dataset.source = wanted
      audio.onended = stop
      player.current = audio
      setSource(wanted)
      audio.play().catch(() => {
        // Stopped before it began, or its link has expired.
        if (player.current === audio) stop()
      })
    },
    [stop]
  )
  useEffect(() => stop, [stop])
  return { source, toggle }
}
