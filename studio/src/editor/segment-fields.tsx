/** The current segment: its position, recognized words, corrected text, and what can be done with it. @module */
import { Button } from '@fluentui/react-components'
import { CheckmarkRegular } from '@fluentui/react-icons'
import { type RefObject, useId } from 'react'
import { position } from '../format.ts'
import { type Draft, isUncertain, type Segment } from './draft.ts'
import type { Command } from './keyboard.ts'
import { editorTexts } from './texts.ts'

type PositionProps = Readonly<{ draft: Draft; segment: Segment; recording: string }>

export const SegmentPosition = ({ draft, segment, recording }: PositionProps) => (
  <div className="row between">
    <strong>{recording}</strong>
    <span className="quiet" aria-live="polite">
      {editorTexts.position(draft.at + 1, draft.segments.length)} · {position(segment.start)} ·{' '}
      {editorTexts.uncertain(segment.words.filter(isUncertain).length)}
    </span>
  </div>
)

type TextProps = Readonly<{
  segment: Segment
  area: RefObject<HTMLTextAreaElement | null>
  locale: string
  readOnly: boolean
  onPlay: (second: number) => void
  onType: (text: string) => void
}>

export function SegmentText({ segment, area, locale, readOnly, onPlay, onType }: TextProps) {
  const field = useId()
  return (
    <>
      <RecognizedWords segment={segment} onPlay={onPlay} />
      <div className="transcript">
        <label htmlFor={field}>{editorTexts.transcript}</label>
        <textarea
          id={field}
          ref={area}
          value={segment.text}
          readOnly={readOnly}
          rows={3}
          lang={locale}
          spellCheck
          onChange={({ target }) => onType(target.value.replace(/\n/g, ' '))}
        />
      </div>
    </>
  )
}

/** Words as the model recognized them, the uncertain ones marked; pressing a word plays it. */
const RecognizedWords = ({ segment: { words }, onPlay }: Pick<TextProps, 'segment' | 'onPlay'>) => (
  <div>
    <div className="quiet">{editorTexts.recognized}</div>
    {words.length === 0 && <p className="quiet">{editorTexts.noWords}</p>}
    <div className="words">
      {words.map((word) => (
        <button
          key={word.start}
          type="button"
          className={isUncertain(word) ? 'uncertain' : ''}
          title={editorTexts.word(word.text, Math.round(100 * word.confidence))}
          onClick={() => onPlay(word.start)}
        >
          {word.text}
        </button>
      ))}
    </div>
  </div>
)

type ActionProps = Readonly<{ run: (command: Command) => void; canMerge: boolean }>

export const SegmentActions = ({ run, canMerge }: ActionProps) => (
  <div className="row">
    <Button appearance="primary" icon={<CheckmarkRegular />} onClick={() => run('accept')}>
      {editorTexts.accept}
    </Button>
    <Button onClick={() => run('exclude')}>{editorTexts.exclude}</Button>
    <Button onClick={() => run('uncertain')}>{editorTexts.nextUncertain}</Button>
    <Button onClick={() => run('split')}>{editorTexts.split}</Button>
    <Button disabled={!canMerge} onClick={() => run('merge')}>
      {editorTexts.merge}
    </Button>
  </div>
)
