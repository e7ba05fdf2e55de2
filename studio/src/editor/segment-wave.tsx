/** The sound of a segment, with its edges to take hold of. @module */
import { type RefObject, useState } from 'react'
import { Waveform } from '../parts/waveform.tsx'
import { texts } from '../texts.ts'
import { SHORTEST, type Span } from './draft.ts'

const words = texts.editor

type SegmentWaveProps = Readonly<{
  samples: Int16Array
  segment: Span
  /** How far its edges may go: others are there, or the recording ends. */
  room: Span
  /** Seconds shown. */
  from: number
  to: number
  cursor: RefObject<HTMLElement | null>
  readOnly: boolean
  onSeek: (second: number) => void
  onMove: (span: Span) => void
}>

/** Sliders of the browser's own, so that edges are dragged, or moved by arrow keys, and told to screen readers. */
export function SegmentWave(props: SegmentWaveProps) {
  const { samples, segment, room, from, to, cursor, readOnly, onSeek, onMove } = props
  // While an edge is held, nothing but the picture changes.
  const [held, setHeld] = useState<Span>()
  const { start, end } = held ?? segment
  const letGo = () => {
    if (held) onMove(held)
    setHeld(undefined)
  }
  const edge = (label: string, value: number, moved: (second: number) => Span) => (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={words.seconds(value)}
      min={from}
      max={to}
      step="any"
      value={value}
      disabled={readOnly}
      onChange={({ target }) => setHeld(moved(Number(target.value)))}
      onPointerUp={letGo}
      onKeyUp={letGo}
      onBlur={letGo}
    />
  )
  return (
    <div className="segment-wave">
      <Waveform
        label={words.waveform}
        samples={samples}
        from={from}
        to={to}
        region={{ start, end }}
        cursor={cursor}
        onSeek={onSeek}
      />
      {edge(words.startEdge, start, (second) => ({
        start: Math.max(room.start, Math.min(second, end - SHORTEST)),
        end
      }))}
      {edge(words.endEdge, end, (second) => ({
        start,
        end: Math.min(room.end, Math.max(second, start + SHORTEST))
      }))}
    </div>
  )
}
