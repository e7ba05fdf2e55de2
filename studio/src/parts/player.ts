/** Plays a stretch of samples, exactly from here to there, and moves a cursor with it. @module */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { RATE } from '../api/wav.ts'

export type Player = Readonly<{
  playing: boolean
  cursor: RefObject<HTMLElement | null>
  /** Second of the recording where it plays or stopped. */
  position: () => number
  /** @param speed 1 is as it was spoken */
  play: (samples: Int16Array<ArrayBuffer>, from: number, to: number, speed?: number) => void
  stop: () => void
}>

/** @param from @param to the seconds that the cursor's frame shows */
export function usePlayer(from: number, to: number): Player {
  const context = useRef<AudioContext>(undefined)
  const source = useRef<AudioBufferSourceNode>(undefined)
  const cursor = useRef<HTMLElement>(null)
  const place = useRef({ from: 0, to: 0, began: 0, speed: 1 })
  const frame = useRef({ from, to })
  const [playing, setPlaying] = useState(false)
  frame.current = { from, to }

  const position = useCallback((): number => {
    const { from: start, to: end, began, speed } = place.current
    if (!source.current || !context.current) return start
    return Math.min(end, start + (context.current.currentTime - began) * speed)
  }, [])

  const draw = useCallback(() => {
    const shown = frame.current
    const share = (position() - shown.from) / Math.max(0.001, shown.to - shown.from)
    if (cursor.current) cursor.current.style.left = `${100 * Math.max(0, Math.min(1, share))}%`
  }, [position])

  const stop = useCallback(() => {
    place.current.from = position()
    const playingNow = source.current
    source.current = undefined
    playingNow?.stop()
    setPlaying(false)
  }, [position])

  const play = useCallback<Player['play']>(
    (samples, start, end, speed = 1) => {
      stop()
      context.current ??= new AudioContext()
      const audio = context.current
      void audio.resume()
      const [first, last] = [Math.round(start * RATE), Math.min(samples.length, Math.round(end * RATE))]
      if (last <= first) return
      const stretch = audio.createBuffer(1, last - first, RATE)
      stretch.copyToChannel(
        Float32Array.from(samples.subarray(first, last), (sample) => sample / 32_768),
        0
      )
      const node = audio.createBufferSource()
      node.buffer = stretch
      node.playbackRate.value = speed
      node.connect(audio.destination)
      node.onended = () => {
        if (source.current !== node) return
        source.current = undefined
        place.current.from = end
        setPlaying(false)
      }
      source.current = node
      place.current = { from: start, to: end, began: audio.currentTime, speed }
      node.start()
      setPlaying(true)
    },
    [stop]
  )

  useEffect(() => {
    if (!playing) return
    let asked = requestAnimationFrame(function move() {
      draw()
      asked = requestAnimationFrame(move)
    })
    return () => cancelAnimationFrame(asked)
  }, [playing, draw])

  useEffect(
    () => () => {
      source.current?.stop()
      source.current = undefined
      void context.current?.close()
      context.current = undefined
    },
    []
  )
  return { playing, cursor, position, play, stop }
}
