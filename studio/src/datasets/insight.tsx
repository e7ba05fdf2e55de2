/** What a dataset is to the base model, and what its recordings are like, in numbers and bars. @module */
import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { ApiFile } from '../api/entities.ts'
import { isoSeconds } from '../api/transcriptions.ts'
import { type Bar, Bars } from '../parts/bars.tsx'
import { percent, texts } from '../texts.ts'
import type { AudioFound, Report, TextFound } from './report.ts'

const words = texts.datasets
const MOST_WORDS = 15

type InsightProps = Readonly<{ report: Report; clips: readonly ApiFile[] }>

export function Insight({ report, clips }: InsightProps) {
  const { text, audio, warnings = [] } = report
  const notes = [
    ...warnings,
    ...(text?.alsoIn ?? []).map(({ sentences, displayName }) => words.alsoIn(sentences, displayName))
  ]
  const charts = [
    ...(text ? textCharts(text) : []),
    ...(clips.length > 1 ? [<Lengths key="lengths" clips={clips} />] : [])
  ]
  if (notes.length === 0 && charts.length === 0 && !audio) return null
  return (
    <>
      <h2>{words.charts}</h2>
      <div className="stack">
        {notes.map((note) => (
          <MessageBar key={note} intent="warning" layout="multiline">
            <MessageBarBody>{note}</MessageBarBody>
          </MessageBar>
        ))}
        <div className="charts">{charts}</div>
        {audio && <Faults audio={audio} />}
        {typeof text?.perplexity?.value === 'number' && (
          <p className="quiet">
            {words.perplexity} {Math.round(text.perplexity.value).toLocaleString()}: {words.perplexityMore}
          </p>
        )}
      </div>
    </>
  )
}

function textCharts({ tokens, newWords }: TextFound): readonly ReactNode[] {
  if (!newWords) return []
  const coverage: readonly Bar[] = [
    { name: words.known, value: tokens - newWords.tokens, shown: percent(1 - newWords.rate) },
    { name: words.unknown, value: newWords.tokens, shown: percent(newWords.rate) }
  ]
  const useful = newWords.mostUseful
    .slice(0, MOST_WORDS)
    .map(({ word, count }) => ({ name: word, value: count }))
  const named = new Set(useful.map(({ name }) => name))
  const once = newWords.once.examples.filter((word) => !named.has(word)).slice(0, MOST_WORDS)
  return [
    <Bars key="coverage" caption={words.coverage} head={[words.words, words.count]} bars={coverage} />,
    ...(useful.length > 0
      ? [
          <div key="useful">
            <Bars caption={words.mostUseful} head={[words.words, words.timesInText]} bars={useful} />
            <p className="quiet">{words.newWordsMore}</p>
            {once.length > 0 && (
              <p className="quiet">
                {words.once(newWords.once.words)} {once.join(', ')}
              </p>
            )}
          </div>
        ]
      : [])
  ]
}

/** Seconds where one bar ends and the next begins; trainings take the sound of clips up to 40 s. */
const EDGES = [0, 2, 5, 10, 20, 40] as const

function Lengths({ clips }: Readonly<{ clips: readonly ApiFile[] }>) {
  const lengths = clips.map(({ properties }) => isoSeconds(properties.duration))
  const bars = EDGES.map((from, index) => {
    const to = EDGES[index + 1]
    const within = lengths.filter((length) => length >= from && (to === undefined || length < to))
    return { name: words.lengthOf(from, to), value: within.length }
  })
  return <Bars caption={words.lengths} head={[words.lengths, words.clips]} bars={bars} />
}

function Faults({ audio }: Readonly<{ audio: AudioFound }>) {
  const { loudness, tooQuiet, clipped } = audio
  return (
    <div>
      {loudness && (
        <p>
          {words.loudness}: {words.decibels(loudness.median, loudness.lowest, loudness.highest)}
        </p>
      )}
      {tooQuiet.length > 0 && (
        <p>
          {words.tooQuiet(tooQuiet.length)} {tooQuiet.map(({ file }) => file).join(', ')}
        </p>
      )}
      {clipped.length > 0 && (
        <p>
          {words.clipped(clipped.length)} {clipped.map(({ file }) => file).join(', ')}
        </p>
      )}
    </div>
  )
}
