/** What one model heard of a recording, with where it differs from the other, and as captions to take along. @module */
import { Button } from '@fluentui/react-components'
import { align } from '../../../src/speech/scoring/index.ts'
import { type Cue, formats, stem, type TimedPhrase, written } from '../api/captions.ts'
import { save } from '../api/save.ts'
import { clockOf, duration, texts } from '../texts.ts'

const words = texts.transcribe

export type Answer = Readonly<{
  duration: number
  text: string
  segments: readonly Readonly<{ start: number; end: number; text: string; avg_logprob: number }>[]
  words: readonly Readonly<{ word: string; start: number; end: number }>[]
}>

export const phrasesOf = ({ segments, words: all }: Answer): readonly TimedPhrase[] =>
  segments.map(({ start, end, text }) => ({
    start,
    end,
    text,
    words: all
      .filter((word) => word.start >= start && word.start < end)
      .map((word): Cue => ({ text: word.word, start: word.start, end: word.end }))
  }))

type HeardProps = Readonly<{
  name: string
  file: string
  answer: Answer
  /** Milliseconds until it was there. */
  took: number
  other: Answer | undefined
  onSeek: (second: number) => void
}>

export function Heard({ name, file, answer, took, other, onSeek }: HeardProps) {
  const phrases = phrasesOf(answer)
  return (
    <section className="card heard" aria-label={name}>
      <div className="row spread">
        <strong>{name}</strong>
        <span className="quiet">{words.seconds(clockOf(answer.duration), duration(took))}</span>
      </div>
      <p>{answer.text === '' ? words.nothing : <Marked text={answer.text} other={other?.text} />}</p>
      {phrases.length > 1 && (
        <section className="phrases" aria-label={words.phrasesOf(name)}>
          {phrases.map(({ start, text }) => (
            <button key={start} type="button" className="segment" onClick={() => onSeek(start)}>
              <span className="quiet">{clockOf(start)}</span>
              <span className="said">{text}</span>
            </button>
          ))}
        </section>
      )}
      <Captions name={name} file={file} phrases={phrases} answer={answer} />
      <details>
        <summary>{words.json}</summary>
        <section className="code" aria-label={words.json} tabIndex={0}>
          <pre>{JSON.stringify(answer, undefined, 2)}</pre>
        </section>
      </details>
    </section>
  )
}

type CaptionsProps = Readonly<{
  name: string
  file: string
  phrases: readonly TimedPhrase[]
  answer: unknown
}>

export const Captions = ({ name, file, phrases, answer }: CaptionsProps) => (
  <fieldset className="row plain">
    <legend className="hidden">{words.captions(name)}</legend>
    {formats.map((format) => (
      <Button
        key={format}
        size="small"
        disabled={phrases.length === 0}
        onClick={() => save(written(format, phrases, answer), `${stem(file)}.${format}`)}
      >
        {format}
      </Button>
    ))}
  </fieldset>
)

/** Longer texts take longer to align than anybody would wait for a colour. */
const MOST_CELLS = 20_000_000

const bare = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Marks, case and punctuation aside, what the other text has otherwise. */
function Marked({ text, other }: Readonly<{ text: string; other: string | undefined }>) {
  const own = text.split(' ')
  const theirs = other?.split(' ') ?? []
  if (other === undefined || own.length * theirs.length > MOST_CELLS) return text
  const { steps } = align(theirs.map(bare), own.map(bare))
  const differs = steps.flatMap(({ op }) => (op === 'delete' ? [] : [op !== 'equal']))
  return runsOf(own, differs).map(({ at, words: run, marked }) =>
    marked ? (
      <mark key={at} className="differs">
        {run.join(' ')}{' '}
      </mark>
    ) : (
      <span key={at}>{run.join(' ')} </span>
    )
  )
}

type Run = Readonly<{ at: number; words: readonly string[]; marked: boolean }>

function runsOf(all: readonly string[], marks: readonly boolean[]): readonly Run[] {
  const runs: Run[] = []
  for (const [at, word] of all.entries()) {
    const last = runs.at(-1)
    const marked = marks[at] === true
    if (last?.marked === marked) runs[runs.length - 1] = { ...last, words: [...last.words, word] }
    else runs.push({ at, words: [word], marked })
  }
  return runs
}
