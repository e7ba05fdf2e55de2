/** The waveform of a recording; pressing it plays from that point. @module */
import { type RefObject, useMemo } from 'react'
import { SAMPLE_RATE } from '../files/wav.ts'
import './waveform.css'

const COLUMNS = 400

/** SVG path around the highest and lowest sample of each column. @param from @param to in seconds */
function outline(samples: Int16Array, from: number, to: number): string {
  const [first, last] = [
    Math.max(0, Math.round(from * SAMPLE_RATE)),
    Math.min(samples.length, Math.round(to * SAMPLE_RATE))
  ]
  const upper: string[] = []
  const lower: string[] = []
  const width = (last - first) / COLUMNS
  // In long recordings, some samples of a column are enough to show its shape.
  const step = Math.max(1, Math.floor(width / 400))
  for (let column = 0; column < COLUMNS; column++) {
    let [high, low] = [0, 0]
    const end = Math.min(last, first + Math.ceil((column + 1) * width))
    for (let at = first + Math.floor(column * width); at < end; at += step) {
      const sample = samples[at] ?? 0
      if (sample > high) high = sample
      if (sample < low) low = sample
    }
    upper.push(`${column},${(50 - loudness(high) - 0.6).toFixed(1)}`)
    lower.push(`${column},${(50 + loudness(-low) + 0.6).toFixed(1)}`)
  }
  return `M${upper.join('L')}L${lower.toReversed().join('L')}Z`
}

/** The square root makes quiet speech visible. */
const loudness = (sample: number): number => 49 * Math.sqrt(sample / 32_768)

type WaveformProps = Readonly<{
  label: string
  samples: Int16Array
  /** Seconds shown. */
  from: number
  to: number
  /** Highlighted part, in seconds. */
  region?: Readonly<{ start: number; end: number }>
  /** Positioned by the player. */
  cursor: RefObject<HTMLElement | null>
  onSeek: (second: number) => void
}>

export function Waveform({ label, samples, from, to, region, cursor, onSeek }: WaveformProps) {
  const line = useMemo(() => outline(samples, from, to), [samples, from, to])
  const share = (second: number) => `${(100 * (second - from)) / Math.max(0.001, to - from)}%`
  return (
    <button
      type="button"
      className="wave"
      aria-label={label}
      onClick={(event) => {
        const { left, width } = event.currentTarget.getBoundingClientRect()
        // A key press has no position: play from the start.
        const at =
          event.detail === 0 ? (region?.start ?? from) : from + ((event.clientX - left) / width) * (to - from)
        onSeek(at)
      }}
    >
      {region && (
        <i
          className="wave-region"
          style={{ left: share(region.start), right: `calc(100% - ${share(region.end)})` }}
        />
      )}
      <svg viewBox={`0 0 ${COLUMNS} 100`} preserveAspectRatio="none" aria-hidden="true">
        <path d={line} />
      </svg>
      <i className="wave-cursor" ref={cursor} />
    </button>
  )
}
