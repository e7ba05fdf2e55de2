/** Statistics of a dataset: its text compared with the base model, and its recordings. @module */
import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import type { AudioStatistics, ImportReport, TextStatistics } from '../api/dataset-report.ts'
import type { ApiFile } from '../api/entities.ts'
import { BarChart } from '../components/bar-chart.tsx'
import { clipLengthBars, coverageBars, newWordBars, rareNewWords } from './chart-data.ts'
import { datasetTexts } from './texts.ts'

type StatisticsProps = Readonly<{ report: ImportReport; clips: readonly ApiFile[] }>

export function DatasetStatistics({ report, clips }: StatisticsProps) {
  const { text, audio, warnings = [] } = report
  const notes = [
    ...warnings,
    ...(text?.alsoIn ?? []).map(({ sentences, displayName }) => datasetTexts.overlap(sentences, displayName))
  ]
  const newWords = text?.newWords
  const severalClips = clips.length > 1
  if (notes.length === 0 && !newWords && !severalClips && !audio) return null
  return (
    <>
      <h2>{datasetTexts.statistics}</h2>
      <div className="stack">
        {notes.map((note) => (
          <MessageBar key={note} intent="warning" layout="multiline">
            <MessageBarBody>{note}</MessageBarBody>
          </MessageBar>
        ))}
        <div className="charts">
          {newWords && <NewWords tokens={text.tokens} newWords={newWords} />}
          {severalClips && (
            <BarChart
              caption={datasetTexts.clipLengths}
              head={[datasetTexts.clipLengths, datasetTexts.clips]}
              bars={clipLengthBars(clips)}
            />
          )}
        </div>
        {audio && <AudioQuality audio={audio} />}
        {typeof text?.perplexity?.value === 'number' && (
          <p className="quiet">
            {datasetTexts.aboutPerplexity(Math.round(text.perplexity.value).toLocaleString())}
          </p>
        )}
      </div>
    </>
  )
}

type NewWordsProps = Readonly<{ tokens: number; newWords: NonNullable<TextStatistics['newWords']> }>

function NewWords({ tokens, newWords }: NewWordsProps) {
  const useful = newWordBars(newWords)
  const rare = rareNewWords(newWords)
  return (
    <>
      <BarChart
        caption={datasetTexts.coverage}
        head={[datasetTexts.words, datasetTexts.count]}
        bars={coverageBars(tokens, newWords)}
      />
      {useful.length > 0 && (
        <div>
          <BarChart
            caption={datasetTexts.mostUsefulNewWords}
            head={[datasetTexts.words, datasetTexts.occurrences]}
            bars={useful}
          />
          <p className="quiet">{datasetTexts.aboutNewWords}</p>
          {rare.length > 0 && (
            <p className="quiet">
              {datasetTexts.onceOnly(newWords.once.words)} {rare.join(', ')}
            </p>
          )}
        </div>
      )}
    </>
  )
}

function AudioQuality({ audio }: Readonly<{ audio: AudioStatistics }>) {
  const { loudness, tooQuiet, clipped } = audio
  return (
    <div>
      {loudness && (
        <p>
          {datasetTexts.loudness}: {datasetTexts.decibels(loudness.median, loudness.lowest, loudness.highest)}
        </p>
      )}
      {tooQuiet.length > 0 && (
        <p>
          {datasetTexts.tooQuiet(tooQuiet.length)} {tooQuiet.map(({ file }) => file).join(', ')}
        </p>
      )}
      {clipped.length > 0 && (
        <p>
          {datasetTexts.clipped(clipped.length)} {clipped.map(({ file }) => file).join(', ')}
        </p>
      )}
    </div>
  )
}
