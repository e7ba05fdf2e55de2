/** The waveform of a segment, with edges to drag. @module */
import { type RefObject, useState } from 'react'
import { Waveform } from '../components/waveform.tsx'
import { MIN_SEGMENT_SECONDS, type Span } from './draft.ts'
import { editorTexts } from './texts.ts'

type SegmentWaveProps = Readonly<{
  samples: Int16Array
  segment: Span
  /** How far its edges can move: up to its neighbors or the ends of the recording. */
  available: Span
  /** Seconds shown. */
  from: number
  to: number
  cursor: RefObject<HTMLElement | null>
  readOnly: boolean
  onSeek: (second: number) => void
  onMove: (span: Span) => void
}>

/** The edges are native sliders: they can be dragged, move with the arrow keys, and work with screen readers. */
export function SegmentWave(props: SegmentWaveProps) {
  const { samples, segment, available, from, to, cursor, readOnly, onSeek, onMove } = props
  // The draft changes only when the edge is released.
  const [dragged, setDragged] = useState<Span>()
  const { start, end } = dragged ?? segment
  const release = () => {
    if (dragged) onMove(dragged)
    setDragged(undefined)
  }
  const edge = (label: string, value: number, moved: (second: number) => Span) => (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={editorTexts.seconds(value)}
      min={from}
      max={to}
      step="any"
      value={value}
      disabled={readOnly}
      onChange={({ target }) => setDragged(moved(Number(target.value)))}
      onPointerUp={release}
      onKeyUp={release}
      onBlur={release}
    />
  )
  return (
    <div className="segment-wave">
      <Waveform
        label={editorTexts.waveform}
        samples={samples}
        from={from}
        to={to}
        region={{ start, end }}
        cursor={cursor}
        onSeek={onSeek}
      />
      {edge(editorTexts.startEdge, start, (second) => ({
        start: Math.max(available.start, Math.min(second, end - MIN_SEGMENT_SECONDS)),
        end
      }))}
      {edge(editorTexts.endEdge, end, (second) => ({
        start,
        end: Math.min(available.end, Math.max(second, start + MIN_SEGMENT_SECONDS))
      }))}
    </div>
  )
}
