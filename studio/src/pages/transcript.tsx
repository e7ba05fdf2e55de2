/** The editor itself: hear a segment, correct it, accept it, go on; all by keyboard. @module */
import { Button } from '@fluentui/react-components'
import { CheckmarkRegular, KeyboardRegular } from '@fluentui/react-icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import { isWorking } from '../api/entities.ts'
import { useEntity, useRest } from '../api/session.tsx'
import type { Transcription } from '../api/transcriptions.ts'
import { beginDraft } from '../editor/begin-draft.ts'
import type { Command } from '../editor/commands.ts'
import { currentOf, type Draft, isUncertain, roomOf, type Segment, uncertainPlaces } from '../editor/draft.ts'
import { storeAudio, storeDraft, storedDraft } from '../editor/draft-store.ts'
import { ExportWizard } from '../editor/export-wizard.tsx'
import { HeardWords } from '../editor/heard-words.tsx'
import { useKeys } from '../editor/keys.ts'
import { KeysHelp } from '../editor/keys-help.tsx'
import { PlayerBar } from '../editor/player-bar.tsx'
import { samplesFor } from '../editor/recordings.ts'
import { nameAbove, SegmentRow } from '../editor/segment-row.tsx'
import { SegmentWave } from '../editor/segment-wave.tsx'
import { useEditing } from '../editor/use-editing.ts'
import '../editor/editor.css'
import '../parts/segments.css'
import { FilePicker } from '../parts/file-picker.tsx'
import { usePlayer } from '../parts/player.ts'
import { VirtualList } from '../parts/virtual-list.tsx'
import { Loading, Refused, WorkState } from '../parts/waiting.tsx'
import { clockOf, texts } from '../texts.ts'

const words = texts.editor

/** A draft of this browser, or one made of the transcription as soon as that has ended. */
export function TranscriptPage({ project, id }: Readonly<{ project: string; id: string }>) {
  const rest = useRest()
  const stored = useQuery({
    queryKey: ['draft', id],
    // Only what was read first counts: from then on the page itself knows best.
    staleTime: 'static',
    gcTime: 0,
    queryFn: async () => (await storedDraft(id)) ?? null
  })
  const missing = stored.data === null
  const transcription = useEntity<Transcription>(missing ? `/transcriptions/${id}` : undefined)
  const ended = missing && transcription.data !== undefined && !isWorking(transcription.data)
  const begun = useQuery({
    queryKey: ['draft-begun', id],
    enabled: ended && transcription.data?.status === 'Succeeded',
    staleTime: 'static',
    gcTime: 0,
    queryFn: async () => {
      if (!transcription.data) throw new Error(words.failed)
      // Asked again after any change in the Studio: what was corrected meanwhile is never begun anew.
      const there = await storedDraft(id)
      if (there) return there
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
          <SegmentWave
            key={current.id}
            samples={samples}
            segment={current}
            room={roomOf(draft)}
            from={from}
            to={to}
            cursor={player.cursor}
            readOnly={saved === 'elsewhere'}
            onSeek={play}
            onMove={(span) => act({ do: 'move', to: span })}
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
        <PlayerBar
          {...{ run, speed, setSpeed, autoplay, setAutoplay }}
          playing={player.playing}
          hasSound={samples !== undefined}
          isFirst={draft.at === 0}
          isLast={draft.at === draft.segments.length - 1}
          canUndo={past.length > 0}
          canRedo={future.length > 0}
        />
        <HeardWords segment={current} onPlay={play} />
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
          <SegmentRow
            segment={segment}
            recording={nameAbove(draft, segment)}
            current={segment === current}
            onGo={() => goTo(draft.segments.indexOf(segment))}
          />
        )}
      />
      {open === 'export' && <ExportWizard draft={draft} onClose={() => setOpen(undefined)} />}
      {open === 'keys' && <KeysHelp onClose={() => setOpen(undefined)} />}
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
