/** A segment in the list of segments. @module */

import { position } from '../format.ts'
import { type Draft, type Segment, uncertainRanges } from './draft.ts'
import { editorTexts } from './texts.ts'

/** The name of the recording above its first segment, if the draft has several recordings. */
export function recordingHeading({ recordings, segments }: Draft, segment: Segment): string | undefined {
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
    <span className="quiet">{position(segment.start)}</span>
    <span className="segment-text">
      {segment.text === '' ? editorTexts.noText : <MarkedText segment={segment} />}
    </span>
    <span className="quiet">{editorTexts.states[segment.state]}</span>
  </button>
)

/** Uncertain words are marked only until the segment is accepted or excluded. */
function MarkedText({ segment }: Readonly<{ segment: Segment }>) {
  if (segment.state !== 'open') return segment.text
  const ranges = uncertainRanges(segment)
  if (ranges.length === 0) return segment.text
  return ranges.map(({ from, to }, index) => (
    <span key={from}>
      {segment.text.slice(ranges[index - 1]?.to ?? 0, from)}
      <mark className="uncertain">{segment.text.slice(from, to)}</mark>
      {index === ranges.length - 1 && segment.text.slice(to)}
    </span>
  ))
}
