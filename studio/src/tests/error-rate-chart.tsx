/** The word error rate of each model on a test set, as a line chart and a table. @module */
import { Field, Select } from '@fluentui/react-components'
import { useId, useState } from 'react'
import { Link } from 'wouter'
import { type Dataset, type Evaluation, idOf, type Model } from '../api/entities.ts'
import { Table } from '../components/table.tsx'
import { date, percent } from '../format.ts'
import { texts } from '../texts.ts'
import { type ModelRate, ratesByModel } from './rates-by-model.ts'
import { testTexts } from './texts.ts'

type ChartProps = Readonly<{
  project: string
  tests: readonly Evaluation[]
  models: readonly Model[]
  datasets: readonly Dataset[]
}>

/** Shown once two models were tested on the same dataset. */
export function ErrorRateChart({ project, tests, models, datasets }: ChartProps) {
  const [selected, setSelected] = useState<string>()
  const sets = ratesByModel(tests, models)
  const [largest] = sets.toSorted((a, b) => b.rates.length - a.rates.length)
  const shown = sets.find(({ dataset }) => dataset === selected) ?? largest
  const heading = useId()
  if (!shown) return null
  const nameOf = (dataset: string) => datasets.find((one) => idOf(one) === dataset)?.displayName ?? dataset
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{testTexts.progress}</h2>
      <p className="quiet">{testTexts.progressMore}</p>
      {sets.length > 1 && (
        <Field label={testTexts.progressDataset} className="narrow">
          <Select value={shown.dataset} onChange={(_event, { value }) => setSelected(value)}>
            {sets.map(({ dataset }) => (
              <option key={dataset} value={dataset}>
                {nameOf(dataset)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {sets.length === 1 && <p>{`${testTexts.progressDataset}: ${nameOf(shown.dataset)}`}</p>}
      <Line rates={shown.rates} />
      <details open={shown.rates.length <= 6}>
        <summary>{texts.showAsTable}</summary>
        <Table
          rows={shown.rates}
          keyOf={({ model }) => model}
          columns={[
            {
              title: texts.model,
              cell: ({ model, test }) => (
                <Link className="link" href={`/studio/projects/${project}/tests/${test}`}>
                  {model}
                </Link>
              )
            },
            { title: texts.created, cell: ({ created }) => date(created) },
            { title: testTexts.wer, number: true, cell: ({ wer }) => percent(wer) },
            {
              title: testTexts.ter,
              number: true,
              cell: ({ ter }) => (ter === undefined ? texts.none : percent(ter))
            },
            { title: testTexts.measured, cell: ({ measured }) => date(measured) }
          ]}
        />
      </details>
    </section>
  )
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [900, 260, 52, 24, 24, 40]
const LABEL_LETTERS = 20

/** Hidden from screen readers: the table has the same figures. */
function Line({ rates }: Readonly<{ rates: readonly ModelRate[] }>) {
  const highest = Math.max(0.05, ...rates.map(({ wer }) => wer))
  const step = [0.02, 0.05, 0.1, 0.2, 0.5].find((one) => highest / one <= 5) ?? Math.ceil(highest / 5)
  const top = Math.ceil(highest / step) * step
  const x = (index: number) => LEFT + ((WIDTH - LEFT - RIGHT) * (index + 0.5)) / rates.length
  const y = (rate: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - rate / top)
  const lines = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step)
  const short = (name: string) =>
    name.length > LABEL_LETTERS ? `${name.slice(0, LABEL_LETTERS - 1)}…` : name
  const labelEvery = Math.ceil(rates.length / 6)
  return (
    <section className="chart-frame" aria-label={testTexts.progress} tabIndex={0}>
      <svg className="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden>
        {lines.map((rate) => (
          <g key={rate}>
            <line className="grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(rate)} y2={y(rate)} />
            <text x={LEFT - 6} y={y(rate) + 4} textAnchor="end">
              {`${Math.round(100 * rate)} %`}
            </text>
          </g>
        ))}
        <polyline
          className="line"
          points={rates.map(({ wer }, index) => `${x(index)},${y(wer)}`).join(' ')}
        />
        {rates.map(({ model, wer }, index) => (
          <g key={model}>
            <circle className="dot" cx={x(index)} cy={y(wer)} r={4}>
              <title>{`${model}: ${percent(wer)}`}</title>
            </circle>
            {index % labelEvery === 0 && (
              <>
                <text x={x(index)} y={y(wer) - 10} textAnchor="middle">
                  {percent(wer)}
                </text>
                <text x={x(index)} y={HEIGHT - 16} textAnchor="middle">
                  {short(model)}
                </text>
              </>
            )}
          </g>
        ))}
      </svg>
    </section>
  )
}
