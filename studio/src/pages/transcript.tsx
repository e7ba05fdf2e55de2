/** The editor itself: hear a segment, correct it, accept it, go on; all by keyboard. @module */
import { Button, Checkbox, Field, Select } from '@fluentui/react-components'
import {
  ArrowRedoRegular,
  ArrowUndoRegular,
  CheckmarkRegular,
  ChevronLeftRegular,
  ChevronRightRegular,
  KeyboardRegular,
  PauseRegular,
  PlayRegular,
  RewindRegular
} from '@fluentui/react-icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import { isWorking } from '../api/entities.ts'
import { useEntity, useRest } from '../api/session.tsx'
import type { Transcription } from '../api/transcriptions.ts'
import { beginDraft } from '../editor/begin-draft.ts'
import type { Command } from '../editor/commands.ts'
import { currentOf, type Draft, isUncertain, type Segment, uncertainPlaces } from '../editor/draft.ts'
import { storeAudio, storeDraft, storedDraft } from '../editor/draft-store.ts'
import { ExportWizard } from '../editor/export-wizard.tsx'
import { useKeys } from '../editor/keys.ts'
import { samplesFor } from '../editor/recordings.ts'
import { useEditing } from '../editor/use-editing.ts'
import '../editor/editor.css'
import '../parts/segments.css'
import { FilePicker } from '../parts/file-picker.tsx'
import { usePlayer } from '../parts/player.ts'
import { VirtualList } from '../parts/virtual-list.tsx'
import { Loading, Refused, WorkState } from '../parts/waiting.tsx'
import { Waveform } from '../parts/waveform.tsx'
import { Wizard } from '../parts/wizard.tsx'
import { clockOf, texts } from '../texts.ts'

const words = texts.editor

/** A draft of this browser, or one made of the transcription as soon as that has ended. */
export function TranscriptPage({ project, id }: Readonly<{ project: string; id: string }>) {
  const rest = useRest()
  const stored = useQuery({
    queryKey: ['draft', id],
    // Only what was read first counts: from then on the page itself knows best.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: async () => (await storedDraft(id)) ?? null
  })
  const missing = stored.data === null
  const transcription = useEntity<Transcription>(missing ? `/transcriptions/${id}` : undefined)
  const ended = missing && transcription.data !== undefined && !isWorking(transcription.data)
  const begun = useQuery({
    queryKey: ['draft-begun', id],
    enabled: ended && transcription.data?.status === 'Succeeded',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: async () => {
      if (!transcription.data) throw new Error(words.failed)
      const draft = await beginDraft(rest, project, transcription.data)
      await storeDraft(draft)
      return draft
    }
  })
  const draft = stored.data ?? begun.data
  if (draft) return <Transcript key={draft.id} begun={draft} />
  return (
    <>
      <div className="head">
        <h1>{transcription.data?.displayName ?? words.title}</h1>
      </div>
      <Refused error={stored.error ?? transcription.error ?? begun.error} />
      {transcription.data ? (
        <>
          {isWorking(transcription.data) && <p className="quiet">{words.waiting}</p>}
          <WorkState entity={transcription.data} />
        </>
      ) : (
        !transcription.error && <Loading />
      )}
    </>
  )
}

/** Seconds around a segment that are seen beside it. */
const CONTEXT = 0.75
const BACK = 2
const speeds = [0.75, 1, 1.25, 1.5, 2] as const

