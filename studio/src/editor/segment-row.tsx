/** A segment in the list of all. @module */
import { clockOf, texts } from '../texts.ts'
import { type Draft, type Segment, uncertainPlaces } from './draft.ts'

const words = texts.editor

/** Where another recording begins, and there are several, its name. */
export function nameAbove({ recordings, segments }: Draft, segment: Segment): string | undefined {
  if (recordings.length === 1) return undefined
  const before = segments[segments.indexOf(segment) - 1]
  return before?.recording === segment.recording ? undefined : recordings[segment.recording]?.name
}

type RowProps = Readonly<{
  segment: Segment
  recording: string | undefined
  current: boolean
  onGo: () => void
}>

export const SegmentRow = ({ segment, recording, current, onGo }: RowProps) => (
  <button
    type="button"
    className={`segment ${segment.state}`}
    {...(current ? { 'aria-current': 'true' as const } : {})}
    onClick={onGo}
  >
    {recording !== undefined && <span className="recording">{recording}</span>}
    <span className="quiet">{clockOf(segment.start)}</span>
    <span className="said">{segment.text === '' ? words.noText : <Marked segment={segment} />}</span>
    <span className="quiet">{words.states[segment.state]}</span>
  </button>
)

/** What was accepted is certain, whatever the machine thought of it. */
function Marked({ segment }: Readonly<{ segment: Segment }>) {
  if (segment.state !== 'open') return segment.text
  const places = uncertainPlaces(segment)
  if (places.length === 0) return segment.text
  return places.map(({ from, to }, index) => (
    <span key={from}>
      {segment.text.slice(places[index - 1]?.to ?? 0, from)}
      <mark className="uncertain">{segment.text.slice(from, to)}</mark>
      {index === places.length - 1 && segment.text.slice(to)}
    </span>
  ))
}
