/** What each dataset of a model's text weighs, and what the model would be without it. @module */
import { type Dataset, idOf, type Model } from '../api/entities.ts'
import { useList } from '../api/session.tsx'
import { percent, texts } from '../texts.ts'

type Source = Readonly<{
  /** Id of the dataset, or `text`. */
  source: string
  sentences: number
  words: number
  wordsOnlyHere: number
  weight?: number
  perplexityWithout?: number | null
  unknownWordsWithout?: number
}>
export type SourcesReport = Readonly<{ because: string; sources: readonly Source[] }>

type BoughtProps = Readonly<{
  model: Model
  project: string
  report: SourcesReport
  perplexity?: number | null
}>

export function Bought({ model, project, report, perplexity }: BoughtProps) {
  const datasets = useList<Dataset>(`/projects/${project}/datasets`)
  if (report.sources.length < 2) return null
  const names = new Map(datasets.data?.map((dataset) => [idOf(dataset), dataset.displayName]))
  const nameOf = (source: string): string =>
    names.get(source) ?? (source === 'text' ? model.displayName : source)
  return (
    <>
      <h2>{texts.models.bought}</h2>
      <p className="quiet">
        {typeof perplexity === 'number' && `${texts.models.boughtAbout(Math.round(perplexity))} `}
        {report.because}.
      </p>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th>{texts.models.dataset}</th>
              <th className="number">{texts.datasets.sentences}</th>
              <th className="number">{texts.models.wordsOnlyHere}</th>
              <th className="number">{texts.models.share}</th>
              <th className="number">{texts.models.without}</th>
              <th className="number">{texts.models.unknownWithout}</th>
            </tr>
          </thead>
          <tbody>
            {report.sources.map((source) => (
              <tr key={source.source}>
                <td>{nameOf(source.source)}</td>
                <td className="number">{source.sentences.toLocaleString()}</td>
                <td className="number">{source.wordsOnlyHere.toLocaleString()}</td>
                <td className="number">
                  {source.weight === undefined ? texts.never : percent(source.weight)}
                </td>
                <td className="number">
                  {typeof source.perplexityWithout === 'number'
                    ? source.perplexityWithout.toFixed(1)
                    : texts.never}
                </td>
                <td className="number">{source.unknownWordsWithout ?? texts.never}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
