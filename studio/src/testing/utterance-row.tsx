/** One utterance: what was said, over it what each model heard, and its recording. @module */
import { PlayRegular, StopRegular } from '@fluentui/react-icons'
import { memo, useId } from 'react'
import { errors } from '../../../src/speech/scoring/index.ts'
import { pathOf } from '../api/rest.ts'
import { differences, type Utterance } from '../api/test-results.ts'
import { texts } from '../texts.ts'
import { type Column, type Mark, threeWay, twoWay } from './three-way.ts'

type RowProps = Readonly<{
  utterance: Utterance
  names: readonly [string, string]
  asRead: boolean
  /** Whether there is no reference to count errors against. */
  inspection: boolean
  index: number
  count: number
  /** The one that the keyboard is at. */
  current: boolean
  playing: boolean
  onPlay: (link: string) => void
  onFocus: (index: number) => void
}>

/** Drawn again only when something of its own has changed: scrolling draws the list many times a second. */
export const UtteranceRow = memo((props: RowProps) => {
  const { utterance, names, asRead, inspection, index, count, current, playing, onPlay, onFocus } = props
  const { audio, contentUrl, reference, model1, model2 } = utterance
  const title = useId()
  const tabIndex = current ? 0 : -1
  return (
    <article
      className="utterance"
      aria-labelledby={title}
      aria-posinset={index + 1}
      aria-setsize={count}
      tabIndex={tabIndex}
      onFocus={() => onFocus(index)}
    >
      <div className="row">
        <button
          type="button"
          className="play"
          aria-label={`${playing ? texts.tests.stopPlaying : texts.tests.play} ${audio}`}
          tabIndex={tabIndex}
          disabled={contentUrl === undefined}
          title={contentUrl === undefined ? texts.tests.noAudio : undefined}
          onClick={() => {
            if (contentUrl !== undefined) onPlay(pathOf(contentUrl))
          }}
        >
          {playing ? <StopRegular /> : <PlayRegular />}
        </button>
        <strong id={title}>{audio}</strong>
        <span className="quiet">
          {inspection
            ? texts.tests.utteranceDiffers(errors(differences(utterance)))
            : texts.tests.utteranceErrors(errors(model1.score), errors(model2.score), model1.score.words)}
        </span>
        {(model1.failure ?? model2.failure) && (
          <span className="failure">
            {texts.tests.failed}: {model1.failure ?? model2.failure}
          </span>
        )}
      </div>
      <Aligned utterance={utterance} names={names} inspection={inspection} />
      {/* Columns read aloud one by one make no sense: the texts do. */}
      <dl className={asRead ? 'as-read' : 'hidden'}>
        {!inspection && (
          <>
            <dt>{texts.tests.reference}</dt>
            <dd>{reference}</dd>
          </>
        )}
        <dt>{names[0]}</dt>
        <dd>{model1.recognition || texts.tests.missing}</dd>
        <dt>{names[1]}</dt>
        <dd>{model2.recognition || texts.tests.missing}</dd>
      </dl>
    </article>
  )
})

function Aligned({ utterance, names, inspection }: Pick<RowProps, 'utterance' | 'names' | 'inspection'>) {
  const columns: readonly Column[] = inspection
    ? twoWay(differences(utterance))
    : threeWay(utterance.model1.score, utterance.model2.score)
  return (
    <div className="three-way" aria-hidden>
      <span className="column quiet">
        {!inspection && <span>{texts.tests.reference}</span>}
        <span>{names[0]}</span>
        <span>{names[1]}</span>
      </span>
      {columns.map((column) => (
        <span className="column" key={column.place}>
          {!inspection && <span>{column.ref ?? '\u00a0'}</span>}
          <Word mark={column.one} />
          <Word mark={column.two} />
        </span>
      ))}
    </div>
  )
}

const MARK = {
  equal: 'same-word',
  substitute: 'error-word substitute',
  delete: 'error-word delete',
  insert: 'error-word insert'
}

const Word = ({ mark }: Readonly<{ mark: Mark | undefined }>) =>
  mark ? (
    <span className={MARK[mark.op]}>{mark.op === 'delete' ? '∅' : mark.word}</span>
  ) : (
    <span>{'\u00a0'}</span>
  )
