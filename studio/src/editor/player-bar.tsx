/** Playback, navigation, and undo. @module */
import { Button, Checkbox, Field, Select } from '@fluentui/react-components'
import {
  ArrowRedoRegular,
  ArrowUndoRegular,
  ChevronLeftRegular,
  ChevronRightRegular,
  PauseRegular,
  PlayRegular,
  RewindRegular
} from '@fluentui/react-icons'
import type { Command } from './keyboard.ts'
import { editorTexts } from './texts.ts'

const SPEEDS = [0.75, 1, 1.25, 1.5, 2] as const

type BarProps = Readonly<{
  run: (command: Command) => void
  playing: boolean
  hasAudio: boolean
  isFirst: boolean
  isLast: boolean
  canUndo: boolean
  canRedo: boolean
  speed: number
  setSpeed: (speed: number) => void
  autoplay: boolean
  setAutoplay: (on: boolean) => void
}>

export function PlayerBar(props: BarProps) {
  const {
    run,
    playing,
    hasAudio,
    isFirst,
    isLast,
    canUndo,
    canRedo,
    speed,
    setSpeed,
    autoplay,
    setAutoplay
  } = props
  return (
    <div className="row">
      <Button
        icon={playing ? <PauseRegular /> : <PlayRegular />}
        disabled={!hasAudio}
        onClick={() => run('play')}
      >
        {playing ? editorTexts.pause : editorTexts.play}
      </Button>
      <Button icon={<RewindRegular />} disabled={!hasAudio} onClick={() => run('back')}>
        {editorTexts.back}
      </Button>
      <Button icon={<ChevronLeftRegular />} disabled={isFirst} onClick={() => run('previous')}>
        {editorTexts.previous}
      </Button>
      <Button icon={<ChevronRightRegular />} disabled={isLast} onClick={() => run('next')}>
        {editorTexts.next}
      </Button>
      <Button
        icon={<ArrowUndoRegular />}
        aria-label={editorTexts.undo}
        disabled={!canUndo}
        onClick={() => run('undo')}
      />
      <Button
        icon={<ArrowRedoRegular />}
        aria-label={editorTexts.redo}
        disabled={!canRedo}
        onClick={() => run('redo')}
      />
      <Field label={editorTexts.speed} orientation="horizontal">
        <Select value={String(speed)} onChange={(_event, { value }) => setSpeed(Number(value))}>
          {SPEEDS.map((one) => (
            <option key={one} value={one}>
              {one} ×
            </option>
          ))}
        </Select>
      </Field>
      <Checkbox
        label={editorTexts.autoplay}
        checked={autoplay}
        onChange={(_event, { checked }) => setAutoplay(checked === true)}
      />
    </div>
  )
}
