/** The transcription of a recording by one model, with the differences from another, and downloads. @module */
import type { AudioTranscription } from '../api/transcriptions.ts'
import { TranscriptDownloads } from '../components/transcript-downloads.tsx'
import type { Cue, TimedPhrase } from '../files/captions.ts'
import { duration, position } from '../format.ts'
import { differenceRuns } from './difference-runs.ts'
import { transcribeTexts } from './texts.ts'

const toTimedPhrases = ({ segments, words }: AudioTranscription): readonly TimedPhrase[] =>
  segments.map(({ start, end, text }) => ({
    start,
    end,
    text,
    words: words
      .filter((word) => word.start >= start && word.start < end)
      .map((word): Cue => ({ text: word.word, start: word.start, end: word.end }))
  }))

type ResultProps = Readonly<{
  name: string
  /** Name of the recording. */
  recording: string
  answer: AudioTranscription
  /** Time until the answer. */
  seconds: number
  other: AudioTranscription | undefined
  onPlay: (second: number) => void
}>

export function TranscriptionResult({ name, recording, answer, seconds, other, onPlay }: ResultProps) {
  const phrases = toTimedPhrases(answer)
  return (
    <section className="card result" aria-label={name}>
      <div className="row between">
        <strong>{name}</strong>
        <span className="quiet">{transcribeTexts.timing(position(answer.duration), duration(seconds))}</span>
      </div>
      <p>
        {answer.text === '' ? (
          transcribeTexts.noSpeech
        ) : (
          <MarkedText text={answer.text} other={other?.text} />
        )}
      </p>
      {phrases.length > 1 && (
        <section className="phrases" aria-label={transcribeTexts.phrasesOf(name)}>
          {phrases.map(({ start, text }) => (
            <button key={start} type="button" className="segment" onClick={() => onPlay(start)}>
              <span className="quiet">{position(start)}</span>
              <span className="segment-text">{text}</span>
            </button>
          ))}
        </section>
      )}
      <TranscriptDownloads
        label={transcribeTexts.downloads(name)}
        recording={recording}
        phrases={phrases}
        answer={answer}
      />
      <details>
        <summary>{transcribeTexts.json}</summary>
        <section className="code" aria-label={transcribeTexts.json} tabIndex={0}>
          <pre>{JSON.stringify(answer, undefined, 2)}</pre>
        </section>
      </details>
    </section>
  )
}

const MarkedText = ({ text, other }: Readonly<{ text: string; other: string | undefined }>) =>
  differenceRuns(text, other).map(({ index, words, differs }) =>
    differs ? (
      <mark key={index} className="differs">
        {words.join(' ')}{' '}
      </mark>
    ) : (
      <span key={index}>{words.join(' ')} </span>
    )
  )
