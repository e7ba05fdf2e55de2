/** An utterance: its recording, the reference, and both hypotheses aligned to it. @module */
import { PlayRegular, StopRegular } from '@fluentui/react-icons'
import { memo, useId } from 'react'
import { errors } from '../../../src/speech/scoring/index.ts'
import type { Utterance } from '../api/evaluation-results.ts'
import { pathOf } from '../api/rest.ts'
import { texts } from '../texts.ts'
import { type AlignedWord, alignModels, alignToReference, type Column } from './aligned-columns.ts'
import { testTexts } from './texts.ts'
import { modelDifferences } from './utterance-selection.ts'

type RowProps = Readonly<{
  utterance: Utterance
  names: readonly [string, string]
  showDisplayText: boolean
  /** Whether the test has no references. */
  inspection: boolean
  index: number
  count: number
  /** Whether it is the current one for the keyboard. */
  current: boolean
  playing: boolean
  onPlay: (link: string) => void
  onFocus: (index: number) => void
}>

/** Memoized: scrolling renders the list many times a second. */
export const UtteranceRow = memo((props: RowProps) => {
  const { utterance, names, showDisplayText, inspection, index, count, current, playing, onPlay, onFocus } =
    props
  const { audio, contentUrl, reference, model1, model2 } = utterance
  const title = useId()
  const tabIndex = current ? 0 : -1
  return (
    <article
      className="list-entry"
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
          aria-label={`${playing ? texts.stop : texts.play} ${audio}`}
          tabIndex={tabIndex}
          disabled={contentUrl === undefined}
          title={contentUrl === undefined ? testTexts.noAudio : undefined}
          onClick={() => {
            if (contentUrl !== undefined) onPlay(pathOf(contentUrl))
          }}
        >
          {playing ? <StopRegular /> : <PlayRegular />}
        </button>
        <strong id={title}>{audio}</strong>
        <span className="quiet">
          {inspection
            ? testTexts.wordsDiffer(errors(modelDifferences(utterance)))
            : testTexts.utteranceErrors(errors(model1.score), errors(model2.score), model1.score.words)}
        </span>
        {(model1.failure ?? model2.failure) && (
          <span className="failure">
            {testTexts.failed}: {model1.failure ?? model2.failure}
          </span>
        )}
      </div>
      <Aligned utterance={utterance} names={names} inspection={inspection} />
      {/* Screen readers get the texts instead of the columns. */}
      <dl className={showDisplayText ? 'display-texts' : 'hidden'}>
        {!inspection && (
          <>
            <dt>{testTexts.reference}</dt>
            <dd>{reference}</dd>
          </>
        )}
        <dt>{names[0]}</dt>
        <dd>{model1.recognition || testTexts.noWords}</dd>
        <dt>{names[1]}</dt>
        <dd>{model2.recognition || testTexts.noWords}</dd>
      </dl>
    </article>
  )
})

function Aligned({ utterance, names, inspection }: Pick<RowProps, 'utterance' | 'names' | 'inspection'>) {
  const columns: readonly Column[] = inspection
    ? alignModels(modelDifferences(utterance))
    : alignToReference(utterance.model1.score, utterance.model2.score)
  return (
    <div className="alignment" aria-hidden>
      <span className="column quiet">
        {!inspection && <span>{testTexts.reference}</span>}
        <span>{names[0]}</span>
        <span>{names[1]}</span>
      </span>
      {columns.map((column) => (
        <span className="column" key={column.position}>
          {!inspection && <span>{column.ref ?? '\u00a0'}</span>}
          <HypothesisWord word={column.one} />
          <HypothesisWord word={column.two} />
        </span>
      ))}
    </div>
  )
}

const OPERATION_CLASSES = {
  equal: 'same-word',
  substitute: 'error-word substitute',
  delete: 'error-word delete',
  insert: 'error-word insert'
}

const HypothesisWord = ({ word }: Readonly<{ word: AlignedWord | undefined }>) =>
  word ? (
    <span className={OPERATION_CLASSES[word.op]}>{word.op === 'delete' ? '∅' : word.word}</span>
  ) : (
    <span>{'\u00a0'}</span>
  )
