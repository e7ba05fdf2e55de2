/** The weight of each dataset of text, and what the model would lose without it. @module */
import { type Dataset, idOf, type Model } from '../api/entities.ts'
import { useList } from '../api/session.tsx'
import type { DatasetWeights } from '../api/training-report.ts'
import { Table } from '../components/table.tsx'
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
      <Table
        rows={report.sources}
        keyOf={({ source }) => source}
        columns={[
          { title: modelTexts.dataset, cell: ({ source }) => nameOf(source) },
          { title: modelTexts.sentences, number: true, cell: ({ sentences }) => sentences.toLocaleString() },
          {
            title: modelTexts.uniqueWords,
            number: true,
            cell: ({ wordsOnlyHere }) => wordsOnlyHere.toLocaleString()
          },
          {
            title: modelTexts.share,
            number: true,
            cell: ({ weight }) => (weight === undefined ? texts.none : percent(weight))
          },
          {
            title: modelTexts.perplexityWithout,
            number: true,
            cell: ({ perplexityWithout }) =>
              typeof perplexityWithout === 'number' ? perplexityWithout.toFixed(1) : texts.none
          },
          {
            title: modelTexts.unknownWordsWithout,
            number: true,
            cell: ({ unknownWordsWithout }) => unknownWordsWithout ?? texts.none
          }
        ]}
      />
    </>
  )
}
