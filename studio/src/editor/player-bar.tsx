/** What can be done with the sound, and with what was done. @module */
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
import { texts } from '../texts.ts'
import type { Command } from './commands.ts'

const words = texts.editor
const speeds = [0.75, 1, 1.25, 1.5, 2] as const

type BarProps = Readonly<{
  run: (command: Command) => void
  playing: boolean
  hasSound: boolean
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
    hasSound,
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
        disabled={!hasSound}
        onClick={() => run('play')}
      >
        {playing ? words.pause : words.play}
      </Button>
      <Button icon={<RewindRegular />} disabled={!hasSound} onClick={() => run('back')}>
        {words.back}
      </Button>
      <Button icon={<ChevronLeftRegular />} disabled={isFirst} onClick={() => run('previous')}>
        {words.previous}
      </Button>
      <Button icon={<ChevronRightRegular />} disabled={isLast} onClick={() => run('next')}>
        {words.next}
      </Button>
      <Button
        icon={<ArrowUndoRegular />}
        aria-label={words.undo}
        disabled={!canUndo}
        onClick={() => run('undo')}
      />
      <Button
        icon={<ArrowRedoRegular />}
        aria-label={words.redo}
        disabled={!canRedo}
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
  )
}
