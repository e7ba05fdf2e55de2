/** The editor: play a segment, correct it, accept it, and go to the next, all by keyboard. @module */
import { Button } from '@fluentui/react-components'
import { KeyboardRegular } from '@fluentui/react-icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useRest } from '../api/session.tsx'
import { FilePicker } from '../components/file-picker.tsx'
import { useSamplePlayer } from '../components/sample-player.ts'
import { ErrorMessage, Loading } from '../components/status.tsx'
import { VirtualList } from '../components/virtual-list.tsx'
import { availableSpan, currentOf, type Draft, type Segment, uncertainRanges } from './draft.ts'
import { storeAudio } from './draft-store.ts'
import { ExportDataset } from './export-dataset.tsx'
import { type Command, useKeyboard } from './keyboard.ts'
import { KeyboardHelp } from './keyboard-help.tsx'
import { PlayerBar } from './player-bar.tsx'
import { loadSamples } from './recording-samples.ts'
import { SegmentActions, SegmentPosition, SegmentText } from './segment-fields.tsx'
import { recordingHeading, SegmentRow } from './segment-row.tsx'
import { SegmentWave } from './segment-wave.tsx'
import { type SaveState, useEditing } from './use-editing.ts'
import './editor.css'
import '../components/segments.css'
import { texts } from '../texts.ts'
import { editorTexts } from './texts.ts'

/** Audio shown before and after a segment. */
const CONTEXT_SECONDS = 0.75
const REWIND_SECONDS = 2
/** Playback this close to the end of a segment starts over. */
const END_MARGIN_SECONDS = 0.05

export function TranscriptEditor({ initial }: Readonly<{ initial: Draft }>) {
  const [editing, act, saveState] = useEditing(initial)
  const { draft, past, future } = editing
  const current = currentOf(draft)
  const recording = current && draft.recordings[current.recording]
  const from = Math.max(0, (current?.start ?? 0) - CONTEXT_SECONDS)
  const to = Math.min(recording?.duration ?? 1, (current?.end ?? 1) + CONTEXT_SECONDS)
  const player = useSamplePlayer(from, to)
  const rest = useRest()
  const audio = useQuery({
    queryKey: ['draft-audio', draft.id, current?.recording],
    enabled: current !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: async () => (await loadSamples(rest, draft, current?.recording ?? 0)) ?? null
  })
  const [speed, setSpeed] = useState(1)
  const [autoplay, setAutoplay] = useState(true)
  const [dialog, setDialog] = useState<'export' | 'keys'>()
  const text = useRef<HTMLTextAreaElement>(null)
  const samples = audio.data ?? undefined
  const readOnly = saveState === 'elsewhere'

  const play = (start: number) => {
    if (!samples || !current) return
    player.play(samples, Math.max(0, start), Math.max(current.end, start + END_MARGIN_SECONDS), speed)
  }
  const togglePlayback = () => {
    if (player.playing) return player.stop()
    const at = player.position()
    const inside = current && at > current.start && at < current.end - END_MARGIN_SECONDS
    play(inside ? at : (current?.start ?? 0))
  }
  const goTo = (index: number) => act({ do: 'go', to: index })
  const run = (command: Command) => {
    switch (command) {
      case 'play':
        return togglePlayback()
      case 'back':
        return play(Math.max(current?.start ?? 0, player.position() - REWIND_SECONDS * speed))
      case 'next':
        return goTo(draft.at + 1)
      case 'previous':
        return goTo(draft.at - 1)
      case 'split':
        return act({ do: 'split', caret: text.current?.selectionStart ?? 0 })
      case 'uncertain':
        return selectNextUncertain(text, current)
      case 'export':
        return setDialog('export')
      default:
        return act({ do: command })
    }
  }
  useKeyboard(run)

  const id = current?.id
  useEffect(() => {
    if (id !== undefined) text.current?.focus()
  }, [id])
  const played = useRef<string>(undefined)
  useEffect(() => {
    if (id === undefined || !samples || played.current === id) return
    const first = played.current === undefined
    played.current = id
    player.stop()
    // Browsers do not allow audio before the first key or click.
    if (!first && autoplay) play(current?.start ?? 0)
  })

  if (!current || !recording) return <p>{editorTexts.noWords}</p>
  return (
    <>
      <EditorHead draft={draft} saveState={saveState} onDialog={setDialog} />
      <ErrorMessage error={saveState instanceof Error ? saveState : audio.error} />
      {readOnly && (
        <div className="row" role="alert">
          <span>{editorTexts.changedElsewhere}</span>
          <Button onClick={() => location.reload()}>{editorTexts.reload}</Button>
        </div>
      )}
      <div className="stack">
        <SegmentPosition draft={draft} segment={current} recording={recording.name} />
        {samples && (
          <SegmentWave
            key={current.id}
            segment={current}
            available={availableSpan(draft)}
            cursor={player.cursor}
            onSeek={play}
            onMove={(span) => act({ do: 'move', to: span })}
            {...{ samples, from, to, readOnly }}
          />
        )}
        {audio.isPending && <Loading />}
        {audio.data === null && <MissingAudio draft={draft} segment={current} name={recording.name} />}
        <PlayerBar
          {...{ run, speed, setSpeed, autoplay, setAutoplay }}
          playing={player.playing}
          hasAudio={samples !== undefined}
          isFirst={draft.at === 0}
          isLast={draft.at === draft.segments.length - 1}
          canUndo={past.length > 0}
          canRedo={future.length > 0}
        />
        <SegmentText
          segment={current}
          area={text}
          locale={draft.locale}
          readOnly={readOnly}
          onPlay={play}
          onType={(typed) => act({ do: 'type', text: typed })}
        />
        <SegmentActions run={run} canMerge={draft.segments[draft.at + 1]?.recording === current.recording} />
      </div>
      <h2>{editorTexts.segments}</h2>
      <VirtualList
        label={editorTexts.segments}
        items={draft.segments}
        estimate={42}
        current={draft.at}
        render={(segment) => (
          <SegmentRow
            segment={segment}
            recording={recordingHeading(draft, segment)}
            current={segment === current}
            onGo={() => goTo(draft.segments.indexOf(segment))}
          />
        )}
      />
      {dialog === 'export' && <ExportDataset draft={draft} onClose={() => setDialog(undefined)} />}
      {dialog === 'keys' && <KeyboardHelp onClose={() => setDialog(undefined)} />}
    </>
  )
}