function Transcript({ begun }: Readonly<{ begun: Draft }>) {
  const [editing, act, saved] = useEditing(begun)
  const { draft, past, future } = editing
  const current = currentOf(draft)
  const recording = current && draft.recordings[current.recording]
  const [from, to] = [
    Math.max(0, (current?.start ?? 0) - CONTEXT),
    Math.min(recording?.duration ?? 1, (current?.end ?? 1) + CONTEXT)
  ]
  const player = usePlayer(from, to)
  const rest = useRest()
  const queries = useQueryClient()
  const sound = useQuery({
    queryKey: ['sound', draft.id, current?.recording],
    enabled: current !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    queryFn: async () => (await samplesFor(rest, draft, current?.recording ?? 0)) ?? null
  })
  const [speed, setSpeed] = useState(1)
  const [autoplay, setAutoplay] = useState(true)
  const [open, setOpen] = useState<'export' | 'keys'>()
  const text = useRef<HTMLTextAreaElement>(null)
  const field = useId()
  const samples = sound.data ?? undefined

  const play = (start: number) => {
    if (samples && current)
      player.play(samples, Math.max(0, start), Math.max(current.end, start + 0.05), speed)
  }
  const goTo = (index: number) => act({ do: 'go', to: index })
  const run = (command: Command) => {
    switch (command) {
      case 'play': {
        if (player.playing) return player.stop()
        const at = player.position()
        const inside = current && at > current.start && at < current.end - 0.05
        return play(inside ? at : (current?.start ?? 0))
      }
      case 'back':
        return play(Math.max(current?.start ?? 0, player.position() - BACK * speed))
      case 'next':
        return goTo(draft.at + 1)
      case 'previous':
        return goTo(draft.at - 1)
      case 'split':
        return act({ do: 'split', caret: text.current?.selectionStart ?? 0 })
      case 'uncertain':
        return select(text.current, current)
      case 'export':
        return setOpen('export')
      default:
        return act({ do: command })
    }
  }
  useKeys(run)

  // Arriving at a segment: its text is ready to be written, and heard if that is wished.
  const id = current?.id
  useEffect(() => {
    if (id !== undefined) text.current?.focus()
  }, [id])
  const arrived = useRef<string>(undefined)
  useEffect(() => {
    if (id === undefined || !samples || arrived.current === id) return
    const first = arrived.current === undefined
    arrived.current = id
    player.stop()
    // Nothing sounds before the first key: browsers forbid it, and so does the user's room.
    if (!first && autoplay) play(current?.start ?? 0)
  })

  if (!current || !recording) return <p>{words.heardNothing}</p>
  const accepted = draft.segments.filter(({ state }) => state === 'accepted').length
  const unfinished = draft.segments.some(({ state }) => state === 'open')
  return (
    <>
      <div className="head">
        <h1>{draft.title}</h1>
        <div className="row">
          <span className="quiet" role="status">
            {words.accepted(accepted, draft.segments.length)}
            {' · '}
            {saved === 'saving' ? words.saving : words.savedNow}
            {unfinished ? '' : ` · ${words.done}`}
          </span>
          <Button icon={<KeyboardRegular />} onClick={() => setOpen('keys')}>
            {words.keys}
          </Button>
          <Button appearance="primary" onClick={() => setOpen('export')}>
            {words.export}
          </Button>
        </div>
      </div>
      <Refused error={saved instanceof Error ? saved : sound.error} />
      {saved === 'elsewhere' && (
        <div className="row" role="alert">
          <span>{words.elsewhere}</span>
          <Button onClick={() => location.reload()}>{words.reload}</Button>
        </div>
      )}
      <div className="stack">
        <div className="row spread">
          <strong>{recording.name}</strong>
          <span className="quiet" aria-live="polite">
            {words.status(draft.at + 1, draft.segments.length)} · {clockOf(current.start)} ·{' '}
            {words.uncertain(current.words.filter(isUncertain).length)}
          </span>
        </div>
        {samples && (
          <Waveform
            label={words.waveform}
            samples={samples}
            from={from}
            to={to}
            region={current}
            cursor={player.cursor}
            onSeek={play}
          />
        )}
        {sound.isPending && <Loading />}
        {sound.data === null && (
          <>
            <p className="quiet">{words.attachMore(recording.name)}</p>
            <FilePicker
              label={words.attach}
              hint={texts.datasets.drop}
              accept="audio/*,video/*"
              file={undefined}
              onFile={(file) =>
                void storeAudio(draft.id, current.recording, file).then(() =>
                  queries.invalidateQueries({ queryKey: ['sound', draft.id] })
                )
              }
            />
          </>
        )}
        <div className="row">
          <Button
            icon={player.playing ? <PauseRegular /> : <PlayRegular />}
            disabled={!samples}
            onClick={() => run('play')}
          >
            {player.playing ? words.pause : words.play}
          </Button>
          <Button icon={<RewindRegular />} disabled={!samples} onClick={() => run('back')}>
            {words.back}
          </Button>
          <Button icon={<ChevronLeftRegular />} disabled={draft.at === 0} onClick={() => run('previous')}>
            {words.previous}
          </Button>
          <Button
            icon={<ChevronRightRegular />}
            disabled={draft.at === draft.segments.length - 1}
            onClick={() => run('next')}
          >
            {words.next}
          </Button>
          <Button
            icon={<ArrowUndoRegular />}
            aria-label={words.undo}
            disabled={past.length === 0}
            onClick={() => run('undo')}
          />
          <Button
            icon={<ArrowRedoRegular />}
            aria-label={words.redo}
            disabled={future.length === 0}
            onClick={() => run('redo')}
          />
          <Field label={words.speed} orientation="horizontal">
            <Select value={String(speed)} onChange={(_event, { value }) => setSpeed(Number(value))}>
              {speeds.map((one) => (
                <option key={one} value={one}>
                  {one} ×
                </option>
              ))}
            </Select>
          </Field>
          <Checkbox
            label={words.autoplay}
            checked={autoplay}
            onChange={(_event, { checked }) => setAutoplay(checked === true)}
          />
        </div>
        <Heard segment={current} onPlay={play} />
        <div className="transcript">
          <label htmlFor={field}>{words.transcript}</label>
          <textarea
            id={field}
            ref={text}
            value={current.text}
            readOnly={saved === 'elsewhere'}
            rows={3}
            lang={draft.locale}
            spellCheck
            onChange={({ target }) => act({ do: 'type', text: target.value.replace(/\n/g, ' ') })}
          />
        </div>
        <div className="row">
          <Button appearance="primary" icon={<CheckmarkRegular />} onClick={() => run('accept')}>
            {words.accept}
          </Button>
          <Button onClick={() => run('leave')}>{words.leave}</Button>
          <Button onClick={() => run('uncertain')}>{words.nextUncertain}</Button>
          <Button onClick={() => run('split')}>{words.split}</Button>
          <Button
            disabled={draft.segments[draft.at + 1]?.recording !== current.recording}
            onClick={() => run('merge')}
          >
            {words.merge}
          </Button>
        </div>
      </div>
      <h2>{words.segments}</h2>
      <VirtualList
        label={words.segments}
        items={draft.segments}
        estimate={42}
        current={draft.at}
        render={(segment) => (
          <Row
            segment={segment}
            recording={nameAbove(draft, segment)}
            current={segment === current}
            onGo={() => goTo(draft.segments.indexOf(segment))}
          />
        )}
      />
      {open === 'export' && <ExportWizard draft={draft} onClose={() => setOpen(undefined)} />}
      {open === 'keys' && <Keys onClose={() => setOpen(undefined)} />}
    </>
  )
}

