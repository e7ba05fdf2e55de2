/** The weight of each dataset of text, and what the model would lose without it. @module */
import { type Dataset, idOf, type Model } from '../api/entities.ts'
import { useList } from '../api/session.tsx'
import type { DatasetWeights } from '../api/training-report.ts'
import { percent, sentence } from '../format.ts'
import { texts } from '../texts.ts'
import { modelTexts } from './texts.ts'

type ContributionProps = Readonly<{
  model: Model
  project: string
  report: DatasetWeights
  perplexity?: number | null
}>

export function DatasetContribution({ model, project, report, perplexity }: ContributionProps) {
  const datasets = useList<Dataset>(`/projects/${project}/datasets`)
  if (report.sources.length < 2) return null
  const names = new Map(datasets.data?.map((dataset) => [idOf(dataset), dataset.displayName]))
  const nameOf = (source: string): string =>
    names.get(source) ?? (source === 'text' ? model.displayName : source)
  return (
    <>
      <h2>{modelTexts.contribution}</h2>
      <p className="quiet">
        {typeof perplexity === 'number' && `${modelTexts.contributionMore(Math.round(perplexity))} `}
        {sentence(report.because)}
      </p>
      <div className="scroll">
        <table>
          <thead>
            <tr>
              <th>{modelTexts.dataset}</th>
              <th className="number">{modelTexts.sentences}</th>
              <th className="number">{modelTexts.uniqueWords}</th>
              <th className="number">{modelTexts.share}</th>
              <th className="number">{modelTexts.perplexityWithout}</th>
              <th className="number">{modelTexts.unknownWordsWithout}</th>
            </tr>
          </thead>
          <tbody>
            {report.sources.map((source) => (
              <tr key={source.source}>
                <td>{nameOf(source.source)}</td>
                <td className="number">{source.sentences.toLocaleString()}</td>
                <td className="number">{source.wordsOnlyHere.toLocaleString()}</td>
                <td className="number">
                  {source.weight === undefined ? texts.none : percent(source.weight)}
                </td>
                <td className="number">
                  {typeof source.perplexityWithout === 'number'
                    ? source.perplexityWithout.toFixed(1)
                    : texts.none}
                </td>
                <td className="number">{source.unknownWordsWithout ?? texts.none}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
