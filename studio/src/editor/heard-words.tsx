/** What the machine heard in a segment, word by word; the uncertain ones stand out, and each can be played. @module */
import { texts } from '../texts.ts'
import { isUncertain, type Segment } from './draft.ts'

const words = texts.editor

type HeardProps = Readonly<{ segment: Segment; onPlay: (second: number) => void }>

export const HeardWords = ({ segment, onPlay }: HeardProps) => (
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