type HeadProps = Readonly<{
  draft: Draft
  saveState: SaveState
  onDialog: (dialog: 'export' | 'keys') => void
}>

function EditorHead({ draft: { title, segments }, saveState, onDialog }: HeadProps) {
  const accepted = segments.filter(({ state }) => state === 'accepted').length
  const allDone = segments.every(({ state }) => state !== 'open')
  return (
    <div className="head">
      <h1>{title}</h1>
      <div className="row">
        <span className="quiet" role="status">
          {editorTexts.accepted(accepted, segments.length)}
          {' · '}
          {saveState === 'saving' ? editorTexts.saving : editorTexts.saved}
          {allDone ? ` · ${editorTexts.allDone}` : ''}
        </span>
        <Button icon={<KeyboardRegular />} onClick={() => onDialog('keys')}>
          {editorTexts.keys}
        </Button>
        <Button appearance="primary" onClick={() => onDialog('export')}>
          {editorTexts.export}
        </Button>
      </div>
    </div>
  )
}

type MissingProps = Readonly<{ draft: Draft; segment: Segment; name: string }>

/** For a recording that the service read from a location that the browser cannot read. */
function MissingAudio({ draft, segment: { recording }, name }: MissingProps) {
  const queries = useQueryClient()
  const store = async (file: File) => {
    await storeAudio(draft.id, recording, file)
    await queries.invalidateQueries({ queryKey: ['draft-audio', draft.id] })
  }
  return (
    <>
      <p className="quiet">{editorTexts.aboutMissingAudio(name)}</p>
      <FilePicker
        label={editorTexts.chooseRecording}
        hint={texts.dropFile}
        accept="audio/*,video/*"
        file={undefined}
        onFile={(file) => void store(file)}
      />
    </>
  )
}

/** The next uncertain word after the cursor, or the first one. */
function selectNextUncertain(
  area: RefObject<HTMLTextAreaElement | null>,
  segment: Segment | undefined
): void {
  if (!area.current || !segment) return
  const { selectionEnd } = area.current
  const ranges = uncertainRanges(segment)
  const next = ranges.find(({ from }) => from >= selectionEnd) ?? ranges[0]
  area.current.focus()
  if (next) area.current.setSelectionRange(next.from, next.to)
}