/** The next one after the caret, or the first again. */
function select(area: HTMLTextAreaElement | null, segment: Segment | undefined): void {
  if (!area || !segment) return
  const places = uncertainPlaces(segment)
  const next = places.find(({ from }) => from >= area.selectionEnd) ?? places[0]
  area.focus()
  if (next) area.setSelectionRange(next.from, next.to)
}

type HeardProps = Readonly<{ segment: Segment; onPlay: (second: number) => void }>

const Heard = ({ segment, onPlay }: HeardProps) => (
  <div>
    <div className="quiet">{words.heard}</div>
    {segment.words.length === 0 && <p className="quiet">{words.heardNothing}</p>}
    <div className="words">
      {segment.words.map((word) => (
        <button
          key={word.start}
          type="button"
          className={isUncertain(word) ? 'uncertain' : ''}
          title={words.word(word.text, Math.round(100 * word.confidence))}
          onClick={() => onPlay(word.start)}
        >
          {word.text}
        </button>
      ))}
    </div>
  </div>
)

/** Where another recording begins, and there are several, its name. */
function nameAbove({ recordings, segments }: Draft, segment: Segment): string | undefined {
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

const Row = ({ segment, recording, current, onGo }: RowProps) => (
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

const Keys = ({ onClose }: Readonly<{ onClose: () => void }>) => (
  <Wizard title={words.keysTitle} action={texts.close} done onClose={onClose} onAction={onClose}>
    <dl className="keys">
      {words.shortcuts.map(([keys, meaning]) => (
        <div key={keys} style={{ display: 'contents' }}>
          <dt>
            <kbd>{keys}</kbd>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  </Wizard>
)
