/** Plays a part of a recording, exact to the sample, and moves a cursor with it. @module */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { SAMPLE_RATE } from '../files/wav.ts'

export type SamplePlayer = Readonly<{
  playing: boolean
  cursor: RefObject<HTMLElement | null>
  /** The second of the recording that is playing, or where playback stopped. */
  position: () => number
  /** @param speed 1 is the original speed */
  play: (samples: Int16Array<ArrayBuffer>, from: number, to: number, speed?: number) => void
  stop: () => void
}>

/** @param from @param to the seconds that the waveform shows */
export function useSamplePlayer(from: number, to: number): SamplePlayer {
  const context = useRef<AudioContext>(undefined)
  const source = useRef<AudioBufferSourceNode>(undefined)
  const cursor = useRef<HTMLElement>(null)
  const playback = useRef({ from: 0, to: 0, startedAt: 0, speed: 1 })
  const view = useRef({ from, to })
  const [playing, setPlaying] = useState(false)
  view.current = { from, to }

  const position = useCallback((): number => {
    const { from: start, to: end, startedAt, speed } = playback.current
    if (!source.current || !context.current) return start
    return Math.min(end, start + (context.current.currentTime - startedAt) * speed)
  }, [])

  const draw = useCallback(() => {
    const shown = view.current
    const share = (position() - shown.from) / Math.max(0.001, shown.to - shown.from)
    if (cursor.current) cursor.current.style.left = `${100 * Math.max(0, Math.min(1, share))}%`
  }, [position])

  const stop = useCallback(() => {
    playback.current.from = position()
    const playingNow = source.current
    source.current = undefined
    playingNow?.stop()
    setPlaying(false)
  }, [position])

  const play = useCallback<SamplePlayer['play']>(
    (samples, start, end, speed = 1) => {
      stop()
      context.current ??= new AudioContext()
      const audio = context.current
      void audio.resume()
      const [first, last] = [
        Math.round(start * SAMPLE_RATE),
        Math.min(samples.length, Math.round(end * SAMPLE_RATE))
      ]
      if (last <= first) return
      const buffer = audio.createBuffer(1, last - first, SAMPLE_RATE)
      buffer.copyToChannel(
        Float32Array.from(samples.subarray(first, last), (sample) => sample / 32_768),
        0
      )
      const node = audio.createBufferSource()
      node.buffer = buffer
      node.playbackRate.value = speed
      node.connect(audio.destination)
      node.onended = () => {
        if (source.current !== node) return
        source.current = undefined
        playback.current.from = end
        setPlaying(false)
      }
      source.current = node
      playback.current = { from: start, to: end, startedAt: audio.currentTime, speed }
      node.start()
      setPlaying(true)
    },
    [stop]
  )

  useEffect(() => {
    if (!playing) return
    let request = requestAnimationFrame(function move() {
      draw()
      request = requestAnimationFrame(move)
    })
    return () => cancelAnimationFrame(request)
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
