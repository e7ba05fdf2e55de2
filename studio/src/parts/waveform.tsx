/** The shape of a sound, to see where speech is and to jump there. @module */
import { type RefObject, useMemo } from 'react'
import { RATE } from '../api/wav.ts'
import './waveform.css'

const COLUMNS = 400

/** Highest and lowest sample of each column, as one closed line: loud speech fills the height. */
export function outline(samples: Int16Array, from: number, to: number): string {
  const [first, last] = [
    Math.max(0, Math.round(from * RATE)),
    Math.min(samples.length, Math.round(to * RATE))
  ]
  const upper: string[] = []
  const lower: string[] = []
  const width = (last - first) / COLUMNS
  // Long stretches are looked at in steps: a column of a minute shows the same with every tenth sample.
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

/** The root lifts quiet speech to where it can be seen. */
const loudness = (sample: number): number => 49 * Math.sqrt(sample / 32_768)

type WaveformProps = Readonly<{
  label: string
  samples: Int16Array
  /** Seconds shown. */
  from: number
  to: number
  /** Seconds that stand out from what is around them. */
  region?: Readonly<{ start: number; end: number }>
  /** Moved by who plays. */
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
        // A press of a key has no place: it plays from the start.
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
